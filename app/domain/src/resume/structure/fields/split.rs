//! One text that names both title and organisation.

use super::pick::fits;
use super::{Head, Part, Text};
use crate::resume::SectionKind;
use crate::resume::structure::words;

/// Splits the heads that are one text, by their words or as the other heads are split. Says whether it is worth to look for places
/// again.
pub(super) fn both(heads: &mut [Head], all: &[Vec<Part>], kind: SectionKind) -> bool {
    let splits: Vec<Option<bool>> = heads.iter_mut().zip(all).map(|(head, parts)| split_single(head, parts, kind)).collect();
    // Where words don't tell, the first comma parts as in the other heads.
    let first = splits.iter().flatten().filter(|title_first| **title_first).count();
    let last = splits.iter().flatten().count() - first;
    if first == last {
        return false;
    }
    for ((head, parts), _) in heads.iter_mut().zip(all).zip(&splits).filter(|(_, split)| split.is_none()) {
        let whole = if head.title.text.is_empty() { head.organisation.clone() } else { head.title.clone() };
        if one_text(head, parts, kind)
            && let Some((one, two)) = whole.text.split_once(", ")
        {
            let (title, organisation) = if first > last { (one, two) } else { (two, one) };
            head.title = Text { text: title.to_owned(), lines: whole.lines.clone() };
            head.organisation = Text { text: organisation.to_owned(), lines: whole.lines.clone() };
        }
    }
    true
}

/// Whether one text may name both title and organisation.
fn one_text(head: &Head, parts: &[Part], kind: SectionKind) -> bool {
    !matches!(kind, SectionKind::Projects | SectionKind::Publications | SectionKind::Custom)
        && head.title.text.is_empty() != head.organisation.text.is_empty()
        && parts.iter().filter(|part| part.evidence.place < 2.5).count() <= 1
}

/// One text that names both: "Developer, ABC Company, Inc.", "Developer at ABC", "MS Computer Science, UT Austin". Says whether it
/// was split, and whether the title stands first.
fn split_single(head: &mut Head, parts: &[Part], kind: SectionKind) -> Option<bool> {
    if !one_text(head, parts, kind) {
        return None;
    }
    let whole = if head.title.text.is_empty() { head.organisation.clone() } else { head.title.clone() };
    let set = |head: &mut Head, title: &str, organisation: &str| {
        head.title = Text { text: title.trim().to_owned(), lines: whole.lines.clone() };
        head.organisation = Text { text: organisation.trim().to_owned(), lines: whole.lines.clone() };
    };
    for sign in [" at ", " @ ", " bei ", " chez ", " en el ", " presso ", " bij ", " from "] {
        // "SDR at Zenloop" and nothing else in the head: no name says as much.
        let between = |title: &str, organisation: &str| {
            matches!(sign, " at " | " @ " | " bei " | " chez " | " presso " | " bij ")
                && matches!(kind, SectionKind::Experience | SectionKind::Education)
                && title.split_whitespace().count() <= 5
                && organisation.starts_with(char::is_uppercase)
        };
        if let Some((title, organisation)) = whole.text.split_once(sign)
            && (words::weigh(title).role > 0.0
                || words::weigh(title).degree > 0.0
                || kind == SectionKind::Awards
                || between(title, organisation))
        {
            set(head, title, organisation);
            return Some(true);
        }
    }
    let commas: Vec<usize> = whole.text.match_indices(", ").map(|(at, _)| at).chain(full_stops(&whole.text)).collect();
    let mut best: Option<(f32, usize, bool)> = None;
    for &at in &commas {
        let (one, two) = (&whole.text[..at], &whole.text[at + 2..]);
        let (first, second) = (fits(words::weigh(one), kind), fits(words::weigh(two), kind));
        // "B.A., History, Wickford College": the comma directly in front of the school.
        let school = kind == SectionKind::Education && words::weigh(two.split(", ").next().unwrap_or(two)).school >= 2.0;
        let direct = if school { 0.2 } else { 0.0 };
        for (score, title_first) in [(first.0 + second.1 + direct, true), (first.1 + second.0, false)] {
            // Legal forms stay with the name in front.
            let legal = two != "CO"
                && matches!(
                    two.to_lowercase().split([',', ' ']).next().unwrap_or("").trim_end_matches('.'),
                    "inc" | "llc" | "ltd" | "llp" | "gmbh" | "co" | "corp" | "limited" | "plc"
                );
            if !legal && best.is_none_or(|(top, ..)| score > top + 0.01) {
                best = Some((score, at, title_first));
            }
        }
    }
    if let Some((score, at, title_first)) = best
        && score > 0.5
    {
        let (one, two) = (whole.text[..at].to_owned(), whole.text[at + 2..].to_owned());
        if title_first {
            set(head, &one, &two)
        } else {
            set(head, &two, &one)
        }
        return Some(title_first);
    }
    None
}

/// Full stops that part two names, "Técnico en Cocina. IES La Marxadella": not those of "St. Mary's", "Ltd. Co" and "B. Sc.".
fn full_stops(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(". ").map(|(at, _)| at).filter(|at| {
        let word = text[..*at].rsplit([' ', ',']).next().unwrap_or("");
        let abbreviated = matches!(word, "Inc" | "Ltd" | "Corp" | "Bros" | "Ltda" | "Univ" | "Dept" | "Prof" | "Mrs" | "Hons" | "Dipl");
        word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && !abbreviated && text[at + 2..].starts_with(char::is_uppercase)
    })
}
