//! What was measured and what it should have been: on the screen, and as JSON in a file.

use super::Asked;
use serde_json::{Map, Value, json};
use std::fmt::Display;
use std::process::ExitCode;
use std::time::Instant;

/// The status of a scenario that could not be played here.
const SKIPPED: u8 = 77;

/// Of one scenario.
pub struct Report {
    scenario: String,
    seed: u64,
    small: bool,
    began: Instant,
    figures: Map<String, Value>,
    checks: Vec<Value>,
    failed: bool,
    skipped: Option<String>,
}

impl Report {
    /// Nothing measured yet.
    pub fn new(scenario: &str, asked: &Asked) -> Self {
        let began = Instant::now();
        Self {
            scenario: scenario.to_owned(),
            seed: asked.seed,
            small: asked.small,
            began,
            figures: Map::new(),
            checks: Vec::new(),
            failed: false,
            skipped: None,
        }
    }

    /// A measurement.
    pub fn figure(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        println!("      {name}: {value}");
        self.figures.insert(name.to_owned(), value);
    }

    /// A promise, and whether it held.
    pub fn check(&mut self, promise: &str, held: bool, measured: impl Display) {
        println!("{} {promise}: {measured}", if held { "ok   " } else { "FAIL " });
        self.failed |= !held;
        self.checks.push(json!({ "promise": promise, "held": held, "measured": measured.to_string() }));
    }

    /// It can't be played here: neither held nor broken.
    pub fn skip(&mut self, why: impl Display) {
        println!("SKIP  {}: {why}", self.scenario);
        self.skipped = Some(why.to_string());
    }

    /// Keeps it, and says whether all held.
    pub fn end(self) -> ExitCode {
        let seconds = self.began.elapsed().as_secs_f64();
        let result = json!({
            "scenario": self.scenario, "seed": self.seed, "small": self.small, "seconds": seconds,
            "held": !self.failed && self.skipped.is_none(), "skipped": self.skipped, "checks": self.checks, "figures": self.figures,
        });
        let folder = std::env::var("PROVE_RESULTS").unwrap_or_else(|_| "target/prove".to_owned());
        let file = format!("{folder}/{}.json", self.scenario);
        let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, format!("{result:#}\n")));
        match kept {
            Ok(()) => println!("{:.0} s; the result is in {file}", seconds),
            Err(error) => eprintln!("The result could not be kept in {file}: {error}"),
        }
        match self.skipped {
            _ if self.failed => ExitCode::FAILURE,
            Some(_) => ExitCode::from(SKIPPED),
            None => ExitCode::SUCCESS,
        }
    }
}
