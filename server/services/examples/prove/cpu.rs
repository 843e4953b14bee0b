//! How much processor time this process and its children have used: what a figure in seconds hides on a machine that others use as well.

use std::collections::BTreeMap;
use std::path::Path;

/// Clock ticks a second, on every Linux.
const TICKS: f64 = 100.0;

struct Stat {
    id: u32,
    parent: u32,
    name: String,
    seconds: f64,
}

/// Seconds by the name of the program, with those of children that have ended.
pub fn by_program() -> BTreeMap<String, f64> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let stats: Vec<Stat> = processes.filter_map(|process| stat(&process.path().join("stat"))).collect();
    let mut ours = vec![std::process::id()];
    let mut at = 0;
    while let Some(&parent) = ours.get(at) {
        ours.extend(stats.iter().filter(|stat| stat.parent == parent).map(|stat| stat.id));
        at += 1;
    }
    let mut sums = BTreeMap::new();
    for stat in stats.into_iter().filter(|stat| ours.contains(&stat.id)) {
        *sums.entry(stat.name).or_default() += stat.seconds;
    }
    sums
}

fn stat(file: &Path) -> Option<Stat> {
    let text = std::fs::read_to_string(file).ok()?;
    // The name stands in brackets, and may have any in it.
    let (front, back) = text.rsplit_once(") ")?;
    let (id, name) = front.split_once(" (")?;
    let fields: Vec<&str> = back.split(' ').collect();
    let ticks: f64 = fields.get(11..15)?.iter().filter_map(|field| field.parse::<f64>().ok()).sum();
    Some(Stat { id: id.parse().ok()?, parent: fields.get(1)?.parse().ok()?, name: name.to_owned(), seconds: ticks / TICKS })
}
