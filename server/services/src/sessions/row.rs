//! The row of a session: how it begins, how it is shown, how it is changed.

use crate::db::{TenantDb, Tx};
use crate::entity::{self, session};
use crate::{Actor, Error, Result};
use domain::Code;
use domain::ids::{PostingId, ResumeId, RunId, SessionId, VersionId};
use domain::posting::Posting;
use domain::session::{Session, Settings, Step, Usage, WorkflowState, default_name};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

/// The row, or `SESSION_NOT_FOUND`; what is in the trash is not found.
pub(crate) async fn row<C: ConnectionTrait>(own: &TenantDb<'_, C>, id: &SessionId) -> Result<session::Model> {
    let row = own.one::<session::Entity>(id.as_str()).await?;
    if row.trashed_at.is_some() { Err(crate::db::missing::<session::Entity>()) } else { Ok(row) }
}

/// Writes the columns that are set.
pub(crate) async fn change(tx: &Tx, actor: &Actor, id: &str, change: session::ActiveModel) -> Result<()> {
    let rows = tx.of(actor).update::<session::Entity>().set(change).filter(session::Column::Id.eq(id)).exec(tx).await?.rows_affected;
    if rows == 1 { Ok(()) } else { Err(crate::db::missing::<session::Entity>()) }
}

/// The state after a step, or `INVALID_STATE` with what to do first.
pub(crate) fn step(row: &session::Model, step: Step) -> Result<WorkflowState> {
    let state: WorkflowState = entity::read(&row.workflow_state)?;
    state.after(step).ok_or_else(|| {
        let message = match (state, step) {
            (WorkflowState::Cancelled, _) => "This session was cancelled. Open a new one to go on.",
            (WorkflowState::Draft, Step::Posting) => "This session has no resume yet. Upload one before you give the job description.",
            (WorkflowState::Draft, _) => "This session has no resume yet. Upload one first.",
            _ => "This session has no job description yet. Give one first.",
        };
        domain::Error::new(Code::InvalidState, message).with("workflow_state", row.workflow_state.as_str()).into()
    })
}

/// `INVALID_STATE` for a cancelled session.
pub(crate) fn refuse_cancelled(row: &session::Model) -> Result<()> {
    step(row, Step::Cancel)?;
    if entity::read::<WorkflowState>(&row.workflow_state)? == WorkflowState::Cancelled {
        return Err(Error::refused(Code::InvalidState, "This session was cancelled. Open a new one to go on."));
    }
    Ok(())
}

/// `ACTIVE_RUN_EXISTS` while a run goes on: its proposal would be about another document.
pub(crate) fn refuse_running(row: &session::Model) -> Result<()> {
    match &row.active_run_id {
        None => Ok(()),
        Some(run) => {
            let message = "A run is still going on in this session. Wait for its end, decide on its changes, or interrupt it.";
            Err(domain::Error::new(Code::ActiveRunExists, message).with("run_id", run.as_str()).into())
        }
    }
}

pub(super) fn new(id: &SessionId, name: Option<String>, auto_approve: bool, now: &str) -> session::ActiveModel {
    session::ActiveModel {
        id: Set(id.as_str().to_owned()),
        named: Set(name.is_some()),
        workspace_name: Set(name.unwrap_or_else(|| default_name("", ""))),
        workflow_state: Set(entity::word(WorkflowState::Draft)),
        auto_approve: Set(auto_approve),
        version_count: Set(0),
        pending_approvals: Set(0),
        run_count: Set(0),
        completed_run_count: Set(0),
        total_tokens: Set(0),
        total_cost_usd: Set(0.0),
        created_at: Set(now.to_owned()),
        updated_at: Set(now.to_owned()),
        ..Default::default()
    }
}

/// As its owner sees it.
pub(super) fn shown(row: &session::Model, posting: Option<&(Posting, Option<String>)>) -> Result<Session> {
    let text = |of: fn(&Posting) -> &String| posting.map(|(posting, _)| of(posting).clone()).filter(|text| !text.is_empty());
    Ok(Session {
        session_id: SessionId::new(row.id.as_str()),
        workspace_name: row.workspace_name.clone(),
        workflow_state: entity::read(&row.workflow_state)?,
        active_run_id: row.active_run_id.as_deref().map(RunId::new),
        pending_approvals_count: count(row.pending_approvals),
        resume_id: row.resume_id.as_deref().map(ResumeId::new),
        resume_path: row.resume_path.clone(),
        job_description_id: row.posting_id.as_deref().map(PostingId::new),
        jd_text: text(|posting| &posting.text),
        jd_url: posting.and_then(|(_, url)| url.clone()),
        jd_title: text(|posting| &posting.title),
        jd_company: text(|posting| &posting.company),
        head_version_id: row.head_version_id.as_deref().map(VersionId::new),
        score: row.score.and_then(|score| u8::try_from(score).ok()),
        score_before: row.score_before.and_then(|score| u8::try_from(score).ok()),
        latest_export_path: row.latest_export_path.clone(),
        usage: usage(row),
        settings: Settings { auto_approve: row.auto_approve },
        created_at: row.created_at.clone(),
        updated_at: row.updated_at.clone(),
    })
}

pub(super) fn usage(row: &session::Model) -> Usage {
    Usage {
        run_count: count(row.run_count),
        completed_run_count: count(row.completed_run_count),
        total_tokens: u64::try_from(row.total_tokens).unwrap_or(0),
        total_estimated_cost_usd: row.total_cost_usd,
    }
}

fn count(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or(0)
}
