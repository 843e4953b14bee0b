//! `scripts/bench queue [--small] [--only NAME]`: this queue beside Celery, RQ and BullMQ, on the same machine and the same Redis, one after the
//! other, each with the settings that its documentation gives for work that must not be lost.
//!
//! An acknowledged job is on the disk, in all of them: Redis says `appendfsync always`, and PostgreSQL, where this program's jobs are, `fsync on`.

mod contender;
mod crew;
mod measure;
mod ours;
#[path = "../prove/servers.rs"]
#[allow(dead_code, reason = "scripts/prove needs more of them")]
mod servers;
mod table;
mod theirs;

use contender::{AT_ONCE, Contender, OURS, PROCESSES};
use measure::{SETTLE, Size, measure};
use ours::Ours;
use services::testing::RedisServer;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Duration;
use theirs::Theirs;

/// The error of a measurement that could not be made.
pub type Played<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// One contender takes no longer.
const MOST: Duration = Duration::from_secs(15 * 60);

#[tokio::main]
async fn main() -> ExitCode {
    match play().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all were measured, and this queue kept its promise.
async fn play() -> Played<bool> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [binary, python, bullmq, options @ ..] = words.as_slice() else {
        return Err("queue_bench BINARY PYTHON BULLMQ [--small] [--only NAME]".into());
    };
    let small = options.iter().any(|word| word == "--small");
    let only = options.iter().position(|word| word == "--only").and_then(|at| options.get(at + 1));
    let size = match small {
        true => Size { singles: 30, jobs: 300, storm: 300, kills: 2 },
        false => Size { singles: 200, jobs: 5_000, storm: 1_000, kills: 6 },
    };
    let mut redis = RedisServer::start(&["--appendonly", "yes", "--appendfsync", "always"]);
    let ours = Ours::open(PathBuf::from(binary), &redis).await?;
    let settings = format!("Redis: {}. PostgreSQL: {}.", said_by(&redis)?, ours.settings().await?);
    println!(
        "{PROCESSES} processes with {AT_ONCE} jobs at once for each; latency from {} jobs, jobs a second from {},",
        size.singles, size.jobs
    );
    println!("lost and done twice from {} jobs of up to 50 ms, all workers killed {} times, the store once;", size.storm, size.kills);
    println!("lost is what is not done {} s after the last kill.", SETTLE.as_secs());
    println!("{settings}\n");
    let contenders = [
        Contender::Ours(Box::new(ours)),
        Contender::Theirs(Theirs::celery(python)),
        Contender::Theirs(Theirs::rq(python)),
        Contender::Theirs(Theirs::bullmq(&PathBuf::from(bullmq))),
    ];
    let (mut measured, mut all) = (Vec::new(), true);
    for mut contender in contenders {
        if only.is_some_and(|only| !contender.name().to_lowercase().starts_with(&only.to_lowercase())) {
            continue;
        }
        eprintln!("{} …", contender.name());
        ask(&redis, &["flushall"])?;
        match tokio::time::timeout(MOST, measure(&mut contender, &mut redis, &size)).await {
            Ok(Ok(figures)) => measured.push(figures),
            Ok(Err(error)) => {
                eprintln!("{}: {error}", contender.name());
                all = false;
            }
            Err(_) => {
                eprintln!("{} took too long", contender.name());
                all = false;
            }
        }
    }
    table::print(&measured);
    table::keep(&measured, &settings, small)?;
    let kept = measured.iter().all(|one| one.name != OURS || (one.lost, one.twice) == (0, 0));
    Ok(all && kept)
}

/// What makes jobs durable that are in Redis.
fn said_by(redis: &RedisServer) -> Played<String> {
    let mut said = Vec::new();
    for name in ["appendonly", "appendfsync", "maxmemory-policy"] {
        said.push(ask(redis, &["config", "get", name])?.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Ok(said.join(", "))
}

fn ask(redis: &RedisServer, words: &[&str]) -> Played<String> {
    let said = Command::new("redis-cli").args(["-u", &redis.url()]).args(words).output()?;
    Ok(String::from_utf8(said.stdout)?)
}
