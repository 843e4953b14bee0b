//! Pages of invented jobs, in the shapes that sites give them, each with what is to be read of it (`pages/expected.yaml`).

use domain::posting::{self, ReadFrom};
use serde::Deserialize;
use services::parse::page::{decode, read};
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    page: String,
    read: Option<ReadFrom>,
    title: Option<String>,
    company: Option<String>,
    location: Option<String>,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    refused: Option<String>,
}

#[test]
fn every_page_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let expected = std::fs::read_to_string(folder.join("expected.yaml")).expect("the expectations");
    let expected: Vec<Expected> = serde_yaml::from_str(&expected).expect("YAML");
    let pages = std::fs::read_dir(&folder).expect("the pages").count() - 1;
    assert_eq!(expected.len(), pages, "each page has its expectation");
    assert!(pages >= 30);
    let faults: Vec<String> = expected.iter().flat_map(|one| faults(&folder, one)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn faults(folder: &Path, expected: &Expected) -> Vec<String> {
    let bytes = std::fs::read(folder.join(&expected.page).with_extension("html")).expect("the page");
    let page = match (read(&decode(&bytes, None)), &expected.refused) {
        (Ok(page), None) => page,
        (Err(error), Some(reason)) if error.details["reason"] == *reason && error.message.contains("paste") => return Vec::new(),
        (answer, _) => return vec![format!("{}: {answer:?}", expected.page)],
    };
    let posting = posting::read_known(&page.text, &page.known, None, None, None);
    let mut faults = Vec::new();
    let mut fault = |what: &str, found: &str| faults.push(format!("{}: {what}: {found:?}", expected.page));
    if Some(page.read) != expected.read {
        fault("read", &format!("{:?}", page.read));
    }
    for (what, expected, found) in [
        ("title", &expected.title, &posting.title),
        ("company", &expected.company, &posting.company),
        ("location", &expected.location, &posting.location),
    ] {
        if expected.as_ref().is_some_and(|expected| expected != found) {
            fault(what, &format!("{found} in {}", page.text.chars().take(300).collect::<String>()));
        }
    }
    for part in expected.has.iter().filter(|part| !page.text.contains(part.as_str())) {
        fault(&format!("lacks {part:?}"), &page.text);
    }
    for part in expected.lacks.iter().filter(|part| page.text.contains(part.as_str())) {
        fault(&format!("has {part:?}"), &page.text);
    }
    // What is read again by itself is the same job.
    let again = posting::read(&posting.text, None, None, None);
    if again.title != posting.title {
        fault("title when read again", &again.title);
    }
    if posting.requirements.is_empty() {
        fault("no requirements", &posting.text);
    }
    faults
}
