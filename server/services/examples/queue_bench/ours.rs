//! This program: the workers are `resumax worker`, the jobs are probes, whose effect is a row of the same database.

use super::Played;
use super::contender::{AT_ONCE, Batch, Moment, PROCESSES, Sent, now};
use super::crew::Crew;
use super::servers::Postgres;
use domain::ids::{JobId, TenantId};
use sea_orm::{ConnectionTrait, Statement};
use services::jobs::{Kind, Probe};
use services::queue::{NewJob, enqueue};
use services::testing::{RedisServer, TempDir, config};
use services::{Services, clock};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Keys of replicas; of this measurement alone.
const SECRET: &str = "of this bench alone: 32 characters";

/// PostgreSQL as it is installed, and the settings of the workers.
pub struct Ours {
    /// Keeps the jobs.
    pub postgres: Postgres,
    services: Services,
    binary: PathBuf,
    dir: TempDir,
    environment: Vec<(&'static str, String)>,
}

impl Ours {
    /// With a database of its own.
    pub async fn open(binary: PathBuf, redis: &RedisServer) -> Played<Self> {
        let postgres = Postgres::start().await?;
        let dir = TempDir::new();
        let environment = vec![("DATABASE_URL", postgres.url()), ("REDIS_URL", redis.url()), ("RESUMAX_SECRET", SECRET.to_owned())];
        let settings: Vec<_> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let services = Services::open(config(dir.path(), &settings)).await?;
        Ok(Self { postgres, services, binary, dir, environment })
    }

    /// See [`super::contender::Contender::crew`].
    pub fn crew(&self) -> Played<Crew> {
        let (binary, dir, environment) = (self.binary.clone(), self.dir.path().to_owned(), self.environment.clone());
        Crew::start(PROCESSES, move || {
            let mut command = Command::new(&binary);
            command.args(["worker", "--concurrency", &AT_ONCE.to_string()]).env_clear().env("RESUMAX_DATA_DIR", &dir);
            command.env("RUST_LOG", "error").env("PATH", "/usr/bin:/bin").envs(environment.iter().cloned());
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command
        })
    }

    /// See [`super::contender::Contender::enqueue`]: a group is a transaction.
    pub async fn enqueue(&self, batch: &Batch) -> Played<Sent> {
        let tenants: Vec<TenantId> = (0..7).map(|n| TenantId::new(format!("tenant-{n}"))).collect();
        let mut jobs = Vec::new();
        for first in (0..batch.count).step_by(batch.group) {
            let group = first..(first + batch.group).min(batch.count);
            let at = now();
            self.services
                .write(async |tx| {
                    for n in group.clone() {
                        let payload = serde_json::to_string(&Probe { lasts_ms: batch.lasts(n), tells: false }).unwrap_or_default();
                        let id = JobId::new(format!("{}_{n}", batch.prefix));
                        enqueue(tx, NewJob::new(id, &tenants[n % tenants.len()], Kind::Probe, payload)).await?;
                    }
                    Ok(())
                })
                .await?;
            self.services.queue.announce();
            jobs.extend(group.map(|n| Moment { job: format!("{}_{n}", batch.prefix), at }));
            tokio::time::sleep(Duration::from_millis(batch.pause_ms)).await;
        }
        Ok(Sent { jobs, acknowledged: now() })
    }

    /// See [`super::contender::Contender::effects`].
    pub async fn effects(&self, prefix: &str) -> Played<Vec<Moment>> {
        let sql = format!("SELECT job_id, at FROM probes WHERE job_id LIKE '{prefix}\\_%'");
        let db = self.services.db.reader();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
        rows.iter()
            .map(|row| {
                let (job, at): (String, String) = (row.try_get("", "job_id")?, row.try_get("", "at")?);
                let at = clock::read(&at).ok_or("a probe without a time")?;
                // It is cut off to whole milliseconds: not in our favour.
                Ok(Moment { job, at: at.timestamp_millis() as f64 + 1.0 })
            })
            .collect()
    }

    /// What makes its jobs durable.
    pub async fn settings(&self) -> Played<String> {
        let mut said = Vec::new();
        for name in ["fsync", "synchronous_commit", "full_page_writes"] {
            let db = self.services.db.reader();
            let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), format!("SHOW {name}"))).await?.ok_or("no row")?;
            said.push(format!("{name} {}", row.try_get_by_index::<String>(0)?));
        }
        Ok(said.join(", "))
    }
}
