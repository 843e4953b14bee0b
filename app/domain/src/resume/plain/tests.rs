use super::*;
use crate::resume::arbitrary::{documents, plausible, with_ids};
use proptest::prelude::*;

proptest! {
    #[test]
    fn documents_such_as_people_have_come_back_as_they_were(document in plausible()) {
        let text = write(&document);
        prop_assert_eq!(with_ids(read(&text).document), document, "{}", text);
    }

    #[test]
    fn every_text_of_any_document_stands_in_the_file(document in documents()) {
        let text = write(&document);
        for part in loss::texts(&document) {
            prop_assert!(text.contains(&part), "{} not in {}", part, text);
        }
    }

    #[test]
    fn every_line_has_a_use(text in "(\\PC{0,40}\n){0,12}") {
        let import = read(&text);
        prop_assert_eq!(import.lines.len(), import.uses.len());
    }
}

#[test]
fn texts_of_others_become_lines_with_marks_pages_and_wrapped_lines() {
    let text = "JANE DOE\n========\n\nExperience\n• Led a team of three people who built the whole of the reporting\n  and more\n\u{c}Engineer      2018 - 2020\n1. First\n";
    let lines = lines(text);
    let shown: Vec<_> = lines.iter().map(|line| (line.source(), line.bullet, line.continues, line.page)).collect();
    let line = |text: &str, bullet, continues, page| (text.to_owned(), bullet, continues, page);
    assert_eq!(
        shown,
        [
            line("JANE DOE", false, false, 1),
            line("========", false, false, 1),
            line("Experience", false, false, 1),
            line("• Led a team of three people who built the whole of the reporting", true, false, 1),
            line("and more", false, true, 1),
            line("Engineer 2018 - 2020", false, false, 2),
            line("1. First", true, false, 2),
        ]
    );
    assert_eq!(lines[0].heading, Some(1));
    assert!(lines[5].segments[1].tab);
}

#[test]
fn a_title_between_strokes_is_a_heading() {
    let read = lines("---- Service ----\n\nWelder\n- Cut steel -\n");
    assert_eq!(read.iter().map(|line| line.heading).collect::<Vec<_>>(), [Some(2), None, None]);
}

#[test]
fn dates_and_a_town_below_a_long_line_do_not_continue_it() {
    let head = "Institut für Arbeitsforschung und Technik — Wissenschaftliche Mitarbeiterin";
    let lines = lines(&format!("Berufserfahrung\n\n{head}\n2012 – 2017 | Flensburg\n"));
    assert_eq!(lines.iter().filter(|line| line.continues).count(), 0);
}
