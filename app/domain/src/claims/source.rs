//! The source resume as the guard reads it: each text once, and which of them may support a claim.

use super::numbers::{self, Date, Number};
use super::scan::Scan;
use super::scope::Clause;
use super::{Subject, is_contact};
use crate::ids::BlockId;
use crate::keywords::Phrases;
use crate::proposal::Evidence;
use crate::resume::{Document, Entry, Field, Item, Place, SectionKind};
use crate::text::fold;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What claims may be drawn from, read once.
#[derive(Debug)]
pub struct Source {
    texts: Vec<Text>,
    by_place: HashMap<Place, usize>,
    by_entry: HashMap<BlockId, Vec<usize>>,
    /// Organisation and title of each entry, folded.
    heads: Vec<(BlockId, String, String)>,
    /// Employers, schools, issuers.
    pub(super) organisations: Phrases,
}

/// One text with what was read from it.
#[derive(Debug)]
pub(super) struct Text {
    pub place: Option<Place>,
    pub scan: Scan,
    numbers: OnceLock<(Vec<Number>, Vec<Date>)>,
    clauses: OnceLock<Vec<Clause>>,
}

impl Text {
    pub fn new(text: &str, place: Option<Place>) -> Self {
        Self { place, scan: Scan::new(text), numbers: OnceLock::new(), clauses: OnceLock::new() }
    }

    pub fn numbers(&self) -> &[Number] {
        &self.numbers.get_or_init(|| numbers::read(&self.scan)).0
    }

    pub fn dates(&self) -> &[Date] {
        &self.numbers.get_or_init(|| numbers::read(&self.scan)).1
    }

    pub fn clauses(&self) -> &[Clause] {
        self.clauses.get_or_init(|| super::scope::clauses(&self.scan))
    }

    pub fn field(&self) -> Option<Field> {
        self.place.as_ref().map(|place| place.field)
    }
}

impl Source {
    /// Reads the document that claims may be drawn from: the first version, and what the owner wrote by hand.
    pub fn new(document: &Document) -> Self {
        let (mut texts, mut by_place, mut by_entry, mut heads) = (Vec::new(), HashMap::new(), HashMap::<_, Vec<usize>>::new(), Vec::new());
        let mut owners: HashMap<&BlockId, (SectionKind, Option<&Entry>)> = HashMap::new();
        for section in &document.sections {
            for item in &section.items {
                let entry = match item {
                    Item::Entry(entry) => Some(entry),
                    _ => None,
                };
                owners.insert(item.id(), (section.kind, entry));
                owners.extend(item.bullets().iter().map(|line| (&line.id, (section.kind, entry))));
                heads.extend(entry.map(|entry| (entry.id.clone(), fold(&entry.organisation), fold(&entry.title))));
            }
        }
        let mut names = Vec::new();
        for (place, text) in document.texts() {
            let owner = owners.get(&place.block);
            // A heading proves nothing.
            if owner.is_none() && !is_contact(&place) {
                continue;
            }
            if place.field == Field::Organisation {
                names.push(text.clone());
            }
            if let Some(entry) = owner.and_then(|(_, entry)| *entry) {
                by_entry.entry(entry.id.clone()).or_default().push(texts.len());
            }
            by_place.insert(place.clone(), texts.len());
            texts.push(Text::new(&text, Some(place)));
        }
        let organisations = Phrases::of(names.iter().map(String::as_str));
        Self { texts, by_place, by_entry, heads, organisations }
    }

    pub(super) fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The entry of the source that this one is, or was made from.
    fn entry(&self, entry: &Entry) -> Option<&BlockId> {
        if let Some((id, _)) = self.by_entry.get_key_value(&entry.id) {
            return Some(id);
        }
        let (organisation, title) = (fold(&entry.organisation), fold(&entry.title));
        let of_organisation = |head: &&(BlockId, String, String)| !organisation.is_empty() && head.1 == organisation;
        let same = |head: &&(BlockId, String, String)| head.1 == organisation && head.2 == title;
        self.heads.iter().find(same).or_else(|| self.heads.iter().find(of_organisation)).map(|(id, _, _)| id)
    }
}

/// How near to the claim a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// What stood in its place.
    Before,
    /// A statement of the owner.
    Statement,
    /// The same entry.
    Entry,
    /// Anywhere in the source.
    Whole,
}

/// A span of a text that supports a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    pub text: usize,
    pub start: usize,
    pub end: usize,
}

/// A change that is being judged.
pub(super) struct Case<'a> {
    pub subject: &'a Subject<'a>,
    pub source: &'a Source,
    pub after: Text,
    /// Texts that are not of the source: what stood there since edited, statements.
    own: Vec<Text>,
    /// What may support a claim, the nearest first.
    allowed: Vec<(Tier, usize)>,
    /// The change may draw on the whole source.
    pub whole: bool,
}

impl<'a> Case<'a> {
    pub fn new(subject: &'a Subject<'a>, source: &'a Source, statements: &[String]) -> Self {
        let mut case = Case {
            subject,
            source,
            after: Text::new(subject.after, None),
            own: Vec::new(),
            allowed: Vec::new(),
            whole: reads_all(subject),
        };
        let here = source.by_place.get(subject.place).copied();
        case.allowed.extend(here.map(|at| (Tier::Before, at)));
        if let Some(before) = subject.before.filter(|before| here.is_none_or(|at| source.texts[at].scan.original != *before)) {
            case.add_own(before, Tier::Before);
        }
        for statement in statements {
            case.add_own(statement, Tier::Statement);
        }
        let entry = subject.entry.and_then(|entry| source.entry(entry)).and_then(|id| source.by_entry.get(id));
        case.allowed.extend(entry.into_iter().flatten().filter(|at| Some(**at) != here).map(|at| (Tier::Entry, *at)));
        if case.whole {
            let rest: Vec<usize> = (0..source.texts.len()).filter(|at| !case.allowed.iter().any(|(_, one)| one == at)).collect();
            case.allowed.extend(rest.into_iter().map(|at| (Tier::Whole, at)));
        }
        case
    }

    fn add_own(&mut self, text: &str, tier: Tier) {
        self.allowed.push((tier, self.source.texts.len() + self.own.len()));
        self.own.push(Text::new(text, None));
    }

    pub fn text(&self, index: usize) -> &Text {
        self.source.texts.get(index).unwrap_or_else(|| &self.own[index - self.source.texts.len()])
    }

    /// What may support a claim of this change, the nearest first.
    pub fn allowed(&self) -> impl Iterator<Item = (Tier, usize, &Text)> {
        self.allowed.iter().map(|&(tier, index)| (tier, index, self.text(index)))
    }

    /// As [`Case::allowed`], and then the rest of the source: for what belongs to the person.
    pub fn anywhere(&self) -> impl Iterator<Item = (Tier, usize, &Text)> {
        let rest = (0..self.source.texts.len()).filter(|at| !self.allowed.iter().any(|(_, one)| one == at));
        self.allowed().chain(rest.map(|index| (Tier::Whole, index, &self.source.texts[index])))
    }

    /// Whether there was a text before.
    pub fn has_before(&self) -> bool {
        self.allowed.iter().any(|(tier, _)| *tier == Tier::Before)
    }

    pub fn evidence(&self, ground: &Ground) -> Evidence {
        let text = self.text(ground.text);
        let (quote, start, end) = text.scan.quote(ground.start, ground.end);
        Evidence { place: text.place.clone(), quote, start, end }
    }
}

fn reads_all(subject: &Subject) -> bool {
    if subject.entry.is_some() {
        return false;
    }
    match subject.section {
        None => true,
        Some(SectionKind::Summary | SectionKind::Skills) => true,
        Some(SectionKind::Custom) => subject.paragraph || subject.skills || subject.place.field == Field::Title,
        Some(_) => subject.skills || subject.place.field == Field::Title,
    }
}
