//! The rules of proposals on a small resume.

use super::draft::{Admission, Dropped};
use super::merge::{merge, preview};
use super::*;
use crate::Code;
use crate::claims::ClaimKind;
use crate::resume::edit::{Anchor, Node, apply};
use crate::resume::{Contact, Document, Entry, Item, Line, Section, SkillGroup, contact_id};
use crate::version::fit;
use proptest::prelude::*;

fn line(id: &str, text: &str) -> Line {
    Line { id: BlockId::new(id), text: text.to_owned() }
}

fn resume() -> Document {
    let entry = |id: &str, organisation: &str, bullets: Vec<Line>| {
        Item::Entry(Entry {
            id: BlockId::new(id),
            title: "Engineer".into(),
            organisation: organisation.into(),
            bullets,
            ..Entry::default()
        })
    };
    let section = |id: &str, kind, title: &str, items| Section { id: BlockId::new(id), kind, title: title.into(), items };
    Document {
        contact: Contact { name: "Robin Vale".into(), headline: "Engineer".into(), ..Contact::default() },
        sections: vec![
            section("s1", SectionKind::Summary, "Summary", vec![Item::Paragraph(line("p1", "Builds things."))]),
            section(
                "s2",
                SectionKind::Experience,
                "Experience",
                vec![
                    entry(
                        "e1",
                        "Harbor",
                        vec![line("b1", "Was responsible for builds."), line("b2", "Wrote tests."), line("b3", "Ran k8s.")],
                    ),
                    entry("e2", "Mill", vec![line("b4", "Helped the team.")]),
                ],
            ),
            section(
                "s3",
                SectionKind::Skills,
                "Skills",
                vec![Item::Skills(SkillGroup { id: BlockId::new("k1"), label: "Tools".into(), skills: vec!["Rust".into(), "SQL".into()] })],
            ),
        ],
    }
}

fn replace(document: &Document, block: &str, after: &str) -> Edit {
    let place = Place { block: BlockId::new(block), field: Field::Text };
    Edit::Replace { before: document.text(&place).unwrap_or_default(), place, after: after.into() }
}

fn at(parent: &str, after: Option<&str>) -> Anchor {
    Anchor { parent: Some(BlockId::new(parent)), after: after.map(BlockId::new) }
}

/// A number that the edit's text has is a claim that nothing supports.
fn numbers(edit: &Edit) -> Vec<Finding> {
    let text = draft::texts(edit, &resume()).1.unwrap_or_default();
    let found = text.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    found
        .map(|word| Finding { claim: ClaimKind::Number, text: word.into(), supported: false, evidence: None, message: String::new() })
        .collect()
}

fn admit_all(base: &Document, edits: &[Edit]) -> Vec<Result<Change, Dropped>> {
    let mut admission = Admission::new(base);
    edits
        .iter()
        .enumerate()
        .map(|(index, edit)| {
            let name = |nth: Option<usize>| format!("n{index}_{nth:?}");
            admission.admit(edit, "Because.", Vec::new(), name, numbers).map(|admitted| admitted.change)
        })
        .collect()
}

fn admit(edit: Edit) -> Result<Change, Dropped> {
    admit_all(&resume(), &[edit]).remove(0)
}

fn say(decision: Decision, text: Option<&str>, confirmation: Option<&str>) -> ChangeDecision {
    ChangeDecision { change_id: None, decision, text: text.map(str::to_owned), confirmation: confirmation.map(str::to_owned) }
}

#[test]
fn a_fitting_draft_becomes_an_undecided_change_with_its_section_and_texts() {
    let change = admit(replace(&resume(), "b2", "  Wrote\u{a0}automated tests. ")).expect("it fits");
    assert_eq!(change.after.as_deref(), Some("Wrote automated tests."));
    assert_eq!((change.section.as_str(), change.section_kind), ("Experience", Some(SectionKind::Experience)));
    assert_eq!((change.decision, change.kind), (Decision::Pending, ChangeKind::Replace));
}

#[test]
fn a_draft_with_an_unsupported_claim_is_shown_but_starts_rejected() {
    let change = admit(replace(&resume(), "b2", "Wrote 400 tests.")).expect("it is shown");
    assert_eq!(change.decision, Decision::Rejected);
    assert!(change.is_unsupported());
}

#[test]
fn a_draft_for_another_text_or_without_effect_is_dropped() {
    let stale =
        Edit::Replace { place: Place { block: BlockId::new("b2"), field: Field::Text }, before: "Old.".into(), after: "New.".into() };
    assert_eq!(admit(stale), Err(Dropped::Unfit));
    assert_eq!(admit(replace(&resume(), "b2", "Wrote  tests.")), Err(Dropped::Empty));
    assert_eq!(admit(replace(&resume(), "b2", " ")), Err(Dropped::Empty));
    assert_eq!(admit(replace(&resume(), "nowhere", "New.")), Err(Dropped::Unfit));
}

#[test]
fn a_provider_may_not_touch_who_the_owner_is_or_where_they_worked() {
    let field = |block: BlockId, field| {
        let place = Place { block, field };
        Edit::Replace { before: resume().text(&place).unwrap_or_default(), place, after: "Other".into() }
    };
    for forbidden in [Field::Name, Field::Email, Field::Phone, Field::Location, Field::Links] {
        assert_eq!(admit(field(contact_id(), forbidden)), Err(Dropped::Forbidden));
    }
    for forbidden in [Field::Organisation, Field::Dates, Field::Place, Field::Url] {
        assert_eq!(admit(field(BlockId::new("e1"), forbidden)), Err(Dropped::Forbidden));
    }
    assert!(admit(field(contact_id(), Field::Headline)).is_ok());
    let job = Node::Item(Item::Entry(Entry { id: BlockId::new("e9"), title: "Chief".into(), ..Entry::default() }));
    assert_eq!(admit(Edit::Insert { at: at("s2", None), node: job }), Err(Dropped::Empty));
    let drop_job = Edit::Remove { at: at("s2", None), node: resume().node(&BlockId::new("e1")).expect("is there") };
    assert_eq!(admit(drop_job), Err(Dropped::Forbidden));
}

#[test]
fn of_two_drafts_for_one_text_the_second_is_dropped() {
    let base = resume();
    let gone = Edit::Remove { at: at("e1", Some("b1")), node: base.node(&BlockId::new("b2")).expect("is there") };
    let made = admit_all(&base, &[replace(&base, "b2", "One."), replace(&base, "b2", "Two."), gone, replace(&base, "b3", "Three.")]);
    assert!(made[0].is_ok() && made[3].is_ok());
    assert_eq!((&made[1], &made[2]), (&Err(Dropped::Overlap), &Err(Dropped::Overlap)));
}

#[test]
fn a_later_draft_may_name_a_new_block_by_the_providers_guess() {
    let base = resume();
    let new = Node::Bullet(line("guess", "Automated releases."));
    let made =
        admit_all(&base, &[Edit::Insert { at: at("e1", Some("b3")), node: new.clone() }, Edit::Insert { at: at("e2", None), node: new }]);
    let ids: Vec<_> = made.iter().map(|change| change.as_ref().expect("both fit").block_id.clone()).collect();
    assert!(ids[0] != ids[1] && ids.iter().all(|id| id.as_str() != "guess"));
}

#[test]
fn a_second_attempt_makes_only_what_the_first_has_not_kept() {
    let base = resume();
    let section = Section {
        id: BlockId::new("guess"),
        kind: SectionKind::Projects,
        title: "Projects".into(),
        items: vec![Item::Bullet(line("x", "One."))],
    };
    let edits =
        [Edit::Insert { at: Anchor { parent: None, after: None }, node: Node::Section(section) }, replace(&base, "b1", "Ran builds.")];
    let all: Vec<_> = admit_all(&base, &edits).into_iter().map(|change| change.expect("all fit")).collect();
    let mut second = Admission::new(&base);
    second.keep(&all[0]);
    let mut again = |index: usize| {
        let name = |nth: Option<usize>| format!("n{index}_{nth:?}");
        second.admit(&edits[index], "Because.", Vec::new(), name, numbers).map(|admitted| admitted.change)
    };
    assert_eq!(again(0), Err(Dropped::Kept));
    assert_eq!(again(1).as_ref(), Ok(&all[1]));
}

#[test]
fn approving_an_unsupported_change_needs_a_statement_of_ten_characters() {
    let change = admit(replace(&resume(), "b2", "Wrote 400 tests.")).expect("it is shown");
    for short in [None, Some(""), Some("      true      ")] {
        let refused = decide::decide(&change, &say(Decision::Approved, None, short), &numbers);
        assert_eq!(refused.map_err(|error| error.code), Err(Code::UnsupportedClaim));
    }
    let taken =
        decide::decide(&change, &say(Decision::Approved, None, Some("I counted them in 2023.")), &numbers).expect("has a statement");
    assert_eq!((taken.decision, taken.confirmation.as_deref()), (Decision::Approved, Some("I counted them in 2023.")));
}

#[test]
fn an_edited_text_is_checked_again() {
    let supported = admit(replace(&resume(), "b2", "Wrote automated tests.")).expect("it fits");
    let bold = say(Decision::Edited, Some("Wrote 9000 tests."), None);
    assert_eq!(decide::decide(&supported, &bold, &numbers).map_err(|error| error.code), Err(Code::UnsupportedClaim));
    let bold = decide::decide(&supported, &ChangeDecision { confirmation: Some("All of them are mine.".into()), ..bold }, &numbers);
    let bold = bold.expect("has a statement");
    // The statement was given for another text: it does not carry over.
    let other = decide::decide(&bold, &say(Decision::Edited, Some("Wrote 9001 tests."), None), &numbers);
    assert_eq!(other.map_err(|error| error.code), Err(Code::UnsupportedClaim));
    let back = decide::decide(&bold, &say(Decision::Approved, None, None), &numbers).expect("the first text is supported");
    assert_eq!((&back.text, &back.confirmation, back.is_unsupported()), (&None, &None, false));
}

#[test]
fn undo_brings_a_change_back_to_where_it_started() {
    for text in ["Wrote automated tests.", "Wrote 400 tests."] {
        let start = admit(replace(&resume(), "b2", text)).expect("it is shown");
        let said = say(Decision::Edited, Some("Wrote 7 tests."), Some("I remember each of them."));
        let decided = decide::decide(&start, &said, &numbers).expect("has a statement");
        assert_eq!(decide::decide(&decided, &say(Decision::Pending, None, None), &numbers), Ok(start));
    }
}

#[test]
fn a_removal_has_no_text_to_edit() {
    let node = resume().node(&BlockId::new("b2")).expect("is there");
    let change = admit(Edit::Remove { at: at("e1", Some("b1")), node }).expect("it fits");
    let refused = decide::decide(&change, &say(Decision::Edited, Some("Text."), None), &numbers);
    assert_eq!(refused.map_err(|error| error.code), Err(Code::BadRequest));
}

#[test]
fn approving_all_takes_what_is_supported_and_keeps_what_was_decided() {
    let base = resume();
    let made = admit_all(
        &base,
        &[replace(&base, "b1", "Ran builds."), replace(&base, "b2", "Wrote 4 tests."), replace(&base, "b3", "Ran Kubernetes.")],
    );
    let mut changes: Vec<_> = made.into_iter().map(|change| change.expect("all fit")).collect();
    changes[2].decision = Decision::Rejected;
    let decided = decide::decide_all(&changes, &Approve::default(), &numbers).expect("nothing is listed");
    let decisions: Vec<_> = decided.iter().map(|change| change.decision).collect();
    assert_eq!(decisions, [Decision::Approved, Decision::Rejected, Decision::Rejected]);
}

#[test]
fn with_a_list_what_is_neither_listed_nor_decided_is_rejected() {
    let base = resume();
    let made =
        admit_all(&base, &[replace(&base, "b1", "Ran builds."), replace(&base, "b3", "Ran Kubernetes."), replace(&base, "b4", "Helped.")]);
    let mut changes: Vec<_> = made.into_iter().map(|change| change.expect("all fit")).collect();
    changes[1].decision = Decision::Approved;
    let listed = ChangeDecision { change_id: Some(changes[0].change_id.clone()), ..say(Decision::Approved, None, None) };
    let approve = Approve { apply_to_future: false, changes: Some(vec![listed]) };
    let decided = decide::decide_all(&changes, &approve, &numbers).expect("the list is fine");
    let decisions: Vec<_> = decided.iter().map(|change| change.decision).collect();
    assert_eq!(decisions, [Decision::Approved, Decision::Approved, Decision::Rejected]);
    let unknown = ChangeDecision { change_id: Some(ChangeId::new("chg_other")), ..say(Decision::Approved, None, None) };
    let approve = Approve { apply_to_future: false, changes: Some(vec![unknown]) };
    assert_eq!(decide::decide_all(&changes, &approve, &numbers).map_err(|error| error.code), Err(Code::ChangeNotFound));
}

#[test]
fn a_list_that_decides_a_change_in_two_ways_is_refused() {
    let base = resume();
    let made = admit_all(&base, &[replace(&base, "b1", "Ran builds.")]);
    let changes: Vec<_> = made.into_iter().map(|change| change.expect("it fits")).collect();
    let said = |decision| ChangeDecision { change_id: Some(changes[0].change_id.clone()), ..say(decision, None, None) };
    let both = |one, other| Approve { apply_to_future: false, changes: Some(vec![said(one), said(other)]) };
    let refused = decide::decide_all(&changes, &both(Decision::Approved, Decision::Rejected), &numbers);
    assert_eq!(refused.map_err(|error| error.code), Err(Code::BadRequest));
    assert!(
        decide::decide_all(&changes, &both(Decision::Approved, Decision::Approved), &numbers).is_ok(),
        "the same twice is no contradiction"
    );
}

#[test]
fn controls_never_get_in_with_an_own_text() {
    let base = resume();
    let made = admit_all(&base, &[replace(&base, "b1", "Ran builds.")]);
    let change = made.into_iter().next().expect("one").expect("it fits");
    let said = say(Decision::Edited, Some("a\u{0}b \u{1b}[31m \u{fffe}"), None);
    assert_eq!(decide::decide(&change, &said, &numbers).expect("decided").text.as_deref(), Some("ab [31m"));
}

#[test]
fn a_change_whose_text_has_moved_on_is_stale_and_the_others_are_applied() {
    let base = resume();
    let made = admit_all(&base, &[replace(&base, "b1", "Ran builds."), replace(&base, "b3", "Ran Kubernetes.")]);
    let changes: Vec<_> = made.into_iter().map(|change| Change { decision: Decision::Approved, ..change.expect("all fit") }).collect();
    let mut head = base.clone();
    apply(&mut head, &replace(&base, "b1", "Another hand wrote this.")).expect("it applies");
    let merged = merge(&base, &head, &changes);
    assert_eq!(merged.stale, vec![changes[0].change_id.clone()]);
    assert_eq!(merged.applied.len(), 1);
    assert_eq!(merged.document.text(&Place { block: BlockId::new("b1"), field: Field::Text }).as_deref(), Some("Another hand wrote this."));
}

#[test]
fn a_new_bullet_finds_its_place_when_the_one_in_front_is_gone() {
    let base = resume();
    let insert = Edit::Insert { at: at("e1", Some("b2")), node: Node::Bullet(line("n", "New.")) };
    let mut head = base.clone();
    apply(&mut head, &Edit::Remove { at: at("e1", Some("b1")), node: base.node(&BlockId::new("b2")).expect("is there") })
        .expect("it applies");
    assert_eq!(fit(&insert, &base, &head), Ok(Some(Edit::Insert { at: at("e1", Some("b1")), node: Node::Bullet(line("n", "New.")) })));
}

#[test]
fn new_blocks_for_one_place_keep_the_order_in_which_they_were_proposed() {
    let base = resume();
    let edits =
        ["First.", "Second.", "Third."].map(|text| Edit::Insert { at: at("e1", Some("b1")), node: Node::Bullet(line("guess", text)) });
    let changes: Vec<_> = admit_all(&base, &edits).into_iter().map(|change| change.expect("all fit")).collect();
    let texts = |taken: &[usize]| {
        let changes = changes.iter().enumerate().map(|(index, change)| Change {
            decision: if taken.contains(&index) { Decision::Approved } else { Decision::Rejected },
            ..change.clone()
        });
        let document = preview(&base, &changes.collect::<Vec<_>>());
        let Item::Entry(entry) = document.sections[1].items[0].clone() else { panic!("an entry stands there") };
        entry.bullets[1..].iter().map(|line| line.text.clone()).take_while(|text| text != "Wrote tests.").collect::<Vec<_>>()
    };
    assert_eq!(texts(&[0, 1, 2]), ["First.", "Second.", "Third."]);
    assert_eq!(texts(&[0, 2]), ["First.", "Third."]);
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let base = resume();
    let bullets = ["b1", "b2", "b3"];
    let text = "[a-z]{1,8}( [a-z0-9]{1,6}){0,3}";
    prop_oneof![
        (prop::sample::select(vec!["p1", "b1", "b2", "b3", "b4", "k1"]), text).prop_map({
            let base = base.clone();
            move |(block, after)| replace(&base, block, &after)
        }),
        (0usize..4, text).prop_map(move |(after, new)| Edit::Insert {
            at: at("e1", after.checked_sub(1).map(|index| bullets[index])),
            node: Node::Bullet(line("guess", &new)),
        }),
        prop::sample::select(bullets.to_vec()).prop_map({
            let base = base.clone();
            move |block| Edit::Remove {
                at: base.anchor(&BlockId::new(block)).expect("is there"),
                node: base.node(&BlockId::new(block)).expect("is there"),
            }
        }),
        (0usize..3, 0usize..4).prop_map(move |(block, after)| Edit::Move {
            block: BlockId::new(bullets[block]),
            from: base.anchor(&BlockId::new(bullets[block])).expect("is there"),
            to: at("e1", after.checked_sub(1).map(|index| bullets[index])),
        }),
    ]
}

proptest! {
    #[test]
    fn any_subset_of_admitted_changes_fits_together_and_can_be_taken_back(edits in prop::collection::vec(any_edit(), 1..8), taken in any::<u8>()) {
        let base = resume();
        let mut changes: Vec<_> = admit_all(&base, &edits).into_iter().flatten().collect();
        for (index, change) in changes.iter_mut().enumerate() {
            change.decision = if taken & (1 << index) == 0 { Decision::Rejected } else { Decision::Approved };
        }
        let merged = merge(&base, &base, &changes);
        prop_assert_eq!(&merged.stale, &Vec::<ChangeId>::new());
        prop_assert_eq!(&preview(&base, &changes), &merged.document);
        let mut back = merged.document;
        for (_, edit) in merged.applied.iter().rev() {
            prop_assert_eq!(apply(&mut back, &edit.invert()), Ok(()));
        }
        prop_assert_eq!(back, base);
    }

    #[test]
    fn merging_twice_changes_nothing_more(edits in prop::collection::vec(any_edit(), 1..6)) {
        let base = resume();
        let changes: Vec<_> = admit_all(&base, &edits)
            .into_iter().flatten().filter(|change| change.kind != ChangeKind::Move)
            .map(|change| Change { decision: Decision::Approved, ..change }).collect();
        let once = merge(&base, &base, &changes).document;
        let twice = merge(&base, &once, &changes);
        prop_assert_eq!((twice.document, twice.applied.len()), (once, 0));
    }
}
