//! Deciding: one by one, as a whole, from two tabs, on a document that has moved on.

use super::*;
use crate::{proposals, versions};
use domain::Code;
use domain::event::What;
use domain::ids::{BlockId, RunId};
use domain::proposal::{Approve, Change, ChangeDecision, Decision, Proposal};
use domain::resume::edit::Edit;
use domain::resume::{Field, Place};
use domain::run::RunStatus;

async fn waiting(acts: Act) -> (Stage, RunId, Proposal) {
    let stage = Stage::open([acts]).await;
    let run = stage.start().await.run_id;
    stage.work().await;
    let proposal = proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists").remove(0);
    (stage, run, proposal)
}

fn say(decision: Decision) -> ChangeDecision {
    ChangeDecision { change_id: None, decision, text: None, confirmation: None }
}

async fn decide(stage: &Stage, proposal: &Proposal, index: usize, said: ChangeDecision) -> Result<Change, Code> {
    let id = &proposal.changes[index].change_id;
    let decided = proposals::decide(stage.services(), &stage.bench.actor, &stage.session, &proposal.approval_id, id, said).await;
    decided.map_err(|error| error.public().code)
}

async fn approve(stage: &Stage, proposal: &Proposal, approve: Approve) -> Result<domain::proposal::Decided, Code> {
    let decided = proposals::approve(stage.services(), &stage.bench.actor, &stage.session, &proposal.approval_id, approve).await;
    decided.map_err(|error| error.public().code)
}

#[tokio::test(flavor = "multi_thread")]
async fn single_decisions_are_kept_and_told_and_count_when_the_whole_is_approved() {
    let (stage, run, proposal) = waiting(two()).await;
    decide(&stage, &proposal, 0, say(Decision::Rejected)).await.expect("decided");
    let edited = ChangeDecision { text: Some("Wrote tests with care.".into()), ..say(Decision::Edited) };
    assert_eq!(decide(&stage, &proposal, 1, edited).await.expect("decided").text.as_deref(), Some("Wrote tests with care."));
    let now = proposals::get(stage.services(), &stage.bench.actor, &stage.session, &proposal.approval_id).await.expect("is there");
    assert_eq!(now.changes.iter().map(|change| change.decision).collect::<Vec<_>>(), [Decision::Rejected, Decision::Edited]);
    approve(&stage, &proposal, Approve::default()).await.expect("approved");
    let (_, document) = stage.head().await;
    assert_eq!((text(&document, "b1").as_str(), text(&document, "b2").as_str()), ("Was responsible for builds.", "Wrote tests with care."));
    let events = stage.events(&run, None, 99).await;
    assert_eq!(kinds(&events).iter().filter(|kind| *kind == "change_decided").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_every_decision_that_an_approval_of_the_whole_takes() {
    let (stage, run, proposal) = waiting(bold()).await;
    let stated = ChangeDecision {
        change_id: Some(proposal.changes[1].change_id.clone()),
        confirmation: Some("I counted them in 2023.".into()),
        ..say(Decision::Approved)
    };
    decide(&stage, &proposal, 0, say(Decision::Approved)).await.expect("decided");
    approve(&stage, &proposal, Approve { changes: Some(vec![stated]), ..Approve::default() }).await.expect("approved");
    let events = stage.events(&run, None, 99).await;
    let told = events.iter().filter_map(|event| match &event.what {
        What::ChangeDecided { change_id, decision } => Some((change_id, *decision)),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), [0, 1].map(|index| (&proposal.changes[index].change_id, Decision::Approved)));
    let kinds = kinds(&events);
    let last = |kind: &str| kinds.iter().rposition(|one| one == kind);
    assert!(last("change_decided") < last("tool_call_approved") && last("tool_call_approved") < last("tool_result"), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_of_nothing_tells_each_rejection() {
    let (stage, run, proposal) = waiting(two()).await;
    approve(&stage, &proposal, Approve { changes: Some(Vec::new()), ..Approve::default() }).await.expect("approved");
    let rejected = |event: &domain::event::Event| matches!(event.what, What::ChangeDecided { decision: Decision::Rejected, .. });
    assert_eq!(stage.events(&run, None, 99).await.iter().filter(|event| rejected(event)).count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsupported_change_gets_in_only_with_a_dated_statement() {
    let (stage, _, proposal) = waiting(bold()).await;
    assert_eq!(proposal.changes[1].decision, Decision::Rejected);
    assert_eq!(decide(&stage, &proposal, 1, say(Decision::Approved)).await, Err(Code::UnsupportedClaim));
    let listed = ChangeDecision { change_id: Some(proposal.changes[1].change_id.clone()), ..say(Decision::Approved) };
    let sneaky = Approve { changes: Some(vec![listed]), ..Approve::default() };
    assert_eq!(approve(&stage, &proposal, sneaky).await.map(|_| ()), Err(Code::UnsupportedClaim));
    let stated = ChangeDecision { confirmation: Some("I counted them in 2023.".into()), ..say(Decision::Approved) };
    decide(&stage, &proposal, 1, stated).await.expect("stated");
    let row = crate::proposals::rows(&stage.services().read(&stage.bench.actor), proposal.approval_id.as_str()).await.expect("reads");
    assert_eq!(row[1].confirmation.as_deref(), Some("I counted them in 2023."));
    assert!(row[1].decided_at.is_some() && row[1].unsupported);
    approve(&stage, &proposal, Approve::default()).await.expect("approved");
    assert_eq!(text(&stage.head().await.1, "b2"), "Wrote 4000 tests.");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_decision_stands_in_the_audit_log() {
    let (stage, _, proposal) = waiting(bold()).await;
    decide(&stage, &proposal, 0, say(Decision::Rejected)).await.expect("decided");
    let stated = ChangeDecision { confirmation: Some("I counted them in 2023.".into()), ..say(Decision::Approved) };
    decide(&stage, &proposal, 1, stated).await.expect("stated");
    let own = stage.services().read(&stage.bench.actor);
    let entries = own.find::<crate::entity::audit::Entity>().all(own.connection()).await.expect("reads");
    let told = |action: &str, index: usize| {
        entries.iter().any(|entry| entry.action == action && entry.subject == proposal.changes[index].change_id.as_str())
    };
    assert!(told("change.decide", 0) && told("change.confirm", 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_a_decision_back() {
    let (stage, _, proposal) = waiting(bold()).await;
    decide(&stage, &proposal, 0, say(Decision::Rejected)).await.expect("decided");
    assert_eq!(decide(&stage, &proposal, 0, say(Decision::Pending)).await.as_ref(), Ok(&proposal.changes[0]));
    assert_eq!(decide(&stage, &proposal, 1, say(Decision::Pending)).await.as_ref(), Ok(&proposal.changes[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_decision_is_refused_and_writes_nothing() {
    let (stage, run, proposal) = waiting(two()).await;
    approve(&stage, &proposal, Approve::default()).await.expect("approved");
    let (head, _) = stage.head().await;
    let events = stage.events(&run, None, 99).await;
    assert_eq!(approve(&stage, &proposal, Approve::default()).await.map(|_| ()), Err(Code::AlreadyDecided));
    assert_eq!(decide(&stage, &proposal, 0, say(Decision::Rejected)).await.map(|_| ()), Err(Code::AlreadyDecided));
    let reject = proposals::reject(stage.services(), &stage.bench.actor, &stage.session, &proposal.approval_id).await;
    assert_eq!(reject.map_err(|error| error.public().code), Err(Code::AlreadyDecided));
    assert_eq!((stage.head().await.0, stage.events(&run, None, 99).await), (head, events));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_approve_at_once_one_wins() {
    let (stage, run, proposal) = waiting(two()).await;
    let (one, other) = tokio::join!(approve(&stage, &proposal, Approve::default()), approve(&stage, &proposal, Approve::default()));
    assert!(one.is_ok() != other.is_ok());
    assert_eq!([one, other].into_iter().find_map(Result::err), Some(Code::AlreadyDecided));
    assert_eq!(versions::list(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists").len(), 2);
    assert_eq!(kinds(&stage.events(&run, None, 99).await).iter().filter(|kind| *kind == "tool_result").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_from_two_tabs_at_once_are_all_kept() {
    let (stage, run, proposal) = waiting(two()).await;
    let (one, other, whole) =
        tokio::join!(decide(&stage, &proposal, 0, say(Decision::Rejected)), decide(&stage, &proposal, 1, say(Decision::Rejected)), async {
            tokio::task::yield_now().await;
            approve(&stage, &proposal, Approve::default()).await
        });
    whole.expect("approved");
    // A decision that came in time is in the version; one that came too late was refused.
    let (_, document) = stage.head().await;
    assert_eq!(one.is_ok(), text(&document, "b1") == "Was responsible for builds.");
    assert_eq!(other.is_ok(), text(&document, "b2") == "Wrote tests.");
    assert_eq!(stage.run(&run).await.status, RunStatus::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_the_document_has_left_behind_is_marked_and_not_applied() {
    let (stage, run, proposal) = waiting(two()).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    let place = Place { block: BlockId::new("b1"), field: Field::Text };
    let edit = Edit::Replace { place, before: "Was responsible for builds.".into(), after: "Owned the builds.".into() };
    versions::edit(services, actor, &stage.session, &proposal.args.base_version_id, &[edit]).await.expect("edited by hand");
    let now = proposals::get(services, actor, &stage.session, &proposal.approval_id).await.expect("is there");
    assert_eq!(now.changes.iter().map(|change| change.stale).collect::<Vec<_>>(), [true, false]);
    for (index, stale) in [(0, true), (1, false)] {
        assert_eq!(decide(&stage, &proposal, index, say(Decision::Approved)).await.expect("decided").stale, stale, "{index}");
    }
    approve(&stage, &proposal, Approve::default()).await.expect("approved");
    let (_, document) = stage.head().await;
    assert_eq!((text(&document, "b1").as_str(), text(&document, "b2").as_str()), ("Owned the builds.", "Wrote the tests."));
    let events = stage.events(&run, None, 99).await;
    let result = events.iter().find_map(|event| match &event.what {
        What::ToolResult { result, .. } => Some(result.clone()),
        _ => None,
    });
    assert_eq!(result.as_deref(), Some("1 change accepted, 1 no longer fitting"));
    let kept = proposals::get(services, actor, &stage.session, &proposal.approval_id).await.expect("is there");
    assert!(kept.changes[0].stale);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_of_nothing_but_what_the_document_has_left_behind_is_refused() {
    let (stage, run, proposal) = waiting(two()).await;
    let place = Place { block: BlockId::new("b1"), field: Field::Text };
    let edit = Edit::Replace { place, before: "Was responsible for builds.".into(), after: "Owned the builds.".into() };
    let edited = versions::edit(stage.services(), &stage.bench.actor, &stage.session, &proposal.args.base_version_id, &[edit]).await;
    let head = edited.expect("edited by hand").summary.version_id;
    let only = ChangeDecision { change_id: Some(proposal.changes[0].change_id.clone()), ..say(Decision::Approved) };
    let stale = Approve { changes: Some(vec![only]), ..Approve::default() };
    assert_eq!(approve(&stage, &proposal, stale).await.map(|_| ()), Err(Code::StaleVersion));
    assert_eq!((stage.head().await.0, stage.run(&run).await.status), (head, RunStatus::WaitingApproval));
    approve(&stage, &proposal, Approve::default()).await.expect("the other change still fits");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_without_changes_names_the_head_and_writes_no_version() {
    let (stage, run, proposal) = waiting(two()).await;
    let (head, _) = stage.head().await;
    let none = Approve { changes: Some(Vec::new()), ..Approve::default() };
    let decided = approve(&stage, &proposal, none).await.expect("approved");
    assert_eq!((decided.version_id.as_ref(), &stage.head().await.0), (Some(&head), &head));
    assert_eq!(stage.run(&run).await.status, RunStatus::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn approving_for_the_future_turns_auto_approve_on() {
    let (stage, _, proposal) = waiting(two()).await;
    approve(&stage, &proposal, Approve { apply_to_future: true, ..Approve::default() }).await.expect("approved");
    assert!(stage.session().await.settings.auto_approve);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applied_change_can_be_taken_back_long_after() {
    let (stage, _, proposal) = waiting(two()).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    let id = &proposal.changes[0].change_id;
    assert!(versions::revert(services, actor, &stage.session, id).await.is_err(), "it is not applied yet");
    approve(&stage, &proposal, Approve::default()).await.expect("approved");
    versions::revert(services, actor, &stage.session, id).await.expect("taken back");
    let (_, document) = stage.head().await;
    assert_eq!((text(&document, "b1").as_str(), text(&document, "b2").as_str()), ("Was responsible for builds.", "Wrote the tests."));
}
