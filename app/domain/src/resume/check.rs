//! How well tracking systems will read a document: checks with a sentence each, for the gap analysis and the page "what a parser reads".

use super::structure::heading;
use super::{Dates, Document, Entry, Item, SectionKind};
use crate::gap::AtsCheck;

/// Checks a document. The codes are stable; the order is that of the page.
pub fn check(document: &Document) -> Vec<AtsCheck> {
    vec![
        contact_found(document),
        sections_named(document),
        dates_readable(document),
        dates_ordered(document),
        roles_complete(document),
        bullets_short(document),
        skills_listed(document),
        plain_characters(document),
    ]
}

fn result(code: &str, ok: bool, fine: impl Into<String>, fault: impl Into<String>) -> AtsCheck {
    AtsCheck { code: code.to_owned(), ok, message: if ok { fine.into() } else { fault.into() } }
}

fn entries<'a>(document: &'a Document, kinds: &'a [SectionKind]) -> impl Iterator<Item = &'a Entry> {
    document.sections.iter().filter(|section| kinds.contains(&section.kind)).flat_map(|section| &section.items).filter_map(
        |item| match item {
            Item::Entry(entry) => Some(entry),
            _ => None,
        },
    )
}

/// A name for a message.
fn named(entry: &Entry) -> String {
    [&entry.title, &entry.organisation]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_else(|| "an entry without a title".to_owned())
}

fn contact_found(document: &Document) -> AtsCheck {
    let contact = &document.contact;
    let missing: Vec<&str> = [("your name", &contact.name), ("an e-mail address", &contact.email), ("a telephone number", &contact.phone)]
        .into_iter()
        .filter(|(_, text)| text.trim().is_empty())
        .map(|(what, _)| what)
        .collect();
    result(
        "contact_found",
        missing.is_empty(),
        "Name, e-mail address and telephone number are found.",
        format!("Add {}: recruiters' systems file applications by them.", missing.join(" and ")),
    )
}

fn sections_named(document: &Document) -> AtsCheck {
    let odd: Vec<&str> = document
        .sections
        .iter()
        .filter(|section| {
            section.kind != SectionKind::Custom && !section.title.is_empty() && heading::by_last_word(&section.title).is_none()
        })
        .map(|section| section.title.as_str())
        .collect();
    let work = document.sections.iter().any(|section| section.kind == SectionKind::Experience);
    let education = document.sections.iter().any(|section| section.kind == SectionKind::Education);
    let fault = if !work {
        "No section with work experience is found. Head it \"Work experience\".".to_owned()
    } else if !education {
        "No section with education is found. Head it \"Education\".".to_owned()
    } else {
        format!("Use a usual heading instead of \"{}\".", odd.join("\", \""))
    };
    result("sections_named", work && education && odd.is_empty(), "Experience and education stand under headings that parsers know.", fault)
}

fn dates_readable(document: &Document) -> AtsCheck {
    let unread: Vec<String> = entries(document, &[SectionKind::Experience, SectionKind::Education])
        .filter(|entry| !entry.dates.understood() && !Dates::parse(&entry.dates.text).understood())
        .map(named)
        .collect();
    result(
        "dates_readable",
        unread.is_empty(),
        "Every job and school has dates that can be read.",
        format!("Write dates as \"Jan 2020 – Mar 2022\" for {}.", unread.join("; ")),
    )
}

fn dates_ordered(document: &Document) -> AtsCheck {
    let turned: Vec<String> = entries(document, &[SectionKind::Experience, SectionKind::Education])
        .filter(|entry| matches!((entry.dates.start, entry.dates.end), (Some(start), Some(end)) if (end.year, end.month.unwrap_or(12)) < (start.year, start.month.unwrap_or(1))))
        .map(named)
        .collect();
    result(
        "dates_ordered",
        turned.is_empty(),
        "No entry ends before it begins.",
        format!("Correct the dates of {}: the end is before the beginning.", turned.join("; ")),
    )
}

fn roles_complete(document: &Document) -> AtsCheck {
    let half: Vec<String> = entries(document, &[SectionKind::Experience])
        .filter(|entry| entry.title.trim().is_empty() || entry.organisation.trim().is_empty())
        .map(named)
        .collect();
    result(
        "roles_complete",
        half.is_empty(),
        "Every job has a title and an employer.",
        format!("Add the title or the employer of {}.", half.join("; ")),
    )
}

/// Parsers cut long lines; readers skip them. 400 characters are about four printed lines.
fn bullets_short(document: &Document) -> AtsCheck {
    let long = document
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .flat_map(Item::bullets)
        .filter(|line| line.text.chars().count() > 400)
        .count();
    result(
        "bullets_short",
        long == 0,
        "No bullet is longer than four lines.",
        format!("Shorten the bullets that are longer than four lines ({long})."),
    )
}

fn skills_listed(document: &Document) -> AtsCheck {
    let some = document.sections.iter().any(|section| section.kind == SectionKind::Skills && !section.items.is_empty());
    result(
        "skills_listed",
        some,
        "There is a section with skills.",
        "Add a section \"Skills\" with the skills that the jobs you want ask for, as far as you have them.",
    )
}

/// Icon glyphs and replacement characters that survived the import print as boxes elsewhere.
fn plain_characters(document: &Document) -> AtsCheck {
    let odd = document
        .texts()
        .iter()
        .filter(|(_, text)| text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}') || c.is_control()))
        .count();
    result(
        "plain_characters",
        odd == 0,
        "All characters can be read.",
        format!("Retype the texts with characters that can’t be read ({odd}): they came from an icon font."),
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Contact, Line, Section};
    use super::*;
    use crate::ids::BlockId;

    fn document() -> Document {
        let entry = |title: &str, organisation: &str, dates: &str| {
            Item::Entry(Entry { title: title.into(), organisation: organisation.into(), dates: Dates::parse(dates), ..Entry::default() })
        };
        let section = |kind, title: &str, items| Section { id: BlockId::new(title), kind, title: title.into(), items };
        Document {
            contact: Contact { name: "Ada Holm".into(), email: "ada@example.org".into(), phone: "555-0101".into(), ..Contact::default() },
            sections: vec![
                section(SectionKind::Experience, "Work Experience", vec![entry("Baker", "Holm & Sons", "2019 – 2021")]),
                section(SectionKind::Education, "Education", vec![entry("Diploma", "Baking School", "2018")]),
                section(SectionKind::Skills, "Skills", vec![Item::Paragraph(Line { id: BlockId::new("x"), text: "Rye".into() })]),
            ],
        }
    }

    fn failing(document: &Document) -> Vec<String> {
        check(document).into_iter().filter(|check| !check.ok).map(|check| check.code).collect()
    }

    #[test]
    fn a_complete_document_passes_every_check() {
        assert_eq!(failing(&document()), Vec::<String>::new());
    }

    #[test]
    fn a_missing_telephone_number_is_named() {
        let mut document = document();
        document.contact.phone.clear();
        let found = check(&document);
        assert!(!found[0].ok && found[0].message.contains("telephone"));
    }

    #[test]
    fn unread_and_turned_dates_are_found() {
        for (dates, code) in [("some time ago", "dates_readable"), ("2021 – 2019", "dates_ordered")] {
            let mut document = document();
            let Item::Entry(entry) = &mut document.sections[0].items[0] else { unreachable!("made above") };
            entry.dates = Dates::parse(dates);
            assert_eq!(failing(&document), [code]);
        }
    }

    #[test]
    fn a_job_without_employer_is_incomplete() {
        let mut document = document();
        let Item::Entry(entry) = &mut document.sections[0].items[0] else { unreachable!("made above") };
        entry.organisation.clear();
        assert_eq!(failing(&document), ["roles_complete"]);
    }
}
