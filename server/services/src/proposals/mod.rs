//! Proposals: the changes of a run that wait for their owner.

use crate::{Actor, Result, Services};
use domain::ids::{ApprovalId, ChangeId, SessionId};
use domain::proposal::{Approve, Change, ChangeDecision, Decided, Proposal};

/// Streaming and waiting ones.
pub async fn pending(_services: &Services, _actor: &Actor, _session: &SessionId) -> Result<Vec<Proposal>> {
    todo!()
}

/// Or `APPROVAL_NOT_FOUND`.
pub async fn get(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &ApprovalId) -> Result<Proposal> {
    todo!()
}

/// Decides one change while others stay open; `pending` takes it back. `UNSUPPORTED_CLAIM` without a confirmation.
pub async fn decide(
    _services: &Services,
    _actor: &Actor,
    _session: &SessionId,
    _id: &ApprovalId,
    _change: &ChangeId,
    _decision: ChangeDecision,
) -> Result<Change> {
    todo!()
}

/// Writes the approved changes as a new version; the run goes on.
pub async fn approve(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &ApprovalId, _approve: Approve) -> Result<Decided> {
    todo!()
}

/// Nothing is written; the run completes.
pub async fn reject(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &ApprovalId) -> Result<Decided> {
    todo!()
}
