//! Two people edit one document.

use super::*;
use crate::resume::edit::Node;
use crate::resume::{Field, Item, Line, Place, Section, SectionKind};
use proptest::prelude::*;

fn line(id: &str, text: &str) -> Item {
    Item::Bullet(Line { id: BlockId::new(id), text: text.to_owned() })
}

fn document() -> Document {
    let items = ["a", "b", "c", "d"].map(|id| line(id, id)).to_vec();
    let section = Section { id: BlockId::new("s"), kind: SectionKind::Custom, title: "Work".to_owned(), items };
    Document { sections: vec![section], ..Document::default() }
}

fn replace(id: &str, before: &str, after: &str) -> Edit {
    let place = Place { block: BlockId::new(id), field: Field::Text };
    Edit::Replace { place, before: before.to_owned(), after: after.to_owned() }
}

fn behind(id: Option<&str>) -> Anchor {
    Anchor { parent: Some(BlockId::new("s")), after: id.map(BlockId::new) }
}

fn with(edits: &[Edit]) -> Document {
    let mut document = document();
    for edit in edits {
        apply(&mut document, edit).expect("it applies");
    }
    document
}

fn order(document: &Document) -> String {
    document.sections[0].items.iter().map(|item| item.id().as_str()).collect()
}

#[test]
fn a_block_that_is_there_and_says_otherwise_is_not_inserted_again() {
    let Item::Bullet(other) = line("a", "other") else { unreachable!("made above") };
    let insert = Edit::Insert { at: behind(None), node: Node::Item(Item::Bullet(other)) };
    assert_eq!(fit(&insert, &with(&[]), &document()), Err(Refusal::Stale));
}

#[test]
fn edits_of_different_blocks_are_both_kept() {
    let newer = with(&[replace("a", "a", "A")]);
    let rebased = rebase(&[replace("b", "b", "B")], &document(), &newer).expect("no conflict");
    assert_eq!(rebased.document, with(&[replace("a", "a", "A"), replace("b", "b", "B")]));
}

#[test]
fn the_same_block_said_otherwise_is_a_conflict() {
    let newer = with(&[replace("a", "a", "A")]);
    let conflict = rebase(&[replace("b", "b", "B"), replace("a", "a", "x")], &document(), &newer).expect_err("a conflict");
    assert_eq!(conflict, Conflict { index: 1, block: BlockId::new("a"), refusal: Refusal::Stale });
}

#[test]
fn an_edit_that_was_made_in_both_is_made_once() {
    let edits = [replace("a", "a", "A"), Edit::Insert { at: behind(Some("d")), node: Node::Item(line("e", "e")) }];
    let rebased = rebase(&edits, &document(), &with(&edits)).expect("no conflict");
    assert_eq!((rebased.document, rebased.edits.len()), (with(&edits), 0));
}

#[test]
fn a_place_behind_a_block_that_is_gone_is_behind_the_one_in_front() {
    let gone = Edit::Remove { at: behind(Some("a")), node: Node::Item(line("b", "b")) };
    let edit = Edit::Insert { at: behind(Some("b")), node: Node::Item(line("e", "e")) };
    let rebased = rebase(&[edit], &document(), &with(&[gone])).expect("no conflict");
    assert_eq!(order(&rebased.document), "aecd");
}

#[test]
fn a_block_that_was_moved_is_removed_where_it_stands_now() {
    let moved = Edit::Move { block: BlockId::new("a"), from: behind(None), to: behind(Some("d")) };
    let edit = Edit::Remove { at: behind(None), node: Node::Item(line("a", "a")) };
    let rebased = rebase(&[edit], &document(), &with(&[moved])).expect("no conflict");
    assert_eq!(order(&rebased.document), "bcd");
}

#[test]
fn removing_what_says_otherwise_now_is_a_conflict() {
    let edit = Edit::Remove { at: behind(None), node: Node::Item(line("a", "a")) };
    let conflict = rebase(&[edit], &document(), &with(&[replace("a", "a", "A")])).expect_err("a conflict");
    assert_eq!(conflict.refusal, Refusal::Stale);
}

fn some_edits() -> impl Strategy<Value = Vec<(usize, u8, String)>> {
    prop::collection::vec((0..4usize, 0..3u8, "[x-z]{1,2}"), 0..6)
}

/// Turns random numbers into edits that apply one after the other.
fn made(of: &[(usize, u8, String)], prefix: &str) -> (Vec<Edit>, Document) {
    let mut document = document();
    let mut edits = Vec::new();
    for (index, (block, kind, text)) in of.iter().enumerate() {
        let ids: Vec<_> = document.sections[0].items.iter().map(|item| item.id().clone()).collect();
        let Some(id) = ids.get(block % ids.len().max(1)) else { continue };
        let Some(at) = document.anchor(id) else { continue };
        let edit = match kind {
            0 => {
                let place = Place { block: id.clone(), field: Field::Text };
                let before = document.text(&place).unwrap_or_default();
                Edit::Replace { place, before, after: text.clone() }
            }
            1 => Edit::Insert { at, node: Node::Item(line(&format!("{prefix}{index}"), text)) },
            _ => Edit::Remove { at, node: document.node(id).expect("it is there") },
        };
        apply(&mut document, &edit).expect("made for this document");
        edits.push(edit);
    }
    (edits, document)
}

proptest! {
    #[test]
    fn on_the_document_that_they_were_made_for_all_edits_apply_unchanged(mine in some_edits()) {
        let (edits, edited) = made(&mine, "m");
        let rebased = rebase(&edits, &document(), &document()).expect("no conflict");
        prop_assert_eq!(rebased, Rebased { document: edited, edits });
    }

    #[test]
    fn what_is_rebased_is_what_its_edits_say(mine in some_edits(), theirs in some_edits()) {
        let ((edits, _), (_, newer)) = (made(&mine, "m"), made(&theirs, "t"));
        if let Ok(rebased) = rebase(&edits, &document(), &newer) {
            let mut again = newer;
            for edit in &rebased.edits {
                apply(&mut again, edit).expect("it applies");
            }
            prop_assert_eq!(again, rebased.document);
        }
    }
}
