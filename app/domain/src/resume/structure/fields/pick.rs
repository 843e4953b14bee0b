//! Which pieces are title, organisation and place: evidence of the words, of the place in the line, and of the other heads.

use super::{Head, Part, Slot, Text, grade};
use crate::resume::SectionKind;
use crate::resume::structure::block::Piece;
use crate::resume::structure::words::Evidence;
use std::collections::BTreeMap;

pub(super) fn fits(evidence: Evidence, kind: SectionKind) -> (f32, f32) {
    match kind {
        SectionKind::Education => (
            2.0 * evidence.degree.min(4.0) - evidence.school - 0.3 * evidence.company,
            2.0 * evidence.school.min(4.0) + 0.4 * evidence.company.min(2.0) - evidence.degree,
        ),
        SectionKind::Experience | SectionKind::Volunteering | SectionKind::Custom => (
            evidence.role.min(4.0) - 0.5 * evidence.company.min(4.0) - 0.5 * evidence.school.min(2.0),
            0.8 * evidence.company.min(4.0) + 0.8 * evidence.school.min(4.0) - 0.7 * evidence.role.min(4.0),
        ),
        SectionKind::Certifications | SectionKind::Awards => (
            0.8 * (evidence.degree + evidence.merit).min(3.0) + 0.3 * evidence.role.min(2.0),
            0.8 * evidence.company.min(4.0) + 0.8 * evidence.school.min(2.0) - 0.5 * evidence.degree,
        ),
        // "Interactive Dashboard" is no company.
        _ => (0.0, 0.2 * evidence.company.min(4.0) + 0.4 * evidence.school.min(2.0)),
    }
}

/// Mean evidence of each slot: (title, organisation, place).
pub(super) type Slots = BTreeMap<Slot, (f32, f32, f32)>;
pub(super) fn slots(all: &[Vec<Part>], kind: SectionKind) -> Slots {
    let mut sums: BTreeMap<Slot, (f32, f32, f32, f32)> = BTreeMap::new();
    for part in all.iter().flatten() {
        let (title, organisation) = fits(part.evidence, kind);
        let sum = sums.entry(part.slot).or_default();
        sum.0 += title;
        sum.1 += organisation;
        sum.2 += part.evidence.place;
        sum.3 += 1.0;
    }
    sums.into_iter()
        .map(|(slot, (title, organisation, place, count))| (slot, (title / count, organisation / count, place / count)))
        .collect()
}

/// Which parts are title, organisation and place; a number past the end for none.
pub(super) type Picks = (usize, usize, usize);

/// How often each slot was title, organisation and place, of one.
pub(super) type Votes = BTreeMap<Slot, (f32, f32, f32)>;
pub(super) fn votes(all: &[Vec<Part>], picks: &[Picks]) -> Votes {
    let mut counts: BTreeMap<Slot, (f32, f32, f32, f32)> = BTreeMap::new();
    for (parts, (title, organisation, place)) in all.iter().zip(picks) {
        for (at, part) in parts.iter().enumerate() {
            let count = counts.entry(part.slot).or_default();
            count.0 += f32::from(u8::from(at == *title));
            count.1 += f32::from(u8::from(at == *organisation));
            count.2 += f32::from(u8::from(at == *place));
            count.3 += 1.0;
        }
    }
    // One head is no pattern.
    let shares = counts.into_iter().filter(|(_, count)| count.3 > 2.0);
    shares.map(|(slot, count)| (slot, (count.0 / count.3, count.1 / count.3, count.2 / count.3))).collect()
}

/// The parts that fit best together as title, organisation and place.
pub(super) fn pick(parts: &[Part], slots: &Slots, votes: &Votes, kind: SectionKind) -> Picks {
    let take: Vec<&Part> = parts.iter().take(7).collect();
    let none = take.len();
    let score = |part: &Part, at: usize| {
        let (title, organisation) = fits(part.evidence, kind);
        let mean = slots.get(&part.slot).copied().unwrap_or_default();
        let own = 0.45;
        let long = if part.piece.text.chars().count() > 90 { 3.0 } else { 0.0 };
        let detail = if grade(&part.piece.text) { 4.0 } else { 0.0 };
        let head_line = if part.slot.line == 0 && !part.slot.tail { 0.35 } else { 0.0 };
        let first = if at == 0 { 0.25 } else { 0.0 };
        // "03/2021 – Present | London": what stands beside the dates on their own line.
        let only = take.iter().filter(|other| other.slot.line == part.slot.line).count() == 1;
        let beside_date = part.by_date
            && part.piece.text.split_whitespace().count() <= 3
            && (at > 0 && part.slot.line > 0 || at == 0 && only && take.len() > 2 && part.evidence.role + part.evidence.degree < 1.0);
        // "TramTimes | React Native, Expo": what a project is made with.
        let made_with = kind == SectionKind::Projects
            && part.slot.line == 0
            && at > 0
            && part.piece.joint.contains('|')
            && part.piece.text.contains(',');
        // "Open-source library for fast inference": what a project is.
        let described = kind == SectionKind::Projects
            && part.slot.line > 0
            && part.piece.text.split_whitespace().count() > 4
            && part.piece.text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() * 5
                >= 2 * part.piece.text.split_whitespace().count();
        let detail = if made_with || described { detail + 3.0 } else { detail };
        // "**Instituto de los Llanos**, Puebla" above the degree.
        let before = at.checked_sub(1).map(|at| take[at]).filter(|before| before.slot.line == part.slot.line && !part.slot.tail);
        let town = part.piece.joint.trim() == ","
            && part.piece.text.split_whitespace().count() <= 2
            && part.piece.text.starts_with(char::is_uppercase)
            && part.evidence.role + part.evidence.degree + part.evidence.company + part.evidence.school < 0.5
            && part.evidence.place > 0.0
            && before
                .is_some_and(|before| before.piece.bold && !part.piece.bold && before.evidence.company + before.evidence.school >= 1.0);
        let title_first =
            matches!(kind, SectionKind::Projects | SectionKind::Certifications | SectionKind::Awards | SectionKind::Publications);
        (
            own * title
                + (1.0 - own) * mean.0
                + 0.9
                + if part.by_date && !beside_date { if title_first { 0.9 } else { 0.55 } } else { 0.0 }
                + if title_first { 3.0 * first } else { first }
                - long
                - detail
                - if part.slot.tail { 0.5 } else { 0.0 }
                - if town { 1.5 } else { 0.0 },
            own * organisation + (1.0 - own) * mean.1 + 0.7 + if part.by_place { 0.5 } else { 0.0 } + head_line * 0.5
                - long
                - detail
                - if part.slot.tail { 0.6 } else { 0.0 },
            0.6 * part.evidence.place + 0.4 * mean.2 + if part.slot.tail || beside_date || town { 0.9 } else { 0.0 }
                - 1.1
                - detail
                - 0.5 * (part.evidence.role + part.evidence.degree).min(3.0)
                - 0.3 * (part.evidence.company + part.evidence.school).min(3.0),
        )
    };
    let voted = |part: &Part, (title, organisation, place): (f32, f32, f32)| {
        let votes = votes.get(&part.slot).copied().unwrap_or_default();
        (title + 0.9 * votes.0, organisation + 0.9 * votes.1, place + 0.9 * votes.2)
    };
    let scores: Vec<(f32, f32, f32)> = take.iter().enumerate().map(|(at, part)| voted(part, score(part, at))).collect();
    let mut best = (f32::MIN, none, none, none);
    for title in 0..=none {
        for organisation in 0..=none {
            for place in 0..=none {
                let clash = title < none && (title == organisation || title == place) || organisation < none && organisation == place;
                if clash {
                    continue;
                }
                let sum = scores.get(title).map_or(0.0, |score| score.0)
                    + scores.get(organisation).map_or(0.0, |score| score.1)
                    + scores.get(place).map_or(0.0, |score| score.2);
                if sum > best.0 + 1e-4 {
                    best = (sum, title, organisation, place);
                }
            }
        }
    }
    (best.1, best.2, best.3)
}

/// Gives title, organisation and place to the head.
pub(super) fn assign(head: &mut Head, parts: &[Part], (title, organisation, place): Picks, kind: SectionKind) {
    let none = parts.len().min(7);
    for (at, part) in parts.iter().enumerate() {
        let piece = &part.piece;
        if at == title && at < none {
            head.title.push("", &piece.text, &piece.lines);
        } else if at == organisation && at < none {
            head.organisation.push("", &piece.text, &piece.lines);
        } else if at == place && at < none {
            head.place.push("", piece.text.trim_matches(|c: char| matches!(c, '(' | ')')), &piece.lines);
        } else {
            leftover_part(head, parts, at, (title, organisation, place), kind);
        }
    }
}

/// A piece that is neither: the field of a degree, the second half of a place, a detail.
fn leftover_part(head: &mut Head, parts: &[Part], at: usize, (title, organisation, place): (usize, usize, usize), kind: SectionKind) {
    let part = &parts[at];
    let piece = &part.piece;
    let joint = |piece: &Piece| {
        let sign = piece.joint.trim();
        if sign.is_empty() {
            " ".to_owned()
        } else if sign == "," {
            ", ".to_owned()
        } else {
            format!(" {sign} ")
        }
    };
    let same_line = |other: usize| other < parts.len() && parts[other].slot.line == part.slot.line;
    let bare = part.evidence.role + part.evidence.company + part.evidence.degree + part.evidence.school + part.evidence.merit < 0.5;
    let short = piece.text.split_whitespace().count() <= 3 && piece.text.starts_with(char::is_uppercase) && !piece.text.contains(',');
    // "Clínica San Telmo — Alicante", the title on a line of its own.
    let town = bare
        && short
        && head.place.text.is_empty()
        && place >= parts.len()
        && organisation + 1 == at
        && same_line(organisation)
        && title < parts.len()
        && !same_line(title);
    // "Title | Organisation | Leeds | 2019 – 2021", "Title - Organisation - Leeds"
    let dashed = matches!(piece.joint.trim(), "-" | "–" | "—")
        && part.evidence.place > 0.0
        && parts.get(title.max(organisation)).is_some_and(|before| matches!(before.piece.joint.trim(), "-" | "–" | "—"));
    let barred = bare
        && short
        && head.place.text.is_empty()
        && place >= parts.len()
        && (dashed || piece.joint.contains(['|', '·', '•']))
        && title < parts.len()
        && organisation < parts.len()
        && title.max(organisation) + 1 == at
        && same_line(title)
        && same_line(organisation);
    if (town || barred) && !part.slot.tail && kind != SectionKind::Projects {
        head.place.push("", &piece.text, &piece.lines);
        return;
    }
    if kind == SectionKind::Projects && piece.joint.contains('|') {
        head.rest.push(Text { text: piece.text.clone(), lines: piece.lines.clone() });
        return;
    }
    if part.evidence.place >= 2.0
        && !grade(&piece.text)
        && (place >= parts.len() || same_line(place))
        && part.evidence.role < 2.0
        && part.evidence.degree < 2.0
    {
        head.place.push(", ", piece.text.trim_matches(|c: char| matches!(c, '(' | ')')), &piece.lines);
    } else if kind == SectionKind::Education
        && title < at
        && !grade(&piece.text)
        && (same_line(title) || same_line(organisation) && !part.slot.tail)
        && part.evidence.school < 2.0
    {
        let dash = matches!(piece.joint.trim(), "-" | "–" | "—") && same_line(title);
        head.title.push(if dash { &piece.joint } else { ", " }, &piece.text, &piece.lines);
    } else if title < at && title + 1 == at && same_line(title) && !part.slot.tail && part.evidence.place < 0.5 && !grade(&piece.text) {
        head.title.push(&joint(piece), &piece.text, &piece.lines);
    } else if organisation < at && organisation + 1 == at && same_line(organisation) && !part.slot.tail && !grade(&piece.text) {
        head.organisation.push(&joint(piece), &piece.text, &piece.lines);
    } else {
        head.rest.push(Text { text: piece.text.clone(), lines: piece.lines.clone() });
    }
}
