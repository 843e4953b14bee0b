//! Workers, PostgreSQL and Redis are killed while thousands of jobs are enqueued and done. Nothing may be lost, nothing done twice.

use super::report::Report;
use super::servers::{Postgres, Process, Signal};
use super::web::percentile;
use super::{Asked, Dice, Played, look};
use domain::ids::{JobId, TenantId};
use domain::operations::JobState;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use services::jobs::{Kind, Probe};
use services::queue::{NewJob, desk, enqueue};
use services::testing::{RedisServer, TempDir, config};
use services::{Actor, Services};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Keys of replicas; of this scenario alone.
const SECRET: &str = "of the proofs alone: 32 characters";
const WORKERS: usize = 3;
/// One of so many jobs sends a mail.
const TELLS: usize = 4;
/// After the last kill everything must be done within this time.
const SETTLE: Duration = Duration::from_secs(120);

/// The settings of processes that share these servers.
pub fn team(postgres: &Postgres, redis: Option<&RedisServer>) -> Vec<(&'static str, String)> {
    let redis = redis.map(|redis| ("REDIS_URL", redis.url()));
    [("DATABASE_URL", postgres.url()), ("RESUMAX_SECRET", SECRET.to_owned())].into_iter().chain(redis).collect()
}

/// How a worker is started: with what in its environment.
pub struct Crew<'a> {
    asked: &'a Asked,
    dir: TempDir,
    environment: Vec<(&'static str, String)>,
    started: AtomicUsize,
}

/// A worker and where it says its name.
pub struct Worker {
    process: Process,
    said: PathBuf,
}

impl Worker {
    /// Under which it holds jobs; `None` before it has said it.
    fn name(&self) -> Option<String> {
        let said = std::fs::read_to_string(&self.said).ok()?;
        Some(said.trim_end().rsplit_once(" as ")?.1.to_owned())
    }

    /// As [`Process::ended`].
    fn ended(&mut self) -> bool {
        self.process.ended()
    }

    /// As [`Process::signal`].
    pub fn signal(&self, signal: Signal) {
        self.process.signal(signal);
    }

    /// As [`Process::kill9`].
    pub fn kill9(self) {
        self.process.kill9();
    }

    /// As [`Process::terminate`].
    pub async fn terminate(self, at_most: Duration) -> Option<Duration> {
        self.process.terminate(at_most).await
    }
}

impl<'a> Crew<'a> {
    /// Workers with these settings.
    pub fn new(asked: &'a Asked, environment: Vec<(&'static str, String)>) -> Self {
        Self { asked, dir: TempDir::new(), environment, started: AtomicUsize::new(0) }
    }

    /// Another one.
    pub fn worker(&self, concurrency: usize, log: Stdio) -> Played<Worker> {
        let mut command = Command::new(&self.asked.binary);
        command.args(["worker", "--concurrency", &concurrency.to_string()]).env_clear().env("RESUMAX_DATA_DIR", self.dir.path());
        command.env("RUST_LOG", "warn,services=info").env("PATH", "/usr/bin:/bin").envs(self.environment.iter().cloned());
        let said = self.dir.path().join(format!("worker-{}", self.started.fetch_add(1, Ordering::SeqCst)));
        let process = Process::start(command.stdout(std::fs::File::create(&said)?).stderr(log))?;
        Ok(Worker { process, said })
    }

    /// The same settings in this process, to enqueue and to look.
    pub async fn services(&self) -> Played<Services> {
        let settings: Vec<(&str, &str)> = self.environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(Services::open(config(self.dir.path(), &settings)).await?)
    }

    /// Where it keeps what it keeps.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

/// Probes that were acknowledged; each lasts up to `most_ms`, and some of those that last send a mail. Tried again while the database is away: an acknowledged job is one whose
/// transaction answered.
pub async fn enqueue_probes(services: &Services, seed: u64, count: usize, most_ms: u64, done: &AtomicUsize) -> Played {
    let mut dice = Dice::new(seed);
    let tenants: Vec<TenantId> = (0..7).map(|n| TenantId::new(format!("tenant-{n}"))).collect();
    let mut at = 0;
    while at < count {
        let some = (1 + dice.of(20) as usize).min(count - at);
        let jobs: Vec<_> = (at..at + some)
            .map(|n| {
                let probe = Probe { lasts_ms: dice.of(most_ms + 1), tells: most_ms > 0 && n.is_multiple_of(TELLS) };
                let payload = serde_json::to_string(&probe).unwrap_or_default();
                (JobId::new(format!("job_{seed}_{n}")), &tenants[n % tenants.len()], payload)
            })
            .collect();
        let written = services
            .write(async |tx| {
                for (id, tenant, payload) in &jobs {
                    enqueue(tx, NewJob::new(id.clone(), tenant, Kind::Probe, payload.clone())).await?;
                }
                Ok(())
            })
            .await;
        if written.is_ok() {
            services.queue.announce();
            at += some;
            done.store(at, Ordering::SeqCst);
        } else {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Ledger {
    jobs: i64,
    done: i64,
    dead: i64,
    said: i64,
    of_jobs: i64,
    stale: i64,
    sent: i64,
    unsent: i64,
}

/// What the ledger and the probes say.
async fn ledger(services: &Services) -> Played<Ledger> {
    let sql = "SELECT (SELECT COUNT(*) FROM jobs WHERE kind = 'probe') AS jobs, \
               (SELECT COUNT(*) FROM jobs WHERE kind = 'probe' AND state = 'done') AS done, \
               (SELECT COUNT(*) FROM jobs WHERE kind = 'probe' AND state = 'dead') AS dead, \
               (SELECT COUNT(*) FROM probes) AS said, (SELECT COUNT(DISTINCT job_id) FROM probes) AS of_jobs, \
               (SELECT COUNT(*) FROM probes p JOIN jobs j ON j.id = p.job_id WHERE p.attempt <> j.attempt) AS stale, \
               (SELECT COUNT(*) FROM outbox WHERE key LIKE 'probe:%' AND state = 'sent') AS sent, \
               (SELECT COUNT(*) FROM outbox WHERE key LIKE 'probe:%' AND state <> 'sent') AS unsent";
    Ok(Ledger::from_query_result(&look::row(services, sql, []).await?, "")?)
}

/// Jobs that are at work now, of one worker or of all. None while the database is away.
pub async fn at_work(services: &Services, worker: Option<&str>) -> Vec<String> {
    let of = worker.map(|name| format!(" AND lease_owner = '{name}'")).unwrap_or_default();
    let sql = format!("SELECT id FROM jobs WHERE kind = 'probe' AND state = 'running'{of}");
    let db = services.db.reader();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap_or_default();
    rows.iter().filter_map(|row| row.try_get("", "id").ok()).collect()
}

/// A job whose worker was killed three times is given up: nobody can know that it was not the killer. Its operator tries it again.
async fn dead_letters(services: &Services, report: &mut Report) -> Played {
    let operator = Actor::of(TenantId::local());
    let dead = desk::list(services, &operator, Some(JobState::Dead)).await?;
    report.figure("given up after three killed workers, and tried again", dead.len());
    for job in dead {
        desk::retry(services, &operator, &job.job_id).await?;
    }
    Ok(())
}

/// Waits until all acknowledged jobs have ended.
async fn settled(services: &Services, count: usize, orphans: &mut Orphans) -> Played<Ledger> {
    let began = Instant::now();
    loop {
        orphans.collect(services).await;
        if let Ok(ledger) = ledger(services).await
            && (ledger.done + ledger.dead >= count as i64 && ledger.unsent == 0 || began.elapsed() > SETTLE)
        {
            return Ok(ledger);
        }
        if began.elapsed() > SETTLE * 2 {
            return Err("the database did not come back".into());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn judge(report: &mut Report, ledger: &Ledger, crew: &Crew<'_>, count: usize) {
    report.figure("jobs", count);
    let lost = count as i64 - ledger.of_jobs.min(count as i64);
    report.check("no job is lost", lost == 0 && ledger.jobs == count as i64, format!("{lost} lost of {count}"));
    report.check("no effect is there twice", ledger.said == ledger.of_jobs, format!("{} twice", ledger.said - ledger.of_jobs));
    report.check("no result is of an attempt that lost its lease", ledger.stale == 0, format!("{} stale", ledger.stale));
    let wanted = count.div_ceil(TELLS);
    let mails = std::fs::read_dir(crew.dir().join("outbox")).map_or(0, |mails| mails.flatten().filter(is_mail).count());
    let detail = format!("{} errands done, {} not, {mails} mails of {wanted}", ledger.sent, ledger.unsent);
    report.check("each mail is sent", ledger.sent == wanted as i64 && ledger.unsent == 0 && mails == wanted, detail);
    report.check("no job is given up", ledger.dead == 0, format!("{} dead", ledger.dead));
}

fn is_mail(file: &std::fs::DirEntry) -> bool {
    file.path().extension().is_some_and(|end| end == "eml")
}

/// PostgreSQL, Redis and three workers.
pub async fn on_postgres(asked: &Asked, report: &mut Report) -> Played {
    let (jobs, kills, database_kills, redis_kills, flushes) = asked.size((5_000, 60, 5, 10, 5), (1_500, 6, 1, 1, 1));
    let mut postgres = Postgres::start().await?;
    // As is recommended for a queue.
    let mut redis = RedisServer::start(&["--appendonly", "yes"]);
    let crew = Crew::new(asked, team(&postgres, Some(&redis)));
    let services = crew.services().await?;
    let mut workers = Vec::new();
    for _ in 0..WORKERS {
        workers.push(crew.worker(8, Stdio::null())?);
    }
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let enqueuing = {
        let (services, done, seed) = (services.clone(), acknowledged.clone(), asked.seed);
        tokio::spawn(async move { enqueue_probes(&services, seed, jobs, 200, &done).await })
    };
    let mut dice = Dice::new(asked.seed);
    let mut deck: Vec<u8> =
        [(0, kills), (1, database_kills), (2, redis_kills), (3, flushes)].iter().flat_map(|(what, many)| vec![*what; *many]).collect();
    let mut orphans = Orphans::default();
    let mut restarts = 0;
    while !deck.is_empty() {
        // Long enough for a worker that was just started to have something to lose.
        tokio::time::sleep(dice.between(300, 1_500)).await;
        orphans.collect(&services).await;
        // One that gave up because the database was away too long is started again, as a supervisor does.
        for worker in &mut workers {
            if worker.ended() {
                *worker = crew.worker(8, Stdio::null())?;
                restarts += 1;
            }
        }
        if deck.len().is_multiple_of(10) {
            let done = ledger(&services).await.map_or(0, |ledger| ledger.done);
            println!("      {} kills to go, {} jobs acknowledged, {done} done", deck.len(), acknowledged.load(Ordering::SeqCst));
        }
        let card = dice.of(deck.len() as u64) as usize;
        match deck.swap_remove(card) {
            0 => {
                let which = dice.of(workers.len() as u64) as usize;
                let killed = std::mem::replace(&mut workers[which], crew.worker(8, Stdio::null())?);
                let name = killed.name();
                killed.kill9();
                if let Some(name) = name {
                    // One that was an orphan before waits anew.
                    orphans.waiting.extend(at_work(&services, Some(&name)).await.into_iter().map(|id| (id, Instant::now())));
                }
            }
            1 => {
                postgres.kill9();
                tokio::time::sleep(dice.between(100, 1_000)).await;
                postgres.again().await?;
            }
            2 => {
                redis.kill();
                tokio::time::sleep(dice.between(100, 1_000)).await;
                redis.start_again();
            }
            // One that is away has nothing to lose.
            _ => drop(Command::new("redis-cli").args(["-u", &redis.url(), "flushall"]).output()),
        }
    }
    enqueuing.await??;
    settled(&services, jobs, &mut orphans).await?;
    dead_letters(&services, report).await?;
    let ledger = settled(&services, jobs, &mut orphans).await?;
    report.figure("kills of workers", kills);
    report.figure("workers that gave up", restarts);
    report.figure("kills of PostgreSQL", database_kills);
    report.figure("kills of Redis", redis_kills);
    report.figure("FLUSHALL", flushes);
    judge(report, &ledger, &crew, jobs);
    orphans.judge(report, asked.small);
    if asked.small {
        return Ok(());
    }
    throughput(asked, report, &crew, &services, &mut redis, &mut workers).await
}

/// Jobs that were at work when their worker died.
#[derive(Default)]
struct Orphans {
    /// And since when.
    waiting: HashMap<String, Instant>,
    /// How long those waited that are done.
    recoveries: Vec<Duration>,
}

impl Orphans {
    /// Which of them are done now.
    async fn collect(&mut self, services: &Services) {
        if self.waiting.is_empty() {
            return;
        }
        let open = "SELECT id FROM jobs WHERE kind = 'probe' AND state IN ('queued', 'running')";
        let db = services.db.reader();
        let Ok(rows) = db.query_all_raw(Statement::from_string(db.get_database_backend(), open)).await else { return };
        let open: HashSet<String> = rows.iter().filter_map(|row| row.try_get("", "id").ok()).collect();
        self.waiting.retain(|id, since| {
            let waits = open.contains(id);
            if !waits {
                self.recoveries.push(since.elapsed());
            }
            waits
        });
    }

    /// In a small storm seconds are only shown: on a machine that others use as well they say nothing.
    fn judge(self, report: &mut Report, small: bool) {
        let p99 = percentile(&self.recoveries, 99) / 1_000.0;
        report.check("there was something to lose", !self.recoveries.is_empty(), format!("{} orphans", self.recoveries.len()));
        report.figure("seconds until an orphan is done, p99", (p99 * 10.0).round() / 10.0);
        if !small {
            report.check("an orphan is done within 15 s, p99", p99 <= 15.0, format!("{p99:.1} s"));
        }
    }
}

/// Jobs a second with Redis and without.
async fn throughput(
    asked: &Asked,
    report: &mut Report,
    crew: &Crew<'_>,
    services: &Services,
    redis: &mut RedisServer,
    workers: &mut Vec<Worker>,
) -> Played {
    let count = 6_000;
    let mut rates = Vec::new();
    for (round, with) in [(1, true), (2, false)] {
        if !with {
            redis.kill();
        }
        workers.clear();
        for _ in 0..WORKERS {
            workers.push(crew.worker(8, Stdio::null())?);
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
        let before = ledger(services).await?.done;
        let began = Instant::now();
        enqueue_probes(services, asked.seed + round, count, 0, &AtomicUsize::new(0)).await?;
        while ledger(services).await?.done < before + count as i64 && began.elapsed() < SETTLE {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        rates.push(count as f64 / began.elapsed().as_secs_f64());
    }
    report.figure("jobs a second with Redis", rates[0].round());
    report.figure("jobs a second without", rates[1].round());
    report.check("without Redis half as many are done", rates[1] * 2.0 >= rates[0], format!("{:.0} %", rates[1] / rates[0] * 100.0));
    Ok(())
}

/// SQLite, and the only worker is killed again and again.
pub async fn on_sqlite(asked: &Asked, report: &mut Report) -> Played {
    let (jobs, kills) = asked.size((5_000, 60), (400, 6));
    let crew = Crew::new(asked, Vec::new());
    let services = crew.services().await?;
    let mut worker = crew.worker(8, Stdio::null())?;
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let enqueuing = {
        let (services, done, seed) = (services.clone(), acknowledged.clone(), asked.seed);
        tokio::spawn(async move { enqueue_probes(&services, seed, jobs, 200, &done).await })
    };
    let mut dice = Dice::new(asked.seed);
    let mut orphans = Orphans::default();
    for _ in 0..kills {
        tokio::time::sleep(dice.between(100, 600)).await;
        worker.kill9();
        orphans.waiting.extend(at_work(&services, None).await.into_iter().map(|id| (id, Instant::now())));
        worker = crew.worker(8, Stdio::null())?;
        orphans.collect(&services).await;
    }
    enqueuing.await??;
    settled(&services, jobs, &mut orphans).await?;
    dead_letters(&services, report).await?;
    let ledger = settled(&services, jobs, &mut orphans).await?;
    report.figure("kills of the worker", kills);
    judge(report, &ledger, &crew, jobs);
    orphans.judge(report, asked.small);
    Ok(())
}
