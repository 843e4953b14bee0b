//! Columns: strips of white with independent text on both sides.
//!
//! For every left edge on the page we ask which stretches of the page no text crosses there. The longest stretch whose sides are
//! columns of their own cuts the region into what is above, left, right and below, and each is looked at again. Sides are *not*
//! columns of their own when one holds only dates, places, labels or list markers that stand on the baselines of the other: that
//! is a table, read row by row.

use super::super::dates;
use super::super::structure::{self, heading};
use super::clean;
use super::margin;
use super::pairs;
use super::rows::Piece;

/// A part of the text that is read on its own.
pub(super) struct Region {
    pub pieces: Vec<Piece>,
    /// 0 for the full width, else the number of the column.
    pub column: u8,
    /// Cut out of a table: its own text does not say how wide it is.
    pub cell: bool,
}

/// A cut of one page.
enum Part {
    Full(Vec<Piece>),
    Cell(Vec<Piece>),
    Columns { at: f32, left: Vec<Piece>, right: Vec<Piece> },
}

/// The regions of a document in reading order.
pub(super) fn regions(pages: Vec<Vec<Piece>>, body: f32) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    // The columns that reach the foot of the page in front, with their places in `regions`.
    let mut open: Option<(f32, usize, usize)> = None;
    for pieces in pages {
        let mut parts = Vec::new();
        cut(pieces, body, open.map(|(at, ..)| at), 0, &mut parts);
        for (index, part) in parts.into_iter().enumerate() {
            match (part, open) {
                (Part::Columns { at, left, right }, Some((before, one, two))) if index == 0 && (at - before).abs() < 12.0 => {
                    regions[one].pieces.extend(left);
                    regions[two].pieces.extend(right);
                }
                (Part::Full(pieces), Some((at, _, two))) if index == 0 && pieces.iter().all(|piece| piece.x() >= at - 2.0) => {
                    regions[two].pieces.extend(pieces);
                }
                (Part::Full(pieces), Some((at, one, _))) if index == 0 && pieces.iter().all(|piece| piece.end() <= at + 2.0) => {
                    regions[one].pieces.extend(pieces);
                }
                (Part::Columns { at, left, right }, _) => {
                    let equal = newspaper(at, &left, &right);
                    let one = regions.len();
                    for (pieces, column) in [(left, 1), (right, 2)] {
                        regions.push(Region { pieces, column, cell: false });
                    }
                    // Newspaper columns end on their page; side columns go on.
                    open = (!equal).then_some((at, one, one + 1));
                }
                (Part::Full(pieces), _) if index == 0 && goes_over(regions.last(), &pieces) => {
                    if let Some(last) = regions.last_mut() {
                        last.pieces.extend(pieces);
                    }
                    open = None;
                }
                (Part::Cell(pieces), _) => {
                    regions.push(Region { pieces, column: 0, cell: true });
                    open = None;
                }
                (Part::Full(pieces), _) => {
                    regions.push(Region { pieces, column: 0, cell: false });
                    open = None;
                }
            }
        }
    }
    regions
}

/// Whether the first text of a page goes on with the last text of the page in front: both have the full width and one left edge.
fn goes_over(last: Option<&Region>, pieces: &[Piece]) -> bool {
    let left = |pieces: &[Piece]| pieces.iter().map(Piece::x).fold(f32::MAX, f32::min);
    let page = pieces.first().map_or(0, Piece::page);
    last.is_some_and(|last| {
        let turned = last.pieces.iter().all(|piece| piece.page() < page);
        last.column == 0 && turned && (left(&last.pieces) - left(pieces)).abs() < 3.0
    })
}

/// Both columns of about one width: text flows from the left to the right on each page.
fn newspaper(at: f32, left: &[Piece], right: &[Piece]) -> bool {
    let from = left.iter().map(Piece::x).fold(f32::MAX, f32::min);
    let start = right.iter().map(Piece::x).fold(f32::MAX, f32::min);
    let to = right.iter().map(Piece::end).fold(f32::MIN, f32::max);
    let (one, two) = (at - from, to - start);
    (one - two).abs() < 0.15 * one.max(two)
}

fn cut(pieces: Vec<Piece>, body: f32, prior: Option<f32>, depth: u8, parts: &mut Vec<Part>) {
    if pieces.is_empty() {
        return;
    }
    let pieces = match margin::sections(pieces, body) {
        Err(pieces) => pieces,
        Ok(sections) => {
            cut(sections.above, body, None, depth + 1, parts);
            parts.extend(sections.parts.into_iter().filter(|part| !part.is_empty()).map(Part::Cell));
            cut(sections.below, body, None, depth + 1, parts);
            return;
        }
    };
    let pieces = match pairs::pairs(pieces, body) {
        Err(pieces) => pieces,
        Ok(pairs) => {
            cut(pairs.above, body, None, depth + 1, parts);
            parts.extend(pairs.parts.into_iter().map(Part::Cell));
            cut(pairs.below, body, None, depth + 1, parts);
            return;
        }
    };
    let best = if depth < 4 { best_cut(&pieces, body, prior) } else { None };
    let Some((at, top, bottom)) = best else {
        parts.push(Part::Full(pieces));
        return;
    };
    let (mut above, mut below, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        let y = piece.y();
        if y > top {
            above.push(piece);
        } else if y < bottom {
            below.push(piece);
        } else if piece.x() < at {
            left.push(piece);
        } else {
            right.push(piece);
        }
    }
    cut(above, body, None, depth + 1, parts);
    // A column may hold columns again: three side by side.
    let mut inner = Vec::new();
    cut(right, body, None, depth + 2, &mut inner);
    match (inner.len(), inner.pop()) {
        (1, Some(Part::Full(right))) => parts.push(Part::Columns { at, left, right }),
        (_, Some(last)) => {
            inner.push(last);
            parts.push(Part::Columns { at, left, right: Vec::new() });
            parts.extend(inner);
        }
        (_, None) => parts.push(Part::Columns { at, left, right: Vec::new() }),
    }
    cut(below, body, None, depth + 1, parts);
}

/// What the search for columns needs to know of a piece.
struct Cell {
    x: f32,
    end: f32,
    y: f32,
    size: f32,
    letters: usize,
    heading: bool,
    dated: bool,
    /// Holds a span of dates.
    span: bool,
    marker: bool,
    /// An address, a telephone number or a place.
    contact: bool,
    /// The head of a column: "Period", "Employer".
    label: bool,
}

impl Cell {
    fn of(piece: &Piece) -> Self {
        let text = piece.text();
        Self {
            x: piece.x(),
            end: piece.end(),
            y: piece.y(),
            size: piece.size(),
            letters: text.chars().count(),
            heading: heading::by_words(&text).is_some(),
            dated: dated(&text),
            span: dates::find(&text).iter().any(|found| found.dates.start.is_some()),
            marker: clean::marker(&text) || clean::numbering(&text),
            contact: structure::contact_like(&text),
            label: structure::is_label(&text),
        }
    }
}

/// Where to cut, and the baselines of the stretch: (x, top, bottom).
fn best_cut(pieces: &[Piece], body: f32, prior: Option<f32>) -> Option<(f32, f32, f32)> {
    let mut sorted: Vec<Cell> = pieces.iter().map(Cell::of).collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut edges: Vec<f32> = sorted.iter().map(|cell| cell.x - 0.2 * body).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 1.5);
    let mut best: Option<(usize, f32, f32, f32)> = None;
    for at in edges {
        if let Some((score, top, bottom)) = cards(&sorted, at, body)
            && best.as_ref().is_none_or(|(top, ..)| *top < score)
        {
            best = Some((score, at, top, bottom));
        }
        let known = prior.is_some_and(|prior| (prior - at).abs() < 12.0);
        for stretch in stretches(&sorted, at) {
            let stretch = below_dates(below_centred(below_contact(stretch, at), at), at);
            let (left, right): (Vec<&Cell>, Vec<&Cell>) = stretch.iter().partition(|cell| cell.x < at);
            let rows = (count_rows(&left), count_rows(&right));
            let score = rows.0 + rows.1;
            if rows.0.min(rows.1) < if known { 1 } else { 3 } || best.as_ref().is_some_and(|(top, ..)| *top >= score) {
                continue;
            }
            let gutter =
                right.iter().map(|cell| cell.x).fold(f32::MAX, f32::min) - left.iter().map(|cell| cell.end).fold(f32::MIN, f32::max);
            // Both are cut into sections, even if one only further down.
            let both = left.iter().any(|cell| cell.heading) && right.iter().filter(|cell| cell.heading).count() > 1;
            let (left, right) = side_by_side(left, right, body);
            let both = both && right.iter().filter(|cell| cell.heading).count() > 1;
            if gutter < 0.6 * body || !independent(&left, &right, known || both) {
                continue;
            }
            let (top, bottom) = (stretch.first()?.y + 0.1, stretch.last()?.y - 0.1);
            best = Some((score, at, top, bottom));
        }
    }
    best.map(|(_, at, top, bottom)| (at, top, bottom))
}

/// Entries side by side: heads on common baselines, each with a span of dates of its own, between two headings. Gives the rows and
/// the first and last baseline.
fn cards(sorted: &[Cell], at: f32, body: f32) -> Option<(usize, f32, f32)> {
    let level = |one: &Cell, other: &Cell| (one.y - other.y).abs() < 0.2 * one.size;
    let sections = stretches(sorted, at).flat_map(|stretch| stretch.split(|cell| cell.heading));
    sections
        .filter_map(|cells| {
            let (left, right): (Vec<&Cell>, Vec<&Cell>) = cells.iter().partition(|cell| cell.x < at);
            let edge = |side: &[&Cell]| side.iter().map(|cell| cell.x).fold(f32::MAX, f32::min);
            let (one, two) = (edge(&left), edge(&right));
            let gutter = two - left.iter().map(|cell| cell.end).fold(f32::MIN, f32::max);
            let opens = left.first().zip(right.first()).is_some_and(|(left, right)| level(left, right));
            let dates = |side: &[&Cell], edge: f32| -> Vec<f32> {
                side.iter().filter(|cell| cell.span && (cell.x < edge + 2.0)).map(|cell| cell.y).collect()
            };
            let (firsts, seconds) = (dates(&left, one), dates(&right, two));
            let paired = firsts.iter().filter(|y| seconds.iter().any(|other| (*y - other).abs() < 0.2 * body)).count();
            let letters = |side: &[&Cell]| side.iter().filter(|cell| !cell.dated).map(|cell| cell.letters).sum::<usize>();
            let rows = count_rows(&left).min(count_rows(&right));
            if !opens
                || gutter < 0.6 * body
                || paired == 0
                || paired < seconds.len()
                || rows < 3
                || letters(&left).min(letters(&right)) < 20
            {
                return None;
            }
            // What stands below the shorter side goes on over the whole width.
            let low = |side: &[&Cell]| side.iter().map(|cell| cell.y).fold(f32::MAX, f32::min);
            let second = firsts.get(paired).copied().unwrap_or(f32::MIN);
            let floor = low(&left).max(low(&right));
            let bottom = if second < floor { floor } else { low(&left).min(low(&right)) };
            Some((rows, cells.first()?.y + 0.1, bottom - 0.1))
        })
        .max_by_key(|(rows, ..)| *rows)
}

/// The stretches of rows that no text crosses at a left edge.
fn stretches(sorted: &[Cell], at: f32) -> impl Iterator<Item = &[Cell]> {
    let level = |one: &Cell, other: &Cell| (one.y - other.y).abs() < 0.2 * one.size;
    let mut crossed: Vec<bool> = sorted.iter().map(|cell| cell.x < at - 1.0 && cell.end > at + 0.5).collect();
    // What stands beside the text that crosses belongs to its row.
    for index in 1..sorted.len() {
        crossed[index] |= crossed[index - 1] && level(&sorted[index - 1], &sorted[index]);
    }
    for index in (1..sorted.len()).rev() {
        crossed[index - 1] |= crossed[index] && level(&sorted[index - 1], &sorted[index]);
    }
    let mut start = 0;
    let ends = (0..=sorted.len()).filter(move |index| crossed.get(*index).is_none_or(|crossed| *crossed));
    ends.map(move |end| &sorted[std::mem::replace(&mut start, end + 1)..end])
}

/// The stretch without the row of addresses that may stand across both columns at its top.
fn below_contact(stretch: &[Cell], at: f32) -> &[Cell] {
    let first = stretch.iter().position(|cell| cell.heading).unwrap_or(0);
    let mut start = 0;
    for (index, cell) in stretch[..first].iter().enumerate() {
        let row = || stretch.iter().filter(|other| (other.y - cell.y).abs() < 0.2 * cell.size);
        if row().all(|cell| cell.contact) && row().any(|cell| cell.x < at) && row().any(|cell| cell.x >= at) {
            start = index + 1;
        }
    }
    &stretch[start..]
}

/// The stretch without the line or two above its headings, where both sides begin with one on the same baseline: a headline that is
/// centred stands over the right column by chance.
fn below_centred(stretch: &[Cell], at: f32) -> &[Cell] {
    let first = |right: bool| stretch.iter().find(|cell| cell.heading && (cell.x >= at) == right);
    let (Some(left), Some(right)) = (first(false), first(true)) else { return stretch };
    if (left.y - right.y).abs() > 0.2 * left.size {
        return stretch;
    }
    let start = stretch.iter().position(|cell| cell.y < left.y + 0.5 * left.size).unwrap_or(0);
    let above: Vec<&Cell> = stretch[..start].iter().collect();
    let beside = above.iter().any(|cell| cell.x < at) && above.iter().any(|cell| cell.x >= at);
    if beside || count_rows(&above) > 2 { stretch } else { &stretch[start..] }
}

/// The stretch from its headings on, where nothing but dates and places stands above the first heading on the right: those end the
/// lines of the text above.
fn below_dates(stretch: &[Cell], at: f32) -> &[Cell] {
    let level = |one: &Cell, other: &Cell| (one.y - other.y).abs() < 0.2 * one.size;
    let Some(right) = stretch.iter().find(|cell| cell.heading && cell.x >= at) else { return stretch };
    let mut above = stretch.iter().filter(|cell| cell.x >= at && cell.y > right.y + 0.5 * right.size).peekable();
    let paired = stretch.iter().any(|cell| cell.heading && cell.x < at && level(cell, right));
    if !paired || above.peek().is_none() || !above.all(|cell| cell.dated || cell.contact) {
        return stretch;
    }
    let start = stretch.iter().position(|cell| cell.y < right.y + 0.5 * right.size).unwrap_or(0);
    &stretch[start..]
}

/// What stands beside the other side: below the end of the shorter side anything may follow.
fn side_by_side<'a>(left: Vec<&'a Cell>, right: Vec<&'a Cell>, body: f32) -> (Vec<&'a Cell>, Vec<&'a Cell>) {
    let low = |side: &[&Cell]| side.iter().map(|cell| cell.y).fold(f32::MAX, f32::min);
    let floor = low(&left).max(low(&right)) - 0.5 * body;
    let keep = |side: Vec<&'a Cell>| side.into_iter().filter(|cell| cell.y >= floor).collect();
    (keep(left), keep(right))
}

fn count_rows(cells: &[&Cell]) -> usize {
    let mut rows = 0;
    let mut last = f32::MAX;
    for cell in cells {
        if last - cell.y > 0.3 * cell.size {
            rows += 1;
            last = cell.y;
        }
    }
    rows
}

/// Whether the sides are columns of their own and not the cells of one table.
fn independent(left: &[&Cell], right: &[&Cell], known: bool) -> bool {
    let aligned = |one: &[&Cell], other: &[&Cell]| {
        let hits = one.iter().filter(|cell| other.iter().any(|other| (other.y - cell.y).abs() < 0.2 * cell.size)).count();
        hits as f32 / one.len().max(1) as f32
    };
    let headings = |side: &[&Cell]| side.iter().filter(|cell| cell.heading).count();
    let (left_headings, right_headings) = (headings(left), headings(right));
    let share = |side: &[&Cell], what: fn(&Cell) -> bool| {
        let rest = side.iter().filter(|cell| !cell.heading).count().max(1);
        side.iter().filter(|cell| !cell.heading && what(cell)).count() as f32 / rest as f32
    };
    let dated = share(left, |cell| cell.dated);
    if share(left, |cell| cell.marker) > 0.8 || dated > 0.5 || dated >= 0.3 && share(left, |cell| cell.dated || cell.contact) >= 0.8 {
        return false;
    }
    // Dates under headings, each beside its text.
    if right_headings == 0
        && let Some(first) = left.iter().find(|cell| cell.heading)
    {
        let under: Vec<&Cell> = left.iter().filter(|cell| !cell.heading && cell.y < first.y).copied().collect();
        let dates: Vec<&Cell> = under.iter().filter(|cell| cell.dated).copied().collect();
        if dates.len() > 1 && dates.len() * 2 > under.len() && aligned(&dates, right) >= 0.9 {
            return false;
        }
    }
    // A row of labels heads the columns of one table.
    let heads = |side: &[&Cell], y: f32| side.iter().filter(|cell| cell.label && (cell.y - y).abs() < 0.2 * cell.size).count();
    if left.iter().any(|cell| cell.label && heads(left, cell.y) + heads(right, cell.y) >= 3 && heads(right, cell.y) > 0) {
        return false;
    }
    if right_headings == 0 && share(right, |cell| cell.dated) >= 0.3 && aligned(right, left) >= 0.75 {
        return false;
    }
    // Labels or dates under headings in the left column, each beside its text.
    let rest: Vec<&Cell> = left.iter().filter(|cell| !cell.heading).copied().collect();
    if right_headings == 0 && rest.len() >= 3 && aligned(&rest, right) >= 0.85 {
        return false;
    }
    if known || left_headings > 0 && right_headings > 0 {
        return true;
    }
    if left_headings == 0 && aligned(left, right) >= 0.9 || right_headings == 0 && aligned(right, left) >= 0.9 {
        return false;
    }
    // Dates, places and addresses at the right of a title are no column.
    let telling = |side: &[&Cell]| {
        let cells: Vec<&Cell> = side.iter().filter(|cell| !cell.dated && !cell.contact).copied().collect();
        count_rows(&cells)
    };
    if left_headings == 0 && telling(left) < 3 || right_headings == 0 && telling(right) < 3 {
        return false;
    }
    // Without headings on both sides there must be much text, and it must stand on lines of its own.
    let letters = |side: &[&Cell]| side.iter().map(|cell| cell.letters).sum::<usize>();
    let loose = aligned(left, right) < 0.7 && aligned(right, left) < 0.7;
    let rows = count_rows(left).min(count_rows(right));
    letters(left).min(letters(right)) >= 60 && (rows >= 8 || loose && rows >= 4 && left_headings + right_headings > 0)
}

/// Mostly a date or a length of time.
fn dated(text: &str) -> bool {
    let covered: usize = dates::find(text).iter().map(|found| found.range.len()).sum();
    covered * 10 >= text.trim().len() * 6 || dates::is_duration(text)
}
