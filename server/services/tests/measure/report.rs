//! Prints what was measured: a row per file, totals, targets, and every miss.

use super::Measured;
use super::score::{Metric, Tally};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Lines of the source that may be left over, in percent.
const MOST_LEFT_OVER: f64 = 3.0;

/// The table: a tick where all is right, "2/3" where not, nothing where the print has nothing.
pub fn table(measured: &[Measured]) -> String {
    let width = measured.iter().map(|one| one.file.chars().count()).max().unwrap_or(0).max(24);
    let mut out = format!("{:width$}", "");
    for metric in Metric::ALL {
        let _ = write!(out, "{:>8}", metric.label());
    }
    let _ = writeln!(out, "{:>8}{:>8}{:>8}", "left", "extra", "ms");
    for one in measured {
        let _ = write!(out, "{:width$}", one.file);
        for metric in Metric::ALL {
            let _ = write!(out, "{:>8}", cell(one.tally(metric)));
        }
        let left = one.left_over.len();
        let _ = writeln!(
            out,
            "{:>8}{:>8}{:>8.1}{}",
            none(left),
            none(one.invented.len()),
            one.millis,
            one.error.as_deref().map(|e| format!("  {e}")).unwrap_or_default()
        );
    }
    let mut makers: BTreeMap<&str, Vec<&Measured>> = BTreeMap::new();
    for one in measured {
        makers.entry(&one.made_by).or_default().push(one);
    }
    out.push('\n');
    for (maker, files) in makers {
        shares(&mut out, width, maker, &files);
    }
    shares(&mut out, width, "all, %", &measured.iter().collect::<Vec<_>>());
    let _ = write!(out, "{:width$}", "target, %");
    for metric in Metric::ALL {
        let _ = write!(out, "{:>8}", metric.target().map_or_else(String::new, |target| format!("{target:.0}")));
    }
    let _ = writeln!(out, "{MOST_LEFT_OVER:>8.0}");
    out
}

/// What was expected and what was read, by metric; then lines left over and entries made of nothing.
pub fn misses(measured: &[Measured]) -> String {
    let mut out = String::new();
    for metric in Metric::ALL {
        for one in measured {
            for finding in one.findings.iter().filter(|finding| finding.metric == metric && !finding.right) {
                let _ = writeln!(
                    out,
                    "{:7} {}\n        expected {:?}\n        read     {:?}",
                    metric.label(),
                    one.file,
                    finding.expected,
                    finding.read
                );
            }
        }
    }
    for one in measured {
        for line in &one.left_over {
            let _ = writeln!(out, "left    {}  {line:?}", one.file);
        }
        for entry in &one.invented {
            let _ = writeln!(out, "extra   {}  {entry:?}", one.file);
        }
    }
    out
}

/// The targets that are missed, a sentence each; files that could not be read are among them.
pub fn missed_targets(measured: &[Measured]) -> Vec<String> {
    let mut missed = Vec::new();
    for metric in Metric::ALL {
        let (Some(target), tally) = (metric.target(), total(measured.iter(), metric)) else { continue };
        if tally.share() < target {
            missed.push(format!("{}: {:.1} % of {} are right, {target:.0} % have to be", metric.label(), tally.share(), tally.total));
        }
    }
    let left = 100.0 - understood(measured.iter()).share();
    if left > MOST_LEFT_OVER {
        missed.push(format!("left over: {left:.1} % of the lines, {MOST_LEFT_OVER:.0} % may be"));
    }
    missed.extend(measured.iter().filter_map(|one| one.error.as_ref().map(|error| format!("{} could not be read: {error}", one.file))));
    missed
}

fn shares(out: &mut String, width: usize, label: &str, files: &[&Measured]) {
    let _ = write!(out, "{label:width$}");
    for metric in Metric::ALL {
        let tally = total(files.iter().copied(), metric);
        let _ = write!(out, "{:>8}", if tally.total == 0 { String::new() } else { format!("{:.1}", tally.share()) });
    }
    let mut millis: Vec<f64> = files.iter().map(|one| one.millis).collect();
    millis.sort_by(f64::total_cmp);
    let extra: usize = files.iter().map(|one| one.invented.len()).sum();
    let left = 100.0 - understood(files.iter().copied()).share();
    let _ = writeln!(out, "{left:>8.1}{:>8}{:>8.1}", none(extra), millis.get(millis.len() / 2).copied().unwrap_or_default());
}

fn total<'a>(measured: impl Iterator<Item = &'a Measured>, metric: Metric) -> Tally {
    measured.fold(Tally::default(), |sum, one| sum.plus(one.tally(metric)))
}

fn understood<'a>(measured: impl Iterator<Item = &'a Measured>) -> Tally {
    measured.fold(Tally::default(), |sum, one| sum.plus(one.lines))
}

fn cell(tally: Tally) -> String {
    match tally {
        Tally { total: 0, .. } => String::new(),
        Tally { right, total } if right == total => "✓".to_owned(),
        Tally { right, total } => format!("{right}/{total}"),
    }
}

fn none(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}
