//! Drafts that passed the guard.

use crate::ai::{Draft, Request};
use domain::claims::{Source, check_edit, check_text};
use domain::proposal::Evidence;
use domain::resume::edit::{Edit, apply};
use domain::resume::{Document, Place};
use std::collections::HashSet;

/// Collects drafts; takes only what the source supports and what applies to the document as it is.
pub struct Drafts<'a> {
    document: &'a Document,
    original: &'a Document,
    source: Source,
    replaced: HashSet<Place>,
    drafts: Vec<Draft>,
}

/// More spans than these are not worth reading.
const MOST_EVIDENCE: usize = 6;

impl<'a> Drafts<'a> {
    /// Reads the source once.
    pub fn new(request: &'a Request) -> Self {
        Self {
            document: &request.document,
            original: &request.source,
            source: Source::new(&request.source),
            replaced: HashSet::new(),
            drafts: Vec::new(),
        }
    }

    /// Another text at a place. `false`: not supported, or nothing new.
    pub fn replace(&mut self, place: Place, after: &str, reason: &str) -> bool {
        let Some(before) = self.document.text(&place) else {
            return false;
        };
        if before == after || self.replaced.contains(&place) {
            return false;
        }
        let edit = Edit::Replace { place: place.clone(), before, after: after.to_owned() };
        let taken = self.take(edit, reason);
        if taken {
            self.replaced.insert(place);
        }
        taken
    }

    /// Whether the source supports a text at a place.
    pub fn supports(&self, place: &Place, after: &str) -> bool {
        check_text(place, after, self.document, &self.source, &[]).iter().all(|finding| finding.supported)
    }

    /// Any other edit.
    pub fn take(&mut self, edit: Edit, reason: &str) -> bool {
        let findings = check_edit(&edit, self.document, &self.source, &[]);
        if findings.iter().any(|finding| !finding.supported) {
            return false;
        }
        if !matches!(edit, Edit::Replace { .. }) && apply(&mut self.document.clone(), &edit).is_err() {
            return false;
        }
        let mut evidence: Vec<Evidence> = Vec::new();
        let whole = match &edit {
            Edit::Replace { place, .. } => self.whole(place),
            Edit::Move { block, .. } => self.whole(&Place { block: block.clone(), field: domain::resume::Field::Text }),
            _ => None,
        };
        for one in whole.into_iter().chain(findings.into_iter().filter_map(|finding| finding.evidence)) {
            let covered = evidence.iter().any(|old| old.place == one.place && old.start <= one.start && one.end <= old.end);
            if !covered && evidence.len() < MOST_EVIDENCE {
                evidence.push(one);
            }
        }
        self.drafts.push(Draft { edit, reason: reason.to_owned(), evidence });
        true
    }

    fn whole(&self, place: &Place) -> Option<Evidence> {
        let quote = self.original.text(place).filter(|text| !text.is_empty())?;
        let end = quote.chars().count();
        Some(Evidence { place: Some(place.clone()), quote, start: 0, end })
    }

    /// In the order of the document; what has no place in it yet comes first.
    pub fn in_order(self, document: &Document) -> Vec<Draft> {
        let ids = document.ids();
        let rank = |draft: &Draft| ids.iter().position(|id| *id == draft.edit.block()).map_or(0, |at| at + 1);
        let mut drafts = self.drafts;
        drafts.sort_by_cached_key(rank);
        drafts
    }
}
