//! Places that have no piece of their own: behind the organisation's comma, beside the dates.

use super::{Head, Part, Text};
use crate::resume::structure::{cells::town, words};
use crate::resume::{SectionKind, dates};

/// "Northmoor General Hospital, Leeds, UK" where the place has no piece of its own: split when the section's organisations are
/// written that way.
pub(in crate::resume::structure) fn places(heads: &mut [Head], kind: SectionKind) {
    let open: Vec<usize> =
        (0..heads.len()).filter(|&at| heads[at].place.text.is_empty() && !heads[at].organisation.text.is_empty()).collect();
    let splits: Vec<Option<(String, String, f32)>> = open.iter().map(|&at| behind_comma(&heads[at].organisation.text)).collect();
    let fitting = splits.iter().flatten().count();
    let sure = splits.iter().flatten().any(|(_, _, sure)| *sure >= 1.0);
    // Where the others say town and country, so does "Institut des Lagons, Nouméa, New Caledonia".
    let known = || splits.iter().flatten().filter(|(_, _, sure)| *sure >= 1.0);
    let deep = known().filter(|(_, place, _)| place.contains(", ")).count() * 2 > known().count();
    let consistent = fitting * 10 >= open.len() * 6
        && (open.len() > 1 || sure || matches!(kind, SectionKind::Education | SectionKind::Experience | SectionKind::Volunteering));
    for (&at, split) in open.iter().zip(splits) {
        let Some((mut name, mut place, sure)) = split else { continue };
        if deep
            && sure < 1.0
            && let Some((organisation, town)) = name.rsplit_once(", ")
            && words::weigh(town).company < 2.0
        {
            (name, place) = (organisation.to_owned(), format!("{town}, {place}"));
        }
        if sure >= 1.0 || consistent && sure > 0.0 {
            let head = &mut heads[at];
            head.organisation.text = name;
            head.place = Text { text: place, lines: head.organisation.lines.clone() };
        }
    }
    // Project and certificate titles don't name places; a lone title of a job may: "Driver, Leeds, UK".
    for head in heads.iter_mut() {
        if head.place.text.is_empty()
            && matches!(kind, SectionKind::Experience | SectionKind::Education)
            && let Some((name, place, sure)) = behind_comma(&head.title.text)
            && sure >= 3.0
        {
            head.place = Text { text: place, lines: head.title.lines.clone() };
            head.title.text = name;
        }
    }
}

/// The name and the place behind its comma or in brackets, and how sure that is: from 1 on it surely is a place.
fn behind_comma(text: &str) -> Option<(String, String, f32)> {
    let text = text.trim();
    if let Some((name, place)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        let sure = words::place(place);
        return (sure > 0.0).then(|| (name.trim().to_owned(), place.trim().to_owned(), sure.max(1.0)));
    }
    let parts: Vec<&str> = text.split(", ").map(str::trim).collect();
    let last = *parts.last()?;
    if parts.len() < 2 || !(1..=3).contains(&last.split_whitespace().count()) {
        return None;
    }
    // "Oklahoma City" is no company.
    let evidence = words::weigh(last.strip_suffix(" City").unwrap_or(last));
    let legal = matches!(
        dates::plain(last).trim_end_matches('.'),
        "inc" | "llc" | "ltd" | "llp" | "gmbh" | "plc" | "corp" | "co" | "s.a" | "lp" | "pc" | "s.l" | "limited"
    );
    // "Fort Carson, CO" lies in Colorado.
    if legal && !(last == "CO" && parts.len() > 2)
        || !words::country(last) && (evidence.role >= 2.0 || evidence.degree >= 2.0)
        || evidence.school >= 2.0
        || !last.starts_with(char::is_uppercase) && evidence.place < 2.0
    {
        return None;
    }
    let known = words::country(last) || evidence.place >= 3.0;
    let count = if known
        && parts.len() >= 3
        && words::place(&parts[parts.len() - 2..].join(", ")) >= 3.0
        && !words::weigh(parts[parts.len() - 2].trim_end_matches(" City")).company.ge(&2.0)
    {
        2
    } else {
        1
    };
    let (name, place) = parts.split_at(parts.len() - count);
    (!name.is_empty()).then(|| (name.join(", "), place.join(", "), if known { 3.0 } else { 0.5 - 0.4 * evidence.company }))
}

/// "Chef, Auberge Bleue" above "Montréal, 2018 – 2021": the one word beside the dates is the town, where all heads are written so.
pub(super) fn towns_beside_dates(heads: &mut [Head], all: &[Vec<Part>]) {
    let fits = |head: &Head, parts: &[Part]| {
        let [one, two] = parts else { return false };
        let words = words::weigh(&two.piece.text);
        one.slot.line == 0
            && two.slot.line == 1
            && two.by_date
            && two.piece.text.split_whitespace().count() <= 2
            && words.company + words.school + words.role + words.degree < 1.0
            && one.piece.text.contains(", ")
            && (head.place.text.is_empty() || head.place.text == two.piece.text)
    };
    if heads.len() < 2 && !all.iter().flatten().any(|part| part.evidence.role + part.evidence.degree >= 2.0)
        || !heads.iter().zip(all).all(|(head, parts)| fits(head, parts))
    {
        return;
    }
    for (head, parts) in heads.iter_mut().zip(all) {
        let [one, two] = parts.as_slice() else { continue };
        let Some((title, organisation)) = one.piece.text.split_once(", ") else { continue };
        let text = |text: &str, part: &Part| Text { text: text.to_owned(), lines: part.piece.lines.clone() };
        head.title = text(title, one);
        head.organisation = text(organisation, one);
        head.place = text(&two.piece.text, two);
    }
}

/// "Leeds" alone in the last line of every head.
pub(super) fn towns_below(heads: &mut [Head], all: &[Vec<Part>]) {
    let below = |head: &Head, parts: &[Part]| {
        let [.., before, last] = parts else { return false };
        head.place.text.is_empty()
            && !head.title.text.is_empty()
            && !head.organisation.text.is_empty()
            && last.slot.line > before.slot.line
            && town(&last.piece.text)
            && last.evidence.merit < 1.0
            && !super::grade(&last.piece.text)
            && head.rest.last().is_some_and(|rest| rest.text == last.piece.text)
    };
    // "Full-time", "Teilzeit": how long, not where.
    let hours = |text: &str| {
        let plain = dates::plain(text);
        ["time", "zeit", "contract", "permanent", "temporary", "freelance", "intern", "volunt"].iter().any(|word| plain.contains(word))
    };
    let terms = all.iter().filter_map(|parts| parts.last()).any(|last| hours(&last.piece.text));
    if heads.len() < 2 || terms || !heads.iter().zip(all).all(|(head, parts)| below(head, parts)) {
        return;
    }
    for head in heads.iter_mut() {
        head.place = head.rest.pop().unwrap_or_default();
    }
}

/// "Le Héron Bleu, Québec" is an employer in its town, where the other heads have employers.
pub(super) fn employers_in_towns(heads: &mut [Head]) {
    let named = heads.iter().filter(|head| !head.organisation.text.is_empty()).count();
    let most = named * 2 > heads.len();
    for head in heads.iter_mut().filter(|head| most && head.organisation.text.is_empty() && !head.title.text.is_empty()) {
        if let Some((name, town)) = head.place.text.clone().split_once(", ")
            && name.split_whitespace().count() > 1
            && !town.chars().all(char::is_uppercase)
        {
            head.organisation = Text { text: name.to_owned(), lines: head.place.lines.clone() };
            head.place.text = town.to_owned();
        }
    }
}
