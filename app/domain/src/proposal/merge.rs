//! Puts the taken changes of a proposal into a document: the one they were made for, or one that has moved on.
//!
//! A change names the text that it was made for. Where that text still stands, the change applies, even when
//! blocks around it have come, gone or moved; where it does not, the change is stale and nothing is guessed.

use super::{Change, decide};
use crate::ids::{BlockId, ChangeId};
use crate::resume::Document;
use crate::resume::edit::{Anchor, Edit, Refusal, apply};
use crate::version::fit;

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
            fit(&edit, base, &merged.document)
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
