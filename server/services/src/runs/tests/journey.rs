//! From a message to the final event.

use super::*;
use crate::{proposals, sessions};
use domain::event::What;
use domain::proposal::{Approve, Decision, ProposalStatus};
use domain::run::RunStatus;
use domain::session::WorkflowState;

#[tokio::test(flavor = "multi_thread")]
async fn a_run_proposes_waits_and_is_approved_in_the_order_of_the_contract() {
    let stage = Stage::open([two()]).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    let run = stage.start().await;
    assert_eq!(run.status, RunStatus::Queued);
    assert_eq!(stage.session().await.active_run_id.as_ref(), Some(&run.run_id));
    stage.work().await;
    assert_eq!(stage.run(&run.run_id).await.status, RunStatus::WaitingApproval);
    let waiting = proposals::pending(services, actor, &stage.session).await.expect("lists");
    let [proposal] = waiting.as_slice() else { panic!("one waits: {waiting:?}") };
    assert_eq!((proposal.status, proposal.changes.len(), proposal.args.path.as_str()), (ProposalStatus::Pending, 2, "resume.md"));
    let (base, document) = stage.head().await;
    assert_eq!((text(&document, "b1").as_str(), stage.session().await.pending_approvals_count), ("Was responsible for builds.", 1));
    let decided = proposals::approve(services, actor, &stage.session, &proposal.approval_id, Approve::default()).await.expect("approved");
    let (head, document) = stage.head().await;
    assert_eq!((decided.run_id, decided.version_id.as_ref()), (run.run_id.clone(), Some(&head)));
    assert!(head != base && text(&document, "b1") == "Ran builds." && text(&document, "b2") == "Wrote the tests.");
    let events = stage.events(&run.run_id, None, 99).await;
    let wanted = [
        "run_started",
        "assistant_delta",
        "change_proposed",
        "change_proposed",
        "tool_call_proposed",
        "change_decided",
        "change_decided",
        "tool_call_approved",
        "tool_result",
        "run_completed",
    ];
    assert_eq!(kinds(&events), wanted);
    let session = stage.session().await;
    assert_eq!((session.workflow_state, session.active_run_id, session.pending_approvals_count), (WorkflowState::RewriteApplied, None, 0));
    assert_eq!((session.usage.run_count, session.usage.completed_run_count, session.usage.total_tokens), (1, 1, 120));
    let run = stage.run(&run.run_id).await;
    assert_eq!((run.status, run.usage_tokens, run.ended_at.is_some()), (RunStatus::Completed, 120, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn rejecting_a_proposal_keeps_the_base_version() {
    let stage = Stage::open([two()]).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    let run = stage.start().await;
    stage.work().await;
    let (base, _) = stage.head().await;
    let id = proposals::pending(services, actor, &stage.session).await.expect("lists").remove(0).approval_id;
    let decided = proposals::reject(services, actor, &stage.session, &id).await.expect("rejected");
    assert_eq!((decided.status, decided.version_id), (ProposalStatus::Rejected, None));
    assert_eq!(stage.head().await.0, base);
    let kinds = kinds(&stage.events(&run.run_id, None, 99).await);
    assert_eq!(kinds[kinds.len() - 2..], ["tool_call_rejected", "run_completed"]);
    assert!(!kinds.contains(&"tool_result".to_owned()));
    assert_eq!(stage.run(&run.run_id).await.status, RunStatus::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn auto_approve_writes_at_once_but_never_an_unsupported_claim() {
    let stage = Stage::open([bold()]).await;
    stage.set_auto_approve(true).await;
    let run = stage.start().await;
    stage.work().await;
    let (_, document) = stage.head().await;
    assert_eq!((text(&document, "b1").as_str(), text(&document, "b2").as_str()), ("Ran builds.", "Wrote tests."));
    let events = stage.events(&run.run_id, None, 99).await;
    let seen = kinds(&events);
    assert!(!seen.iter().any(|kind| kind.starts_with("tool_call")), "{seen:?}");
    assert_eq!(seen[seen.len() - 2..], ["tool_result", "run_completed"]);
    assert!(proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists").is_empty());
    let proposal = crate::proposals::of_run(&stage.services().read(&stage.bench.actor), &run.run_id).await.expect("reads").expect("kept");
    let kept = proposals::get(stage.services(), &stage.bench.actor, &stage.session, &domain::ids::ApprovalId::new(proposal.id)).await;
    let decisions: Vec<_> = kept.expect("is there").changes.iter().map(|change| change.decision).collect();
    assert_eq!(decisions, [Decision::Approved, Decision::Rejected]);
}

#[tokio::test(flavor = "multi_thread")]
async fn auto_approve_keeps_what_was_decided_while_the_run_went_on() {
    let stage = Stage::open([Act { waits: true, ..two() }]).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    stage.set_auto_approve(true).await;
    let run = stage.start().await;
    let worker = stage.work_aside().await;
    stage.until(&run.run_id, |what| matches!(what, What::ChangeProposed(_))).await;
    assert!(proposals::waiting(services, actor, &stage.session).await.expect("lists").is_empty(), "it still streams");
    let proposal = proposals::pending(services, actor, &stage.session).await.expect("lists").remove(0);
    assert_eq!(proposal.status, ProposalStatus::Streaming);
    let no = domain::proposal::ChangeDecision { change_id: None, decision: Decision::Rejected, text: None, confirmation: None };
    let first = &proposal.changes[0].change_id;
    proposals::decide(services, actor, &stage.session, &proposal.approval_id, first, no).await.expect("decided");
    stage.provider.go_on();
    worker.await.expect("no panic").expect("done");
    let (_, document) = stage.head().await;
    assert_eq!((text(&document, "b1").as_str(), text(&document, "b2").as_str()), ("Was responsible for builds.", "Wrote the tests."));
}

#[tokio::test(flavor = "multi_thread")]
async fn auto_approve_overwrites_no_decision_that_was_acknowledged_while_it_wrote() {
    for _ in 0..12 {
        let stage = Stage::open([Act { waits: true, ..two() }]).await;
        let (services, actor) = (stage.services(), &stage.bench.actor);
        stage.set_auto_approve(true).await;
        let run = stage.start().await;
        let worker = stage.work_aside().await;
        stage.until(&run.run_id, |what| matches!(what, What::ChangeProposed(_))).await;
        let proposal = proposals::pending(services, actor, &stage.session).await.expect("lists").remove(0);
        let no = domain::proposal::ChangeDecision { change_id: None, decision: Decision::Rejected, text: None, confirmation: None };
        stage.provider.go_on();
        let first = &proposal.changes[0].change_id;
        let kept = proposals::decide(services, actor, &stage.session, &proposal.approval_id, first, no).await.is_ok();
        worker.await.expect("no panic").expect("done");
        assert_eq!(kept, text(&stage.head().await.1, "b1") == "Was responsible for builds.");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_without_changes_completes_and_says_so() {
    let stage = Stage::open([Act { pieces: vec![draft("nowhere", "New.")], ..Act::default() }]).await;
    let run = stage.start().await;
    stage.work().await;
    let events = stage.events(&run.run_id, None, 99).await;
    assert_eq!(kinds(&events), ["run_started", "run_completed"]);
    let What::RunCompleted { final_text, .. } = &events[1].what else { panic!("completed") };
    assert!(!final_text.is_empty());
    assert!(proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reconnecting_listener_gets_exactly_the_rest() {
    let stage = Stage::open([bold()]).await;
    stage.set_auto_approve(true).await;
    let run = stage.start().await;
    stage.work().await;
    let all = stage.events(&run.run_id, None, 99).await;
    assert!(all.windows(2).all(|pair| pair[0].event_id < pair[1].event_id));
    for (index, event) in all.iter().enumerate() {
        assert_eq!(stage.events(&run.run_id, Some(event.event_id.clone()), 99).await, all[index + 1..]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listener_hears_what_is_said_before_the_run_ends() {
    let stage = Stage::open([Act { waits: true, ..two() }]).await;
    let run = stage.start().await;
    let worker = stage.work_aside().await;
    let first = stage.events(&run.run_id, None, 4).await;
    assert_eq!(kinds(&first), ["run_started", "assistant_delta", "change_proposed", "change_proposed"]);
    assert_eq!(stage.run(&run.run_id).await.status, RunStatus::Running);
    stage.provider.go_on();
    worker.await.expect("no panic").expect("done");
    let rest = stage.events(&run.run_id, first.last().map(|event| event.event_id.clone()), 1).await;
    assert_eq!(kinds(&rest), ["tool_call_proposed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_run_does_not_exist() {
    let stage = Stage::open([two()]).await;
    let run = stage.start().await;
    let (services, stranger) = (stage.services(), &stage.bench.stranger);
    let code = |error: crate::Error| error.public().code;
    let get = crate::runs::get(services, stranger, &stage.session, &run.run_id).await.map_err(code);
    assert_eq!(get, Err(domain::Code::SessionNotFound));
    let interrupt = crate::runs::interrupt(services, stranger, &stage.session, &run.run_id).await.map_err(code);
    assert_eq!(interrupt, Err(domain::Code::RunNotFound));
    assert!(crate::events::stream(services, stranger, &stage.session, &run.run_id, None).await.is_err());
    assert_eq!(stage.run(&run.run_id).await.status, RunStatus::Queued);
    let other = sessions::create(services, &stage.bench.actor, Default::default()).await.expect("a session").session_id;
    let elsewhere = crate::runs::get(services, &stage.bench.actor, &other, &run.run_id).await.map_err(code);
    assert_eq!(elsewhere, Err(domain::Code::RunNotFound));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_without_asking_stands_in_the_audit_log() {
    let stage = Stage::open([two()]).await;
    stage.set_auto_approve(true).await;
    let run = stage.start().await.run_id;
    stage.work().await;
    let own = stage.services().read(&stage.bench.actor);
    let entries = own.find::<crate::entity::audit::Entity>().all(stage.services().db.reader()).await.expect("reads");
    let (version, _) = stage.head().await;
    let written: Vec<_> = entries.iter().filter(|entry| entry.action == "proposal.auto_approve").collect();
    assert_eq!(written.len(), 1);
    assert!(written[0].details.contains(run.as_str()) && written[0].details.contains(version.as_str()), "{}", written[0].details);
    assert_eq!(crate::audit::verify(stage.services(), &stage.bench.actor).await.expect("reads").fault, None);
}
