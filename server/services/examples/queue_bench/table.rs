//! The figures, as a table and as a file.

use super::Played;
use super::contender::OURS;
use super::measure::Measured;
use serde_json::{Value, json};

/// Where the figures are kept.
const FILE: &str = "target/bench/queue.json";

/// Each contender, and beside it what that is of this program's, where that was measured.
pub fn print(measured: &[Measured]) {
    println!("| queue | jobs/s | of ours | enqueued/s | latency p50 | p99 | of ours | lost | done twice | last kill to last job |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let ours = measured.iter().find(|one| one.name == OURS);
    let beside = |figure: fn(&Measured) -> f64, one| ours.map_or("–".to_owned(), |ours| format!("{:.2} ×", figure(one) / figure(ours)));
    for one in measured {
        println!(
            "| {} | {:.0} | {} | {:.0} | {:.1} ms | {:.1} ms | {} | {} | {} | {:.1} s |",
            one.name,
            one.rate,
            beside(|one| one.rate, one),
            one.enqueued,
            one.p50,
            one.p99,
            beside(|one| one.p50, one),
            one.lost,
            one.twice,
            one.recovered
        );
    }
    println!(
        "\nOurs is a row of PostgreSQL that is committed with the job's end; theirs is a line of a file that nobody waits for to be on the disk."
    );
}

/// For whoever compares.
pub fn keep(measured: &[Measured], settings: &str, small: bool) -> Played {
    let contenders: Vec<Value> = measured.iter().map(Measured::json).collect();
    let all = json!({ "small": small, "settings": settings, "contenders": contenders });
    std::fs::create_dir_all("target/bench")?;
    std::fs::write(FILE, format!("{all:#}\n"))?;
    println!("The figures are in {FILE}");
    Ok(())
}
