//! What the pieces of an entry's head mean: title, organisation, place, dates, address.
//!
//! Decided by evidence, not by one order: words (roles, degrees, company and school words, places), the company that a piece keeps
//! (dates stand beside titles, places beside organisations), and consistency — a slot (line, position, look) means the same in all
//! entries of a section.

mod cut;
mod pick;
mod place;
mod split;

pub(super) use cut::{date_at_edge, employer, without_duration};
pub(super) use place::places;

use super::block::Piece;
use super::entry::Draft;
use super::words::Evidence;
use crate::resume::{Dates, SectionKind, dates};

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

/// Understands the heads of one section together.
pub(super) fn heads(drafts: &[Draft], kind: SectionKind) -> Vec<Head> {
    let mut heads: Vec<Head> = drafts.iter().map(|_| Head::default()).collect();
    let all: Vec<Vec<Part>> = drafts.iter().zip(&mut heads).map(|(draft, head)| cut::parts(draft, head)).collect();
    let slots = pick::slots(&all, kind);
    // First each head on its own, then again with what its siblings were read as.
    let alone: Vec<pick::Picks> = all.iter().map(|parts| pick::pick(parts, &slots, &pick::Votes::new(), kind)).collect();
    let votes = pick::votes(&all, &alone);
    for (head, parts) in heads.iter_mut().zip(&all) {
        let mut picks = pick::pick(parts, &slots, &votes, kind);
        // What a label named already is said once.
        if !head.title.text.is_empty() {
            picks.0 = parts.len().max(7);
        }
        if !head.organisation.text.is_empty() {
            picks.1 = parts.len().max(7);
        }
        pick::assign(head, parts, picks, kind);
    }
    if matches!(kind, SectionKind::Experience | SectionKind::Education) {
        place::towns_beside_dates(&mut heads, &all);
        place::towns_below(&mut heads, &all);
    }
    places(&mut heads, kind);
    if split::both(&mut heads, &all, kind) {
        places(&mut heads, kind);
    }
    if kind == SectionKind::Education {
        heads.iter_mut().for_each(without_grade);
    }
    place::employers_in_towns(&mut heads);
    inherit_all(&mut heads, drafts);
    heads
}

/// Gives roles the employer of the line above them.
fn inherit_all(heads: &mut [Head], drafts: &[Draft]) {
    for (index, draft) in drafts.iter().enumerate().skip(1).filter(|(_, draft)| draft.inherits) {
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
        inherit(heads, index);
    }
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
