//! Makes the list of known passwords that the program carries: see `scripts/breached`.
//!
//! `breached OUT MOST FILE…`: lists, a password a line. The passwords of the first files go in whole, most of the last one as far as there is
//! room for `MOST` in all, those first that are found with the fewest guesses.

use services::passwords::{breached, guesses};
use std::collections::HashSet;
use std::thread;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(out), Some(most)) = (args.next(), args.next()) else { return Err("breached OUT MOST FILE…".into()) };
    let (most, files) = (most.parse::<usize>()?, args.collect::<Vec<_>>());
    let mut kept = HashSet::new();
    for (number, file) in files.iter().enumerate() {
        let bytes = std::fs::read(file)?;
        let lines: Vec<&str> = bytes.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok()).collect();
        let mut allowed = allowed(&lines);
        let before = kept.len();
        println!("{file}: {} lines, {} that the rule would allow", lines.len(), allowed.len());
        if number + 1 == files.len() {
            allowed.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(other.1)));
        }
        for (guesses, password) in allowed {
            if kept.len() < most {
                kept.insert(password.to_lowercase());
            } else {
                println!("full at 10^{guesses:.1} guesses");
                break;
            }
        }
        println!("{} of them are new", kept.len() - before);
    }
    let list = breached::pack(kept.iter().map(String::as_str));
    println!("{} passwords, {} bytes", kept.len(), list.len());
    Ok(std::fs::write(out, list)?)
}

/// With how many guesses each is found.
fn allowed<'a>(lines: &[&'a str]) -> Vec<(f64, &'a str)> {
    let hands = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let parts = lines.chunks(lines.len() / hands + 1);
        let parts: Vec<_> =
            parts.map(|part| scope.spawn(|| part.iter().filter_map(|line| Some((guesses(line)?, *line))).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("judging does not panic")).collect()
    })
}
