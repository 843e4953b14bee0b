//! Points for the document as a whole.

use super::Point;
use crate::resume::{Contact, Document, Field, Item, Place, SectionKind, contact_id};

/// The most that the document as a whole can earn.
pub const POSSIBLE: f32 = 12.0;

/// E-mail, phone, dated experience, skills, summary.
pub fn points(document: &Document) -> Vec<Point> {
    let Contact { email, phone, .. } = &document.contact;
    let contact = |field| vec![Place { block: contact_id(), field }];
    let section = |kind: SectionKind| document.sections.iter().find(|section| section.kind == kind && !section.items.is_empty());
    let title = |kind| section(kind).map(|section| vec![Place { block: section.id.clone(), field: Field::Title }]);
    let dated: Vec<(Place, &str)> = document
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Experience)
        .flat_map(|section| &section.items)
        .filter_map(|item| match item {
            Item::Entry(entry) if !entry.dates.text.is_empty() => {
                Some((Place { block: entry.id.clone(), field: Field::Dates }, entry.dates.text.as_str()))
            }
            _ => None,
        })
        .collect();
    let rows = || {
        document.sections.iter().flat_map(|section| &section.items).find_map(|item| match item {
            Item::Skills(group) if !group.skills.is_empty() => Some(vec![Place { block: group.id.clone(), field: Field::Text }]),
            _ => None,
        })
    };
    let named = |kind| section(kind).map(|section| section.title.clone()).unwrap_or_default();
    vec![
        point(
            "E-mail address",
            3.0,
            (!email.is_empty()).then(|| contact(Field::Email)),
            email,
            "Add an e-mail address, so that you can be reached.",
        ),
        point(
            "Phone number",
            2.0,
            (!phone.is_empty()).then(|| contact(Field::Phone)),
            phone,
            "Add a phone number, so that you can be reached.",
        ),
        point(
            "Dated experience",
            3.0,
            dated.first().map(|(place, _)| vec![place.clone()]),
            dated.first().map_or("", |(_, text)| text),
            "Give each job its dates.",
        ),
        point(
            "Skills section",
            2.0,
            title(SectionKind::Skills).or_else(rows),
            &named(SectionKind::Skills),
            "Add a section that lists your skills.",
        ),
        point(
            "Summary",
            2.0,
            title(SectionKind::Summary),
            &named(SectionKind::Summary),
            "Add two or three sentences about yourself at the top.",
        ),
    ]
}

fn point(label: &str, possible: f32, places: Option<Vec<Place>>, evidence: &str, advice: &str) -> Point {
    let found = places.is_some();
    Point {
        requirement: None,
        label: label.to_owned(),
        earned: if found { possible } else { 0.0 },
        possible,
        explanation: if found { format!("{label}: found.") } else { advice.to_owned() },
        places: places.unwrap_or_default(),
        evidence: if found { evidence.to_owned() } else { String::new() },
    }
}
