//! What differs between two texts, word by word, and between two documents, block by block.

mod align;

use align::{Tag, align};

use crate::ids::BlockId;
use crate::resume::{Document, Field, Place};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// A stretch of text that both sides have, or only one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    /// Who has it.
    pub mark: Mark,
    /// The words, with their blanks.
    pub text: String,
}

/// Who has a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Mark {
    Same,
    Removed,
    Added,
}

/// One text that differs between two documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BlockDiff {
    /// The block.
    pub block_id: BlockId,
    /// Which text of it.
    pub field: Field,
    /// The heading of its section.
    pub section: String,
    /// `None`: only the second document has it.
    pub before: Option<String>,
    /// `None`: only the first document has it.
    pub after: Option<String>,
    /// Word by word.
    pub spans: Vec<Span>,
    /// The block stands elsewhere among its siblings.
    pub moved: bool,
}

/// Word by word: the spans without the added ones give `before`, without the removed ones `after`.
pub fn words(before: &str, after: &str) -> Vec<Span> {
    let pieces = align(before, after);
    let mut spans = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    for (at, &(tag, text)) in pieces.iter().enumerate() {
        match tag {
            Tag::Delete => removed.push_str(text),
            Tag::Insert => added.push_str(text),
            // A lone blank between two changed words changes with them: easier to read.
            Tag::Equal if text.trim().is_empty() && is_inside(&pieces, at) => {
                removed.push_str(text);
                added.push_str(text);
            }
            Tag::Equal => {
                flush(&mut spans, &mut removed, &mut added);
                push(&mut spans, Mark::Same, text);
            }
        }
    }
    flush(&mut spans, &mut removed, &mut added);
    spans
}

fn is_inside(pieces: &[(Tag, &str)], at: usize) -> bool {
    let changed = |piece: Option<&(Tag, &str)>| piece.is_some_and(|(tag, _)| *tag != Tag::Equal);
    at > 0 && changed(pieces.get(at - 1)) && changed(pieces.get(at + 1))
}

fn flush(spans: &mut Vec<Span>, removed: &mut String, added: &mut String) {
    push(spans, Mark::Removed, &std::mem::take(removed));
    push(spans, Mark::Added, &std::mem::take(added));
}

fn push(spans: &mut Vec<Span>, mark: Mark, text: &str) {
    match spans.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.mark == mark => last.text.push_str(text),
        _ => spans.push(Span { mark, text: text.to_owned() }),
    }
}

/// Every text that differs, in the order of the second document; what only the first has stands behind what it followed there.
/// A block that stands elsewhere is named once, with its text.
pub fn documents(a: &Document, b: &Document) -> Vec<BlockDiff> {
    let (old, new) = (a.texts(), b.texts());
    let before: HashMap<&Place, &str> = old.iter().map(|(place, text)| (place, text.as_str())).collect();
    let after: HashMap<&Place, &str> = new.iter().map(|(place, text)| (place, text.as_str())).collect();
    let moved = moved(a, b);
    let mut named = HashSet::new();
    let mut diffs = Vec::new();
    for place in merged(&old, &new, &after) {
        let (was, is) = (before.get(place).copied(), after.get(place).copied());
        let moves = moved.contains(&place.block) && !named.contains(&place.block);
        if was == is && !moves {
            continue;
        }
        named.insert(&place.block);
        diffs.push(BlockDiff {
            block_id: place.block.clone(),
            field: place.field,
            section: heading(b, &place.block).or_else(|| heading(a, &place.block)).unwrap_or_default(),
            before: was.map(str::to_owned),
            after: is.map(str::to_owned),
            spans: words(was.unwrap_or_default(), is.unwrap_or_default()),
            moved: moves,
        });
    }
    diffs
}

/// The places of the second document, those of the first alone put behind the place that they followed.
fn merged<'a>(old: &'a [(Place, String)], new: &'a [(Place, String)], after: &HashMap<&Place, &str>) -> Vec<&'a Place> {
    let mut gone: HashMap<Option<&Place>, Vec<&Place>> = HashMap::new();
    let mut behind = None;
    for (place, _) in old {
        match after.contains_key(place) {
            true => behind = Some(place),
            false => gone.entry(behind).or_default().push(place),
        }
    }
    let mut places = gone.remove(&None).unwrap_or_default();
    for (place, _) in new {
        places.push(place);
        places.extend(gone.remove(&Some(place)).unwrap_or_default());
    }
    places
}

fn heading(document: &Document, block: &BlockId) -> Option<String> {
    document.section_of(block).map(|section| section.title.clone())
}

/// Blocks of both documents that have another parent, or another order among the siblings that stayed.
fn moved(a: &Document, b: &Document) -> HashSet<BlockId> {
    let (old, new) = (families(a), families(b));
    let parents: HashMap<&BlockId, &Option<BlockId>> =
        old.iter().flat_map(|(parent, list)| list.iter().map(move |id| (*id, parent))).collect();
    let mut moved = HashSet::new();
    for (parent, list) in &new {
        let was = old.iter().find(|(one, _)| one == parent).map(|(_, list)| list.as_slice()).unwrap_or_default();
        let ranks: HashMap<&BlockId, usize> = was.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
        let stayed: Vec<(&BlockId, usize)> = list.iter().filter_map(|id| ranks.get(id).map(|rank| (*id, *rank))).collect();
        moved.extend(list.iter().filter(|id| parents.get(*id).is_some_and(|old| *old != parent)).map(|id| (*id).clone()));
        let still = rising(&stayed.iter().map(|(_, rank)| *rank).collect::<Vec<_>>());
        moved.extend(stayed.iter().enumerate().filter(|(at, _)| !still.contains(at)).map(|(_, (id, _))| (*id).clone()));
    }
    moved
}

type Families<'a> = Vec<(Option<BlockId>, Vec<&'a BlockId>)>;

/// Each parent with its children, in order.
fn families(document: &Document) -> Families<'_> {
    let mut families = vec![(None, document.sections.iter().map(|section| &section.id).collect())];
    for section in &document.sections {
        families.push((Some(section.id.clone()), section.items.iter().map(|item| item.id()).collect()));
        families.extend(section.items.iter().map(|item| (Some(item.id().clone()), item.bullets().iter().map(|line| &line.id).collect())));
    }
    families
}

/// Positions of a longest rising run: what it leaves out has moved.
fn rising(ranks: &[usize]) -> HashSet<usize> {
    let (mut length, mut link) = (vec![1usize; ranks.len()], vec![None; ranks.len()]);
    for at in 0..ranks.len() {
        for before in 0..at {
            if ranks[before] < ranks[at] && length[before] + 1 >= length[at].max(2) {
                length[at] = length[before] + 1;
                link[at] = Some(before);
            }
        }
    }
    let mut kept = HashSet::new();
    let mut at = (0..ranks.len()).rev().max_by_key(|&at| length[at]);
    while let Some(one) = at {
        kept.insert(one);
        at = link[one];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::{Entry, Item, Line, Section, SectionKind};
    use proptest::prelude::*;

    fn line(id: &str, text: &str) -> Line {
        Line { id: BlockId::new(id), text: text.into() }
    }

    fn document(bullets: &[(&str, &str)]) -> Document {
        let bullets = bullets.iter().map(|(id, text)| line(id, text)).collect();
        let entry = Entry { id: BlockId::new("b_e"), title: "Clerk".into(), bullets, ..Entry::default() };
        let section =
            Section { id: BlockId::new("b_s"), kind: SectionKind::Experience, title: "Work".into(), items: vec![Item::Entry(entry)] };
        Document { sections: vec![section], ..Document::default() }
    }

    fn side(spans: &[Span], without: Mark) -> String {
        spans.iter().filter(|span| span.mark != without).map(|span| span.text.as_str()).collect()
    }

    proptest! {
        #[test]
        fn spans_give_both_texts_back(before in "[a-c ,.é]{0,40}", after in "[a-c ,.é]{0,40}") {
            let spans = words(&before, &after);
            prop_assert_eq!(side(&spans, Mark::Added), before);
            prop_assert_eq!(side(&spans, Mark::Removed), after);
        }

        #[test]
        fn a_document_has_no_difference_from_itself(texts in prop::collection::vec("[a-z ]{1,12}", 0..6)) {
            let ids: Vec<String> = (0..texts.len()).map(|at| format!("b_{at}")).collect();
            let bullets: Vec<_> = ids.iter().zip(&texts).map(|(id, text)| (id.as_str(), text.as_str())).collect();
            let one = document(&bullets);
            prop_assert!(documents(&one, &one).is_empty());
        }
    }

    #[test]
    fn words_are_marked_one_by_one() {
        let spans = words("was responsible for managing stock", "managed stock");
        assert_eq!(spans.iter().filter(|span| span.mark == Mark::Same).map(|span| span.text.as_str()).collect::<String>(), " stock");
        assert_eq!(spans[0].mark, Mark::Removed);
    }

    #[test]
    fn replaced_added_removed_and_moved_blocks_are_told_apart() {
        let a = document(&[("b_1", "one"), ("b_2", "two"), ("b_3", "three"), ("b_4", "four")]);
        let b = document(&[("b_3", "three"), ("b_1", "one!"), ("b_5", "five"), ("b_4", "four")]);
        let diffs = documents(&a, &b);
        let seen: Vec<_> =
            diffs.iter().map(|diff| (diff.block_id.as_str(), diff.before.as_deref(), diff.after.as_deref(), diff.moved)).collect();
        assert_eq!(
            seen,
            [
                ("b_3", Some("three"), Some("three"), true),
                ("b_1", Some("one"), Some("one!"), false),
                ("b_2", Some("two"), None, false),
                ("b_5", None, Some("five"), false),
            ]
        );
        assert!(diffs.iter().all(|diff| diff.section == "Work"));
    }
}
