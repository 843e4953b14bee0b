//! What the pieces of an entry's head mean: title, organisation, place, dates, address.
//!
//! Decided by evidence, not by one order: words (roles, degrees, company and school words, places), the company that a piece keeps
//! (dates stand beside titles, places beside organisations), and consistency — a slot (line, position, look) means the same in all
//! entries of a section.

use super::block::Piece;
use super::entry::Draft;
use super::heading;
use super::labels;
use super::words::{self, Evidence};
use crate::resume::{Dates, SectionKind, dates};
use std::collections::BTreeMap;

/// A head understood. Every text comes with the source lines it was read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub title: Text,
    pub organisation: Text,
    pub place: Text,
    pub dates: Text,
    pub url: Text,
    /// What is left, in order.
    pub rest: Vec<Text>,
    /// Lengths of time beside the dates: said by the dates already.
    pub durations: Vec<(usize, String)>,
}

/// A text and its lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text {
    pub text: String,
    pub lines: Vec<usize>,
}

impl Text {
    fn push(&mut self, joint: &str, text: &str, lines: &[usize]) {
        if !self.text.is_empty() {
            self.text.push_str(joint);
        }
        self.text.push_str(text);
        self.lines.extend(lines);
    }
}

/// Where a piece stands in its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    line: usize,
    index: usize,
    tail: bool,
    bold: bool,
    italic: bool,
}

#[derive(Clone, Debug)]
struct Part {
    piece: Piece,
    slot: Slot,
    evidence: Evidence,
    /// A date, a place, stands in its line.
    by_date: bool,
    by_place: bool,
}

/// Where a date stands at the front or end of a text: the rest and the date.
pub(super) fn date_at_edge(text: &str) -> Option<(String, String)> {
    let found = dates::find(text);
    let last = found.last()?;
    let strip =
        |rest: &str| rest.trim().trim_end_matches([',', '|', '–', '—', '-', '(', '[', ':', '·', '•', ';', '/']).trim_end().to_owned();
    let behind = text[last.range.end..].trim();
    if behind.chars().all(|c| matches!(c, ')' | ']' | '.' | ',')) || dates::is_duration(behind) {
        // From the first of several spans on: "2012 – 2014, 2016 – 2018".
        let first = found.iter().rev().take_while(|one| dates::mostly(&text[one.range.start..last.range.end])).last().unwrap_or(last);
        let start = first.range.start;
        let before = &text[..start];
        let rest = strip(before);
        let signed = before.trim_end().ends_with([',', '|', '–', '—', '-', '(', '[', ':', '·', '•', ';', '/']);
        let span = first.dates.start.is_some();
        // "Class of 2019" inside a sentence is no date of the head: a lone year must be set off.
        if rest.is_empty() || signed || span && before.ends_with(' ') || before.ends_with("  ") {
            return Some((rest, text[start..last.range.end].trim().to_owned()));
        }
        let month = first.dates.end.is_some_and(|end| end.month.is_some());
        return (month && before.ends_with(' ')).then(|| (rest, text[start..last.range.end].trim().to_owned()));
    }
    let first = found.first()?;
    let front = text[..first.range.start].trim();
    let after = &text[first.range.end..];
    let rest = after.trim_start().trim_start_matches([',', '|', '–', '—', '-', ')', ']', ':', '·', '•', ';', '/']).trim_start();
    let signed = rest.len() < after.trim_start().len();
    // "01/2017 – 04/2019 Leeds": a whole span needs no sign behind it.
    let span = first.dates.start.is_some() && after.starts_with(char::is_whitespace) && rest.starts_with(char::is_uppercase);
    (front.chars().all(|c| matches!(c, '(' | '[')) && (signed || span))
        .then(|| (rest.to_owned(), text[..first.range.end].trim_start_matches(['(', '[']).to_owned()))
}

/// Understands the heads of one section together.
pub(super) fn heads(drafts: &[Draft], kind: SectionKind) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut all: Vec<Vec<Part>> = Vec::new();
    for draft in drafts {
        let mut head = Head::default();
        let parts = parts(draft, &mut head);
        heads.push(head);
        all.push(parts);
    }
    let slots = slots(&all, kind);
    // First each head on its own, then again with what its siblings were read as.
    let alone: Vec<Picks> = all.iter().map(|parts| pick(parts, &slots, &Votes::new(), kind)).collect();
    let votes = votes(&all, &alone);
    for (head, parts) in heads.iter_mut().zip(&all) {
        let mut picks = pick(parts, &slots, &votes, kind);
        // What a label named already is said once.
        if !head.title.text.is_empty() {
            picks.0 = parts.len().max(7);
        }
        if !head.organisation.text.is_empty() {
            picks.1 = parts.len().max(7);
        }
        assign(head, parts, picks, kind);
    }
    if matches!(kind, SectionKind::Experience | SectionKind::Education) {
        towns_beside_dates(&mut heads, &all);
    }
    places(&mut heads, kind);
    let splits: Vec<Option<bool>> = heads.iter_mut().zip(&all).map(|(head, parts)| split_single(head, parts, kind)).collect();
    // Where words don't tell, the first comma parts as in the other heads.
    let first = splits.iter().flatten().filter(|title_first| **title_first).count();
    let last = splits.iter().flatten().count() - first;
    if first != last {
        for ((head, parts), split) in heads.iter_mut().zip(&all).zip(&splits) {
            if split.is_none() && one_text(head, parts, kind) {
                let whole = if head.title.text.is_empty() { head.organisation.clone() } else { head.title.clone() };
                if let Some((one, two)) = whole.text.split_once(", ") {
                    let (title, organisation) = if first > last { (one, two) } else { (two, one) };
                    head.title = Text { text: title.to_owned(), lines: whole.lines.clone() };
                    head.organisation = Text { text: organisation.to_owned(), lines: whole.lines.clone() };
                }
            }
        }
        places(&mut heads, kind);
    }
    if kind == SectionKind::Education {
        heads.iter_mut().for_each(without_grade);
    }
    // "Le Héron Bleu, Québec" is an employer in its town, where the other heads have employers.
    let named = heads.iter().filter(|head| !head.organisation.text.is_empty()).count();
    for head in heads.iter_mut().filter(|_| named * 2 > drafts.len()) {
        if head.organisation.text.is_empty()
            && !head.title.text.is_empty()
            && let Some((name, town)) = head.place.text.clone().split_once(", ")
            && name.split_whitespace().count() > 1
            && !town.chars().all(char::is_uppercase)
        {
            head.organisation = Text { text: name.to_owned(), lines: head.place.lines.clone() };
            head.place.text = town.to_owned();
        }
    }
    for (index, draft) in drafts.iter().enumerate() {
        if draft.inherits && index > 0 {
            if draft.employer_above {
                let employer = &mut heads[index - 1];
                if employer.organisation.text.is_empty() {
                    employer.organisation = std::mem::take(&mut employer.title);
                } else if !employer.title.text.is_empty() {
                    // One text that was taken for two.
                    let title = std::mem::take(&mut employer.title);
                    employer.organisation.text = format!("{}, {}", title.text, employer.organisation.text);
                    employer.organisation.lines.extend(title.lines);
                }
            }
            inherit(&mut heads, index);
        }
    }
    heads
}

/// A further role at the same employer: the one thing that its head says is the title.
fn inherit(heads: &mut [Head], index: usize) {
    let before = heads[index - 1].clone();
    let head = &mut heads[index];
    if head.title.text.is_empty() && !head.organisation.text.is_empty() {
        head.title = std::mem::take(&mut head.organisation);
    }
    if head.organisation.text.is_empty() {
        head.organisation = before.organisation;
        if head.place.text.is_empty() {
            head.place = before.place;
        }
    }
}

/// The pieces of a head without dates, addresses and lengths of time, which go to `head`.
fn parts(draft: &Draft, head: &mut Head) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (line, block) in draft.head.iter().enumerate() {
        // "City: Verona | Country: Italy" below a title without labels.
        let named = labels::labelled(block);
        if !named.is_empty() && named.iter().all(|field| field.label == labels::Label::Place) {
            for field in named {
                head.durations.extend(field.value.lines.iter().map(|line| (*line, format!("{} ", field.name))));
                head.place.push(", ", &field.value.text, &field.value.lines);
            }
            continue;
        }
        // "Position: Welder" below an employer without a label.
        if let [field] = named.as_slice()
            && matches!(field.label, labels::Label::Title | labels::Label::Organisation)
            && !field.value.text.contains(':')
        {
            let target = if field.label == labels::Label::Title { &mut head.title } else { &mut head.organisation };
            if target.text.is_empty() {
                head.durations.extend(field.value.lines.iter().map(|line| (*line, format!("{} ", field.name))));
                target.push("", &field.value.text, &field.value.lines);
                continue;
            }
        }
        let begin = parts.len();
        let mut by_date = false;
        let mut tail = false;
        let mut index = 0;
        for piece in &block.pieces {
            tail |= piece.tab && index > 0;
            for piece in cut(piece) {
                by_date |= take(piece, head, |piece| {
                    let evidence = words::weigh(&piece.text);
                    let slot = Slot { line, index, tail, bold: piece.bold, italic: piece.italic };
                    index += 1;
                    parts.push(Part { piece, slot, evidence, by_date: false, by_place: false });
                });
            }
        }
        let placed = parts[begin..].iter().any(|part| part.evidence.place >= 2.5);
        for part in &mut parts[begin..] {
            part.by_date = by_date;
            part.by_place = placed && part.evidence.place < 2.5;
        }
    }
    if let Some(place) = &draft.place {
        head.place.push("", &place.text, &place.lines);
    }
    for piece in &draft.asides {
        take(piece.clone(), head, |piece| {
            let evidence = words::weigh(&piece.text);
            let slot = Slot { line: 9, index: 0, tail: true, bold: piece.bold, italic: piece.italic };
            parts.push(Part { piece, slot, evidence, by_date: false, by_place: false });
        });
    }
    parts
}

/// Puts dates, lengths of time and addresses into the head; what is left goes on. Says whether there was a date.
fn take(mut piece: Piece, head: &mut Head, mut on: impl FnMut(Piece)) -> bool {
    let mut dated = false;
    let text = piece.text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']'));
    if dates::is_duration(text) {
        head.durations.extend(piece.lines.iter().map(|line| (*line, format!("{} ", piece.text))));
        return false;
    }
    if let Some((dated, length)) = without_duration(&piece.text) {
        head.durations.extend(piece.lines.iter().map(|line| (*line, format!("{length} "))));
        piece.text = dated;
    }
    if dates::mostly(&piece.text) {
        let text = piece.text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ',')).trim();
        if head.dates.text == text {
            head.dates.lines.extend(&piece.lines);
        } else {
            head.dates.push(" ", text, &piece.lines);
        }
        return true;
    }
    if let Some((rest, date)) = date_at_edge(&piece.text) {
        if head.dates.text == date {
            head.dates.lines.extend(&piece.lines);
        } else {
            head.dates.push(", ", &date, &piece.lines);
        }
        dated = true;
        // "Jefa de cocina. Mayo de 2017": the sentence's end, not an abbreviation's.
        let last = rest.rsplit(' ').next().unwrap_or("");
        let sentence =
            rest.ends_with('.') && last.chars().count() > 5 && !last.trim_end_matches('.').contains('.') && !last.starts_with("Corp");
        piece.text = if sentence { rest.trim_end_matches('.').to_owned() } else { rest };
        if piece.text.is_empty() {
            return true;
        }
    }
    if heading::weblike(&piece.text) && head.url.text.is_empty() {
        head.url.push("", &piece.text, &piece.lines);
        return dated;
    }
    if let Some(link) = piece.link.as_deref().filter(|link| link.starts_with("http"))
        && head.url.text.is_empty()
    {
        head.url.push("", link, &piece.lines);
    }
    piece.text = trimmed(&piece.text).to_owned();
    // The word between a bold role and a bold employer.
    if matches!(piece.text.as_str(), "at" | "bei" | "chez" | "en" | "presso" | "bij" | "@") {
        head.durations.extend(piece.lines.iter().map(|line| (*line, format!("{} ", piece.text))));
        return dated;
    }
    // "Orthex Medical, Atlanta, GA." in front of the title.
    if let Some(text) = piece.text.strip_suffix('.')
        && text.rsplit_once(", ").is_some_and(|(_, last)| words::country(last) && !last.contains('.'))
    {
        piece.text = text.to_owned();
    }
    // "**Referentin** bei Förde Werften"
    if let Some(employer) = employer(&piece.text) {
        piece.text = employer.to_owned();
    }
    if !piece.text.is_empty() {
        on(piece);
    }
    dated
}

/// "at Holm Logistics": the employer behind the word that joins it to the role.
pub(super) fn employer(text: &str) -> Option<&str> {
    let joined = ["at ", "bei ", "chez ", "presso ", "bij ", "en ", "@ ", "w "].iter().find_map(|word| text.strip_prefix(word));
    joined.filter(|employer| employer.starts_with(char::is_uppercase))
}

/// Without the signs that joined it to what stood behind.
fn trimmed(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let rest = text.trim_end_matches([',', ';', '|']).trim_end();
        let rest = [" –", " —", " -", " /", " ·", " •", " :", " @", " at", " bei", " chez", " presso", " bij", " en"]
            .iter()
            .find_map(|sign| rest.strip_suffix(sign))
            .unwrap_or(rest)
            .trim_end();
        if rest.len() == text.len() {
            return text;
        }
        text = rest;
    }
}

/// "2019 – 2021 (2 years)" as the dates and the length of time behind them.
pub(super) fn without_duration(text: &str) -> Option<(String, String)> {
    let found = dates::find(text);
    let end = found.last()?.range.end;
    let behind = text[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•' | '|' | ',' | '–' | '-'));
    (found.last()?.dates.start.is_some() && dates::is_duration(behind)).then(|| (text[..end].to_owned(), behind.to_owned()))
}

/// Cuts a piece at signs that always part: bars, dots, spaced dashes.
fn cut(piece: &Piece) -> Vec<Piece> {
    let mut cuts = Vec::new();
    let mut rest = piece.text.as_str();
    let mut joint = piece.joint.clone();
    let mut tab = piece.tab;
    loop {
        let next = [
            " | ", " · ", " • ", " — ", " – ", " -- ", " - ", " // ", "\u{2003}", " @ ", " / ", "; ", "-", " ▪ ", " ● ", " ♦ ", " ◆ ",
            " ❖ ", " ✦ ", " ⋄ ", " ∙ ", " » ", " › ", " → ", " ~ ", " :: ",
        ]
        .iter()
        .filter_map(|sign| rest.find(sign).map(|at| (at, *sign)))
        .filter(|(at, sign)| match *sign {
            // "Corbridge Academy, Corbridge / Teacher", not "Teacher / Tutor".
            " / " => rest[..*at].contains(','),
            // "Casa Amparo-Nogales, AZ", not "Winston-Salem, NC".
            "-" => {
                rest[..*at].rsplit(", ").next().is_some_and(|name| name.contains(' '))
                    && rest[..*at].ends_with(char::is_lowercase)
                    && words::place(&rest[at + 1..]) >= 3.0
            }
            _ => true,
        })
        // "2019 – 2021" is one thing.
        .filter(|(at, sign)| !(sign.contains(['–', '-', '—']) && spans(rest, *at, sign.len())))
        .min_by_key(|(at, _)| *at);
        let (head, sign) = match next {
            Some((at, sign)) => (&rest[..at], Some((at, sign))),
            None => (rest, None),
        };
        if let Some((role, employer)) = at_employer(head) {
            for (text, joint) in [(role, joint.as_str()), (employer, " at ")] {
                cuts.push(Piece { text: text.trim().to_owned(), joint: joint.to_owned(), tab, ..piece.clone() });
                tab = false;
            }
        } else if !head.trim().is_empty() {
            cuts.push(Piece { text: head.trim().to_owned(), joint: joint.clone(), tab, ..piece.clone() });
            tab = false;
        }
        let Some((at, sign)) = sign else { break };
        joint = sign.to_owned();
        rest = &rest[at + sign.len()..];
    }
    cuts
}

/// "Office Manager at Tynedale Timber": what stands in front must be a role or a degree.
fn at_employer(text: &str) -> Option<(&str, &str)> {
    [" at ", " bei ", " chez ", " presso ", " bij "].into_iter().find_map(|sign| {
        let (role, employer) = text.split_once(sign)?;
        let evidence = words::weigh(role);
        // "at" stands in many names; the words of other languages only between the two.
        let known = evidence.role + evidence.degree >= 1.0 || sign != " at " && role.split_whitespace().count() <= 5;
        (known && employer.starts_with(char::is_uppercase)).then_some((role, employer))
    })
}

fn spans(text: &str, at: usize, length: usize) -> bool {
    dates::find(text).iter().any(|found| found.range.start < at + length && found.range.end > at)
        || dates::mostly(text[..at].rsplit([',', '|', '(']).next().unwrap_or("")) && dates::mostly(&text[at + length..])
}

fn fits(evidence: Evidence, kind: SectionKind) -> (f32, f32) {
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
type Slots = BTreeMap<Slot, (f32, f32, f32)>;

fn slots(all: &[Vec<Part>], kind: SectionKind) -> Slots {
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
type Picks = (usize, usize, usize);

/// How often each slot was title, organisation and place, of one.
type Votes = BTreeMap<Slot, (f32, f32, f32)>;

fn votes(all: &[Vec<Part>], picks: &[Picks]) -> Votes {
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
fn pick(parts: &[Part], slots: &Slots, votes: &Votes, kind: SectionKind) -> Picks {
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
fn assign(head: &mut Head, parts: &[Part], (title, organisation, place): Picks, kind: SectionKind) {
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
    // "Title | Organisation | Leeds | 2019 – 2021"
    let barred = bare
        && short
        && head.place.text.is_empty()
        && place >= parts.len()
        && piece.joint.contains(['|', '·', '•'])
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
        head.title.push(", ", &piece.text, &piece.lines);
    } else if title < at && title + 1 == at && same_line(title) && !part.slot.tail && part.evidence.place < 0.5 && !grade(&piece.text) {
        head.title.push(&joint(piece), &piece.text, &piece.lines);
    } else if organisation < at && organisation + 1 == at && same_line(organisation) && !part.slot.tail && !grade(&piece.text) {
        head.organisation.push(&joint(piece), &piece.text, &piece.lines);
    } else {
        head.rest.push(Text { text: piece.text.clone(), lines: piece.lines.clone() });
    }
}

/// "BA in Leadership, GPA 3.8": the average stands beside the degree, not in it.
fn without_grade(head: &mut Head) {
    let at = head
        .title
        .text
        .match_indices(", ")
        .map(|(at, _)| at)
        .find(|at| ["gpa", "cgpa"].iter().any(|word| dates::plain(&head.title.text[at + 2..]).starts_with(word)));
    if let Some(at) = at {
        let text = head.title.text.split_off(at)[2..].to_owned();
        head.rest.insert(0, Text { text, lines: head.title.lines.clone() });
    }
}

/// "GPA: 3.9", "First class honours", "Abschlussnote: 1,4".
fn grade(text: &str) -> bool {
    let plain = dates::plain(text);
    [
        "gpa",
        "grade",
        "cgpa",
        "note",
        "abschlussnote",
        "cum laude",
        "magna cum",
        "summa cum",
        "final grade",
        "thesis",
        "dissertation",
        "relevant coursework",
        "coursework",
        "minor:",
        "honors:",
        "honours:",
        "mention ",
    ]
    .iter()
    .any(|start| plain.starts_with(start))
}

/// "Northmoor General Hospital, Leeds, UK" where the place has no piece of its own: split when the section's organisations are
/// written that way.
pub(super) fn places(heads: &mut [Head], kind: SectionKind) {
    let split = |text: &str| -> Option<(String, String, f32)> {
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
    };
    let open: Vec<usize> =
        (0..heads.len()).filter(|&at| heads[at].place.text.is_empty() && !heads[at].organisation.text.is_empty()).collect();
    let splits: Vec<Option<(String, String, f32)>> = open.iter().map(|&at| split(&heads[at].organisation.text)).collect();
    let fitting = splits.iter().flatten().count();
    let sure = splits.iter().flatten().any(|(_, _, sure)| *sure >= 1.0);
    let consistent = fitting * 10 >= open.len() * 6
        && (open.len() > 1 || sure || matches!(kind, SectionKind::Education | SectionKind::Experience | SectionKind::Volunteering));
    for (&at, split) in open.iter().zip(splits) {
        let Some((name, place, sure)) = split else { continue };
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
            && let Some((name, place, sure)) = split(&head.title.text)
            && sure >= 3.0
        {
            head.place = Text { text: place, lines: head.title.lines.clone() };
            head.title.text = name;
        }
    }
}

/// "Chef, Auberge Bleue" above "Montréal, 2018 – 2021": the one word beside the dates is the town, where all heads are written so.
fn towns_beside_dates(heads: &mut [Head], all: &[Vec<Part>]) {
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
        if let Some((title, organisation)) = whole.text.split_once(sign)
            && (words::weigh(title).role > 0.0 || words::weigh(title).degree > 0.0 || kind == SectionKind::Awards)
        {
            set(head, title, organisation);
            return Some(true);
        }
    }
    let commas: Vec<usize> = whole.text.match_indices(", ").map(|(at, _)| at).collect();
    let mut best: Option<(f32, usize, bool)> = None;
    for &at in &commas {
        let (one, two) = (&whole.text[..at], &whole.text[at + 2..]);
        let (first, second) = (fits(words::weigh(one), kind), fits(words::weigh(two), kind));
        for (score, title_first) in [(first.0 + second.1, true), (first.1 + second.0, false)] {
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

impl Head {
    /// The dates as understood.
    pub fn understood(&self) -> Dates {
        let text = self.dates.text.trim_end();
        if text.is_empty() {
            return Dates::default();
        }
        // "2018–" goes on.
        if text.ends_with(['–', '—', '-']) && !dates::find(text).iter().any(|found| found.dates.start.is_some()) {
            let open = Dates::parse(&format!("{text} present"));
            return Dates { text: text.to_owned(), ..open };
        }
        Dates::parse(text)
    }
}
