//! A worker is stopped past its lease and continued: what it held belongs to others by then, and it must change nothing.

use super::kill_storm::{Crew, at_work, team};
use super::report::Report;
use super::servers::{Postgres, Signal, until};
use super::{Asked, Played};
use domain::ids::{JobId, TenantId};
use services::Services;
use services::jobs::{Kind, Probe, probes};
use services::queue::ledger::LEASE;
use services::queue::{NewJob, enqueue};
use std::fs::File;
use std::process::Stdio;
use std::time::Duration;

/// What a worker says whose lease was lost.
const SAID: &str = "lease lost";
/// The job of a worker that will be stopped: long enough to be in the middle of it.
const LASTS_MS: u64 = 3_000;

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let (rounds, at_once) = asked.size((10, 10), (1, 4));
    let postgres = Postgres::start().await?;
    let crew = Crew::new(asked, team(&postgres, None));
    let services = crew.services().await?;
    let (mut stopped, mut heard) = (0, 0);
    for round in 0..rounds {
        let log = crew.dir().join(format!("zombies-{round}.log"));
        lasting(&services, asked.seed + round, at_once).await?;
        let mut zombies = Vec::new();
        for _ in 0..at_once {
            zombies.push(crew.worker(1, File::options().create(true).append(true).open(&log)?.into())?);
        }
        until("a job for each", async || (at_work(&services, None).await.len() == at_once).then_some(())).await?;
        zombies.iter().for_each(|zombie| zombie.signal(Signal::STOP));
        stopped += at_once;
        tokio::time::sleep(LEASE + Duration::from_millis(500)).await;
        // Someone else has to do what they hold, before they wake up.
        let other = crew.worker(16, Stdio::null())?;
        let wanted = (round as i64 + 1) * at_once as i64;
        until("the work of the others", async || probes(&services).await.ok().filter(|(_, jobs)| *jobs >= wanted)).await?;
        zombies.iter().for_each(|zombie| zombie.signal(Signal::CONT));
        tokio::time::sleep(Duration::from_millis(LASTS_MS + 1_500)).await;
        heard += std::fs::read_to_string(&log)?.matches(SAID).count();
        drop((zombies, other));
    }
    let (said, jobs) = probes(&services).await?;
    report.figure("workers stopped past their lease", stopped);
    report.check("nothing of theirs is written", said == jobs, format!("{} written twice", said - jobs));
    report.check("nothing is lost", jobs == (rounds * at_once as u64) as i64, format!("{jobs} done"));
    report.check("each says that its lease is lost", heard >= stopped, format!("{heard} of {stopped} said \"{SAID}\""));
    Ok(())
}

/// Jobs that take a while.
async fn lasting(services: &Services, seed: u64, count: usize) -> Played {
    let payload = serde_json::to_string(&Probe { lasts_ms: LASTS_MS, tells: false })?;
    let tenants: Vec<TenantId> = (0..count).map(|n| TenantId::new(format!("tenant-{n}"))).collect();
    services
        .write(async |tx| {
            for (n, tenant) in tenants.iter().enumerate() {
                enqueue(tx, NewJob::new(JobId::new(format!("job_{seed}_{n}")), tenant, Kind::Probe, payload.clone())).await?;
            }
            Ok(())
        })
        .await?;
    services.queue.announce();
    Ok(())
}
