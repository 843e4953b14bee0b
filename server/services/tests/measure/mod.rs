//! Measures the import on resumes whose truth is known. Shared by the test that guards the targets and by `scripts/bench import`.
//!
//! A folder is measured file by file: [`truth`] says what a careful human would type, the import says what it read, [`score`] compares
//! the two field by field, [`report`] prints the table and names the targets that are missed.

pub mod foreign;
pub mod report;
pub mod score;
pub mod truth;

use domain::resume::structure::Import;
use score::{Finding, Metric, Tally};
use std::path::Path;
use std::time::Instant;
use truth::Truth;

/// Timed so many times; the median counts.
const ROUNDS: usize = 5;

/// What was measured on one file.
pub struct Measured {
    /// Its name.
    pub file: String,
    /// What produced it, "chromium".
    pub made_by: String,
    /// Each comparison; none for a file without truth.
    pub findings: Vec<Finding>,
    /// Entries that the import made of nothing: jobs and schools that no truth matches.
    pub invented: Vec<String>,
    /// Lines of the source that were understood, of all.
    pub lines: Tally,
    /// The lines that were not.
    pub left_over: Vec<String>,
    /// Median of a read, in milliseconds.
    pub millis: f64,
    /// Why it could not be read.
    pub error: Option<String>,
}

impl Measured {
    /// How often the import was right.
    pub fn tally(&self, metric: Metric) -> Tally {
        let mut tally = Tally::default();
        for finding in self.findings.iter().filter(|finding| finding.metric == metric) {
            tally.add(finding.right);
        }
        tally
    }
}

/// Measures every resume of a folder, in the order of the names. `only` keeps the files whose name contains it.
pub fn folder(folder: &Path, only: &str) -> std::io::Result<Vec<Measured>> {
    let mut found = truth::resumes(folder)?;
    found.retain(|(file, _)| file.contains(only));
    found.into_iter().map(|(file, truth)| Ok(one(&file, &std::fs::read(folder.join(&file))?, truth.as_ref()))).collect()
}

fn one(file: &str, bytes: &[u8], truth: Option<&Truth>) -> Measured {
    let (import, millis, error) = timed(bytes);
    let (findings, invented) = truth.map(|truth| score::compare(truth, &import.document)).unwrap_or_default();
    let left_over: Vec<String> = import.left_over().map(|line| line.text.clone()).collect();
    let lines = Tally { right: import.lines.len() - left_over.len(), total: import.lines.len() };
    let made_by = truth.map_or_else(|| "without truth".to_owned(), |truth| truth.made_by.clone());
    Measured { file: file.to_owned(), made_by, findings, invented, lines, left_over, millis, error }
}

/// Reads the file [`ROUNDS`] times, in this process.
fn timed(bytes: &[u8]) -> (Import, f64, Option<String>) {
    let mut millis = Vec::new();
    let mut read = None;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        read = Some(services::parse::read(bytes));
        millis.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    millis.sort_by(f64::total_cmp);
    match read {
        Some(Ok(import)) => (import, millis[ROUNDS / 2], None),
        Some(Err(error)) => (Import::default(), millis[ROUNDS / 2], Some(error.to_string())),
        None => (Import::default(), 0.0, Some("never read".to_owned())),
    }
}
