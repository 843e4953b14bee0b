//! What an owner may say to a change, and to a proposal as a whole.
//!
//! A change with a claim that the source does not support starts rejected, and is taken only with a statement of its
//! owner that says why it is true. An owner's own text makes claims too, so it is checked like a provider's.

use super::{Approve, Change, ChangeDecision, Decision, draft};
use crate::claims::Finding;
use crate::ids::ChangeId;
use crate::resume::edit::{Edit, Node, split_skills};
use crate::resume::{Field, Item};
use crate::text::squeeze;
use crate::{Code, Error, Result};
use std::collections::HashMap;

/// The shortest statement that says why something is true, in characters.
pub const MIN_CONFIRMATION: usize = 10;

/// The longest.
pub const MAX_CONFIRMATION: usize = 1_000;

/// The claims of an edit, each supported or not.
pub type Check<'a> = &'a dyn Fn(&Edit) -> Vec<Finding>;

/// Takes a decision on one change; `pending` takes it back, to where the change started.
///
/// `BAD_REQUEST` for an empty or unfit text, `UNSUPPORTED_CLAIM` where a statement is needed and missing.
pub fn decide(change: &Change, said: &ChangeDecision, check: Check<'_>) -> Result<Change> {
    let mut next = Change { text: None, confirmation: None, decision: said.decision, ..change.clone() };
    if said.decision == Decision::Edited {
        let text = squeeze(said.text.as_deref().unwrap_or_default());
        if text.is_empty() || text.chars().count() > draft::MAX_TEXT {
            let message = format!("Write the text that should stand there, 1 to {} characters.", draft::MAX_TEXT);
            return Err(Error::new(Code::BadRequest, message).with("change_id", change.change_id.as_str()));
        }
        next.text = Some(text);
    }
    if change.text.is_some() || next.text.is_some() {
        next.findings = check(&effective(&next)?);
    }
    match next.decision {
        Decision::Pending if next.is_unsupported() => next.decision = Decision::Rejected,
        Decision::Approved | Decision::Edited if next.is_unsupported() => {
            // A statement that was given for the same text still holds.
            let earlier = change.confirmation.as_deref().filter(|_| change.text == next.text);
            next.confirmation = Some(statement(&next, said.confirmation.as_deref().or(earlier))?);
        }
        _ => {}
    }
    Ok(next)
}

/// Takes the decision on a whole proposal: every change ends approved, edited or rejected.
///
/// With a list: what it names is decided so, what it does not name keeps its earlier decision, and what has none is
/// rejected. Without: what has no decision is approved, unless a claim of it is unsupported.
pub fn decide_all(changes: &[Change], approve: &Approve, check: Check<'_>) -> Result<Vec<Change>> {
    refuse_two_minds(approve)?;
    let mut decided = changes.to_vec();
    for said in approve.changes.iter().flatten() {
        let found = said.change_id.as_ref().and_then(|id| decided.iter_mut().find(|change| &change.change_id == id));
        let Some(change) = found else {
            let id = said.change_id.as_ref().map_or("", |id| id.as_str());
            return Err(Error::new(Code::ChangeNotFound, "This approval has no such change. Load it again.").with("change_id", id));
        };
        if said.decision == Decision::Pending {
            let message = "To decide on the whole, each change in the list must be approved, edited or rejected.";
            return Err(Error::new(Code::BadRequest, message).with("change_id", change.change_id.as_str()));
        }
        *change = decide(change, said, check)?;
    }
    for change in decided.iter_mut().filter(|change| change.decision == Decision::Pending) {
        let take = approve.changes.is_none() && !change.is_unsupported();
        change.decision = if take { Decision::Approved } else { Decision::Rejected };
    }
    Ok(decided)
}

/// Those that "accept all" and "reject all" are about, of one section or of all: not decided, no unsupported claim, not stale.
pub fn open_changes(changes: &[Change], section: Option<&str>) -> Vec<ChangeId> {
    let open = |change: &&Change| {
        change.decision == Decision::Pending
            && !change.stale
            && !change.is_unsupported()
            && section.is_none_or(|section| change.section == section)
    };
    changes.iter().filter(open).map(|change| change.change_id.clone()).collect()
}

/// A list that says two different things about one change says nothing.
fn refuse_two_minds(approve: &Approve) -> Result<()> {
    let mut heard: HashMap<&ChangeId, &ChangeDecision> = HashMap::new();
    for said in approve.changes.iter().flatten() {
        let Some(id) = &said.change_id else { continue };
        if heard.insert(id, said).is_some_and(|earlier| earlier != said) {
            let message = "The list decides one change twice, in different ways. Name each change once.";
            return Err(Error::new(Code::BadRequest, message).with("change_id", id.as_str()));
        }
    }
    Ok(())
}

/// The edit that a change stands for: its own, or with the owner's text in it.
pub fn effective(change: &Change) -> Result<Edit> {
    let Some(text) = &change.text else { return Ok(change.edit.clone()) };
    let mut edit = change.edit.clone();
    let written = match &mut edit {
        Edit::Replace { place, after, .. } => {
            // As the document will say it, so that the edit can be taken back.
            *after = if place.field == Field::Links { text.clone() } else { squeeze(text) };
            true
        }
        Edit::Insert { node, .. } => write(node, text),
        Edit::Remove { .. } | Edit::Move { .. } => false,
    };
    if written {
        Ok(edit)
    } else {
        let message = "This change has no text to edit. Approve or reject it; the text itself can be edited in the document.";
        Err(Error::new(Code::BadRequest, message).with("change_id", change.change_id.as_str()))
    }
}

fn write(node: &mut Node, text: &str) -> bool {
    match node {
        Node::Bullet(line) | Node::Item(Item::Paragraph(line) | Item::Bullet(line)) => line.text = text.to_owned(),
        Node::Item(Item::Skills(group)) => {
            let skills = match text.split_once(':') {
                Some((label, skills)) if !group.label.is_empty() => {
                    group.label = squeeze(label);
                    skills
                }
                _ => text,
            };
            group.skills = split_skills(skills);
        }
        // A new section with one paragraph, as a summary is: the text is the paragraph, with or without the heading.
        Node::Section(section) => match section.items.as_mut_slice() {
            [Item::Paragraph(line) | Item::Bullet(line)] => {
                let title = squeeze(&section.title);
                line.text = squeeze(text.strip_prefix(title.as_str()).unwrap_or(text));
            }
            _ => return false,
        },
        Node::Item(Item::Entry(_)) => return false,
    }
    true
}

fn statement(change: &Change, given: Option<&str>) -> Result<String> {
    let given = squeeze(given.unwrap_or_default());
    let length = given.chars().count();
    if (MIN_CONFIRMATION..=MAX_CONFIRMATION).contains(&length) {
        return Ok(given);
    }
    let claims: Vec<_> = change.findings.iter().filter(|finding| !finding.supported).map(|finding| finding.text.as_str()).collect();
    let message = format!(
        "Your resume does not show \u{201c}{}\u{201d}. Reject the change, or say in a sentence ({MIN_CONFIRMATION} to {MAX_CONFIRMATION} characters) why it is true.",
        claims.join("\u{201d}, \u{201c}")
    );
    Err(Error::new(Code::UnsupportedClaim, message).with("change_id", change.change_id.as_str()).with("claims", claims))
}
