//! Certificates and awards of one line each: "Certified Welder (AWS), 4/2018", "01/2022 Desktop Specialist, Tableau".

use super::block::Block;
use super::fields::{Head, Text};
use crate::resume::{SectionKind, dates};

/// The head of each line that is a certificate, where at least half of the lines say when and from whom.
pub(super) fn read(blocks: &[Block]) -> Option<Vec<Option<Head>>> {
    let heads: Vec<Option<Head>> = blocks.iter().map(head).collect();
    // "Forbes 30 Under 30 (2024)" in a list without issuers stays a list.
    let read = heads.iter().flatten().filter(|head| !head.organisation.text.is_empty()).count();
    (read > 0 && read * 2 >= heads.len()).then_some(heads)
}

/// Whether each line, in one look, says what, who and when.
pub(super) fn each(blocks: &[Block]) -> bool {
    let whole = |block: &Block| block.pieces.len() == 1 && head(block).is_some_and(|head| !head.organisation.text.is_empty());
    blocks.iter().all(whole)
}

fn head(block: &Block) -> Option<Head> {
    let text = block.text();
    if text.split_whitespace().count() > 24 {
        return None;
    }
    let (rest, date) = dated(&text)?;
    let (title, organisation) = issuer(&rest);
    let of = |text: &str| Text { text: text.to_owned(), lines: block.lines.clone() };
    let named = title.chars().filter(|c| c.is_alphabetic()).count() > 2;
    named.then(|| Head {
        title: of(title),
        organisation: if organisation.is_empty() { Text::default() } else { of(organisation) },
        dates: of(&date),
        url: block
            .pieces
            .iter()
            .find_map(|piece| piece.link.as_deref())
            .filter(|link| link.starts_with("http"))
            .map_or_else(Text::default, of),
        ..Head::default()
    })
}

/// The date at the end or the front of the line, and the rest.
fn dated(text: &str) -> Option<(String, String)> {
    let found = dates::find(text);
    let last = found.last()?;
    let sign = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '–' | '—' | '-' | ':' | '·' | '•' | ';' | '.' | '[' | ']');
    let behind = text[last.range.end..].trim();
    if behind.chars().all(|c| matches!(c, ')' | ']' | '.')) {
        let mut rest = text[..last.range.start].trim_end_matches(sign);
        // "Certified Welder (AWS, 2018)" keeps its bracket, "Certified Welder (2018)" loses it.
        if behind.starts_with(')') {
            rest = rest.trim_end_matches('(').trim_end_matches(sign);
        }
        let rest = if behind.starts_with(')') && rest.contains('(') { format!("{rest})") } else { rest.to_owned() };
        return (!rest.is_empty()).then(|| (rest, last.dates.text.clone()));
    }
    let first = found.first()?;
    let rest = text[first.range.end..].trim_start_matches(|c| sign(c) || c == ')');
    (first.range.start <= 1 && !rest.is_empty()).then(|| (rest.to_owned(), first.dates.text.clone()))
}

/// What it is and who gave it.
fn issuer(text: &str) -> (&str, &str) {
    if let Some((title, issuer)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && issuer.chars().any(char::is_alphabetic)
    {
        return (title.trim(), issuer.trim());
    }
    for sign in [" | ", " — ", " – ", " · ", " • ", " - ", "; "] {
        if let Some((title, issuer)) = text.split_once(sign) {
            return (title.trim(), issuer.trim());
        }
    }
    match text.rsplit_once(", ") {
        Some((title, issuer)) if issuer.starts_with(char::is_uppercase) && !issuer.contains(|c: char| c.is_ascii_digit()) => {
            (title, issuer)
        }
        _ => (text, ""),
    }
}

/// Whether a kind of section has such lines.
pub(super) fn holds(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Certifications | SectionKind::Awards)
}
