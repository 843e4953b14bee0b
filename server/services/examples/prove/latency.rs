//! How long a job waits for a free worker in another process, with Redis and while it is away. One at a time, and not before the worker
//! has become patient: what finds the job is the wake-up, or the worker's own look every two seconds.

use super::kill_storm::{Crew, team};
use super::report::Report;
use super::servers::{Postgres, until};
use super::web::percentile;
use super::{Asked, Dice, Played};
use domain::ids::{JobId, TenantId};
use sea_orm::{ConnectionTrait, Statement};
use services::jobs::{Kind, Probe};
use services::queue::{NewJob, enqueue};
use services::testing::RedisServer;
use services::{Services, clock};
use std::process::Stdio;
use std::time::Duration;

/// The promises, in milliseconds.
const WITH: f64 = 100.0;
const WITHOUT: f64 = 2_500.0;
/// Of one job on a machine that is busy with tests: without the worker's look it would never begin.
const WITHOUT_SMALL: f64 = 5_000.0;

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    // With it the breaks are longer than what it promises by far; without it they are as long as it takes to become patient.
    let (with, without) = asked.size((220, 46), (8, 1));
    let (with, without) = tokio::try_join!(waits(asked, true, with, (400, 1_200)), waits(asked, false, without, (3_300, 5_300)))?;
    for (times, of, promised) in [(with, "with Redis", WITH), (without, "without Redis", asked.size(WITHOUT, WITHOUT_SMALL))] {
        let [median, p99] = [50, 99].map(|of_hundred| percentile(&times, of_hundred));
        report.figure(&format!("jobs {of}"), times.len());
        report.figure(&format!("milliseconds until they begin, {of}, median"), median);
        report.figure(&format!("milliseconds until they begin, {of}, p99"), p99);
        // On a machine that is busy with tests one of a few says nothing.
        let judged = asked.size(p99, median);
        report.check(&format!("{of} a job begins within {promised} ms"), judged <= promised, format!("{judged} ms"));
    }
    Ok(())
}

/// How long each of so many jobs waited, with breaks in between.
async fn waits(asked: &Asked, with_redis: bool, count: usize, (least, most): (u64, u64)) -> Played<Vec<Duration>> {
    let postgres = Postgres::start().await?;
    let mut redis = RedisServer::start(&["--appendonly", "yes"]);
    let crew = Crew::new(asked, team(&postgres, Some(&redis)));
    let services = crew.services().await?;
    let _worker = crew.worker(4, Stdio::null())?;
    // Connections, and the first of everything.
    wait(&services, "job_first").await?;
    if !with_redis {
        redis.kill();
    }
    let mut dice = Dice::new(asked.seed);
    let mut times = Vec::new();
    for n in 0..count {
        tokio::time::sleep(dice.between(least, most)).await;
        times.push(wait(&services, &format!("job_{n}")).await?);
    }
    Ok(times)
}

/// From the commit of a job to its start: by two clocks of one machine, to the millisecond.
async fn wait(services: &Services, id: &str) -> Played<Duration> {
    let tenant = TenantId::local();
    let payload = serde_json::to_string(&Probe::default())?;
    services.write(async |tx| enqueue(tx, NewJob::new(JobId::new(id), &tenant, Kind::Probe, payload.clone())).await).await?;
    let committed = services.clock.now();
    services.queue.announce();
    let db = services.db.reader();
    let said = Statement::from_sql_and_values(db.get_database_backend(), "SELECT at FROM probes WHERE job_id = $1", [id.into()]);
    let began: String = until("the start of a job", async || db.query_one_raw(said.clone()).await.ok()??.try_get("", "at").ok()).await?;
    let began = clock::read(&began).ok_or("no time")?;
    Ok((began - committed).to_std().unwrap_or_default())
}
