//! Interrupting at any moment.

use super::*;
use crate::{proposals, runs};
use domain::Code;
use domain::event::What;
use domain::ids::RunId;
use domain::proposal::Approve;
use domain::run::RunStatus;

async fn interrupt(stage: &Stage, run: &RunId) -> RunStatus {
    runs::interrupt(stage.services(), &stage.bench.actor, &stage.session, run).await.expect("interrupts").status
}

async fn ends_interrupted(stage: &Stage, run: &RunId) {
    assert_eq!(stage.run(run).await.status, RunStatus::Interrupted);
    let events = stage.events(run, None, 99).await;
    assert_eq!(events.iter().filter(|event| event.what.is_final()).count(), 1);
    let kinds = kinds(&events);
    assert_eq!((kinds[0].as_str(), kinds[kinds.len() - 1].as_str()), ("run_started", "run_interrupted"));
    assert_eq!(interrupt(stage, run).await, RunStatus::Interrupted, "repeatable");
    assert_eq!(stage.events(run, None, 99).await, events);
    let session = stage.session().await;
    assert_eq!((session.active_run_id, session.pending_approvals_count), (None, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queued_run_is_never_worked_on() {
    let stage = Stage::open([two()]).await;
    let run = stage.start().await.run_id;
    assert_eq!(interrupt(&stage, &run).await, RunStatus::Interrupting);
    stage.work().await;
    assert_eq!(stage.provider.calls(), 0);
    ends_interrupted(&stage, &run).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_streaming_run_stops_and_its_worker_writes_nothing_more() {
    let stage = Stage::open([Act { waits: true, ..two() }]).await;
    let run = stage.start().await.run_id;
    let worker = stage.work_aside().await;
    stage.until(&run, |what| matches!(what, What::ChangeProposed(_))).await;
    assert_eq!(interrupt(&stage, &run).await, RunStatus::Interrupting);
    stage.provider.go_on();
    assert!(matches!(worker.await.expect("no panic"), Err(crate::Error::LeaseLost)));
    ends_interrupted(&stage, &run).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_proposal_vanishes_and_can_not_be_decided() {
    let stage = Stage::open([two()]).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    let run = stage.start().await.run_id;
    stage.work().await;
    let proposal = proposals::pending(services, actor, &stage.session).await.expect("lists").remove(0);
    assert_eq!(interrupt(&stage, &run).await, RunStatus::Interrupting);
    assert!(proposals::pending(services, actor, &stage.session).await.expect("lists").is_empty());
    let approve = proposals::approve(services, actor, &stage.session, &proposal.approval_id, Approve::default()).await;
    assert_eq!(approve.map_err(|error| error.public().code), Err(Code::InvalidState));
    let reject = proposals::reject(services, actor, &stage.session, &proposal.approval_id).await;
    assert_eq!(reject.map_err(|error| error.public().code), Err(Code::InvalidState));
    ends_interrupted(&stage, &run).await;
    assert_eq!(stage.start().await.status, RunStatus::Queued, "the session is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_run_keeps_its_status() {
    let stage = Stage::open([Act::default()]).await;
    let run = stage.start().await.run_id;
    stage.work().await;
    assert_eq!(interrupt(&stage, &run).await, RunStatus::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupt_at_the_moment_of_an_approval_leaves_one_end() {
    for _ in 0..8 {
        let stage = Stage::open([two()]).await;
        let (services, actor) = (stage.services(), &stage.bench.actor);
        let run = stage.start().await.run_id;
        stage.work().await;
        let id = proposals::pending(services, actor, &stage.session).await.expect("lists").remove(0).approval_id;
        let (approved, _) = tokio::join!(
            proposals::approve(services, actor, &stage.session, &id, Approve::default()),
            runs::interrupt(services, actor, &stage.session, &run)
        );
        let status = stage.run(&run).await.status;
        assert_eq!(status == RunStatus::Completed, approved.is_ok());
        assert_eq!(
            stage.session().await.head_version_id == approved.ok().and_then(|decided| decided.version_id),
            status == RunStatus::Completed
        );
        let events = stage.events(&run, None, 99).await;
        assert_eq!(events.iter().filter(|event| event.what.is_final()).count(), 1);
    }
}
