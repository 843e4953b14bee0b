//! Rows and files.

use super::Counts;
use crate::belongings::OF_TENANTS;
use crate::db::Tx;
use crate::entity::{self, erasure};
use crate::queue::Claimed;
use crate::queue::ledger::{self, execute};
use crate::{Actor, Error, Result, Services};
use futures::StreamExt;
use sea_orm::{ActiveValue::Set, ConnectionTrait, FromQueryResult, Statement, Value};

/// So many sessions go in one transaction: others wait for it.
const AT_ONCE: usize = 20;
/// So many files are removed at a time.
const OBJECTS_AT_ONCE: usize = 8;

/// The rows of some sessions; what hangs on them goes with them. Answers with how many sessions.
pub(super) async fn some_sessions(services: &Services, job: &Claimed, actor: &Actor) -> Result<u64> {
    let tenant: Value = actor.tenant.as_str().into();
    services
        .write(async |tx| {
            ledger::hold(tx, &job.lease).await?;
            let some = format!("SELECT id FROM sessions WHERE tenant = $1 ORDER BY created_at, id LIMIT {AT_ONCE}");
            let statement = Statement::from_sql_and_values(tx.get_database_backend(), some, [tenant.clone()]);
            let rows = tx.query_all_raw(statement).await?;
            let ids = rows.iter().map(|row| row.try_get::<String>("", "id")).collect::<std::result::Result<Vec<_>, _>>()?;
            if ids.is_empty() {
                return Ok(0);
            }
            let mut counts = counted(tx, actor).await?;
            let places = (2..2 + ids.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
            let values: Vec<Value> = std::iter::once(tenant.clone()).chain(ids.iter().map(|id| id.as_str().into())).collect();
            for one in OF_TENANTS.iter().rev() {
                let whose = one.whose();
                // Of those that hang on sessions, and the sessions themselves.
                let theirs = if one.table == "sessions" {
                    format!("tenant = $1 AND id IN ({places})")
                } else if whose.contains("FROM sessions WHERE tenant = $1") {
                    whose.replace("FROM sessions WHERE tenant = $1", &format!("FROM sessions WHERE tenant = $1 AND id IN ({places})"))
                } else {
                    continue;
                };
                let gone = execute(tx, &format!("DELETE FROM {} WHERE {theirs}", one.table), values.clone()).await?;
                *counts.entry(one.table.to_owned()).or_default() += gone;
            }
            let row = erasure::ActiveModel { counts: Set(entity::json(&counts)?), ..Default::default() };
            tx.of(actor).update::<erasure::Entity>().set(row).exec(tx).await?;
            Ok(ids.len() as u64)
        })
        .await
}

/// What is gone so far.
pub(super) async fn counted(tx: &Tx, actor: &Actor) -> Result<Counts> {
    let row = tx.of(actor).find::<erasure::Entity>().one(tx).await?;
    row.map_or_else(|| Ok(Counts::new()), |row| entity::parse(&row.counts))
}

/// Every row of every table, but for the job that does it.
pub(super) async fn every_row(tx: &Tx, job: &str, actor: &Actor, counts: &mut Counts) -> Result<()> {
    let tenant: Value = actor.tenant.as_str().into();
    execute(tx, "INSERT INTO audit_door (tenant) VALUES ($1)", [tenant.clone()]).await?;
    for one in OF_TENANTS.iter().rev() {
        let mut sql = format!("DELETE FROM {} WHERE {}", one.table, one.whose());
        let mut values = vec![tenant.clone()];
        if one.table == "jobs" {
            sql.push_str(" AND id <> $2");
            values.push(job.into());
        }
        *counts.entry(one.table.to_owned()).or_default() += execute(tx, &sql, values).await?;
    }
    execute(tx, "DELETE FROM audit_door WHERE tenant = $1", [tenant]).await?;
    Ok(())
}

/// All jobs of the tenant but this one; answers with those that are not wanted any more.
pub(super) async fn cancel_jobs(tx: &Tx, job: &str, actor: &Actor) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: String,
    }
    let sql = "SELECT id FROM jobs WHERE tenant = $1 AND id <> $2 AND state IN ('queued', 'running')";
    let jobs = ledger::rows::<Row>(tx, sql, [actor.tenant.as_str().into(), job.into()]).await?;
    for other in &jobs {
        ledger::cancel(tx, &other.id).await?;
    }
    Ok(jobs.into_iter().map(|row| row.id).collect())
}

/// Every file of the tenant, whether a row names it or not; answers with how many.
pub(super) async fn objects(services: &Services, job: &Claimed, actor: &Actor) -> Result<u64> {
    let listed = services.blobs.all_of(&actor.tenant);
    let removing = listed.map(|path| async move { services.blobs.remove(&path?).await }).buffer_unordered(OBJECTS_AT_ONCE);
    let mut removing = Box::pin(removing);
    let mut count = 0;
    while let Some(removed) = removing.next().await {
        removed?;
        count += 1;
        if job.stopped.is_cancelled() {
            return Err(Error::LeaseLost);
        }
    }
    Ok(count)
}
