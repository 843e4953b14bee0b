//! What the changes taken so far are worth.

use super::Row;
use domain::gap::Prepared;
use domain::ids::VersionId;
use domain::proposal::{Change, Decision};
use domain::resume::Document;
use leptos::prelude::*;

/// How far the review is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Tally {
    pub total: usize,
    pub decided: usize,
    pub taken: usize,
    /// Carry a claim that the resume does not support.
    pub unsupported: usize,
    /// Not decided, and nothing speaks against them.
    pub open: usize,
}

impl Tally {
    /// Counts.
    pub fn of(changes: &[Change]) -> Self {
        let count = |is: &dyn Fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
        Self {
            total: changes.len(),
            decided: count(&|change| change.decision != Decision::Pending),
            taken: count(&|change| change.is_taken()),
            unsupported: count(&|change| change.is_unsupported()),
            open: super::open_changes(changes, None).len(),
        }
    }
}

type Base = Option<(VersionId, Document)>;

/// Of the document as it is.
pub fn of_base(base: &Base, posting: Option<&Prepared>) -> Option<u8> {
    let ((_, document), posting) = (base.as_ref()?, posting?);
    Some(posting.analyse(document).score)
}

/// Of the document with the changes taken so far.
pub fn with_changes(base: &Base, posting: Option<&Prepared>, changes: &[Change]) -> Option<u8> {
    let ((_, document), posting) = (base.as_ref()?, posting?);
    let document = domain::proposal::merge::preview(document, changes);
    Some(posting.analyse(&document).score)
}

/// Of the decisions that the server has.
pub fn fingerprint(rows: &[Row]) -> u64 {
    let decisions: String = rows
        .iter()
        .map(|row| {
            let change = row.kept.read();
            format!("{}{:?}{:?};", change.change_id, change.decision, change.text)
        })
        .collect();
    domain::text::fingerprint(&decisions)
}
