//! The promise of the import, on resumes of invented people printed by twelve producers.

mod measure;

use domain::ids::BlockId;
use domain::resume::{Contact, Dates, Document, Entry, Item, Line, Link, Month, Section, SectionKind, SkillGroup};
use measure::score::{Metric, compare};
use measure::truth::{Row, Truth, resumes};
use std::path::{Path, PathBuf};

#[test]
fn importing_the_corpus_reaches_every_target() {
    let measured = measure::folder(&folder(), "").expect("the corpus is in the repository");
    assert!(measured.len() >= 24, "only {} resumes were found", measured.len());
    let missed = measure::report::missed_targets(&measured);
    assert!(missed.is_empty(), "{}\n{}\n{missed:#?}", measure::report::misses(&measured), measure::report::table(&measured));
}

#[test]
fn a_document_typed_from_the_truth_is_all_right() {
    for (file, truth) in corpus() {
        let (findings, invented) = compare(&truth, &typed(&truth));
        let wrong: Vec<_> = findings.iter().filter(|finding| !finding.right).collect();
        assert!(wrong.is_empty() && invented.is_empty() && findings.len() > 10, "{file}: {wrong:#?} {invented:?}");
    }
}

#[test]
fn a_wrong_letter_a_lost_bullet_and_a_job_out_of_nothing_are_seen() {
    let (_, truth) = corpus().into_iter().find(|(file, _)| file == "nurse-chromium-single.pdf").expect("it is in the corpus");
    let mut document = typed(&truth);
    document.contact.email.insert(0, 'x');
    let jobs = document.sections.iter_mut().find(|section| section.kind == SectionKind::Experience).expect("there are jobs");
    let Some(Item::Entry(job)) = jobs.items.first_mut() else { panic!("the first item is a job") };
    job.bullets.pop();
    job.dates.ongoing = false;
    jobs.items.push(Item::Entry(Entry { title: "Astronaut".to_owned(), ..Entry::default() }));
    let (findings, invented) = compare(&truth, &document);
    let wrong: Vec<Metric> = findings.iter().filter(|finding| !finding.right).map(|finding| finding.metric).collect();
    assert_eq!(wrong, [Metric::Email, Metric::Dates, Metric::Bullets]);
    assert_eq!(invented.len(), 1);
}

fn corpus() -> Vec<(String, Truth)> {
    let found = resumes(&folder()).expect("the corpus is in the repository");
    found.into_iter().filter_map(|(file, truth)| Some((file, truth?))).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// The document that a careful human would type.
fn typed(truth: &Truth) -> Document {
    let line = |text: &String| Line { id: BlockId::new("b_1"), text: text.clone() };
    let entries = |rows: &[&Vec<Row>]| rows.iter().flat_map(|rows| rows.iter()).map(|row| Item::Entry(entry(row))).collect::<Vec<_>>();
    let mut jobs = entries(&[&truth.work]);
    let mut schools = entries(&[&truth.education]);
    let mut others =
        entries(&[&truth.projects, &truth.volunteering, &truth.certifications, &truth.awards, &truth.publications, &truth.other]);
    others.extend(truth.bullets.iter().map(|text| Item::Bullet(line(text))));
    others.push(Item::Skills(SkillGroup { id: BlockId::new("b_2"), label: String::new(), skills: truth.skills.clone() }));
    let contact = Contact {
        name: truth.name.clone(),
        headline: truth.headline.clone(),
        email: truth.email.clone(),
        phone: truth.phone.clone(),
        location: truth.location.clone(),
        links: truth.links.iter().map(|url| Link { label: String::new(), url: url.clone() }).collect(),
    };
    let mut document = Document { contact, ..Document::default() };
    for heading in &truth.sections {
        let kind: SectionKind = serde_json::from_value(heading.kind.clone().into()).expect("a kind of section");
        let mut items = match kind {
            SectionKind::Experience => std::mem::take(&mut jobs),
            SectionKind::Education => std::mem::take(&mut schools),
            _ => std::mem::take(&mut others),
        };
        let under = truth.texts.iter().filter(|text| text.section == heading.title || text.section.is_empty());
        items.extend(under.map(|text| Item::Paragraph(line(&text.text))));
        document.sections.push(Section { id: BlockId::new("b_3"), kind, title: heading.title.clone(), items });
    }
    document
}

fn entry(row: &Row) -> Entry {
    let month = |text: &str| {
        let (year, month) = text.split_once('-').unwrap_or((text, ""));
        Some(Month { year: year.parse().ok()?, month: month.parse().ok() })
    };
    Entry {
        title: row.title.clone(),
        organisation: row.organisation.clone(),
        place: row.place.clone(),
        summary: row.summary.clone(),
        dates: Dates { text: String::new(), start: month(&row.start), end: month(&row.end), ongoing: row.ongoing },
        bullets: row.bullets.iter().map(|text| Line { id: BlockId::new("b_4"), text: text.clone() }).collect(),
        ..Entry::default()
    }
}
