//! Queues a run.

use super::budget;
use super::row::shown;
use crate::blobs::sha256;
use crate::db::Tx;
use crate::entity::{self, run};
use crate::jobs::{Kind, RunJob};
use crate::queue::ledger::{execute, insertion};
use crate::queue::{NewJob, enqueue};
use crate::{Actor, Error, Result, Services, accounts, idempotency, sessions};
use domain::Code;
use domain::ids::{JobId, RunId, SessionId, TenantId};
use domain::run::{NewRun, Run, RunStatus};
use domain::session::WorkflowState;
use domain::text::{printable, squeeze};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter, SqlErr, Statement, Value,
};

/// The longest message, in characters.
const MESSAGE_MAX: usize = 4_000;

/// Queues a run; the same key and body gives the same run, also when no further run may begin.
///
/// `IDEMPOTENCY_CONFLICT` for the same key with another body, `INVALID_STATE` for a session that is cancelled or lacks resume or
/// job description, `ACTIVE_RUN_EXISTS` while another run is not at its end, `BUDGET_EXCEEDED`, `SESSION_RUN_QUOTA_EXCEEDED`.
pub async fn start(services: &Services, actor: &Actor, session: &SessionId, new: NewRun) -> Result<Run> {
    check(&new)?;
    let new = NewRun { message: printable(&new.message), ..new };
    let row = new_row(services, actor, session, &new);
    let job = RunJob { run: RunId::new(row.id.as_str()), session: session.clone(), strategy: new.strategy.unwrap_or_default() };
    let payload = entity::json(&job)?;
    let quota = services.config.limits.max_runs_per_session;
    let work = async |tx: &Tx| {
        tx.see(&actor.tenant);
        accounts::still_stands(tx, actor, &row.created_at).await?;
        let used_up = budget::used_up(tx, services, actor, session).await?;
        if used_up.is_none() && begin(tx, &row, &payload, quota).await? {
            return Ok((true, row.clone()));
        }
        Ok((false, instead(tx, actor, session, &row, quota, used_up).await?))
    };
    let (started, run) = if budget::is_free(services) { services.db.write_one(work).await? } else { services.write(work).await? };
    if started {
        services.queue.announce();
    }
    shown(&run)
}

fn check(new: &NewRun) -> Result<()> {
    if squeeze(&new.message).is_empty() && new.strategy.is_none() {
        return Err(refuse(Code::BadRequest, "Say what the run should do, or choose a strategy."));
    }
    if new.message.chars().count() > MESSAGE_MAX {
        return Err(refuse(Code::BadRequest, "The message is too long. Say it in at most 4000 characters."));
    }
    new.idempotency_key.as_deref().map_or(Ok(()), idempotency::check)
}

fn new_row(services: &Services, actor: &Actor, session: &SessionId, new: &NewRun) -> run::Model {
    let strategy = entity::word(new.strategy.unwrap_or_default());
    run::Model {
        id: crate::ids::new::<RunId>().into(),
        tenant: actor.tenant.as_str().to_owned(),
        session_id: session.as_str().to_owned(),
        job_id: crate::ids::new::<JobId>().into(),
        status: entity::word(RunStatus::Queued),
        message: new.message.clone(),
        idempotency_key: new.idempotency_key.clone(),
        request_hash: sha256(format!("{strategy}\n{}", new.message).as_bytes()),
        strategy,
        provider: services.provider.name().to_owned(),
        model: services.provider.model().to_owned(),
        input_tokens: 0,
        output_tokens: 0,
        cost_usd: 0.0,
        last_seq: 0,
        final_text: None,
        error: None,
        created_at: services.now(),
        started_at: None,
        ended_at: None,
    }
}

/// Makes the run the session's active one, if all is there for it and none is, and writes it with its job. PostgreSQL does so in one
/// statement, SQLite in three.
async fn begin(tx: &Tx, run: &run::Model, payload: &str, quota: u32) -> Result<bool> {
    let take = "UPDATE sessions SET active_run_id = $1, run_count = run_count + 1, updated_at = $2 \
                WHERE id = $3 AND tenant = $4 AND trashed_at IS NULL AND active_run_id IS NULL AND head_version_id IS NOT NULL \
                AND posting_id IS NOT NULL AND workflow_state <> 'cancelled' AND run_count < $5 \
                AND NOT EXISTS (SELECT 1 FROM runs WHERE session_id = $3 AND idempotency_key = $6)";
    let mut values: Vec<Value> = vec![
        run.id.as_str().into(),
        run.created_at.as_str().into(),
        run.session_id.as_str().into(),
        run.tenant.as_str().into(),
        i64::from(quota).into(),
        run.idempotency_key.clone().into(),
    ];
    if tx.get_database_backend() != DbBackend::Postgres {
        let taken = execute(tx, take, values).await? == 1;
        if taken {
            expected(run::Entity::insert(run.clone().into_active_model().reset_all()).exec_without_returning(tx).await)?;
            let tenant = TenantId::new(run.tenant.as_str());
            enqueue(tx, NewJob::new(JobId::new(run.job_id.as_str()), &tenant, Kind::Run, payload.to_owned())).await?;
        }
        return Ok(taken);
    }
    let job = insertion(tx, Kind::Run, ["$7", "$4", "$8", "$9", "0", "NULL::BIGINT"], "FROM taken");
    let sql = format!(
        "WITH taken AS ({take} RETURNING id), begun AS (INSERT INTO runs (id, tenant, session_id, job_id, status, message, strategy, \
         idempotency_key, request_hash, provider, model, input_tokens, output_tokens, cost_usd, last_seq, created_at) \
         SELECT $1, $4, id, $7, $10, $11, $12, $6, $13, $14, $15, 0, 0, 0, 0, $2 FROM taken) {job}"
    );
    values.extend([
        run.job_id.as_str().into(),
        Kind::Run.as_str().into(),
        payload.into(),
        run.status.as_str().into(),
        run.message.as_str().into(),
        run.strategy.as_str().into(),
        run.request_hash.as_str().into(),
        run.provider.as_str().into(),
        run.model.as_str().into(),
    ]);
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    Ok(expected(tx.execute_raw(statement).await)?.rows_affected() == 1)
}

/// No new run: the one of the same key, or why not; or this very one, when the connection was lost before it could be said that it had begun.
async fn instead(
    tx: &Tx,
    actor: &Actor,
    session: &SessionId,
    asked: &run::Model,
    quota: u32,
    used_up: Option<domain::Error>,
) -> Result<run::Model> {
    let own = tx.of(actor);
    let row = sessions::row(&own, session).await?;
    if row.active_run_id.as_ref() == Some(&asked.id) {
        return Ok(asked.clone());
    }
    if let Some(key) = &asked.idempotency_key {
        let same = own
            .find::<run::Entity>()
            .filter(run::Column::SessionId.eq(session.as_str()))
            .filter(run::Column::IdempotencyKey.eq(key.as_str()));
        match same.one(tx).await? {
            Some(run) if run.request_hash == asked.request_hash => return Ok(run),
            Some(_) => {
                let message = "This idempotency key was used for another request. Send a new key, or the same request.";
                return Err(refuse(Code::IdempotencyConflict, message));
            }
            None => {}
        }
    }
    if entity::read::<WorkflowState>(&row.workflow_state)? == WorkflowState::Cancelled {
        return Err(refuse(Code::InvalidState, "This session was cancelled. Open a new one to go on."));
    }
    if row.head_version_id.is_none() {
        return Err(refuse(Code::InvalidState, "This session has no resume that could be read yet. Upload one first."));
    }
    if row.posting_id.is_none() {
        return Err(refuse(Code::InvalidState, "This session has no job description yet. Give one first."));
    }
    if let Some(active) = row.active_run_id {
        return Err(active_run(Some(&active)));
    }
    if let Some(error) = used_up {
        return Err(error.into());
    }
    let message = format!("This session has had its {quota} runs. Open a new session to go on.");
    Err(domain::Error::new(Code::SessionRunQuotaExceeded, message).with("quota", quota).into())
}

/// What the index `runs_unfinished` says in other words (SQLite names its column).
fn expected<T>(inserted: std::result::Result<T, DbErr>) -> Result<T> {
    inserted.map_err(|error| if violates(&error, "runs_unfinished", "runs.session_id") { active_run(None) } else { error.into() })
}

fn active_run(run: Option<&str>) -> Error {
    let message = "A run is still going on in this session. Wait for its end, decide on its changes, or interrupt it.";
    let error = domain::Error::new(Code::ActiveRunExists, message);
    run.map_or_else(|| error.clone(), |run| error.clone().with("run_id", run)).into()
}

/// A conflict with a unique index, by its name; SQLite says `UNIQUE constraint failed: ` and the columns instead.
fn violates(error: &sea_orm::DbErr, index: &str, columns: &str) -> bool {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(message)) => message.contains(index) || message.ends_with(columns),
        _ => false,
    }
}

fn refuse(code: Code, message: &str) -> Error {
    Error::refused(code, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runs::tests::{Stage, two};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_start_whose_answer_was_lost_is_the_run_that_it_began() {
        let stage = Stage::open([two()]).await;
        let (services, actor, session) = (stage.services(), &stage.bench.actor, &stage.session);
        let new = NewRun { message: "Make it fit.".to_owned(), ..NewRun::default() };
        let row = new_row(services, actor, session, &new);
        for begins in [true, false] {
            assert_eq!(services.write(async |tx| begin(tx, &row, "{}", 9).await).await.expect("written"), begins);
        }
        let run = services.write(async |tx| instead(tx, actor, session, &row, 9, None).await).await.expect("no other run is in the way");
        assert_eq!(run, row);
    }
}
