//! Redis is killed, forgets everything, and hangs, while runs are asked for and their live events are followed: each is done, none twice,
//! nobody who writes waits for it, and when it is back everything is quick again.

use super::kill_storm::{Crew, enqueue_probes, team};
use super::report::Report;
use super::servers::{Postgres, until};
use super::web::{Web, percentile};
use super::{Asked, Dice, Played, look};
use domain::event::{Event, What};
use domain::ids::TenantId;
use serde_json::json;
use services::jobs::probes;
use services::testing::{RedisServer, document, posting_text, ready};
use services::{Actor, Services, sessions};
use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A call that asks for a run takes no longer, whatever Redis does: 99 of 100.
const WRITE_MS: f64 = 1_000.0;
/// Without Redis a worker looks every two seconds, and so does a stream.
const LIVE_MS: f64 = 6_000.0;
/// With it, again: far below the time of one look.
const QUICK_MS: f64 = 500.0;
/// Streams may be taken up again so often.
const CUTS: usize = 5;

/// What Redis is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Never broken yet.
    Well,
    /// The process is dead.
    Gone,
    /// It is emptied again and again.
    Emptied,
    /// It takes what is sent and does not answer.
    Hangs,
    /// Well again.
    Back,
    /// Well, but perhaps not found to be so yet.
    Between,
}

/// Of each run.
struct Sample {
    /// When it was asked for.
    phase: Phase,
    /// The call.
    write: Duration,
    /// From the call to the last live event.
    live: Duration,
}

struct Load<'a> {
    web: &'a Web,
    over: AtomicBool,
    phase: Mutex<Phase>,
    samples: Mutex<Vec<Sample>>,
    faults: Mutex<Vec<String>>,
    cuts: AtomicUsize,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Load<'_> {
    /// One run after the other, in a session of its own.
    async fn ask(&self, session: &str) {
        let mut n = 0;
        while !self.over.load(Ordering::SeqCst) {
            let (phase, began) = (*lock(&self.phase), Instant::now());
            let key = format!("{session} {n}");
            let asked = self.web.post(&format!("/api/v1/sessions/{session}/messages"), Some(&key), &json!({ "message": "Tailor." })).await;
            if asked.status != 202 {
                lock(&self.faults).push(format!("a run was refused: {}", asked.said()));
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
            n += 1;
            if let Err(fault) = self.follow(session, &asked.text("run_id")).await {
                lock(&self.faults).push(fault);
            }
            // What was asked for in good times and was caught by bad ones is of neither.
            let caught = *lock(&self.phase) != phase && matches!(phase, Phase::Well | Phase::Back);
            let phase = if caught { Phase::Between } else { phase };
            lock(&self.samples).push(Sample { phase, write: asked.took, live: began.elapsed() });
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The live events of a run up to the last; a stream that is cut is taken up again.
    async fn follow(&self, session: &str, run: &str) -> Result<(), String> {
        let path = format!("/api/v1/sessions/{session}/runs/{run}/stream");
        let (mut last, mut seen) = (String::new(), 0);
        for _ in 0..CUTS {
            let request = self.web.request(reqwest::Method::GET, &path).header("last-event-id", &last);
            if let Ok(mut stream) = request.send().await.and_then(reqwest::Response::error_for_status) {
                let mut read = Vec::new();
                while let Ok(Some(bytes)) = stream.chunk().await {
                    read.extend_from_slice(&bytes);
                    while let Some(end) = read.iter().position(|byte| *byte == b'\n') {
                        let line: Vec<u8> = read.drain(..=end).collect();
                        let Some(data) = line.strip_prefix(b"data:") else { continue };
                        let event: Event = serde_json::from_slice(data).map_err(|error| format!("an event of {run}: {error}"))?;
                        let number = event.event_id.seq().unwrap_or(0);
                        if number != seen + 1 {
                            return Err(format!("{run}: event {number} behind {seen}"));
                        }
                        (seen, last) = (number, event.event_id.as_str().to_owned());
                        if event.what.is_final() {
                            let well = matches!(event.what, What::RunCompleted { .. });
                            return if well { Ok(()) } else { Err(format!("{run} did not complete")) };
                        }
                    }
                }
            }
            self.cuts.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Err(format!("{run}: no last event, {seen} were seen"))
    }

    /// For a while.
    async fn at(&self, phase: Phase, lasts: Duration) {
        *lock(&self.phase) = phase;
        tokio::time::sleep(lasts).await;
        *lock(&self.phase) = Phase::Between;
    }
}

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let (rounds, clients, jobs) = asked.size((4, 12, 2_000), (1, 6, 200));
    let postgres = Postgres::start().await?;
    let mut redis = RedisServer::start(&["--appendonly", "yes"]);
    let mut environment = team(&postgres, Some(&redis));
    environment.extend([("RESUMAX_RATE_LIMIT_RPM", "1000000".to_owned()), ("RESUMAX_MAX_RUNS_PER_SESSION", "1000000".to_owned())]);
    let crew = Crew::new(asked, environment.clone());
    let services = crew.services().await?;
    let web = Web::start(asked, crew.dir(), &["--role", "web"], &environment).await?;
    let worker = crew.worker(8, Stdio::null())?;
    let open = open(&services, clients).await?;
    let load = Load {
        web: &web,
        over: AtomicBool::new(false),
        phase: Mutex::new(Phase::Between),
        samples: Mutex::default(),
        faults: Mutex::default(),
        cuts: AtomicUsize::new(0),
    };
    let breaking = async {
        // The first run of each is slower: connections are made.
        tokio::time::sleep(Duration::from_millis(1_000)).await;
        break_it(asked, rounds, &mut redis, &load).await;
        load.over.store(true, Ordering::SeqCst);
    };
    let asking = futures::future::join_all(open.iter().map(|session| load.ask(session)));
    let done = AtomicUsize::new(0);
    let ((), _, enqueued) = tokio::join!(breaking, asking, enqueue_probes(&services, asked.seed, jobs, 20, &done));
    enqueued?;
    until("the rest of the jobs", async || probes(&services).await.ok().filter(|(_, done)| *done >= jobs as i64)).await?;
    judge(asked, report, &services, &load, jobs).await?;
    drop(worker);
    Ok(())
}

/// Sessions whose runs write without asking.
async fn open(services: &Services, many: usize) -> Played<Vec<String>> {
    let actor = Actor::of(TenantId::local());
    let posting = domain::posting::read(posting_text(), Some("Senior Data Engineer"), None, None);
    let mut open = Vec::new();
    for _ in 0..many {
        let session = ready(services, &actor, &document(), &posting).await?;
        sessions::set_auto_approve(services, &actor, &session, true).await?;
        open.push(session.as_str().to_owned());
    }
    Ok(open)
}

async fn break_it(asked: &Asked, rounds: usize, redis: &mut RedisServer, load: &Load<'_>) {
    let mut dice = Dice::new(asked.seed);
    let ms = Duration::from_millis;
    // What was just broken is found to be back within this.
    let heals = asked.size(ms(2_500), ms(1_200));
    load.at(Phase::Well, ms(asked.size(4_000, 1_000))).await;
    for _ in 0..rounds {
        redis.kill();
        load.at(Phase::Gone, asked.size(dice.between(2_500, 5_000), ms(2_300))).await;
        redis.start_again();
        tokio::time::sleep(heals).await;
        let emptied = async {
            for _ in 0..11 {
                // Whether it worked is seen by what it does to the others.
                drop(Command::new("redis-cli").args(["-u", &redis.url(), "flushall"]).output());
                tokio::time::sleep(ms(200)).await;
            }
        };
        // Longer than a run whose events nobody passes on: one has to begin and to end meanwhile.
        tokio::join!(load.at(Phase::Emptied, ms(2_300)), emptied);
        redis.freeze();
        // In the full size beyond the silence after which a connection is given up.
        load.at(Phase::Hangs, asked.size(dice.between(3_000, 13_000), ms(2_300))).await;
        redis.thaw();
        tokio::time::sleep(heals).await;
        load.at(Phase::Back, ms(asked.size(4_000, 1_000))).await;
    }
}

async fn judge(asked: &Asked, report: &mut Report, services: &Services, load: &Load<'_>, jobs: usize) -> Played {
    let samples = std::mem::take(&mut *lock(&load.samples));
    let faults = std::mem::take(&mut *lock(&load.faults));
    let mut phases: BTreeMap<Phase, (Vec<Duration>, Vec<Duration>)> = BTreeMap::new();
    for sample in &samples {
        let (writes, lives) = phases.entry(sample.phase).or_default();
        writes.push(sample.write);
        lives.push(sample.live);
    }
    for (phase, (writes, lives)) in &phases {
        let figures = json!({
            "runs": writes.len(),
            "call": { "p50": percentile(writes, 50), "p99": percentile(writes, 99) },
            "last event": { "p50": percentile(lives, 50), "p99": percentile(lives, 99) },
        });
        report.figure(&format!("{phase:?}, in milliseconds"), figures);
    }
    report.figure("streams taken up again", load.cuts.load(Ordering::SeqCst));
    let of = |broken: &[Phase]| -> (Vec<Duration>, Vec<Duration>) {
        let some = || samples.iter().filter(|sample| broken.contains(&sample.phase));
        (some().map(|sample| sample.write).collect(), some().map(|sample| sample.live).collect())
    };
    let (writes, lives) = of(&[Phase::Gone, Phase::Hangs]);
    let (_, back) = of(&[Phase::Back]);
    let done: i64 = look::one(services, "SELECT COUNT(*) FROM runs WHERE status = 'completed'", []).await?;
    let runs: i64 = look::one(services, "SELECT COUNT(*) FROM runs", []).await?;
    let again: i64 = look::one(services, "SELECT COUNT(*) FROM jobs WHERE attempt > 1", []).await?;
    let (said, probed) = probes(services).await?;
    let all = [Phase::Well, Phase::Gone, Phase::Emptied, Phase::Hangs, Phase::Back].iter().all(|phase| phases.contains_key(phase));
    let first = faults.first().map_or(String::new(), |fault| format!(", such as {fault}"));
    report.check("there were runs at all times", all, format!("{} runs", samples.len()));
    report.check("nobody noticed", faults.is_empty(), format!("{} faults{first}", faults.len()));
    report.check(
        "each run that was asked for is done, once",
        done == samples.len() as i64 && runs == done,
        format!("{done} of {runs} rows"),
    );
    report.check("each job is done, once", probed == jobs as i64 && said == probed, format!("{probed} of {jobs}, {} twice", said - probed));
    report.check("none was tried twice", again == 0, format!("{again} with a second attempt"));
    // Of a few writes the worst says what the machine did; if they waited for Redis, most would wait a second.
    let of_hundred = asked.size(99, 50);
    let (write, live, quick) = (percentile(&writes, of_hundred), percentile(&lives, 99), percentile(&back, 50));
    report.check(&format!("who writes does not wait for Redis, p{of_hundred}"), write <= WRITE_MS, format!("{write} ms without"));
    report.check("live events arrive without it, p99", live <= LIVE_MS, format!("{live} ms without"));
    report.check("when it is back it is quick, p50", !back.is_empty() && quick <= QUICK_MS, format!("{quick} ms"));
    Ok(())
}
