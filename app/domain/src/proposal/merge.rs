//! Puts the taken changes of a proposal into a document: the one they were made for, or one that has moved on.
//!
//! A change names the text that it was made for. Where that text still stands, the change applies, even when
//! blocks around it have come, gone or moved; where it does not, the change is stale and nothing is guessed.

use super::{Change, decide};
use crate::ids::{BlockId, ChangeId};
use crate::resume::Document;
use crate::resume::edit::{Anchor, Edit, Refusal, apply};

/// What came of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// With all that could be applied.
    pub document: Document,
    /// What was done to the document, in this order; a change whose effect was already there is not in it.
    pub applied: Vec<(ChangeId, Edit)>,
    /// Taken, but no longer fitting.
    pub stale: Vec<ChangeId>,
}

/// Applies the taken changes, made for `base`, to `head`; the others are left out.
pub fn merge<'a>(base: &Document, head: &Document, changes: impl IntoIterator<Item = &'a Change>) -> Merged {
    let mut merged = Merged { document: head.clone(), applied: Vec::new(), stale: Vec::new() };
    // Where blocks were put, and the last one there.
    let mut put: Vec<(Anchor, BlockId)> = Vec::new();
    for change in changes.into_iter().filter(|change| change.is_taken()) {
        let fitted = decide::effective(change).map_err(|_| Refusal::Unfit).and_then(|edit| {
            let edit = behind_the_last(edit, &put);
            rebase(&edit, base, &merged.document)
        });
        match fitted {
            Ok(None) => {}
            Ok(Some(edit)) if apply(&mut merged.document, &edit).is_ok() => {
                if let Edit::Insert { at, .. } = &change.edit {
                    put.push((at.clone(), edit.block().clone()));
                }
                let edit = as_written(edit, &merged.document);
                merged.applied.push((change.change_id.clone(), edit));
            }
            Ok(Some(_)) | Err(_) => merged.stale.push(change.change_id.clone()),
        }
    }
    merged
}

/// Of several new blocks for one place the later stands behind the earlier.
fn behind_the_last(edit: Edit, put: &[(Anchor, BlockId)]) -> Edit {
    match edit {
        Edit::Insert { at, node } => {
            let last = put.iter().rev().find(|(place, _)| *place == at).map(|(_, block)| block.clone());
            Edit::Insert { at: Anchor { after: last.or(at.after), parent: at.parent }, node }
        }
        edit => edit,
    }
}

/// With the text as the document says it (a row of skills has its own spelling), so that it can be taken back.
fn as_written(edit: Edit, document: &Document) -> Edit {
    match edit {
        Edit::Replace { place, before, after } => {
            let after = document.text(&place).unwrap_or(after);
            Edit::Replace { place, before, after }
        }
        edit => edit,
    }
}

/// The document with the changes taken so far: what the preview and the score show.
pub fn preview<'a>(base: &Document, changes: impl IntoIterator<Item = &'a Change>) -> Document {
    merge(base, base, changes).document
}

/// An edit that was made for `base`, as it fits `head`; `None` when its effect is there already.
pub fn rebase(edit: &Edit, base: &Document, head: &Document) -> Result<Option<Edit>, Refusal> {
    match edit {
        Edit::Replace { place, before, after } => {
            let now = head.text(place).ok_or(Refusal::Missing)?;
            if &now == after {
                Ok(None)
            } else if &now == before {
                Ok(Some(edit.clone()))
            } else {
                Err(Refusal::Stale)
            }
        }
        Edit::Insert { at, node } => {
            if head.node(node.id()).is_some() {
                return Ok(None);
            }
            Ok(Some(Edit::Insert { at: settle(at, None, base, head)?, node: node.clone() }))
        }
        Edit::Remove { node, .. } => match (head.node(node.id()), head.anchor(node.id())) {
            (None, _) if base.node(node.id()).is_none() => Err(Refusal::Missing),
            (Some(now), Some(at)) if &now == node => Ok(Some(Edit::Remove { at, node: now })),
            (Some(_), _) => Err(Refusal::Stale),
            (None, _) => Ok(None),
        },
        Edit::Move { block, from, to } => {
            let now = head.anchor(block).ok_or(Refusal::Missing)?;
            if now.parent != from.parent {
                return Err(Refusal::Stale);
            }
            let to = settle(to, Some(block), base, head)?;
            Ok((now != to).then(|| Edit::Move { block: block.clone(), from: now, to }))
        }
    }
}

/// Finds a place between blocks again: behind the sibling that it names or, when that is gone, the nearest one in front
/// of it that is still there.
fn settle(at: &Anchor, moving: Option<&BlockId>, base: &Document, head: &Document) -> Result<Anchor, Refusal> {
    if at.parent.as_ref().is_some_and(|parent| head.node(parent).is_none()) {
        return Err(Refusal::Missing);
    }
    let mut after = at.after.clone();
    while let Some(sibling) = &after {
        let here = head.anchor(sibling);
        if here.is_some_and(|here| here.parent == at.parent) && Some(sibling) != moving {
            break;
        }
        // Each step goes one sibling forward in `base`, so it ends.
        let before = base.anchor(sibling).ok_or(Refusal::Missing)?;
        if before.parent != at.parent {
            return Err(Refusal::Missing);
        }
        after = before.after;
    }
    Ok(Anchor { parent: at.parent.clone(), after })
}
