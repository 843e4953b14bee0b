//! Workers that die, freeze and come back.

use super::*;
use crate::queue::ledger;
use crate::{Error, jobs, proposals, start_workers};
use domain::event::What;
use domain::run::RunStatus;
use sea_orm::EntityTrait;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_run_whose_worker_died_is_finished_by_another_without_doubling_anything() {
    let stage = Stage::open([Act { waits: true, ..two() }, two()]).await;
    let run = stage.start().await.run_id;
    let dead = stage.work_aside().await;
    stage.until(&run, |what| matches!(what, What::ChangeProposed(_))).await;
    dead.abort();
    assert!(stage.claim().await.is_none(), "the lease still holds");
    stage.let_leases_run_out().await;
    assert_eq!(stage.sweep().await, 1);
    stage.work().await;
    assert_eq!(stage.run(&run).await.status, RunStatus::WaitingApproval);
    let events = stage.events(&run, None, 5).await;
    let wanted = ["run_started", "assistant_delta", "change_proposed", "change_proposed", "tool_call_proposed"];
    assert_eq!(kinds(&events), wanted);
    let waiting = proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists");
    assert_eq!(waiting.iter().map(|proposal| proposal.changes.len()).collect::<Vec<_>>(), [2]);
    let job = stage.job().await;
    assert_eq!((job.state.as_str(), job.attempt, job.crashes, job.errors), ("done", 2, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_comes_back_too_late_changes_nothing() {
    let stage = Stage::open([Act { waits: true, ..two() }, bold()]).await;
    let run = stage.start().await.run_id;
    let zombie = stage.work_aside().await;
    stage.until(&run, |what| matches!(what, What::ChangeProposed(_))).await;
    stage.let_leases_run_out().await;
    stage.sweep().await;
    stage.work().await;
    let events = stage.events(&run, None, 5).await;
    let proposal = proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists");
    stage.provider.go_on();
    assert!(matches!(zombie.await.expect("no panic"), Err(Error::LeaseLost)));
    assert_eq!(stage.events(&run, None, 5).await, events);
    let after = proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists");
    assert_eq!(after, proposal);
    assert_eq!(stage.session().await.usage.total_tokens, 120, "paid and counted once");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_write_of_a_lost_lease_gets_through() {
    let stage = Stage::open([two()]).await;
    stage.start().await;
    let old = stage.claim().await.expect("there is work");
    stage.let_leases_run_out().await;
    stage.sweep().await;
    let new = stage.claim().await.expect("there is work again");
    assert_eq!((old.lease.attempt, new.lease.attempt), (1, 2));
    let services = stage.services();
    let lease = &old.lease;
    let wait = Duration::ZERO;
    assert!(matches!(services.write(async |tx| ledger::hold(tx, lease).await).await, Err(Error::LeaseLost)));
    assert!(matches!(services.write(async |tx| ledger::complete(tx, lease).await).await, Err(Error::LeaseLost)));
    assert!(matches!(services.write(async |tx| ledger::retry(tx, lease, wait, "").await).await, Err(Error::LeaseLost)));
    assert!(matches!(services.write(async |tx| ledger::hand_back(tx, lease).await).await, Err(Error::LeaseLost)));
    assert!(matches!(services.write(async |tx| ledger::bury(tx, lease, "").await).await, Err(Error::LeaseLost)));
    assert!(services.write(async |tx| ledger::complete(tx, &new.lease).await).await.is_ok());
    assert!(matches!(services.write(async |tx| ledger::complete(tx, &new.lease).await).await, Err(Error::LeaseLost)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_was_paid_for_is_not_paid_for_again() {
    let stage = Stage::open([two()]).await;
    let run = stage.start().await.run_id;
    // It dies between the saved reply and the proposal: the proposal can't be written.
    let services = stage.services().clone();
    let migrator = services.db.migrator();
    let (sabotage, repair) = match sea_orm::ConnectionTrait::get_database_backend(migrator) {
        sea_orm::DbBackend::Postgres => (
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''sabotage''; END';
             CREATE TRIGGER t BEFORE INSERT ON proposals EXECUTE FUNCTION f()",
            "DROP TRIGGER t ON proposals",
        ),
        _ => ("CREATE TRIGGER t BEFORE INSERT ON proposals BEGIN SELECT RAISE(ABORT, 'sabotage'); END", "DROP TRIGGER t"),
    };
    sea_orm::ConnectionTrait::execute_unprepared(migrator, sabotage).await.expect("sabotaged");
    let job = stage.claim().await.expect("there is work");
    assert!(jobs::work(&services, &job).await.is_err());
    sea_orm::ConnectionTrait::execute_unprepared(migrator, repair).await.expect("repaired");
    assert_eq!(crate::entity::reply::Entity::find().all(services.db.reader()).await.expect("reads").len(), 1);
    stage.let_leases_run_out().await;
    stage.sweep().await;
    stage.work().await;
    assert_eq!(stage.run(&run).await.status, RunStatus::WaitingApproval);
    assert_eq!(stage.provider.calls(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_kills_three_workers_is_given_up_and_says_so() {
    let stage = Stage::open([Act { waits: true, ..two() }]).await;
    let run = stage.start().await.run_id;
    for _ in 0..3 {
        let worker = stage.work_aside().await;
        tokio::time::sleep(Duration::from_millis(80)).await;
        worker.abort();
        stage.let_leases_run_out().await;
        stage.sweep().await;
    }
    let job = stage.job().await;
    assert_eq!((job.state.as_str(), job.crashes), ("dead", 3));
    let failed = stage.run(&run).await;
    assert_eq!((failed.status, failed.ended_at.is_some()), (RunStatus::Failed, true));
    let error = failed.error.expect("it says why");
    assert_eq!((error.code, error.details["last_error"].as_str()), (domain::Code::Internal, Some("its workers died")));
    let events = stage.events(&run, None, 99).await;
    assert_eq!(kinds(&events).last().map(String::as_str), Some("run_failed"));
    assert!(proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists").is_empty());
    assert_eq!(stage.session().await.active_run_id, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_do_runs_and_a_process_that_starts_alone_takes_over_at_once() {
    let stage = Stage::open([Act { waits: true, ..two() }, two()]).await;
    let killed = start_workers(stage.services(), crate::Shift::of_all(2));
    let run = stage.start().await.run_id;
    stage.until(&run, |what| matches!(what, What::ChangeProposed(_))).await;
    drop(killed);
    let began = std::time::Instant::now();
    let workers = start_workers(stage.services(), crate::Shift::of_all(2));
    stage.until(&run, |what| matches!(what, What::ToolCallProposed { .. })).await;
    // On PostgreSQL nobody can know that the others are dead before their leases run out.
    let shared = sea_orm::ConnectionTrait::get_database_backend(stage.services().db.reader()) == sea_orm::DbBackend::Postgres;
    assert!(began.elapsed() < Duration::from_secs(if shared { 25 } else { 8 }), "took {:?}", began.elapsed());
    workers.drain(Duration::from_secs(1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drain_hands_unfinished_work_back_and_burns_no_attempt() {
    let stage = Stage::open([Act { waits: true, ..two() }, two()]).await;
    let workers = start_workers(stage.services(), crate::Shift::of_all(2));
    let run = stage.start().await.run_id;
    stage.until(&run, |what| matches!(what, What::ChangeProposed(_))).await;
    workers.drain(Duration::from_millis(50)).await;
    let job = stage.job().await;
    assert_eq!((job.state.as_str(), job.crashes, job.errors), ("queued", 0, 0));
    stage.work().await;
    assert_eq!(stage.run(&run).await.status, RunStatus::WaitingApproval);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drain_lets_work_finish_that_can() {
    let stage = Stage::open([Act { waits: true, ..two() }]).await;
    let workers = start_workers(stage.services(), crate::Shift::of_all(2));
    let run = stage.start().await.run_id;
    stage.until(&run, |what| matches!(what, What::ChangeProposed(_))).await;
    stage.provider.go_on();
    workers.drain(Duration::from_secs(10)).await;
    assert_eq!(stage.run(&run).await.status, RunStatus::WaitingApproval);
}
