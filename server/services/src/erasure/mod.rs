//! Removes all that a tenant owns, for good: rows of every table ([`crate::belongings`]), files, mail in the outbox folder, work of the moment, and
//! what the database itself would keep of removed rows.
//!
//! ```text
//! begin ─► the log says so and is closed, a job is queued
//! job   ─► runs end, other jobs are taken away ─► sessions, some at a time ─► files ─► mail
//!       ─► one transaction: every row that is left, and the entry in the log of the installation
//!       ─► what the database keeps of removed rows is overwritten
//! again ─► after half a minute: what was on its way when it began; then the name is free again
//! ```
//!
//! Every step may be done twice, so that the job survives its worker. From `begin` on nothing is taken in for the tenant: whatever is
//! written with an entry in the audit log is refused with it. Of the tenant stays his id, with counts, in the installation's log.

mod remove;
mod traces;

use crate::entity::{erasure, session};
use crate::jobs::{EraseJob, Kind};
use crate::queue::{self, Claimed, NewJob, ledger};
use crate::{Actor, Error, Result, Services, audit, entity, ids, runs};
use domain::Code;
use domain::ids::{JobId, RunId, SessionId, TenantId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::json;
use std::collections::BTreeMap;
use std::time::Duration;

/// A request that had begun before has ended by then.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// How much is gone so far: rows by table, and `objects`, `mails`.
type Counts = BTreeMap<String, u64>;

/// Begins to erase all that the caller has. Asked for twice it is done once.
pub async fn begin(services: &Services, actor: &Actor) -> Result<()> {
    if actor.tenant == TenantId::installation() {
        return Err(Error::refused(Code::Forbidden, "The installation's own record is not erased."));
    }
    let (job, now) = (ids::new::<JobId>(), services.now());
    let row = erasure::ActiveModel {
        job_id: Set(job.as_str().to_owned()),
        counts: Set("{}".to_owned()),
        begun_at: Set(now.clone()),
        ..Default::default()
    };
    let payload = entity::json(&EraseJob::Erase)?;
    services
        .write(async |tx| {
            let own = tx.of(actor);
            if own.find::<erasure::Entity>().one(tx).await?.is_some() {
                return Ok(());
            }
            audit::append(tx, actor, &now, "account.delete", actor.tenant.as_str(), json!({})).await?;
            audit::close(tx, actor).await?;
            own.insert(row.clone()).await?;
            queue::enqueue(tx, NewJob::new(job.clone(), &actor.tenant, Kind::Erase, payload.clone())).await
        })
        .await?;
    services.queue.announce();
    Ok(())
}

/// What somebody types who means it.
pub const TYPED: &str = "erase everything";

/// As [`begin`], for whoever needs no login: the words say that it is meant. `BAD_REQUEST` for other words, `FORBIDDEN` for an account, whose owner
/// proves once more who he is.
pub async fn begin_typed(services: &Services, actor: &Actor, typed: &str) -> Result<()> {
    if actor.user().is_some() {
        return Err(Error::refused(Code::Forbidden, "Delete your account on its own page, where you give your password once more."));
    }
    if typed.trim().to_lowercase() != TYPED {
        let message = format!("Nothing was erased. Type “{TYPED}” to say that you mean it.");
        return Err(domain::Error::new(Code::BadRequest, message).with("field", "typed").into());
    }
    begin(services, actor).await
}

/// Since when the caller's data is being erased; `None`: it is not.
pub async fn since(services: &Services, actor: &Actor) -> Result<Option<String>> {
    let own = services.read(actor);
    Ok(own.find::<erasure::Entity>().one(own.connection()).await?.map(|row| row.begun_at))
}

/// Does a step; done twice it is done once.
pub(crate) async fn work(services: &Services, job: &Claimed, step: EraseJob) -> Result<()> {
    let actor = Actor::of(job.tenant.clone());
    match step {
        EraseJob::Erase => erase(services, job, &actor).await?,
        EraseJob::LookAgain => look_again(services, job, &actor).await?,
    }
    services.memory.clear();
    traces::scrub(services).await
}

async fn erase(services: &Services, job: &Claimed, actor: &Actor) -> Result<()> {
    end_work(services, job, actor).await?;
    while remove::some_sessions(services, job, actor).await? > 0 {}
    let objects = remove::objects(services, job, actor).await?;
    let mails = traces::mails(services, actor).await?;
    let now = services.now();
    let again = entity::json(&EraseJob::LookAgain)?;
    let next = NewJob { after: LOOK_AGAIN, ..NewJob::new(ids::new::<JobId>(), &actor.tenant, Kind::Erase, again) };
    services
        .write(async |tx| {
            let mut counts = remove::counted(tx, actor).await?;
            remove::every_row(tx, &job.lease.id, actor, &mut counts).await?;
            counts.insert("objects".to_owned(), objects);
            counts.insert("mails".to_owned(), mails);
            queue::enqueue(tx, next.clone()).await?;
            let program = Actor::of(TenantId::installation());
            audit::append_to_installation(tx, &program, &now, audit::ERASED, actor.tenant.as_str(), json!(counts)).await?;
            ledger::complete(tx, &job.lease).await
        })
        .await
}

/// What was on its way when the erasure began, and came behind it.
async fn look_again(services: &Services, job: &Claimed, actor: &Actor) -> Result<()> {
    remove::objects(services, job, actor).await?;
    services
        .write(async |tx| {
            remove::every_row(tx, &job.lease.id, actor, &mut Counts::new()).await?;
            tx.of(actor).delete::<erasure::Entity>().exec(tx).await?;
            ledger::complete(tx, &job.lease).await
        })
        .await
}

/// Ends runs in the words of runs, so that whoever watches one sees its end, and takes all other jobs away.
async fn end_work(services: &Services, job: &Claimed, actor: &Actor) -> Result<()> {
    let own = services.read(actor);
    let running = own.find::<session::Entity>().filter(session::Column::ActiveRunId.is_not_null()).all(own.connection()).await?;
    for row in running {
        if let Some(run) = row.active_run_id {
            runs::interrupt(services, actor, &SessionId::new(row.id), &RunId::new(run)).await?;
        }
    }
    let others = services.write(async |tx| remove::cancel_jobs(tx, &job.lease.id, actor).await).await?;
    others.iter().for_each(|job| services.queue.stop(job));
    Ok(())
}

#[cfg(test)]
mod tests;
