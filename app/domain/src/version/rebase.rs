//! Edits that were made for one document, fitted to a newer one.
//!
//! Three documents: the base that the edits were made for, the newer one that has moved on, and the base with the edits. An
//! edit fits when what it touches is the same in base and newer document; what was moved is found where it stands now, and a
//! place behind a block that is gone becomes the place behind the nearest block in front that is still there. An edit that
//! was made in both is made once. Anything else is a conflict, named by block: never a guess.

use crate::ids::BlockId;
use crate::resume::Document;
use crate::resume::edit::{Anchor, Edit, Refusal, apply};

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebased {
    /// The newer document with the edits.
    pub document: Document,
    /// As they were applied: without those that the newer document has already.
    pub edits: Vec<Edit>,
}

/// The first edit that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which, from 0.
    pub index: usize,
    /// What it is about.
    pub block: BlockId,
    /// Why.
    pub refusal: Refusal,
}

/// Fits edits, made one after the other for `base`, to `newer`.
pub fn rebase(edits: &[Edit], base: &Document, newer: &Document) -> Result<Rebased, Conflict> {
    let (mut base, mut document) = (base.clone(), newer.clone());
    let mut applied = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let conflict = |refusal| Conflict { index, block: edit.block().clone(), refusal };
        let fitted = fit(edit, &base, &document).map_err(conflict)?;
        apply(&mut base, edit).map_err(conflict)?;
        if let Some(fitted) = fitted {
            apply(&mut document, &fitted).map_err(conflict)?;
            applied.push(fitted);
        }
    }
    Ok(Rebased { document, edits: applied })
}

/// The edit as it has to be made in the newer document; `None` where it was made already.
fn fit(edit: &Edit, base: &Document, newer: &Document) -> Result<Option<Edit>, Refusal> {
    match edit {
        Edit::Replace { place, before, after } => match newer.text(place) {
            None => Err(Refusal::Missing),
            Some(now) if &now == before => Ok(Some(edit.clone())),
            Some(now) if &now == after => Ok(None),
            Some(_) => Err(Refusal::Stale),
        },
        Edit::Insert { at, node } => {
            if newer.node(node.id()).as_ref() == Some(node) {
                return Ok(None);
            }
            Ok(Some(Edit::Insert { at: nearest(at, base, newer)?, node: node.clone() }))
        }
        Edit::Remove { node, .. } => match (newer.node(node.id()), newer.anchor(node.id())) {
            (Some(now), Some(at)) if &now == node => Ok(Some(Edit::Remove { at, node: now })),
            (Some(_), _) => Err(Refusal::Stale),
            (None, _) => Ok(None),
        },
        Edit::Move { block, from, to } => {
            let now = newer.anchor(block).ok_or(Refusal::Missing)?;
            let to = nearest(to, base, newer)?;
            if now == to {
                return Ok(None);
            }
            if now.parent != from.parent {
                return Err(Refusal::Stale);
            }
            Ok(Some(Edit::Move { block: block.clone(), from: now, to }))
        }
    }
}

/// The same place among the blocks that the newer document has.
fn nearest(at: &Anchor, base: &Document, newer: &Document) -> Result<Anchor, Refusal> {
    if let Some(parent) = &at.parent
        && newer.node(parent).is_none()
    {
        return Err(Refusal::Missing);
    }
    let (before, now) = (children(base, at.parent.as_ref()), children(newer, at.parent.as_ref()));
    let behind = match &at.after {
        None => None,
        Some(after) => {
            let position = before.iter().position(|id| id == after).ok_or(Refusal::Missing)?;
            before[..=position].iter().rev().find(|id| now.contains(id)).cloned()
        }
    };
    Ok(Anchor { parent: at.parent.clone(), after: behind })
}

fn children(document: &Document, parent: Option<&BlockId>) -> Vec<BlockId> {
    let Some(parent) = parent else { return document.sections.iter().map(|section| section.id.clone()).collect() };
    document.ids().into_iter().filter(|id| document.anchor(id).is_some_and(|at| at.parent.as_ref() == Some(parent))).cloned().collect()
}

#[cfg(test)]
mod tests;
