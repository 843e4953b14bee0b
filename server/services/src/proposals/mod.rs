//! Proposals: the changes of a run that wait for their owner.
//!
//! A decision is compare-and-set: on one change it counts the proposal's revision up, on the whole it names the revision and the head that it
//! has seen, and looks again when they have moved on. So two tabs never lose a decision, and what is written is what both said.

mod approve;
mod decide;
mod outcome;
mod row;

pub use approve::{approve, reject};
pub use decide::{decide, decide_open};

pub(crate) use outcome::{Outcome, write_version};
pub(crate) use row::{
    Filing, applied, change, close, insert, new_row, of_run, open, path, revision, rows, wait, withdraw, write_decisions,
};

use crate::entity::{self, proposal};
use crate::{Actor, Result, Services, runs, sessions};
use domain::ids::{ApprovalId, RunId, SessionId, VersionId};
use domain::proposal::{Change, Proposal, ProposalArgs, ProposalStatus, decide as rules};
use domain::version::fit;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// What a proposal would do, as the API calls it.
pub(crate) const TOOL: &str = "resume_edit";

/// Those whose run has said all: they wait for a decision.
pub async fn waiting(services: &Services, actor: &Actor, session: &SessionId) -> Result<Vec<Proposal>> {
    of_status(services, actor, session, &[ProposalStatus::Pending]).await
}

/// Streaming and waiting ones.
pub async fn pending(services: &Services, actor: &Actor, session: &SessionId) -> Result<Vec<Proposal>> {
    of_status(services, actor, session, &[ProposalStatus::Streaming, ProposalStatus::Pending]).await
}

async fn of_status(services: &Services, actor: &Actor, session: &SessionId, statuses: &[ProposalStatus]) -> Result<Vec<Proposal>> {
    let own = services.read(actor);
    let seen = sessions::row(&own, session).await?;
    let found = own
        .find::<proposal::Entity>()
        .filter(proposal::Column::SessionId.eq(session.as_str()))
        .filter(proposal::Column::Status.is_in(statuses.iter().map(entity::word)))
        .order_by_asc(proposal::Column::CreatedAt);
    let mut shown = Vec::new();
    for row in found.all(own.connection()).await? {
        shown.push(show(services, actor, session, seen.head_version_id.as_deref(), row).await?);
    }
    Ok(shown)
}

/// Or `APPROVAL_NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, session: &SessionId, id: &ApprovalId) -> Result<Proposal> {
    let own = services.read(actor);
    let seen = sessions::row(&own, session).await?;
    let row = row::row(&own, session, id).await?;
    show(services, actor, session, seen.head_version_id.as_deref(), row).await
}

/// As its owner sees it; while it is open, changes that the head has left behind are marked.
async fn show(services: &Services, actor: &Actor, session: &SessionId, head: Option<&str>, row: proposal::Model) -> Result<Proposal> {
    let own = services.read(actor);
    let mut changes = rows(&own, &row.id).await?.iter().map(change).collect::<Result<Vec<_>>>()?;
    let status: ProposalStatus = entity::read(&row.status)?;
    if status.is_open() {
        mark_stale(services, actor, session, head, &row, &mut changes).await?;
    }
    Ok(Proposal {
        approval_id: ApprovalId::new(row.id),
        run_id: RunId::new(row.run_id),
        tool_name: TOOL.to_owned(),
        args: ProposalArgs { path: row.path, base_version_id: VersionId::new(row.base_version_id) },
        changes,
        created_at: row.created_at,
        status,
    })
}

/// Marks what the head has left behind, for showing: it is written down only with the decision on the whole.
async fn mark_stale(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    head: Option<&str>,
    row: &proposal::Model,
    changes: &mut [Change],
) -> Result<()> {
    let Some(head) = head.filter(|head| *head != row.base_version_id) else { return Ok(()) };
    let base = runs::document(services, actor, session, &row.base_version_id).await?;
    let head = runs::document(services, actor, session, head).await?;
    for change in changes {
        change.stale = rules::effective(change).is_ok_and(|edit| fit(&edit, &base, &head).is_err());
    }
    Ok(())
}
