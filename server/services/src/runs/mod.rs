//! Runs: one AI request in a session.

use crate::{Actor, Result, Services};
use domain::ids::{RunId, SessionId};
use domain::run::{NewRun, Run};

/// Queues a run; the same key and body gives the same run.
pub async fn start(_services: &Services, _actor: &Actor, _session: &SessionId, _new: NewRun) -> Result<Run> {
    todo!()
}

/// Or `RUN_NOT_FOUND`.
pub async fn get(_services: &Services, _actor: &Actor, _session: &SessionId, _run: &RunId) -> Result<Run> {
    todo!()
}

/// Newest first.
pub async fn list(_services: &Services, _actor: &Actor, _session: &SessionId) -> Result<Vec<Run>> {
    todo!()
}

/// Repeatable; an ended run keeps its status.
pub async fn interrupt(_services: &Services, _actor: &Actor, _session: &SessionId, _run: &RunId) -> Result<Run> {
    todo!()
}
