//! Years of experience, from the dates of entries and from what the summary says.

use crate::resume::Field;
use crate::resume::{Document, Item, Month, Place, SectionKind};

/// Months of experience, and where that is seen.
#[derive(Clone, Debug, Default)]
pub struct Experience {
    pub months: u32,
    pub places: Vec<Place>,
    /// "2015 – 2018, 2019 – Present", or the summary's words.
    pub words: String,
}

/// The longer of what the dates add up to and what the summary says. An ongoing job ends `today`, or with the latest date of the
/// document when that is not known.
pub fn read(document: &Document, today: Option<Month>) -> Experience {
    let entries: Vec<_> = document
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Experience)
        .flat_map(|section| &section.items)
        .filter_map(|item| match item {
            Item::Entry(entry) if !entry.dates.text.is_empty() => Some(entry),
            _ => None,
        })
        .collect();
    let all = document.sections.iter().flat_map(|section| &section.items).filter_map(|item| match item {
        Item::Entry(entry) => Some(&entry.dates),
        _ => None,
    });
    let latest = today.or_else(|| all.flat_map(|dates| [dates.start, dates.end]).flatten().max()).map(number);
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for entry in &entries {
        let dates = &entry.dates;
        let start = dates.start.map(number);
        let end = if dates.ongoing { latest } else { dates.end.map(number) };
        let full = dates.end.is_some_and(|end| end.month.is_some()) && !dates.ongoing;
        match (start, end) {
            (Some(start), Some(end)) if end >= start => spans.push((start, end + u32::from(full))),
            // One year alone is that year.
            (None, Some(end)) if !dates.ongoing && dates.end.is_some_and(|end| end.month.is_none()) => spans.push((end, end + 12)),
            _ => {}
        }
    }
    spans.sort_unstable();
    let (mut months, mut reached) = (0, 0);
    for (start, end) in spans {
        months += end.max(reached) - start.max(reached).min(end.max(reached));
        reached = reached.max(end);
    }
    let dated = Experience {
        months,
        places: entries.iter().map(|entry| Place { block: entry.id.clone(), field: Field::Dates }).collect(),
        words: entries.iter().map(|entry| entry.dates.text.as_str()).collect::<Vec<_>>().join(", "),
    };
    match stated(document) {
        Some(stated) if stated.months > dated.months => stated,
        _ => dated,
    }
}

fn number(month: Month) -> u32 {
    u32::try_from(month.year).unwrap_or(0) * 12 + u32::from(month.month.unwrap_or(1)) - 1
}

/// "6 years building …" in the summary.
fn stated(document: &Document) -> Option<Experience> {
    let lines = document.sections.iter().filter(|section| section.kind == SectionKind::Summary).flat_map(|section| &section.items);
    let texts = lines.filter_map(|item| match item {
        Item::Paragraph(line) | Item::Bullet(line) => Some(line),
        _ => None,
    });
    texts
        .filter(|line| line.text.contains(char::is_numeric) || line.text.to_lowercase().contains("year"))
        .flat_map(|line| crate::claims::years_in(&line.text).into_iter().map(move |(years, end)| (line, years, end)))
        .max_by_key(|(_, years, _)| *years)
        .map(|(line, years, end)| Experience {
            months: u32::from(years) * 12,
            places: vec![Place { block: line.id.clone(), field: Field::Text }],
            words: line.text[..end].rsplit(['.', ',', ';']).next().unwrap_or_default().trim().to_owned(),
        })
}
