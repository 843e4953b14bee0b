//! What may begin a run.

use super::*;
use crate::{runs, sessions};
use domain::Code;
use domain::run::{NewRun, RunStatus};

fn code(error: crate::Error) -> Code {
    error.public().code
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_and_body_is_the_same_run_also_when_the_quota_is_used_up() {
    let stage = Stage::with(&[("RESUMAX_MAX_RUNS_PER_SESSION", "1")], [Act::default()]).await;
    let first = stage.start_as(Some("k1")).await.expect("starts");
    assert_eq!(stage.start_as(Some("k1")).await.expect("the same").run_id, first.run_id);
    stage.work().await;
    let again = stage.start_as(Some("k1")).await.expect("the same");
    assert_eq!((again.run_id, again.status), (first.run_id, RunStatus::Completed));
    assert_eq!(stage.start_as(Some("k2")).await.map_err(code), Err(Code::SessionRunQuotaExceeded));
    let other = NewRun { message: "Something else.".into(), strategy: None, idempotency_key: Some("k1".into()) };
    let conflict = runs::start(stage.services(), &stage.bench.actor, &stage.session, other).await;
    assert_eq!(conflict.map_err(code), Err(Code::IdempotencyConflict));
    assert_eq!(stage.provider.calls(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_starts_at_once_wins() {
    let stage = std::sync::Arc::new(Stage::open([two()]).await);
    let starts = (0..12).map(|_| {
        let stage = stage.clone();
        tokio::spawn(async move { stage.start_as(None).await.map_err(code) })
    });
    let mut outcomes = Vec::new();
    for start in starts.collect::<Vec<_>>() {
        outcomes.push(start.await.expect("no panic").map(|run| run.run_id));
    }
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.into_iter().filter_map(Result::err).all(|code| code == Code::ActiveRunExists));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_at_once_is_one_run() {
    let stage = std::sync::Arc::new(Stage::open([two()]).await);
    let starts = (0..12).map(|_| {
        let stage = stage.clone();
        tokio::spawn(async move { stage.start_as(Some("k")).await.expect("starts").run_id })
    });
    let mut ids = std::collections::BTreeSet::new();
    for start in starts.collect::<Vec<_>>() {
        ids.insert(start.await.expect("no panic"));
    }
    assert_eq!(ids.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_without_resume_or_cancelled_takes_no_run() {
    let stage = Stage::open([two()]).await;
    let (services, actor) = (stage.services(), &stage.bench.actor);
    let empty = sessions::create(services, actor, Default::default()).await.expect("a session").session_id;
    let new = NewRun { message: "Go.".into(), ..NewRun::default() };
    assert_eq!(runs::start(services, actor, &empty, new.clone()).await.map_err(code), Err(Code::InvalidState));
    sessions::cancel(services, actor, &stage.session).await.expect("cancelled");
    assert_eq!(runs::start(services, actor, &stage.session, new.clone()).await.map_err(code), Err(Code::InvalidState));
    let nowhere = domain::ids::SessionId::new("sess_nowhere");
    assert_eq!(runs::start(services, actor, &nowhere, new).await.map_err(code), Err(Code::SessionNotFound));
}
