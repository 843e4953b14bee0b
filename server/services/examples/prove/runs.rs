//! Whole runs a second on PostgreSQL and Redis with two workers: 32 people at once, each run of a session of its own with the offline
//! provider, from the message to the final event, with a version written without asking.

use super::kill_storm::{Crew, team};
use super::report::Report;
use super::servers::Postgres;
use super::{Asked, Played, cpu, look, whole};
use domain::ids::{SessionId, TenantId};
use sea_orm::FromQueryResult;
use serde_json::json;
use services::testing::RedisServer;
use services::{Actor, Services};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const AT_ONCE: usize = 32;
/// Bullets of the resume that the provider rewrites. With these it proposes ten changes, as for those of real people whose
/// resumes give it the most to do.
const WEAK: usize = 8;
/// All of a round, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// The promise, in runs a second.
const WANTED: f64 = 300.0;

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let (rounds, each) = asked.size((3, 1_024), (1, 100));
    let postgres = Postgres::start().await?;
    let redis = RedisServer::start(&["--appendonly", "yes"]);
    let crew = Crew::new(asked, team(&postgres, Some(&redis)));
    let services = crew.services().await?;
    let _workers = [crew.worker(16, Stdio::null())?, crew.worker(16, Stdio::null())?];
    // Connections, prepared statements, and the first of everything.
    whole_runs(&services, &sessions(&services, AT_ONCE * 2).await?).await?;
    let (mut rates, mut seconds) = (Vec::new(), 0.0);
    let mut used = Used::default();
    for _ in 0..rounds {
        let sessions = sessions(&services, each).await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        let before = Used::until_now(&services).await?;
        let took = whole_runs(&services, &sessions).await?.as_secs_f64();
        used = used.plus(&Used::until_now(&services).await?.minus(&before));
        seconds += took;
        rates.push((each as f64 / took).round());
    }
    let runs = rounds * each;
    let rate = runs as f64 / seconds;
    report.figure("whole runs", runs);
    report.figure("whole runs a second, by round", json!(rates));
    used.of_each(runs as f64).into_iter().for_each(|(name, value)| report.figure(&format!("{name} a run"), value));
    report.figure("changes a run", changes(&services).await?);
    let wrote = versions(&services).await?;
    let all = (runs + AT_ONCE * 2) as i64;
    report.check("every run is completed and wrote its version", wrote == all, format!("{wrote} of {all}"));
    if !asked.small {
        report.check("300 whole runs a second at 32 at once", rate >= WANTED, format!("{rate:.0} runs/s"));
    }
    Ok(())
}

/// Each of its own, whose owner has it written without being asked.
async fn sessions(services: &Services, count: usize) -> Played<Vec<(Actor, SessionId)>> {
    let (resume, posting) = (Arc::new(whole::resume(WEAK)), Arc::new(whole::posting()));
    let mut makers = Vec::new();
    for first in 0..AT_ONCE {
        let (services, resume, posting) = (services.clone(), resume.clone(), posting.clone());
        let actor = Actor::of(TenantId::new(format!("tenant-{first}")));
        makers.push(tokio::spawn(async move {
            let mut made = Vec::new();
            for at in (first..count).step_by(AT_ONCE) {
                made.push((at, (actor.clone(), whole::trusting(&services, &actor, &resume, &posting).await?)));
            }
            Ok::<_, services::Error>(made)
        }));
    }
    let mut sessions = Vec::new();
    for maker in makers {
        sessions.extend(maker.await??);
    }
    sessions.sort_by_key(|(at, _)| *at);
    Ok(sessions.into_iter().map(|(_, session)| session).collect())
}

/// One in each of these sessions.
async fn whole_runs(services: &Services, sessions: &[(Actor, SessionId)]) -> Played<Duration> {
    let (sessions, next): (Arc<[_]>, _) = (sessions.into(), Arc::new(AtomicUsize::new(0)));
    let began = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..AT_ONCE {
        let (services, sessions, next) = (services.clone(), sessions.clone(), next.clone());
        tasks.push(tokio::spawn(async move {
            while let Some((actor, session)) = sessions.get(next.fetch_add(1, Ordering::SeqCst)) {
                whole::run(&services, actor, session).await?;
            }
            Ok::<_, services::Error>(())
        }));
    }
    for task in tasks {
        // Where nobody works on them they would be waited for for ever.
        tokio::time::timeout(PATIENCE, task).await.map_err(|_| "the runs did not end")???;
    }
    Ok(began.elapsed())
}

/// Runs that are completed and have a version.
async fn versions(services: &Services) -> Played<i64> {
    let sql = "SELECT COUNT(DISTINCT r.id) AS n FROM runs r JOIN versions v ON v.run_id = r.id WHERE r.status = 'completed'";
    look::one(services, sql, []).await
}

/// On average.
async fn changes(services: &Services) -> Played<f64> {
    let sql = "SELECT (SELECT COUNT(*) FROM changes)::FLOAT8 / (SELECT COUNT(*) FROM runs) AS n";
    look::one(services, sql, []).await
}

#[derive(FromQueryResult)]
struct Wal {
    commits: i64,
    syncs: i64,
    bytes: i64,
}

/// What was used, by name: these say more than seconds on a machine that others use as well.
#[derive(Default)]
struct Used(Vec<(String, f64)>);

impl Used {
    async fn until_now(services: &Services) -> Played<Self> {
        let sql = "SELECT (SELECT SUM(xact_commit)::BIGINT FROM pg_stat_database) AS commits, wal_sync AS syncs, wal_bytes::BIGINT AS bytes \
                   FROM pg_stat_wal";
        // What the servers' processes count comes together within a second.
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        let cpu = cpu::by_program();
        let wal = Wal::from_query_result(&look::row(services, sql, []).await?, "")?;
        let counted = [("transactions", wal.commits), ("syncs of the log", wal.syncs), ("bytes of the log", wal.bytes)];
        let counted = counted.map(|(name, value)| (name.to_owned(), value as f64));
        let cpu = cpu.into_iter().map(|(name, seconds)| (format!("milliseconds of {name}"), seconds * 1_000.0));
        Ok(Self(counted.into_iter().chain(cpu).collect()))
    }

    fn of(&self, name: &str) -> f64 {
        self.0.iter().find(|(known, _)| known == name).map_or(0.0, |(_, value)| *value)
    }

    fn plus(&self, other: &Self) -> Self {
        Self(other.0.iter().map(|(name, value)| (name.clone(), value + self.of(name))).collect())
    }

    fn minus(&self, other: &Self) -> Self {
        Self(self.0.iter().map(|(name, value)| (name.clone(), value - other.of(name))).collect())
    }

    fn of_each(&self, count: f64) -> Vec<(String, f64)> {
        self.0.iter().map(|(name, value)| (name.clone(), (value / count * 100.0).round() / 100.0)).collect()
    }
}
