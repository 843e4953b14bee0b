use super::*;
use crate::resume::arbitrary::{documents, plausible, with_ids};
use crate::resume::structure::LineUse;
use crate::resume::{Dates, Entry, Section, SectionKind};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_document_comes_back_from_its_json_as_it_was(document in documents()) {
        let text = write(&document);
        prop_assert_eq!(with_ids(read(&text).unwrap().document), document, "{}", text);
    }

    #[test]
    fn documents_such_as_people_have_lose_nothing_and_leave_nothing_over(document in plausible()) {
        prop_assert!(lost(&document).is_empty());
        let import = read(&write(&document)).unwrap();
        prop_assert_eq!(import.left_over().count(), 0, "{:?}", import.left_over().collect::<Vec<_>>());
    }
}

const STANDARD: &str = r#"{
  "basics": {"name": "Jane Doe", "label": "Engineer", "email": "jane@example.com", "location": {"city": "Springfield", "countryCode": "US"},
    "profiles": [{"network": "GitHub", "username": "jane", "url": "https://github.com/jane"}], "summary": "One.\n\nTwo."},
  "work": [{"name": "Acme", "position": "Engineer", "startDate": "2021-03-01", "highlights": ["Built x"], "salary": "secret"}],
  "education": [{"institution": "State University", "studyType": "Bachelor of Science", "area": "Physics", "endDate": "2018", "score": "3.8", "courses": ["Optics", "Heat"]}],
  "skills": [{"name": "Frontend", "level": "Expert", "keywords": ["CSS", "HTML"]}, {"name": "Rust"}, {"name": "Go"}],
  "languages": [{"language": "English", "fluency": "Native speaker"}, {"language": "Spanish"}],
  "meta": {"version": "v1.0.0"}
}"#;

#[test]
fn a_file_of_another_program_becomes_a_document() {
    let import = read(STANDARD).unwrap();
    let texts = loss::texts(&import.document);
    let expected = [
        "Jane Doe",
        "Engineer",
        "jane@example.com",
        "Springfield, US",
        "GitHub",
        "https://github.com/jane",
        "Summary",
        "One.",
        "Two.",
        "Work Experience",
        "Engineer",
        "Acme",
        "Mar 2021 – Present",
        "Built x",
        "Education",
        "Bachelor of Science, Physics",
        "State University",
        "2018",
        "Score: 3.8",
        "Courses: Optics, Heat",
        "Skills",
        "Frontend (Expert)",
        "CSS",
        "HTML",
        "Rust",
        "Go",
        "Languages",
        "English (Native speaker)",
        "Spanish",
    ];
    assert_eq!(texts, expected);
    let left: Vec<_> = import.left_over().map(|line| line.text.as_str()).collect();
    assert_eq!(left, ["work[0].salary: secret"]);
}

#[test]
fn what_another_program_edits_wins_over_the_extension() {
    let entry = Entry { title: "Engineer".into(), dates: Dates::parse("Jan. 2020 – Present"), ..Entry::default() };
    let section = Section {
        id: crate::ids::BlockId::new("b_1"),
        kind: SectionKind::Experience,
        title: "Jobs".into(),
        items: vec![Item::Entry(entry)],
    };
    let document = Document { sections: vec![section], ..Document::default() };
    let text = write(&document);
    let dates = |text: &str| match &read(text).unwrap().document.sections[0].items[0] {
        Item::Entry(entry) => entry.dates.text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(dates(&text), "Jan. 2020 – Present");
    assert_eq!(dates(&text.replace("\"2020-01\"", "\"2019-05\"")), "May 2019 – Present");
}

#[test]
fn degrees_are_written_with_their_subject_apart() {
    let entry = Entry { title: "MS Computer Science".into(), organisation: "State University".into(), ..Entry::default() };
    let section = Section {
        id: crate::ids::BlockId::new("b_1"),
        kind: SectionKind::Education,
        title: "Education".into(),
        items: vec![Item::Entry(entry)],
    };
    let text = write(&Document { sections: vec![section], ..Document::default() });
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["education"][0]["studyType"], "MS");
    assert_eq!(value["education"][0]["area"], "Computer Science");
    assert_eq!(value["education"][0]["institution"], "State University");
    assert!(text.find("\"basics\"") < text.find("\"education\""));
}

#[test]
fn reactive_resume_becomes_a_document_in_the_order_of_its_layout() {
    let text = r#"{"basics": {"name": "Jane Doe", "headline": "Designer", "url": {"label": "", "href": "https://jane.example.com"}, "customFields": []},
      "sections": {
        "summary": {"name": "Profile", "visible": true, "content": "<p>I <strong>draw</strong>.</p>"},
        "education": {"name": "Education", "items": [{"visible": true, "institution": "State University", "studyType": "BA", "area": "Springfield, IL", "date": "2012 to 2016", "url": {"href": ""}}]},
        "experience": {"name": "Experience", "items": [
          {"visible": true, "company": "Acme", "position": "Designer", "date": "June 2016 to Present", "summary": "<p>Small team.</p><ul><li><p>Drew &amp; shipped.</p></li></ul>"},
          {"visible": false, "company": "Hidden", "position": "Intern"}]},
        "profiles": {"items": [{"network": "GitHub", "username": "jane", "url": {"href": "https://github.com/jane"}}]},
        "custom": {"abc": {"name": "Talks", "items": [{"name": "On lines", "description": "Conference", "summary": ""}]}}},
      "metadata": {"layout": [[["experience", "summary"], ["education", "custom.abc"]]]}}"#;
    let import = read(text).unwrap();
    let expected = [
        "Jane Doe",
        "Designer",
        "https://jane.example.com",
        "GitHub",
        "https://github.com/jane",
        "Experience",
        "Designer",
        "Acme",
        "June 2016 to Present",
        "Small team.",
        "Drew & shipped.",
        "Profile",
        "I draw.",
        "Education",
        "BA",
        "State University",
        "Springfield, IL",
        "2012 to 2016",
        "Talks",
        "On lines",
        "Conference",
    ];
    assert_eq!(loss::texts(&import.document), expected);
    let left: Vec<_> = import.left_over().map(|line| line.text.as_str()).collect();
    assert_eq!(left, ["sections.experience.items[1].company: Hidden", "sections.experience.items[1].position: Intern"]);
    assert!(import.uses.iter().all(|used| !matches!(used, LineUse::Mapped { places } if places.is_empty())));
}

#[test]
fn other_json_is_refused_with_what_to_do() {
    for text in ["{}", "[1, 2]", "{\"a\": {\"b\": 1}}", "{\"basics\": {", &"[".repeat(100_000)] {
        let error = read(text).unwrap_err();
        assert_eq!(error.code, Code::ParseFailed);
        assert!(error.message.contains("xport"), "{}", error.message);
    }
}
