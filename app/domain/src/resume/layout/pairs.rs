//! Cells side by side: who and when on the left, what was done on the right, entry by entry.
//!
//! "Nordvik AB / Stockholm / 2020 – 2024" beside "Plant Manager" and its list. Read as columns the employers would stand apart from
//! the roles, read as rows each line of the left cell would end up inside the list. So each left cell is followed by its right one.

use super::super::dates;
use super::super::structure::{self, heading};
use super::clean;
use super::rows::Piece;

/// A region cut at its cells.
pub(super) struct Pairs {
    pub above: Vec<Piece>,
    /// In reading order: headings, left cells, right cells.
    pub parts: Vec<Vec<Piece>>,
    pub below: Vec<Piece>,
}

/// What the search needs to know of a piece.
struct Cell<'a> {
    piece: &'a Piece,
    text: String,
    known: bool,
    span: bool,
}

impl Cell<'_> {
    fn look(&self) -> (bool, bool, i32) {
        let run = self.piece.runs.iter().find(|run| run.text.chars().any(char::is_alphanumeric));
        run.map_or((false, false, 0), |run| (run.bold, run.italic, (run.size * 2.0).round() as i32))
    }

    fn level(&self, other: &Self) -> bool {
        (self.piece.y() - other.piece.y()).abs() < 0.25 * self.piece.size()
    }

    /// Neither dates nor a place.
    fn names(&self) -> bool {
        dates::find(&self.text).is_empty() && !dates::is_duration(&self.text) && !structure::contact_like(&self.text)
    }
}

/// Where the cells of a table begin: a heading alone, or the first line of a pair.
struct Start {
    y: f32,
    heading: bool,
}

struct Table {
    at: f32,
    starts: Vec<Start>,
    floor: f32,
}

/// Cuts a region at the cells of its entries, if it has any.
pub(super) fn pairs(pieces: Vec<Piece>, body: f32) -> Result<Pairs, Vec<Piece>> {
    let Some(table) = table(&pieces, body) else { return Err(pieces) };
    let mut cells: Vec<(Vec<Piece>, Vec<Piece>)> = table.starts.iter().map(|_| Default::default()).collect();
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for piece in pieces {
        let at = table.starts.iter().rposition(|start| piece.y() <= start.y + 0.3 * piece.size());
        match at {
            _ if piece.y() < table.floor => below.push(piece),
            None => above.push(piece),
            Some(at) if piece.x() < table.at => cells[at].0.push(piece),
            Some(at) => cells[at].1.push(piece),
        }
    }
    let parts = cells.into_iter().flat_map(|(left, right)| [left, right]).filter(|part| !part.is_empty()).collect();
    Ok(Pairs { above, parts, below })
}

fn table(pieces: &[Piece], body: f32) -> Option<Table> {
    let cell = |piece| {
        let text = Piece::text(piece);
        let span = dates::mostly(&text) && dates::find(&text).iter().any(|found| found.dates.start.is_some());
        Cell { piece, known: heading::by_words(&text).is_some(), span, text }
    };
    let mut sorted: Vec<Cell> = pieces.iter().map(cell).collect();
    if sorted.iter().filter(|cell| cell.span).count() < 2 {
        return None;
    }
    sorted.sort_by(|a, b| b.piece.y().total_cmp(&a.piece.y()));
    let mut edges: Vec<f32> = sorted.iter().filter(|cell| !cell.span).map(|cell| cell.piece.x() - 0.2 * body).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 1.5);
    let mut best: Option<Table> = None;
    for at in edges {
        for stretch in sorted.split(|cell| cell.piece.x() < at - 1.0 && cell.piece.end() > at + 0.5) {
            let found = in_stretch(stretch, at, body);
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.starts.len() > best.starts.len())
            {
                best = Some(found);
            }
        }
    }
    best
}

fn in_stretch(stretch: &[Cell], at: f32, body: f32) -> Option<Table> {
    let (left, right): (Vec<&Cell>, Vec<&Cell>) = stretch.iter().partition(|cell| cell.piece.x() < at);
    if left.iter().filter(|cell| cell.span).count() < 2 || right.iter().any(|cell| cell.known || cell.span) {
        return None;
    }
    let end = left.iter().map(|cell| cell.piece.end()).fold(f32::MIN, f32::max);
    let first = right.iter().map(|cell| cell.piece.x()).fold(f32::MAX, f32::min);
    let starts = starts(&left, &right)?;
    let top = starts.first()?.y;
    // All of the right side stands beside its left cells.
    if first - end < 0.6 * body || right.iter().any(|cell| cell.piece.y() > top + 0.3 * body) {
        return None;
    }
    let floor = stretch.last()?.piece.y() - 0.1;
    let (mut cells, mut named) = (0, 0);
    for (index, start) in starts.iter().enumerate().filter(|(_, start)| !start.heading) {
        let low = starts.get(index + 1).map_or(f32::MIN, |next| next.y + 0.1);
        let inside = |cell: &&&Cell| cell.piece.y() <= start.y + 0.1 * body && cell.piece.y() > low;
        let cell: Vec<&&Cell> = left.iter().filter(inside).collect();
        let short = cell.len() <= 6 && cell.iter().all(|line| line.text.chars().count() <= 45);
        if cell.iter().filter(|line| line.span).count() != 1 || !short || right.iter().filter(inside).count() == 0 {
            return None;
        }
        cells += 1;
        named += usize::from(cell.iter().any(|line| line.names()));
    }
    (cells >= 2 && named == cells).then_some(Table { at, starts, floor })
}

/// The starts of the cells from the top.
fn starts(left: &[&Cell], right: &[&Cell]) -> Option<Vec<Start>> {
    let title = right.first()?.look();
    let titles = right.iter().filter(|cell| cell.look() == title).count();
    let set_off = titles * 2 <= right.len();
    let mut starts: Vec<Start> = Vec::new();
    let mut before: Option<&Cell> = None;
    for cell in left {
        let y = cell.piece.y();
        let beside = right.iter().find(|other| cell.level(other));
        let far = before.is_none_or(|before| before.piece.y() - y > 1.7 * cell.piece.size());
        let after_heading = starts.last().is_some_and(|start| start.heading);
        match beside {
            Some(beside) => {
                let fresh = set_off && beside.look() == title && !clean::marker(&beside.text);
                if fresh || far || after_heading {
                    starts.push(Start { y, heading: false });
                }
            }
            None if cell.known => starts.push(Start { y, heading: true }),
            None => {}
        }
        before = Some(cell);
    }
    Some(starts)
}
