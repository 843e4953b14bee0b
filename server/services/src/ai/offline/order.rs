//! The most relevant bullet of an entry first. One move an entry, so that each move stands on its own.

use super::drafts::Drafts;
use super::wanted::Wanted;
use crate::ai::Request;
use domain::resume::Item;
use domain::resume::edit::{Anchor, Edit};
use domain::run::Strategy;

/// How much more a bullet has to say than the first one.
const WORTH: u32 = 3;

/// Proposes the moves.
pub fn propose(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    if request.strategy == Strategy::Conservative {
        return;
    }
    for item in request.document.sections.iter().flat_map(|section| &section.items) {
        let Item::Entry(entry) = item else {
            continue;
        };
        let relevance: Vec<u32> = entry.bullets.iter().map(|line| wanted.relevance(&line.text)).collect();
        let Some(best) =
            (0..relevance.len()).rev().max_by_key(|at| relevance[*at]).filter(|at| *at > 0 && relevance[*at] >= relevance[0] + WORTH)
        else {
            continue;
        };
        let block = entry.bullets[best].id.clone();
        let from = Anchor { parent: Some(entry.id.clone()), after: Some(entry.bullets[best - 1].id.clone()) };
        let to = Anchor { parent: Some(entry.id.clone()), after: None };
        drafts.take(Edit::Move { block, from, to }, "Says most of what this job asks for, so it comes first.");
    }
}
