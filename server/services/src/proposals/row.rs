//! The rows of proposals and changes: how they begin, how they are read, how decisions get into them.

use super::outcome::Outcome;
use crate::db::{TenantDb, Tx, missing};
use crate::entity::{self, change, proposal, session};
use crate::runs::{Ground, Key};
use crate::{Actor, Error, Result};
use domain::Code;
use domain::ids::{ApprovalId, ChangeId, RunId, SessionId, VersionId};
use domain::proposal::decide::effective;
use domain::proposal::{Change, Decision, ProposalStatus};
use domain::resume::edit::Edit;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement, Value};

/// How changes are filed: under which state of their proposal, with which decisions, in which version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filing<'a> {
    pub status: ProposalStatus,
    /// Instead of what the changes start with.
    pub decided: Option<&'a [Change]>,
    pub version: Option<&'a VersionId>,
}

impl Filing<'_> {
    pub(crate) fn as_(status: ProposalStatus) -> Self {
        Self { status, decided: None, version: None }
    }
}

/// The row, or `APPROVAL_NOT_FOUND`.
pub(super) async fn row<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, id: &ApprovalId) -> Result<proposal::Model> {
    let one = own
        .find::<proposal::Entity>()
        .filter(proposal::Column::Id.eq(id.as_str()))
        .filter(proposal::Column::SessionId.eq(session.as_str()));
    own.held(one).one(own.connection()).await?.ok_or_else(missing::<proposal::Entity>)
}

/// The proposal of a run, if it has made one.
pub(crate) async fn of_run<C: ConnectionTrait>(own: &TenantDb<'_, C>, run: &RunId) -> Result<Option<proposal::Model>> {
    let one = own.find::<proposal::Entity>().filter(proposal::Column::RunId.eq(run.as_str()));
    Ok(own.held(one).one(own.connection()).await?)
}

/// How often decisions were taken on the proposal of a run.
pub(crate) async fn revision<C: ConnectionTrait>(own: &TenantDb<'_, C>, run: &RunId) -> Result<Option<i32>> {
    Ok(of_run(own, run).await?.map(|proposal| proposal.revision))
}

/// The changes of a proposal, in the order of the document.
pub(crate) async fn rows<C: ConnectionTrait>(own: &TenantDb<'_, C>, proposal: &str) -> Result<Vec<change::Model>> {
    let all = own
        .find::<change::Entity>()
        .filter(change::Column::ProposalId.eq(proposal))
        .order_by_asc(change::Column::Position)
        .order_by_asc(change::Column::Ordinal);
    Ok(all.all(own.connection()).await?)
}

/// The edit of a change that went into a version, and the version that it was made for.
pub(crate) async fn applied<C: ConnectionTrait>(
    own: &TenantDb<'_, C>,
    session: &SessionId,
    id: &ChangeId,
) -> Result<Option<(Edit, VersionId)>> {
    let one =
        own.find::<change::Entity>().filter(change::Column::Id.eq(id.as_str())).filter(change::Column::SessionId.eq(session.as_str()));
    let Some(row) = one.one(own.connection()).await? else { return Ok(None) };
    let change = change(&row)?;
    let proposal = self::row(own, session, &ApprovalId::new(row.proposal_id)).await?;
    if entity::read::<ProposalStatus>(&proposal.status)? != ProposalStatus::Approved || !change.is_taken() || change.stale {
        return Ok(None);
    }
    Ok(Some((effective(&change)?, VersionId::new(proposal.base_version_id))))
}

/// A change as its owner sees it.
pub(crate) fn change(row: &change::Model) -> Result<Change> {
    let body: Change = entity::parse(&row.body)?;
    Ok(Change {
        findings: row.findings.as_deref().map(entity::parse).transpose()?.unwrap_or(body.findings),
        decision: entity::read(&row.decision)?,
        text: row.text.clone(),
        confirmation: row.confirmation.clone(),
        stale: row.stale,
        ..body
    })
}

/// A new proposal, before its first changes.
pub(crate) async fn open(tx: &Tx, key: &Key, id: &ApprovalId, ground: &Ground, filing: Filing<'_>, now: &str) -> Result<()> {
    let decided = !filing.status.is_open();
    let row = proposal::ActiveModel {
        id: Set(id.as_str().to_owned()),
        session_id: Set(key.session.as_str().to_owned()),
        run_id: Set(key.run.as_str().to_owned()),
        base_version_id: Set(ground.base_id.as_str().to_owned()),
        path: Set(path(&ground.session)),
        status: Set(entity::word(filing.status)),
        revision: Set(0),
        version_id: Set(filing.version.map(|id| id.as_str().to_owned())),
        created_at: Set(now.to_owned()),
        decided_at: Set(decided.then(|| now.to_owned())),
        ..Default::default()
    };
    tx.of(&key.actor).insert(row).await
}

/// A new change.
pub(crate) fn new_row(
    key: &Key,
    proposal: &ApprovalId,
    (ordinal, position): (i32, i32),
    change: &Change,
    filing: Filing<'_>,
    now: &str,
) -> Result<change::ActiveModel> {
    let filed = filing.decided.and_then(|all| all.iter().find(|one| one.change_id == change.change_id)).unwrap_or(change);
    Ok(change::ActiveModel {
        id: Set(change.change_id.as_str().to_owned()),
        tenant: Set(key.actor.tenant.as_str().to_owned()),
        session_id: Set(key.session.as_str().to_owned()),
        proposal_id: Set(proposal.as_str().to_owned()),
        ordinal: Set(ordinal),
        position: Set(position),
        body: Set(entity::json(change)?),
        decision: Set(entity::word(filed.decision)),
        text: Set(None),
        confirmation: Set(None),
        findings: Set(None),
        unsupported: Set(change.is_unsupported()),
        stale: Set(filed.stale),
        decided_at: Set((filed.decision != change.decision).then(|| now.to_owned())),
    })
}

/// All in one statement.
pub(crate) async fn insert(tx: &Tx, rows: Vec<change::ActiveModel>) -> Result<()> {
    change::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The run has said all: the proposal waits for its owner.
pub(crate) async fn wait(tx: &Tx, id: &ApprovalId) -> Result<()> {
    let sql = "UPDATE proposals SET status = 'pending' WHERE id = $1 AND status = 'streaming'";
    execute(tx, sql, [id.as_str().into()]).await?;
    Ok(())
}

/// The run decided by itself.
pub(crate) async fn close(tx: &Tx, id: &ApprovalId, filing: Filing<'_>, now: &str) -> Result<()> {
    let sql = "UPDATE proposals SET status = $1, version_id = $2, decided_at = $3, revision = revision + 1 WHERE id = $4 AND status = 'streaming'";
    let version = filing.version.map(|version| version.as_str().to_owned());
    execute(tx, sql, [entity::word(filing.status).into(), version.into(), now.into(), id.as_str().into()]).await?;
    Ok(())
}

/// The run has ended without a decision.
pub(crate) async fn withdraw(tx: &Tx, key: &Key, now: &str) -> Result<()> {
    let sql = "UPDATE proposals SET status = 'withdrawn', decided_at = $1 WHERE run_id = $2 AND status IN ('streaming', 'pending')";
    execute(tx, sql, [now.into(), key.run.as_str().into()]).await?;
    Ok(())
}

/// A decision on one change was taken; `false` when the proposal takes none any more.
pub(super) async fn revise(tx: &Tx, id: &str) -> Result<bool> {
    let sql = "UPDATE proposals SET revision = revision + 1 WHERE id = $1 AND status IN ('streaming', 'pending')";
    Ok(execute(tx, sql, [id.into()]).await? == 1)
}

/// The decision on the whole, if the proposal is still as it was seen.
pub(super) async fn settle(tx: &Tx, seen: &proposal::Model, to: ProposalStatus, now: &str) -> Result<bool> {
    let sql = "UPDATE proposals SET status = $1, decided_at = $2, revision = revision + 1 WHERE id = $3 AND status = $4 AND revision = $5";
    let values = [entity::word(to).into(), now.into(), seen.id.as_str().into(), seen.status.as_str().into(), seen.revision.into()];
    Ok(execute(tx, sql, values).await? == 1)
}

/// What came of it.
pub(crate) async fn set_version(tx: &Tx, id: &str, version: &VersionId) -> Result<()> {
    execute(tx, "UPDATE proposals SET version_id = $1 WHERE id = $2", [version.as_str().into(), id.into()]).await?;
    Ok(())
}

/// One decision.
pub(super) async fn write_decision(tx: &Tx, change: &Change, now: &str) -> Result<()> {
    let findings = change.text.as_ref().map(|_| entity::json(&change.findings)).transpose()?;
    let sql = "UPDATE changes SET decision = $1, text = $2, confirmation = $3, findings = $4, unsupported = $5, stale = $6, decided_at = $7 \
               WHERE id = $8";
    let values = [
        entity::word(change.decision).into(),
        change.text.clone().into(),
        change.confirmation.clone().into(),
        findings.into(),
        change.is_unsupported().into(),
        change.stale.into(),
        now.into(),
        change.change_id.as_str().into(),
    ];
    execute(tx, sql, values).await?;
    Ok(())
}

/// The decisions that differ from what stood there; plain ones together.
pub(crate) async fn write_decisions(tx: &Tx, actor: &Actor, before: &[Change], outcome: &Outcome, now: &str) -> Result<()> {
    let differs = |next: &&Change| before.iter().find(|change| change.change_id == next.change_id) != Some(*next);
    let mut plain: [(Decision, Vec<&ChangeId>); 2] = [(Decision::Approved, Vec::new()), (Decision::Rejected, Vec::new())];
    for change in outcome.decided.iter().filter(differs) {
        let was_plain = before.iter().any(|one| one.change_id == change.change_id && one.text.is_none() && one.confirmation.is_none());
        let is_plain = change.text.is_none() && change.confirmation.is_none() && !change.stale;
        match plain.iter_mut().find(|(decision, _)| *decision == change.decision && is_plain && was_plain) {
            Some((_, ids)) => ids.push(&change.change_id),
            None => write_decision(tx, change, now).await?,
        }
    }
    for (decision, ids) in plain.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let change =
            change::ActiveModel { decision: Set(entity::word(decision)), decided_at: Set(Some(now.to_owned())), ..Default::default() };
        let named = change::Column::Id.is_in(ids.into_iter().map(ChangeId::as_str));
        tx.of(actor).update::<change::Entity>().set(change).filter(named).exec(tx).await?;
    }
    Ok(())
}

/// What an approval's `args.path` names: the head version as Markdown.
pub(crate) fn path(session: &session::Model) -> String {
    session.resume_path.clone().unwrap_or_else(|| "resume.md".to_owned())
}

/// `ALREADY_DECIDED` or `INVALID_STATE` for a proposal that takes no decision any more.
pub(super) fn refuse_closed(row: &proposal::Model) -> Result<()> {
    match entity::read::<ProposalStatus>(&row.status)? {
        ProposalStatus::Streaming | ProposalStatus::Pending => Ok(()),
        status @ (ProposalStatus::Approved | ProposalStatus::Rejected) => {
            let message = "This approval has been decided already. Load the page to see what came of it.";
            Err(domain::Error::new(Code::AlreadyDecided, message).with("status", entity::word(status)).into())
        }
        ProposalStatus::Withdrawn => Err(Error::refused(Code::InvalidState, "The run of this approval has ended. Start a new run.")),
    }
}

async fn execute(tx: &Tx, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
    Ok(tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?.rows_affected())
}
