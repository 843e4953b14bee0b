//! What an operator does with jobs: look, try again, give up. Of the whole instance; a job's payload holds ids, never contents.

use super::ledger::now_ms;
use crate::db::Tx;
use crate::entity::job::{Column, Entity, Model};
use crate::{Actor, Error, Result, Services, audit};
use domain::Code;
use domain::ids::JobId;
use domain::operations::{Job, JobState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};
use serde_json::json;

/// So many are shown at most.
const MOST: u64 = 200;

/// The newest jobs, of one state or of all.
pub async fn list(services: &Services, actor: &Actor, state: Option<JobState>) -> Result<Vec<Job>> {
    actor.may_operate()?;
    let mut rows = Entity::find().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(MOST);
    if let Some(state) = state {
        rows = rows.filter(Column::State.eq(crate::entity::word(state)));
    }
    rows.all(services.db.reader()).await?.into_iter().map(shown).collect()
}

/// Those that were given up, and the newest of all.
pub async fn newest(services: &Services, actor: &Actor) -> Result<Vec<Job>> {
    let mut jobs = list(services, actor, Some(JobState::Dead)).await?;
    jobs.extend(list(services, actor, None).await?.into_iter().filter(|job| job.state != JobState::Dead));
    Ok(jobs)
}

/// One job, or `NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, id: &JobId) -> Result<Job> {
    actor.may_operate()?;
    let row = Entity::find_by_id(id.as_str()).one(services.db.reader()).await?;
    shown(row.ok_or_else(missing)?)
}

/// Makes a dead job, or one that waits for its next attempt, due now; its errors and crashes are forgotten.
///
/// `INVALID_STATE` for one that is at work or done, and for the dead job of a run: the run has told its owner that it failed, and a new
/// one is started instead.
pub async fn retry(services: &Services, actor: &Actor, id: &JobId) -> Result<Job> {
    let job = change(services, actor, id, "job.retry", async |tx, job| {
        if !job.can_be_retried() {
            let message = "This job can't be tried again: it is at work, or over and its owner knows. Start anew what it was for.";
            return Err(Error::refused(Code::InvalidState, message));
        }
        let now = now_ms(tx.get_database_backend());
        set(tx, id, &format!("state = 'queued', errors = 0, crashes = 0, run_at = {now}, ended_at = NULL")).await
    });
    let job = job.await?;
    services.queue.announce();
    Ok(job)
}

/// Gives a job up that is dead, or that waits; what it was for stays as it is. `INVALID_STATE` for one that is at work or over, and for
/// a waiting run, which its owner interrupts.
pub async fn discard(services: &Services, actor: &Actor, id: &JobId) -> Result<Job> {
    change(services, actor, id, "job.discard", async |tx, job| {
        if !job.can_be_discarded() {
            let message = "This job can't be discarded: it is at work or over, or somebody waits for it. Interrupt the run instead.";
            return Err(Error::refused(Code::InvalidState, message));
        }
        let now = now_ms(tx.get_database_backend());
        set(tx, id, &format!("state = 'cancelled', ended_at = {now}")).await
    })
    .await
}

async fn change(
    services: &Services,
    actor: &Actor,
    id: &JobId,
    action: &str,
    work: impl AsyncFnOnce(&Tx, &Job) -> Result<()> + Clone,
) -> Result<Job> {
    actor.may_operate()?;
    let now = services.now();
    services
        .write(async |tx| {
            let row = Entity::find_by_id(id.as_str()).lock(sea_orm::sea_query::LockType::NoKeyUpdate).one(tx).await?;
            let job = shown(row.ok_or_else(missing)?)?;
            work.clone()(tx, &job).await?;
            audit::append_to_installation(tx, actor, &now, action, id.as_str(), json!({ "kind": job.kind, "state": job.state })).await
        })
        .await?;
    get(services, actor, id).await
}

async fn set(tx: &Tx, id: &JobId, columns: &str) -> Result<()> {
    let sql = format!("UPDATE jobs SET {columns}, lease_owner = NULL, lease_until = NULL WHERE id = $1");
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [id.as_str().into()])).await?;
    Ok(())
}

fn missing() -> Error {
    Error::refused(Code::NotFound, "There is no such job. Ended jobs are forgotten after a week.")
}

fn shown(row: Model) -> Result<Job> {
    Ok(Job {
        state: crate::entity::read(&row.state)?,
        job_id: JobId::new(row.id),
        kind: row.kind,
        queue: row.queue,
        priority: row.priority,
        attempt: row.attempt,
        crashes: row.crashes,
        errors: row.errors,
        last_error: row.last_error,
        created_at: crate::clock::of_millis(row.created_at),
        run_at: crate::clock::of_millis(row.run_at),
        ended_at: row.ended_at.map(crate::clock::of_millis),
        every_ms: row.every_ms,
        payload: row.payload,
    })
}
