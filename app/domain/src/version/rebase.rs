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
pub fn fit(edit: &Edit, base: &Document, newer: &Document) -> Result<Option<Edit>, Refusal> {
    match edit {
        Edit::Replace { place, before, after } => match newer.text(place) {
            None => Err(Refusal::Missing),
            Some(now) if &now == before => Ok(Some(edit.clone())),
            Some(now) if &now == after => Ok(None),
            Some(_) => Err(Refusal::Stale),
        },
        Edit::Insert { at, node } => match newer.node(node.id()) {
            Some(now) if &now == node => Ok(None),
            Some(_) => Err(Refusal::Stale),
            None => Ok(Some(Edit::Insert { at: settle(at, None, base, newer)?, node: node.clone() })),
        },
        Edit::Remove { node, .. } => match (newer.node(node.id()), newer.anchor(node.id())) {
            (None, _) if base.node(node.id()).is_none() => Err(Refusal::Missing),
            (Some(now), Some(at)) if &now == node => Ok(Some(Edit::Remove { at, node: now })),
            (Some(_), _) => Err(Refusal::Stale),
            (None, _) => Ok(None),
        },
        Edit::Move { block, from, to } => {
            let now = newer.anchor(block).ok_or(Refusal::Missing)?;
            let to = settle(to, Some(block), base, newer)?;
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

/// Finds a place between blocks again: behind the sibling that it names or, when that is gone, the nearest one in front
/// of it that is still there.
fn settle(at: &Anchor, moving: Option<&BlockId>, base: &Document, newer: &Document) -> Result<Anchor, Refusal> {
    if at.parent.as_ref().is_some_and(|parent| newer.node(parent).is_none()) {
        return Err(Refusal::Missing);
    }
    let mut after = at.after.clone();
    while let Some(sibling) = &after {
        let here = newer.anchor(sibling);
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

#[cfg(test)]
mod tests;
