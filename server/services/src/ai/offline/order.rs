//! The most relevant bullet of an entry and the most relevant row of skills first. One move a list, so that each move stands on its own.

use super::drafts::Drafts;
use super::wanted::Wanted;
use crate::ai::Request;
use domain::ids::BlockId;
use domain::resume::Item;
use domain::resume::edit::{Anchor, Edit};
use domain::run::Strategy;

/// How much more a block has to say than the first one.
fn worth(strategy: Strategy) -> u32 {
    if strategy == Strategy::KeywordFocused { 1 } else { 2 }
}

/// Proposes the moves.
pub fn propose(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    if request.strategy == Strategy::Conservative {
        return;
    }
    let worth = worth(request.strategy);
    for section in &request.document.sections {
        for item in &section.items {
            if let Item::Entry(entry) = item {
                let lines: Vec<(&BlockId, Option<u32>)> =
                    entry.bullets.iter().map(|line| (&line.id, Some(wanted.relevance(&line.text)))).collect();
                first(&entry.id, &lines, "Says most of what this job asks for, so it comes first.", worth, drafts);
            }
        }
        let rows: Vec<(&BlockId, Option<u32>)> = section
            .items
            .iter()
            .map(|item| match item {
                Item::Skills(group) => (item.id(), Some(wanted.relevance(&group.skills.join(", ")))),
                _ => (item.id(), None),
            })
            .collect();
        first(&section.id, &rows, "Holds most of what this job asks for, so it comes first.", worth, drafts);
    }
}

/// Moves the most relevant block to the front, where it says more than the one that stands there. A list that also holds other
/// things is left as it is.
fn first(parent: &BlockId, blocks: &[(&BlockId, Option<u32>)], reason: &str, worth: u32, drafts: &mut Drafts) {
    let Some(relevance) = blocks.iter().map(|(_, relevance)| *relevance).collect::<Option<Vec<u32>>>() else {
        return;
    };
    let best = (0..relevance.len()).rev().max_by_key(|at| relevance[*at]);
    let Some(best) = best.filter(|at| *at > 0 && relevance[*at] >= relevance[0] + worth) else {
        return;
    };
    let from = Anchor { parent: Some(parent.clone()), after: Some(blocks[best - 1].0.clone()) };
    let to = Anchor { parent: Some(parent.clone()), after: None };
    drafts.take(Edit::Move { block: blocks[best].0.clone(), from, to }, reason);
}
