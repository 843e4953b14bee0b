//! Decisions before and after the server has them.

use super::{Choice, Row, Tally, open_changes};
use crate::api::Failure;
use domain::proposal::{Change, Decision};
use domain::{Code, Error};
use leptos::prelude::*;
use serde_json::json;

fn change(id: &str, section: &str) -> Change {
    let value = json!({
        "change_id": id, "block_id": "b_1", "field": "text", "kind": "replace", "section": section, "section_kind": null,
        "before": "Was responsible for reports", "after": "Owned reports", "reason": "Shorter.", "evidence": [], "findings": [],
        "decision": "pending", "text": null, "confirmation": null, "stale": false,
        "edit": {"kind": "replace", "block": "b_1", "field": "text", "before": "Was responsible for reports", "after": "Owned reports"},
    });
    serde_json::from_value(value).expect("a change of the API's shape")
}

fn unsupported(mut change: Change) -> Change {
    let finding = json!({"claim": "number", "text": "40 %", "supported": false, "evidence": null, "message": "Not in the resume."});
    change.findings.push(serde_json::from_value(finding).expect("a finding of the API's shape"));
    change
}

#[test]
fn accepting_all_leaves_out_what_is_unsupported_stale_or_decided() {
    let mut stale = change("chg_3", "Experience");
    stale.stale = true;
    let mut decided = change("chg_4", "Experience");
    decided.decision = Decision::Rejected;
    let changes = [change("chg_1", "Experience"), unsupported(change("chg_2", "Experience")), stale, decided, change("chg_5", "Skills")];
    let ids = |section| open_changes(&changes, section).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(ids(None), ["chg_1", "chg_5"]);
    assert_eq!(ids(Some("Skills")), ["chg_5"]);
}

#[test]
fn the_tally_counts_what_was_said() {
    let mut edited = change("chg_1", "Skills");
    edited.decision = Decision::Edited;
    let tally = Tally::of(&[edited, change("chg_2", "Skills"), unsupported(change("chg_3", "Skills"))]);
    assert_eq!(tally, Tally { total: 3, decided: 1, taken: 1, unsupported: 1, open: 1 });
}

#[test]
fn a_decision_shows_at_once_and_goes_back_when_it_fails() {
    let row = Row::merged(&[], change("chg_1", "Skills"));
    let choice = Choice::plain(Decision::Approved);
    assert!(row.begin(&choice));
    assert_eq!(row.change.get_untracked().decision, Decision::Approved);
    assert_eq!(row.end(Err(Failure(Error::new(Code::Unavailable, "Try again."))), choice.clone()), None);
    assert_eq!(row.change.get_untracked().decision, Decision::Pending);
    assert_eq!(row.failed.get_untracked().map(|(_, again)| again), Some(choice));
}

#[test]
fn a_decision_waits_for_the_answer_to_an_earlier_one() {
    let row = Row::merged(&[], change("chg_1", "Skills"));
    let [first, second, third] = [Decision::Approved, Decision::Pending, Decision::Rejected].map(Choice::plain);
    assert!(row.begin(&first));
    assert!(!row.begin(&second), "the server must hear them in their order");
    assert!(!row.begin(&third));
    let answer = |decision| Ok(Change { decision, ..change("chg_1", "Skills") });
    assert_eq!(row.end(answer(Decision::Approved), first), Some(third.clone()), "the newest is sent");
    assert_eq!(row.change.get_untracked().decision, Decision::Rejected);
    assert!(row.busy.get_untracked());
    assert_eq!(row.end(answer(Decision::Rejected), third), None);
    assert!(!row.busy.get_untracked());
}

#[test]
fn what_another_tab_decided_is_taken_unless_a_decision_of_ours_is_on_its_way() {
    let elsewhere = || Change { decision: Decision::Approved, ..change("chg_1", "Skills") };
    let quiet = Row::merged(&[], change("chg_1", "Skills"));
    Row::merged(std::slice::from_ref(&quiet), elsewhere());
    assert_eq!(quiet.change.get_untracked().decision, Decision::Approved);

    let busy = Row::merged(&[], change("chg_1", "Skills"));
    busy.begin(&Choice::plain(Decision::Rejected));
    Row::merged(std::slice::from_ref(&busy), elsewhere());
    assert_eq!(busy.change.get_untracked().decision, Decision::Rejected);
}
