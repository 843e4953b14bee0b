//! A document as a Word file: real headings, real lists, tab stops for dates, links. The same bytes every time.
//!
//! Written by hand, because the parts that matter (styles, numbering, relationships) are few and must not change
//! with a library's release: seven small XML parts in a zip without time stamps.

mod body;
mod parts;
mod xml;

use crate::Result;
use domain::resume::Document;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The file.
pub fn write(document: &Document) -> Result<Vec<u8>> {
    let body = body::write(document);
    let parts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core_properties(document)),
        ("docProps/app.xml", parts::APP_PROPERTIES.to_owned()),
        ("word/document.xml", body.xml),
        ("word/_rels/document.xml.rels", parts::relations(&body.links)),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/numbering.xml", parts::NUMBERING.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
    ];
    pack(&parts).map_err(|error| crate::Error::Fault(format!("the Word file could not be packed: {error}")))
}

fn pack(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, xml) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(xml.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::BlockId;
    use domain::resume::{Contact, Dates, Entry, Item, Line, Link, Section, SectionKind, SkillGroup};
    use std::io::Read;

    fn line(id: &str, text: &str) -> Line {
        Line { id: BlockId::new(id), text: text.into() }
    }

    fn sample() -> Document {
        let entry = Entry {
            id: BlockId::new("b_2"),
            title: "Engineer <R&D>".into(),
            organisation: "Acme".into(),
            place: "Łódź".into(),
            dates: Dates { text: "2020 – 2022".into(), ..Dates::default() },
            bullets: vec![line("b_3", "Cut costs by 30 %\u{1}")],
            ..Entry::default()
        };
        let section =
            |id: &str, title: &str, items| Section { id: BlockId::new(id), kind: SectionKind::Custom, title: title.into(), items };
        Document {
            contact: Contact {
                name: "Alex Chen".into(),
                email: "alex@example.com".into(),
                links: vec![Link { label: String::new(), url: "https://example.com/a?b=1&c=2".into() }],
                ..Contact::default()
            },
            sections: vec![
                section("b_1", "Experience", vec![Item::Entry(entry), Item::Bullet(line("b_4", "Alone"))]),
                section("b_5", "Nothing", vec![]),
                section(
                    "b_6",
                    "Skills",
                    vec![Item::Skills(SkillGroup {
                        id: BlockId::new("b_7"),
                        label: "Languages".into(),
                        skills: vec!["Rust".into(), "Go".into()],
                    })],
                ),
            ],
        }
    }

    fn part(file: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(write(&sample()).unwrap(), write(&sample()).unwrap());
    }

    #[test]
    fn headings_are_styles_bullets_are_lists_and_dates_stand_behind_a_tab() {
        let xml = part(&write(&sample()).unwrap(), "word/document.xml");
        assert!(xml.contains(r#"<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">Experience</w:t>"#), "{xml}");
        assert!(xml.contains("Engineer &lt;R&amp;D&gt;"));
        assert!(xml.contains(r#"<w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="Dates"/><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr><w:t xml:space="preserve">2020 – 2022</w:t>"#), "{xml}");
        assert_eq!(xml.matches(r#"<w:pStyle w:val="ListBullet"/>"#).count(), 2);
        assert!(!xml.contains("Nothing"), "an empty section must vanish");
        assert!(!xml.contains('\u{1}'), "XML has no control characters");
    }

    #[test]
    fn links_are_relations_with_escaped_addresses() {
        let file = write(&sample()).unwrap();
        let relations = part(&file, "word/_rels/document.xml.rels");
        assert!(relations.contains(r#"Target="mailto:alex@example.com" TargetMode="External""#));
        assert!(relations.contains("https://example.com/a?b=1&amp;c=2"));
        assert!(part(&file, "word/document.xml").contains(r#"<w:hyperlink r:id="link2""#));
    }
}
