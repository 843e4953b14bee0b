//! What is measured, the same for all: latency one at a time, jobs a second, and what kill -9 does.

use super::Played;
use super::contender::{Batch, Contender, Moment, now};
use super::crew::Crew;
use serde_json::{Value, json};
use services::testing::RedisServer;
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

/// How much of it.
pub struct Size {
    /// One at a time.
    pub singles: usize,
    /// Of no duration, for jobs a second.
    pub jobs: usize,
    /// Of up to 50 ms, while everything is killed.
    pub storm: usize,
    /// Of all workers at once; in the middle of them what keeps the jobs is killed.
    pub kills: usize,
}

/// Without a kill everything is done within this time.
const USUAL: Duration = Duration::from_secs(300);
/// What is not done so long after the last kill is lost: RQ believes a worker dead after more than a minute, and looks again a minute later.
pub const SETTLE: Duration = Duration::from_secs(180);
/// For a part of the storm.
const PART: Duration = Duration::from_secs(60);

/// Of one contender.
pub struct Measured {
    /// With its version.
    pub name: String,
    /// From the first that was enqueued to the last that was done.
    pub rate: f64,
    /// From the first that was enqueued to the last acknowledgement.
    pub enqueued: f64,
    /// From before a job is enqueued until it begins, in milliseconds: half are faster.
    pub p50: f64,
    /// As `p50`: all but one of a hundred are.
    pub p99: f64,
    /// Acknowledged and not done in time, of the storm.
    pub lost: usize,
    /// Done once more than asked for, of the storm.
    pub twice: usize,
    /// From the last kill until the last job was done, in seconds.
    pub recovered: f64,
}

impl Measured {
    /// For the file.
    pub fn json(&self) -> Value {
        json!({
            "name": self.name, "jobs_per_second": self.rate, "enqueued_per_second": self.enqueued, "latency_p50_ms": self.p50,
            "latency_p99_ms": self.p99, "lost": self.lost, "done_twice": self.twice, "seconds_from_last_kill_to_last_job": self.recovered,
        })
    }
}

/// One contender, from a Redis without anything to all of its figures.
pub async fn measure(contender: &mut Contender, redis: &mut RedisServer, size: &Size) -> Played<Measured> {
    let mut crew = contender.crew(redis)?;
    let singles = Batch { prefix: "single", count: size.singles, most_ms: 0, pause_ms: 100, group: 1 };
    // They start, connect and import.
    let warm = Batch { prefix: "warm", count: 200, most_ms: 0, pause_ms: 0, group: 100 };
    run(contender, redis, &mut crew, &warm).await?;
    let (began, started) = run(contender, redis, &mut crew, &singles).await?;
    let enqueued: HashMap<_, _> = began.iter().map(|moment| (moment.job.as_str(), moment.at)).collect();
    let mut waits: Vec<f64> = started.iter().filter_map(|start| Some(start.at - enqueued.get(start.job.as_str())?)).collect();
    waits.sort_by(f64::total_cmp);
    let of = |percent: usize| waits.get((waits.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(f64::NAN);

    let many = Batch { prefix: "many", count: size.jobs, most_ms: 0, pause_ms: 0, group: 100 };
    let sent = contender.enqueue(redis, &many).await?;
    let done = settled(contender, &mut crew, &many, many.count, USUAL).await?;
    crew.end().await;
    let first = earliest(&sent.jobs);
    let a_second = |jobs: usize, until: f64| jobs as f64 / (until - first) * 1_000.0;
    let (rate, enqueued) = (a_second(done.len(), latest(&done)), a_second(many.count, sent.acknowledged));

    let (done, last_kill) = storm(contender, redis, size).await?;
    let jobs: HashSet<_> = done.iter().map(|moment| moment.job.as_str()).collect();
    Ok(Measured {
        name: contender.name().to_owned(),
        rate,
        enqueued,
        p50: of(50),
        p99: of(99),
        lost: size.storm - jobs.len(),
        twice: done.len() - jobs.len(),
        recovered: ((latest(&done) - last_kill) / 1_000.0).max(0.0),
    })
}

/// Enqueues and waits; answers with when they were enqueued and when they began.
async fn run(contender: &Contender, redis: &RedisServer, crew: &mut Crew, batch: &Batch) -> Played<(Vec<Moment>, Vec<Moment>)> {
    let sent = contender.enqueue(redis, batch).await?;
    let done = settled(contender, crew, batch, batch.count, USUAL).await?;
    if done.len() < batch.count {
        return Err(format!("{} did {} of {} jobs", contender.name(), done.len(), batch.count).into());
    }
    Ok((sent.jobs, done))
}

/// Everything is enqueued and acknowledged, then the workers come, and are killed again and again while they work.
async fn storm(contender: &mut Contender, redis: &mut RedisServer, size: &Size) -> Played<(Vec<Moment>, f64)> {
    let batch = Batch { prefix: "storm", count: size.storm, most_ms: 50, pause_ms: 0, group: 100 };
    contender.enqueue(redis, &batch).await?;
    let mut crew = contender.crew(redis)?;
    let parts = size.kills + 2;
    for part in 1..parts {
        settled(contender, &mut crew, &batch, batch.count * part / parts, PART).await?;
        if part == parts / 2 {
            contender.kill_store(redis).await?;
        } else {
            crew.kill9();
            crew = contender.crew(redis)?;
        }
    }
    let last_kill = now();
    let done = settled(contender, &mut crew, &batch, batch.count, SETTLE).await?;
    crew.end().await;
    Ok((done, last_kill))
}

/// Waits until so many jobs are done, or as long as is said; workers that ended are started again.
async fn settled(contender: &Contender, crew: &mut Crew, batch: &Batch, count: usize, at_most: Duration) -> Played<Vec<Moment>> {
    let began = Instant::now();
    loop {
        crew.supervise()?;
        let over = began.elapsed() > at_most;
        match contender.effects(batch.prefix).await {
            Ok(done) => {
                let jobs: HashSet<_> = done.iter().map(|moment| &moment.job).collect();
                if jobs.len() >= count || over {
                    return Ok(done);
                }
            }
            // The database was just killed.
            Err(error) if over => return Err(error),
            Err(_) => {}
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn earliest(moments: &[Moment]) -> f64 {
    moments.iter().map(|moment| moment.at).fold(f64::INFINITY, f64::min)
}

fn latest(moments: &[Moment]) -> f64 {
    moments.iter().map(|moment| moment.at).fold(0.0, f64::max)
}
