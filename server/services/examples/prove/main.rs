//! `scripts/prove SCENARIO [--small] [--seed N]`: breaks things on purpose and looks whether the promises hold.
//!
//! Each scenario starts its own servers with throw-away folders, prints what it does, keeps its result as JSON, and ends with a status that
//! says whether all held. Chance comes from the printed seed.

mod cpu;
mod disk_full;
mod drain;
mod kill_storm;
mod latency;
mod live;
mod look;
mod overload;
mod postgres_crash;
mod redis_loss;
mod report;
mod runs;
mod servers;
mod sqlite_crash;
mod sse;
mod web;
mod whole;
mod zombie;

use report::Report;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// What a scenario is told.
pub struct Asked {
    /// The program.
    pub binary: PathBuf,
    /// So that `scripts/test` can take a small measure of it.
    pub small: bool,
    /// Of all that is left to chance.
    pub seed: u64,
}

impl Asked {
    /// One size of two.
    pub fn size<T>(&self, full: T, small: T) -> T {
        if self.small { small } else { full }
    }
}

/// The error of a scenario that could not be played to its end.
pub type Played<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// No scenario takes longer.
const MOST: Duration = Duration::from_secs(30 * 60);

#[tokio::main]
async fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let (Some(binary), Some(scenario)) = (words.next(), words.next()) else {
        eprintln!("prove BINARY SCENARIO [--small] [--seed N]");
        return ExitCode::from(2);
    };
    let rest: Vec<String> = words.collect();
    if let ("sqlite-writer", [seed, dir]) = (scenario.as_str(), rest.as_slice()) {
        let written = sqlite_crash::write(seed, std::path::Path::new(dir)).await;
        return if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let seed = rest.iter().position(|word| word == "--seed").and_then(|at| rest.get(at + 1)?.parse().ok());
    let asked = Asked {
        binary: PathBuf::from(binary),
        small: rest.iter().any(|word| word == "--small"),
        seed: seed.unwrap_or_else(|| u64::from(std::process::id())),
    };
    println!("{scenario}, seed {}{}", asked.seed, if asked.small { ", small" } else { "" });
    let mut report = Report::new(&scenario, &asked);
    let played = tokio::time::timeout(MOST, async {
        match scenario.as_str() {
            "kill-storm" => kill_storm::on_postgres(&asked, &mut report).await,
            "kill-storm-sqlite" => kill_storm::on_sqlite(&asked, &mut report).await,
            "zombie" => zombie::play(&asked, &mut report).await,
            "drain" => drain::play(&asked, &mut report).await,
            "sqlite-crash" => sqlite_crash::play(&asked, &mut report).await,
            "disk-full" => disk_full::play(&asked, &mut report).await,
            "latency" => latency::play(&asked, &mut report).await,
            "live" => live::play(&asked, &mut report).await,
            "overload" => overload::play(&asked, &mut report).await,
            "postgres-crash" => postgres_crash::play(&asked, &mut report).await,
            "redis-loss" => redis_loss::play(&asked, &mut report).await,
            "runs" => runs::play(&asked, &mut report).await,
            other => Err(format!("there is no scenario {other:?}").into()),
        }
    });
    match played.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => report.check("it was played to its end", false, error),
        Err(_) => report.check("it was played to its end", false, "it took too long"),
    }
    report.end()
}

/// Chance from a seed: the same numbers each time (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// Begins.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One of so many, from 0.
    pub fn of(&mut self, many: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % many.max(1)
    }

    /// Between two times.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(least + self.of(most - least + 1))
    }
}
