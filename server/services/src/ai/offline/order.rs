//! The most relevant bullet of an entry and the most relevant row of skills first, skills in front of what is read last, and no line that
//! only says what everybody knows. One move a list, so that each move stands on its own.

use super::drafts::Drafts;
use super::wanted::Wanted;
use crate::ai::Request;
use domain::ids::BlockId;
use domain::resume::edit::{Anchor, Edit, Node};
use domain::resume::{Document, Item, Section, SectionKind};
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
    skills_forward(&request.document, wanted, drafts);
    promises(&request.document, drafts);
    let worth = worth(request.strategy);
    for section in &request.document.sections {
        for item in &section.items {
            if let Item::Entry(entry) = item {
                let said = |text: &str| if is_labelled(text) { 0 } else { wanted.relevance(text) };
                let lines: Vec<(&BlockId, Option<u32>)> = entry.bullets.iter().map(|line| (&line.id, Some(said(&line.text)))).collect();
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

/// "Keywords: React, Rust": a list of names, which tells of nothing that was done.
fn is_labelled(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(label, _)| label.split(' ').count() <= 2)
}

/// Read last, if at all.
fn is_read_last(kind: SectionKind) -> bool {
    use SectionKind::{Awards, Custom, Interests, Publications, References, Volunteering};
    matches!(kind, Awards | Custom | Interests | Publications | References | Volunteering)
}

/// Wanted skills that stand behind what is read last come in front of it.
fn skills_forward(document: &Document, wanted: &Wanted, drafts: &mut Drafts) {
    let sections = &document.sections;
    let Some(job) = sections.iter().position(|section| section.kind == SectionKind::Experience) else { return };
    let Some(skills) = sections.iter().position(|section| section.kind == SectionKind::Skills) else { return };
    let Some(to) = (job + 1..skills).find(|at| is_read_last(sections[*at].kind)) else { return };
    let says =
        sections[skills].items.iter().any(|item| matches!(item, Item::Skills(group) if wanted.relevance(&group.skills.join(", ")) > 0));
    if says {
        let reason = format!("Shows what the job asks for in front of \u{201c}{}\u{201d}.", sections[to].title);
        let at = |section: &Section| document.anchor(&section.id);
        if let Some((from, to)) = at(&sections[skills]).zip(at(&sections[to])) {
            drafts.take(Edit::Move { block: sections[skills].id.clone(), from, to }, &reason);
        }
    }
}

/// "References available on request" goes: who wants them asks.
fn promises(document: &Document, drafts: &mut Drafts) {
    let empty = |section: &Section| {
        let [Item::Paragraph(line) | Item::Bullet(line)] = section.items.as_slice() else { return false };
        let said = line.text.to_lowercase();
        let request = ["request", "demand"].iter().any(|word| said.contains(word));
        section.kind == SectionKind::References && request && said.split(' ').count() <= 8 && !said.contains(['@', '+'])
    };
    let Some(section) = document.sections.iter().find(|section| empty(section)) else { return };
    let Some(at) = document.anchor(&section.id) else { return };
    let edit = Edit::Remove { at, node: Node::Section(section.clone()) };
    drafts.take(edit, "Goes without saying; the space is worth more.");
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
