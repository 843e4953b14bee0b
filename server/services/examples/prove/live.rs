//! Live events over two replicas: clients that are cut again and again miss nothing and hear nothing twice, and clients that never read
//! slow nobody and fill no memory.

use super::kill_storm::{Crew, team};
use super::report::Report;
use super::servers::Postgres;
use super::sse::{Heard, Listener};
use super::web::{Web, percentile};
use super::{Asked, Dice, Played, look, whole};
use domain::ids::{EventId, RunId, TenantId};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use services::testing::{RedisServer, TempDir};
use services::{Actor, Services};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// No run takes longer.
const RUN: Duration = Duration::from_secs(30);
/// Clients that read, at once.
const READERS: usize = 8;
/// What a replica may grow by, in MB, although nobody takes what is there for two hundred clients.
const GROWTH: f64 = 64.0;

/// The servers of this scenario.
struct Stage<'a> {
    services: Services,
    replicas: [Web; 2],
    _crew: Crew<'a>,
    _folders: [TempDir; 2],
}

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let (cuts, silent) = asked.size((50, 200), (5, 20));
    let postgres = Postgres::start().await?;
    let redis = RedisServer::start(&["--appendonly", "yes"]);
    let folder = TempDir::new();
    let mut settings = team(&postgres, Some(&redis));
    settings.extend([
        ("AI_PROVIDER", "mock".to_owned()),
        ("AI_MOCK_SCRIPT", script(&folder)?),
        ("RESUMAX_MAX_COST_USD_PER_DAY", "100000".to_owned()),
    ]);
    let crew = Crew::new(asked, settings.clone());
    let services = crew.services().await?;
    let _worker = crew.worker(READERS * 2, Stdio::null())?;
    let folders = [TempDir::new(), TempDir::new()];
    let web = |folder: usize| Web::start(asked, folders[folder].path(), &["--role", "web"], &settings);
    let replicas = [web(0).await?, web(1).await?];
    let stage = Stage { services, replicas, _crew: crew, _folders: folders };
    stage.cut(asked, report, cuts).await?;
    stage.silent(report, silent).await
}

/// What the provider does: speaks for some seconds, or floods. Answers with the file that says so.
fn script(folder: &TempDir) -> Played<String> {
    let words: Vec<String> = (0..40).map(|n| format!("Sentence {n} of what is said. ")).collect();
    let long = "語".repeat(1_900);
    let flood: Vec<_> =
        (0..150).map(|n| json!({ "block": format!("b{}_{}", n % 4, n % 6), "insert": format!("Part {n}: {long}") })).collect();
    let script = json!({ "repeat": true, "steps": [
        { "when": "flood", "each_ms": 20, "changes": flood, "text": ["It begins. "] },
        { "offline": true, "each_ms": 50, "text": words },
    ] });
    let file = folder.path().join("script.json");
    std::fs::write(&file, script.to_string())?;
    Ok(file.to_string_lossy().into_owned())
}

impl Stage<'_> {
    /// A run of a session of its own, asked for at one of the replicas; answers with the path of its stream.
    async fn run(&self, message: &str) -> Played<(RunId, String)> {
        let actor = Actor::of(TenantId::new("local-dev"));
        let session = whole::trusting(&self.services, &actor, &whole::resume(8), &whole::posting()).await?;
        let answer = self.replicas[0].post(&format!("/api/v1/sessions/{session}/messages"), None, &json!({ "message": message })).await;
        if !answer.done() {
            return Err(format!("no run: {}", answer.said()).into());
        }
        let run = RunId::new(answer.text("run_id"));
        let stream = format!("/api/v1/sessions/{session}/runs/{run}/stream");
        Ok((run, stream))
    }

    fn port(&self, turn: usize) -> u16 {
        self.replicas[turn % 2].port
    }

    /// Clients that are cut at moments of chance and go on at the other replica.
    async fn cut(&self, asked: &Asked, report: &mut Report, wanted: usize) -> Played {
        let mut dice = Dice::new(asked.seed);
        let (mut cuts, mut runs, mut events, mut faults) = (0, 0, 0, Vec::new());
        while cuts < wanted && runs < 40 {
            let (run, path) = self.run("Tailor the resume.").await?;
            let began = Instant::now();
            let mut heard: Vec<Heard> = Vec::new();
            let mut turn = dice.of(2) as usize;
            while heard.last().is_none_or(|last| !last.is_final()) && began.elapsed() < RUN {
                let last = heard.last().map(|last| last.id.clone());
                let mut listener = Listener::open(self.port(turn), &path, last.as_deref()).await?;
                let until = tokio::time::Instant::now() + dice.between(0, 400);
                // The connection is cut wherever it is, in the middle of an event as well.
                let ended = tokio::time::timeout_at(until, async {
                    while listener.read().await? {}
                    Ok::<_, std::io::Error>(())
                })
                .await;
                heard.extend(listener.heard());
                cuts += usize::from(ended.is_err());
                turn += 1;
            }
            let heard: Vec<String> = heard.into_iter().map(|heard| heard.id).collect();
            let rows = self.rows(&run).await?;
            events += rows.len();
            if heard != rows {
                faults.push(format!("{run}: heard {} of {} events", heard.len(), rows.len()));
            }
            runs += 1;
        }
        report.figure("runs with cuts", runs);
        report.figure("cuts", cuts);
        report.figure("events", events);
        report.check("there were cuts enough", cuts >= wanted, format!("{cuts} cuts"));
        let said = if faults.is_empty() { "none in any run".to_owned() } else { faults.join("; ") };
        report.check("no gap, no duplicate, in order, as in the rows", faults.is_empty(), said);
        Ok(())
    }

    /// The ids of a run's events, as they are written.
    async fn rows(&self, run: &RunId) -> Played<Vec<String>> {
        let db = self.services.db.reader();
        let sql = "SELECT seq FROM events WHERE run_id = $1 ORDER BY seq";
        let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [run.as_str().into()])).await?;
        let numbers = rows.iter().map(|row| row.try_get::<i64>("", "seq")).collect::<Result<Vec<_>, _>>()?;
        Ok(numbers.into_iter().map(|seq| EventId::at(run, seq.unsigned_abs()).as_str().to_owned()).collect())
    }

    /// Others, before and while many clients never read.
    async fn silent(&self, report: &mut Report, count: usize) -> Played {
        self.readers().await?;
        let before = self.readers().await?;
        let memory = self.memory();
        let (flood, path) = self.run("Flood them.").await?;
        let mut silent: Vec<TcpStream> = Vec::new();
        for n in 0..count {
            silent.push(Listener::silent(self.port(n), &path).await?);
        }
        let while_silent = self.readers().await?;
        let began = Instant::now();
        while !self.is_over(&flood).await? && began.elapsed() < RUN {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        // The worst of a few readers may be one moment in which the machine stood still; who slows others down does so each time.
        let after_flood = [self.readers().await?, self.readers().await?, self.readers().await?];
        let growth = self.memory().into_iter().zip(memory).map(|(now, before)| now - before).fold(0.0, f64::max);
        let open = silent.len();
        report.figure("clients that never read", open);
        report.figure("bytes of the stream that they do not read", self.bytes(&flood).await?);
        report.figure("MB that a replica grows by", (growth * 10.0).round() / 10.0);
        report.check("there was more to say than a connection holds", self.bytes(&flood).await? > 1_000_000, "over 1 MB for each");
        report.check("the memory of a replica is bounded", growth <= GROWTH, format!("{growth:.1} MB for {} clients", count / 2));
        // While the flood goes into all their connections it is sent, and that is work. Then these are full, and nobody reads.
        let looks: [(&str, Look); 2] = [("the first event", |times| &times.first), ("each event", |times| &times.delays)];
        for (what, look) in looks {
            let p95 = |times: &Times| percentile(look(times), 95);
            let (without, filling) = (p95(&before), p95(&while_silent));
            let full = after_flood.iter().map(p95).fold(f64::INFINITY, f64::min);
            report.figure(&format!("milliseconds until {what} of others, p95, alone"), without);
            report.figure(&format!("milliseconds until {what} of others, p95, while they fill"), filling);
            report.figure(&format!("milliseconds until {what} of others, p95, when they are full"), full);
            report.check(
                &format!("they do not slow {what} of others"),
                full <= 2.0 * without + 100.0,
                format!("{full} ms after {without} ms"),
            );
        }
        Ok(())
    }

    /// Some clients, each with a run of its own that it hears to its end.
    async fn readers(&self) -> Played<Times> {
        let all = futures::future::join_all((0..READERS).map(|n| self.reader(n))).await;
        let mut times = Times::default();
        for one in all {
            let one = one?;
            times.first.extend(one.first);
            times.delays.extend(one.delays);
        }
        Ok(times)
    }

    async fn reader(&self, n: usize) -> Played<Times> {
        let (_, path) = self.run("Tailor the resume.").await?;
        let asked = Instant::now();
        let mut listener = Listener::open(self.port(n), &path, None).await?;
        let mut times = Times::default();
        tokio::time::timeout(RUN, async {
            while listener.read().await? {
                let now = self.services.clock.now();
                for heard in listener.heard() {
                    if times.first.is_empty() {
                        times.first.push(asked.elapsed());
                    }
                    let written = services::clock::read(&heard.ts).unwrap_or(now);
                    times.delays.push((now - written).to_std().unwrap_or_default());
                    if heard.is_final() {
                        return Ok::<_, std::io::Error>(());
                    }
                }
            }
            Ok(())
        })
        .await??;
        Ok(times)
    }

    async fn is_over(&self, run: &RunId) -> Played<bool> {
        look::one(&self.services, "SELECT ended_at IS NOT NULL FROM runs WHERE id = $1", [run.as_str().into()]).await
    }

    async fn bytes(&self, run: &RunId) -> Played<i64> {
        let sql = "SELECT SUM(OCTET_LENGTH(what) + COALESCE(OCTET_LENGTH(body), 0))::BIGINT FROM events LEFT JOIN changes ON id = change_id \
                   WHERE run_id = $1";
        look::one(&self.services, sql, [run.as_str().into()]).await
    }

    /// Of each replica, in MB.
    fn memory(&self) -> Vec<f64> {
        self.replicas.iter().map(|web| web.process.memory("VmRSS")).collect()
    }
}

/// Some of what clients waited for.
type Look = fn(&Times) -> &[Duration];

/// What clients waited for.
#[derive(Default)]
struct Times {
    /// From the answer to the message.
    first: Vec<Duration>,
    /// From the time that stands in an event.
    delays: Vec<Duration>,
}
