//! The truth guard: a change is split into claims, and each claim needs evidence in the source resume or a dated
//! statement by its owner.
//!
//! What may support a claim depends on where it stands:
//!
//! | the change is in | supported by |
//! |---|---|
//! | a bullet or field of an entry | the text that stood there, the same entry of the source, statements |
//! | the summary, the headline, a row of skills | the text that stood there, the whole source, statements |
//! | any other line | the text that stood there, statements |
//!
//! Degrees and certificates belong to the person: they may stand anywhere in the source. A number keeps its unit, its bound
//! ("up to"), its direction and what it counts; a verb of scope may step down ("led" to "contributed"), never up.
//!
//! Call [`Source::new`] once a run, then [`check_edit`] for a draft and [`check_text`] for a text that the owner wrote.

mod degrees;
mod names;
mod numbers;
mod numeric;
mod reach;
mod scan;
mod scope;
mod source;
mod titles;

pub use source::Source;

use crate::proposal::Evidence;
use crate::resume::edit::{Edit, Node};
use crate::resume::{Document, Entry, Field, Item, Place, Section, SectionKind, contact_id};
use serde::{Deserialize, Serialize};
use source::{Case, Ground};

/// One claim of a change, and what supports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// What kind of claim.
    pub claim: ClaimKind,
    /// The words of the change that make the claim.
    pub text: String,
    /// Whether the source, or a statement of the owner, supports it.
    pub supported: bool,
    /// The span that supports it.
    pub evidence: Option<Evidence>,
    /// One sentence for the owner: why it counts as supported or not.
    pub message: String,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ClaimKind {
    Number,
    Unit,
    Organisation,
    Title,
    Date,
    Degree,
    Certification,
    Tool,
    /// "Led" against "contributed to".
    Scope,
    /// "Company-wide", "global".
    Reach,
}

/// One text of a change: what stood there, what would stand there, and where.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// What stood there in the document that is changed; `None` for a new text.
    pub before: Option<&'a str>,
    /// What would stand there.
    pub after: &'a str,
    /// Where.
    pub place: &'a Place,
    /// The kind of its section; `None` for the contact.
    pub section: Option<SectionKind>,
    /// The entry that it belongs to.
    pub entry: Option<&'a Entry>,
    /// It is a row of skills.
    pub skills: bool,
    /// It is running text of a section, not a bullet.
    pub paragraph: bool,
}

/// The claims of an edit of `document`, each supported or not.
pub fn check_edit(edit: &Edit, document: &Document, source: &Source, statements: &[String]) -> Vec<Finding> {
    match edit {
        Edit::Replace { place, after, .. } => check_text(place, after, document, source, statements),
        Edit::Insert { at, node } => {
            let section = at.parent.as_ref().and_then(|parent| document.section_of(parent));
            let entry = section.zip(at.parent.as_ref()).and_then(|(section, parent)| {
                section.items.iter().find_map(|item| match item {
                    Item::Entry(entry) if &entry.id == parent => Some(entry),
                    _ => None,
                })
            });
            check_node(node, section.map(|section| section.kind), entry, source, statements)
        }
        Edit::Remove { .. } | Edit::Move { .. } => Vec::new(),
    }
}

/// The claims of a text that would stand at a place of `document`.
pub fn check_text(place: &Place, after: &str, document: &Document, source: &Source, statements: &[String]) -> Vec<Finding> {
    let before = document.text(place);
    let section = document.section_of(&place.block);
    let item = section.and_then(|section| {
        section.items.iter().find(|item| item.id() == &place.block || item.bullets().iter().any(|line| line.id == place.block))
    });
    let entry = match item {
        Some(Item::Entry(entry)) => Some(entry),
        _ => None,
    };
    let subject = Subject {
        before: before.as_deref(),
        after,
        place,
        section: section.map(|section| section.kind),
        entry,
        skills: matches!(item, Some(Item::Skills(_))),
        paragraph: matches!(item, Some(Item::Paragraph(_))),
    };
    check(&subject, source, statements)
}

fn check_node(node: &Node, kind: Option<SectionKind>, entry: Option<&Entry>, source: &Source, statements: &[String]) -> Vec<Finding> {
    let one =
        |block: &crate::ids::BlockId, field: Field, after: &str, entry: Option<&Entry>, kind: Option<SectionKind>, item: Option<&Item>| {
            let place = Place { block: block.clone(), field };
            let (skills, paragraph) = (matches!(item, Some(Item::Skills(_))), matches!(item, Some(Item::Paragraph(_))));
            check(&Subject { before: None, after, place: &place, section: kind, entry, skills, paragraph }, source, statements)
        };
    let of_item = |item: &Item, kind: Option<SectionKind>| -> Vec<Finding> {
        match item {
            Item::Paragraph(line) | Item::Bullet(line) => one(&line.id, Field::Text, &line.text, None, kind, Some(item)),
            Item::Skills(group) => {
                let mut findings = one(&group.id, Field::Text, &group.skills.join(", "), None, kind, Some(item));
                findings.extend(one(&group.id, Field::Label, &group.label, None, kind, Some(item)));
                findings
            }
            Item::Entry(entry) => {
                let fields = [
                    (Field::Title, &entry.title),
                    (Field::Organisation, &entry.organisation),
                    (Field::Place, &entry.place),
                    (Field::Dates, &entry.dates.text),
                    (Field::Url, &entry.url),
                    (Field::Summary, &entry.summary),
                ];
                let mut findings: Vec<Finding> =
                    fields.iter().flat_map(|(field, text)| one(&entry.id, *field, text, Some(entry), kind, Some(item))).collect();
                findings.extend(entry.bullets.iter().flat_map(|line| one(&line.id, Field::Text, &line.text, Some(entry), kind, None)));
                findings
            }
        }
    };
    match node {
        Node::Bullet(line) => one(&line.id, Field::Text, &line.text, entry, kind, None),
        Node::Item(item) => of_item(item, kind),
        Node::Section(Section { id, kind, title, items }) => {
            let mut findings = one(id, Field::Title, title, None, Some(*kind), None);
            findings.extend(items.iter().flat_map(|item| of_item(item, Some(*kind))));
            findings
        }
    }
}

/// The claims of one text, in its order.
pub fn check(subject: &Subject, source: &Source, statements: &[String]) -> Vec<Finding> {
    if subject.after.trim().is_empty() || subject.before == Some(subject.after) {
        return Vec::new();
    }
    let case = Case::new(subject, source, statements);
    let mut found = Vec::new();
    let identity = match (subject.place.field, subject.entry) {
        (Field::Title, Some(_)) => titles::field(&case, &mut found),
        (Field::Organisation | Field::Place | Field::Url, _)
        | (Field::Name | Field::Email | Field::Phone | Field::Location | Field::Links, _) => names::identity(&case, &mut found),
        (Field::Dates, _) => numeric::dates_field(&case, &mut found),
        _ => false,
    };
    if !identity {
        numeric::check(&case, &mut found);
        degrees::check(&case, &mut found);
        titles::check(&case, &mut found);
        names::check(&case, &mut found);
        scope::check(&case, &mut found);
        reach::check(&case, &mut found);
    } else if subject.place.field == Field::Title {
        numeric::check(&case, &mut found);
        degrees::check(&case, &mut found);
        names::certificates(&case, &mut found);
    }
    // Of two judgements of the same words the stricter stays.
    found.sort_by_key(|claim| (claim.start, claim.end, claim.kind as u8, claim.ground.is_ok()));
    found.dedup_by(|b, a| a.kind == b.kind && a.start == b.start && a.end == b.end);
    found.into_iter().map(|claim| claim.finding(&case)).collect()
}

/// A claim while it is being judged.
struct Claim {
    kind: ClaimKind,
    /// In bytes of the plain text of `after`.
    start: usize,
    end: usize,
    /// Where the support stands, or why there is none.
    ground: Result<Ground, String>,
}

impl Claim {
    fn finding(self, case: &Case) -> Finding {
        let (text, _, _) = case.after.scan.quote(self.start, self.end);
        match self.ground {
            Ok(ground) => {
                let evidence = case.evidence(&ground);
                let whence = if evidence.place.is_some() { "The source resume says" } else { "The owner states" };
                let message = format!("{whence} \u{201c}{}\u{201d}.", evidence.quote);
                Finding { claim: self.kind, text, supported: true, evidence: Some(evidence), message }
            }
            Err(message) => Finding { claim: self.kind, text, supported: false, evidence: None, message },
        }
    }
}

/// Spans of years that a text names ("at least 5 years", "three to five years": the lower end), each with where it ends, in bytes.
pub(crate) fn years_in(text: &str) -> Vec<(u8, usize)> {
    let scan = scan::Scan::new(text);
    let (numbers, _) = numbers::read(&scan);
    let bytes = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    numbers
        .iter()
        .filter(|number| number.unit == numbers::Unit::Months && number.value >= 12.0 && number.value <= 600.0)
        .map(|number| ((number.value / 12.0) as u8, bytes(scan.span(number.start, number.end).1)))
        .collect()
}

/// The degrees that a text names: how high, whether finished, and the words.
pub(crate) fn degrees_in(text: &str) -> Vec<(crate::posting::DegreeLevel, bool, String)> {
    let scan = scan::Scan::new(text);
    degrees::read(&scan).into_iter().map(|degree| (degree.level, !degree.unfinished, scan.quote(degree.start, degree.end).0)).collect()
}

fn is_contact(place: &Place) -> bool {
    place.block == contact_id()
}

#[cfg(test)]
mod adversary;
#[cfg(test)]
mod tests;
