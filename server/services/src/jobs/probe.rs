//! A job whose only effect is to say that it was done: one row for each time. With it `scripts/prove` and `scripts/bench queue` see
//! what the queue does to any job: lost ones have no row, those done twice have two.

use crate::db::Tx;
use crate::mail::Mail;
use crate::outbox::{self, Errand};
use crate::queue::{Claimed, ledger};
use crate::{Result, Services, entity};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a probe does before it says that it is done.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Probe {
    /// It takes so long, in milliseconds.
    pub lasts_ms: u64,
    /// It sends a mail as well.
    #[serde(default)]
    pub tells: bool,
}

pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    let probe: Probe = entity::parse(&job.payload)?;
    if probe.lasts_ms > 0 {
        tokio::time::sleep(Duration::from_millis(probe.lasts_ms)).await;
    }
    let now = services.now();
    services
        .write(async |tx| {
            ledger::complete(tx, &job.lease).await?;
            done(tx, job, &now).await?;
            if probe.tells { tell(tx, job).await } else { Ok(()) }
        })
        .await
}

async fn tell(tx: &Tx, job: &Claimed) -> Result<()> {
    let key = format!("probe:{}", job.lease.id);
    let subject = format!("{} is done", job.lease.id);
    let mail = Mail { key: key.clone(), to: "operator@example.com".to_owned(), text: subject.clone(), html: subject.clone(), subject };
    outbox::add(tx, &job.tenant, &key, &Errand::Mail(mail)).await
}

async fn done(tx: &Tx, job: &Claimed, now: &str) -> Result<()> {
    let sql = "INSERT INTO probes (job_id, attempt, at) VALUES ($1, $2, $3)";
    let values = [job.lease.id.as_str().into(), job.lease.attempt.into(), now.into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// How many probes said that they were done, and how many jobs they were.
pub async fn probes(services: &Services) -> Result<(i64, i64)> {
    #[derive(FromQueryResult)]
    struct Counts {
        said: i64,
        jobs: i64,
    }
    let db = services.db.reader();
    let sql = "SELECT COUNT(*) AS said, COUNT(DISTINCT job_id) AS jobs FROM probes";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let counts = row.map(|row| Counts::from_query_result(&row, "")).transpose()?;
    Ok(counts.map_or((0, 0), |counts| (counts.said, counts.jobs)))
}
