use super::*;
use crate::resume::arbitrary::{documents, plausible, with_ids};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_document_comes_back_from_its_markdown_as_it_was(document in documents()) {
        let text = write(&document);
        prop_assert_eq!(with_ids(read(&text).document), document, "{}", text);
    }

    #[test]
    fn documents_such_as_people_have_need_no_mark(document in plausible()) {
        let text = write(&document);
        prop_assert!(!text.contains("<!--"), "{}", text);
        prop_assert_eq!(&with_ids(read(&text).document), &document);
        prop_assert!(lost(&document).is_empty());
    }

    #[test]
    fn every_line_that_says_something_has_a_use(text in "(\\PC{0,40}\n){0,12}") {
        let import = read(&text);
        prop_assert_eq!(import.lines.len(), import.uses.len());
    }
}

const FOREIGN: &str = "# CV -- Alex Chen\n\n**Location:** Austin, TX\n**Email:** alex@example.com\n\n## Work Experience\n\n### TechFin Corp -- Austin, TX\n\n**Senior ML Engineer**\n2020-2024\n\n- Led a team\n  of three & more\n- [Model registry](https://example.com/registry) in `Rust`\n\n| Tool | Years |\n|------|-------|\n| Kafka | 4 |\n\nEducation\n---------\n1. MS, UT Austin<br>2018\n";

#[test]
fn markdown_of_others_becomes_lines_with_looks() {
    let lines = lines(FOREIGN);
    let shown: Vec<String> = lines
        .iter()
        .map(|line| {
            let heading = line.heading.map_or(String::new(), |level| format!("h{level} "));
            let bullet = if line.bullet { format!("{} ", line.marker) } else { String::new() };
            let rest = if line.continues { "… " } else { "" };
            format!("{heading}{bullet}{rest}{}{}", line.text(), if line.bold() { " (bold)" } else { "" })
        })
        .collect();
    let expected = [
        "h1 CV -- Alex Chen",
        "Location: Austin, TX",
        "Email: alex@example.com",
        "h2 Work Experience",
        "h3 TechFin Corp -- Austin, TX",
        "Senior ML Engineer (bold)",
        "2020-2024",
        "- Led a team",
        "… of three & more",
        "- Model registry in Rust",
        "Tool Years",
        "Kafka 4",
        "h2 Education",
        "1. MS, UT Austin",
        "2018",
    ];
    assert_eq!(shown, expected);
    assert_eq!(lines[9].segments[0].link.as_deref(), Some("https://example.com/registry"));
    assert!(lines[11].segments[1].tab);
}

#[test]
fn a_text_of_others_that_looks_alike_is_not_taken_for_ours() {
    assert!(own::read("# Jane Doe\n\n## Experience\n\n### Acme — Engineer\n2020 – 2022\n\n- Built x\n").is_none());
    assert!(own::read(FOREIGN).is_none());
}

#[test]
fn a_heading_that_says_what_the_file_is_still_holds_the_name() {
    assert_eq!(read(FOREIGN).document.contact.name, "Alex Chen");
}

#[test]
fn a_title_that_looks_like_a_comment_stays_a_title() {
    let title = "<!-- x -->".to_owned();
    let section =
        crate::resume::Section { id: crate::ids::BlockId::new("b_1"), kind: crate::resume::SectionKind::Custom, title, items: Vec::new() };
    let document = Document { sections: vec![section], ..Document::default() };
    assert_eq!(own::read(&write(&document)).map(|(document, _)| document), Some(document));
}

#[test]
fn the_metadata_in_front_names_the_person_where_the_text_does_not() {
    let text = "---\ntitle: Ada Holm\nlang: en\n---\n\n## Education\n\n2017-2019\n:   **MSc**, Holm University (Leeds)\n";
    let import = read(text);
    assert_eq!(import.document.contact.name, "Ada Holm");
    assert_eq!(import.left_over().count(), 0);
}

#[test]
fn code_spans_side_by_side_are_things_of_their_own() {
    let read = read("# Ada Holm\n\n## Skills\n\n- **Tools:** `Go` `Rust`  `SQL` and `R`\n");
    let crate::resume::Item::Skills(group) = &read.document.sections[0].items[0] else { panic!("skills") };
    assert_eq!(group.skills, ["Go", "Rust", "SQL and R"]);
}
