//! Rows of tables as lines. Resumes use tables for layout: "dates | job" rows, two columns side by side, or real tables.

use super::walk::Spaced;
use domain::resume::{dates, structure::is_heading};

/// Cells with more lines than this beside others of the same count are columns, not rows.
const ROWS: usize = 3;
/// Longer lines don't stand beside others.
const SHORT: usize = 70;

/// The lines of a row, in reading order.
pub(super) fn row(cells: Vec<Vec<Spaced>>) -> Vec<Spaced> {
    let cells: Vec<Vec<Spaced>> = cells
        .into_iter()
        .map(|cell| cell.into_iter().filter(|line| !line.empty).collect::<Vec<_>>())
        .filter(|cell| !cell.is_empty())
        .collect();
    let tall = cells.iter().filter(|cell| cell.len() > 1).count();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let even = height <= ROWS
        && cells
            .iter()
            .all(|cell| cell.len() == height && cell.iter().all(|line| !line.line.bullet && line.line.text().chars().count() <= SHORT));
    if cells.len() < 2 || titled(&cells) {
        cells.into_iter().flatten().collect()
    } else if tall <= 1 || even || dated_margin(&cells) {
        beside(cells, height)
    } else {
        columns(cells)
    }
}

/// Dates above a place in one cell, beside the head of a job and its list in the other.
fn dated_margin(cells: &[Vec<Spaced>]) -> bool {
    let [one, two] = cells else { return false };
    let plain = |line: &Spaced| !line.line.bullet && line.line.text().chars().count() <= SHORT;
    [(one, two), (two, one)].into_iter().any(|(margin, text)| {
        margin.len() <= 2
            && margin.len() < text.len()
            && margin.first().is_some_and(|line| dates::mostly(&line.line.text()))
            && margin.iter().chain(text.iter().take(margin.len())).all(plain)
    })
}

/// A heading in the left cell, its section in the right one.
fn titled(cells: &[Vec<Spaced>]) -> bool {
    let [title, text] = cells else { return false };
    let words: Vec<String> = title.iter().map(|line| line.line.text()).filter(|text| text.chars().count() > 1).collect();
    title.len() <= 3 && is_heading(&words.join(" ")) && text.len() >= title.len().min(2)
}

/// First lines beside first lines, and so on; what is higher goes on alone.
fn beside(cells: Vec<Vec<Spaced>>, height: usize) -> Vec<Spaced> {
    let mut cells: Vec<std::vec::IntoIter<Spaced>> = cells.into_iter().map(Vec::into_iter).collect();
    let mut out: Vec<Spaced> = Vec::new();
    for _ in 0..height {
        let mut joined: Option<Spaced> = None;
        for next in cells.iter_mut().filter_map(Iterator::next) {
            let Some(joined) = joined.as_mut() else {
                joined = Some(next);
                continue;
            };
            let end = joined.line.segments.last().map_or(0.0, |last| last.x + last.text.chars().count() as f32) + 4.0;
            let from = next.line.x();
            for (index, mut segment) in next.line.segments.into_iter().enumerate() {
                segment.tab |= index == 0;
                segment.x += end - from;
                joined.line.segments.push(segment);
            }
            joined.line.size = joined.line.size.max(next.line.size);
            joined.line.heading = joined.line.heading.or(next.line.heading);
            joined.after = joined.after.max(next.after);
        }
        out.extend(joined);
    }
    out
}

/// One column after the other.
fn columns(cells: Vec<Vec<Spaced>>) -> Vec<Spaced> {
    let mut out = Vec::new();
    for (index, cell) in cells.into_iter().enumerate() {
        for mut line in cell {
            line.line.column = line.line.column.saturating_add(index as u8);
            out.push(line);
        }
    }
    out
}
