//! Measures the import on the corpus and on further folders: `scripts/bench import [FOLDER…] [--only NAME] [--misses] [--check]`.

#[path = "../tests/measure/mod.rs"]
mod measure;

use measure::{folder, report};
use std::path::PathBuf;
use std::process::ExitCode;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");

fn main() -> ExitCode {
    let (mut folders, mut only, mut misses, mut check) = (vec![PathBuf::from(CORPUS)], String::new(), false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--misses" => misses = true,
            "--check" => check = true,
            "--only" => only = arguments.next().unwrap_or_default(),
            flag if flag.starts_with('-') => {
                eprintln!("{flag} is not known. Use: scripts/bench import [FOLDER…] [--only NAME] [--misses] [--check]");
                return ExitCode::from(2);
            }
            path => folders.push(PathBuf::from(path)),
        }
    }
    let mut all = Vec::new();
    for path in folders {
        match folder(&path, &only) {
            Ok(measured) => all.extend(measured),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                return ExitCode::FAILURE;
            }
        }
    }
    if misses {
        println!("{}", report::misses(&all));
    }
    println!("{}", report::table(&all));
    let missed = report::missed_targets(&all);
    for target in &missed {
        println!("missed: {target}");
    }
    if check && !missed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
