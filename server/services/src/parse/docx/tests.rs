use super::*;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A package with this body and these further parts.
fn package(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>");
    for (name, text) in [("word/document.xml", document.as_str())].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn shown(bytes: &[u8]) -> Vec<String> {
    let line = |line: &RawLine| {
        let cells = line
            .segments
            .iter()
            .enumerate()
            .map(|(at, segment)| format!("{}{}", if segment.tab && at > 0 { " | " } else { "" }, segment.text));
        format!("{}{}", if line.bullet { "* " } else { "" }, cells.collect::<String>())
    };
    lines(bytes).unwrap().iter().map(line).collect()
}

#[test]
fn nothing_is_lost_from_text_boxes_content_controls_fields_and_changes() {
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Anchor</w:t></w:r></w:p>\
         <w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:p><w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>\
         <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://example.com\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>site</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        p("In a box"),
        p("In a box"),
        p("Old box"),
        p("Control &amp; more")
    );
    let bytes = package(&body, &[]);
    assert_eq!(shown(&bytes), ["Anchor", "In a box", "Old box", "Control & more", "kept", "site"]);
    assert_eq!(lines(&bytes).unwrap()[5].segments[0].link.as_deref(), Some("https://example.com"));
}

#[test]
fn a_text_box_with_sections_is_a_column_beside_the_text() {
    let text = ["Contact", "555-0101", "Skills", "Welding"].map(p).concat();
    let anchor = format!("<w:p><w:r><w:pict><w:txbxContent>{text}</w:txbxContent></w:pict></w:r><w:r><w:t>Ada Holm</w:t></w:r></w:p>");
    let bytes = package(&(anchor + &p("Welder") + &p("Experience")), &[]);
    assert_eq!(shown(&bytes), ["Ada Holm", "Welder", "Experience", "Contact", "555-0101", "Skills", "Welding"]);
    assert_eq!(lines(&bytes).unwrap().iter().map(|line| line.column).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 1, 1]);
}

#[test]
fn a_cell_with_the_employer_does_not_stand_beside_the_items_of_a_list() {
    let cell = |texts: &[&str]| format!("<w:tc>{}</w:tc>", texts.iter().map(|text| p(text)).collect::<String>());
    let row = cell(&["Holm Tools", "Leeds, UK", "2018 – 2021"]) + &cell(&["Plant Manager", "• Ran a plant.", "• Sold it."]);
    let expected = ["Holm Tools", "Leeds, UK", "2018 – 2021", "Plant Manager", "* Ran a plant.", "* Sold it."];
    assert_eq!(shown(&package(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"), &[])), expected);
}

#[test]
fn dates_above_a_place_stand_beside_the_head_of_the_job() {
    let cell = |texts: &[&str]| format!("<w:tc>{}</w:tc>", texts.iter().map(|text| p(text)).collect::<String>());
    let row = cell(&["Holm Tools", "Plant Manager", "• Ran a plant.", "• Sold it."]) + &cell(&["2018 – 2021", "Leeds, UK"]);
    let expected = ["Holm Tools | 2018 – 2021", "Plant Manager | Leeds, UK", "* Ran a plant.", "* Sold it."];
    assert_eq!(shown(&package(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"), &[])), expected);
}

#[test]
fn rows_of_tables_are_lines_and_columns_stay_together() {
    let cell = |texts: &[&str]| format!("<w:tc>{}</w:tc>", texts.iter().map(|text| p(text)).collect::<String>());
    let rows = [
        cell(&["2018 – 2020"]) + &cell(&["Engineer", "Built x"]),
        cell(&["Acme", "Nurse"]) + &cell(&["Springfield", "2020"]),
        cell(&["A", "B", "C", "D"]) + &cell(&["1", "2", "3", "4", "5"]),
    ];
    let body = format!("<w:tbl>{}</w:tbl>", rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect::<String>());
    let expected = ["2018 – 2020 | Engineer", "Built x", "Acme | Springfield", "Nurse | 2020", "A", "B", "C", "D", "1", "2", "3", "4", "5"];
    assert_eq!(shown(&package(&body, &[])), expected);
}

#[test]
fn styles_lists_tabs_breaks_headers_and_footers_are_seen() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>Experience</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Engineer</w:t></w:r><w:r><w:tab/><w:t>2020</w:t></w:r><w:r><w:br/><w:t>Acme</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>Led</w:t></w:r></w:p>\
        <w:p><w:r><w:t>•</w:t><w:tab/><w:t>Typed</w:t></w:r></w:p>";
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"H\"/><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:style></w:styles>";
    let relations = "<Relationships><Relationship Id=\"1\" Type=\"x/styles\" Target=\"styles.xml\"/><Relationship Id=\"2\" Type=\"x/header\" Target=\"header1.xml\"/><Relationship Id=\"3\" Type=\"x/header\" Target=\"header2.xml\"/><Relationship Id=\"4\" Type=\"x/footer\" Target=\"footer1.xml\"/></Relationships>";
    let header = format!("<w:hdr>{}</w:hdr>", p("Jane Doe"));
    let footer = format!("<w:ftr>{}</w:ftr>", p("Page 1 of 2"));
    let bytes = package(
        body,
        &[
            ("word/_rels/document.xml.rels", relations),
            ("word/styles.xml", styles),
            ("word/header1.xml", &header),
            ("word/header2.xml", &header),
            ("word/footer1.xml", &footer),
        ],
    );
    assert_eq!(shown(&bytes), ["Jane Doe", "Experience", "Engineer | 2020", "Acme", "* Led", "* Typed", "Page 1 of 2"]);
    let lines = lines(&bytes).unwrap();
    assert_eq!((lines[1].heading, lines[1].size > 1.4), (Some(1), true));
    assert!(lines[2].segments[0].bold && !lines[2].segments[1].bold);
    assert_eq!(lines[5].marker, "•");
    assert!(lines[6].furniture);
    assert_eq!(text(&bytes).unwrap(), "Jane Doe\n\nExperience\nEngineer 2020\nAcme\n- Led\n- Typed");
}

#[test]
fn entities_of_the_document_are_never_expanded() {
    let body = p("a&lol;b");
    assert_eq!(shown(&package(&body, &[])), ["ab"]);
}
