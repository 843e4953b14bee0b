//! Providers that fail.

use super::*;
use crate::ai::ProviderError;
use crate::proposals;
use domain::Code;
use domain::event::What;
use domain::run::{RetryPolicy, RunStatus};
use std::time::Duration;

fn failing(error: ProviderError) -> Act {
    Act { fails: Some(error), ..Act::default() }
}

async fn stage(acts: impl IntoIterator<Item = Act>) -> Stage {
    let mut stage = Stage::with(&[("RESUMAX_RUN_TIMEOUT_S", "30")], acts).await;
    stage.bench.services.retry = RetryPolicy { max_attempts: 3, base_delay_seconds: 0.001, max_delay_seconds: 0.002 };
    stage
}

/// Works until the run is no longer at work, letting the time for retries pass.
async fn work_through(stage: &Stage) {
    for _ in 0..10 {
        stage.work().await;
        stage.let_leases_run_out().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_recovers_is_asked_again_and_its_partial_work_is_kept() {
    let partial = Act { fails: Some(ProviderError::Timeout), ..two() };
    let stage = stage([partial, failing(ProviderError::Unavailable("503".into())), two()]).await;
    let run = stage.start().await.run_id;
    stage.work_aside().await.await.expect("no panic").expect("a failed attempt is done work");
    assert_eq!(stage.run(&run).await.status, RunStatus::Running);
    assert_eq!(proposals::pending(stage.services(), &stage.bench.actor, &stage.session).await.expect("lists")[0].changes.len(), 2);
    work_through(&stage).await;
    assert_eq!((stage.run(&run).await.status, stage.provider.calls()), (RunStatus::WaitingApproval, 3));
    let events = stage.events(&run, None, 5).await;
    let wanted = ["run_started", "assistant_delta", "change_proposed", "change_proposed", "tool_call_proposed"];
    assert_eq!(kinds(&events), wanted);
    let job = stage.job().await;
    assert_eq!((job.errors, job.crashes), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_keeps_failing_fails_the_run_with_its_code() {
    let stage = stage([failing(ProviderError::Timeout)]).await;
    let run = stage.start().await.run_id;
    work_through(&stage).await;
    assert_eq!(stage.provider.calls(), 3);
    let failed = stage.run(&run).await;
    assert_eq!((failed.status, failed.error.map(|error| error.code)), (RunStatus::Failed, Some(Code::ProviderError)));
    let events = stage.events(&run, None, 99).await;
    let Some(What::RunFailed { error_code, .. }) = events.last().map(|event| &event.what) else { panic!("failed") };
    assert_eq!(error_code, "PROVIDER_ERROR");
    assert_eq!(kinds(&events).first().map(String::as_str), Some("run_started"));
    assert_eq!(stage.session().await.active_run_id, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn retry_after_is_obeyed_and_one_that_is_longer_than_a_run_fails_it() {
    let stage = stage([
        failing(ProviderError::RateLimited(Some(Duration::from_secs(7)))),
        failing(ProviderError::RateLimited(Some(Duration::from_secs(600)))),
    ])
    .await;
    let run = stage.start().await.run_id;
    stage.work().await;
    let job = stage.job().await;
    assert!(job.run_at - job.created_at >= 7_000, "waits {} ms", job.run_at - job.created_at);
    work_through(&stage).await;
    assert_eq!((stage.run(&run).await.status, stage.provider.calls()), (RunStatus::Failed, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_can_not_be_read_is_asked_for_once_more() {
    let broken = || failing(ProviderError::Malformed("no JSON".into()));
    let mended = stage([broken(), two()]).await;
    let run = mended.start().await.run_id;
    mended.work().await;
    assert_eq!((mended.run(&run).await.status, mended.provider.calls()), (RunStatus::WaitingApproval, 2));
    let hopeless = stage([broken()]).await;
    let run = hopeless.start().await.run_id;
    work_through(&hopeless).await;
    assert_eq!((hopeless.run(&run).await.status, hopeless.provider.calls()), (RunStatus::Failed, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_out_of_time_keeps_what_it_has_or_fails() {
    let slow = |pieces| Act { pieces, waits: true, ..Act::default() };
    for (pieces, wanted) in [(two().pieces, RunStatus::WaitingApproval), (Vec::new(), RunStatus::Failed)] {
        let stage = Stage::with(&[("RESUMAX_RUN_TIMEOUT_S", "1")], [slow(pieces)]).await;
        let run = stage.start().await.run_id;
        stage.work().await;
        assert_eq!(stage.run(&run).await.status, wanted);
    }
}
