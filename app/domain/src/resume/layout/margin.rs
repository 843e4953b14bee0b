//! Titles in the margin: a narrow column holds nothing but headings, each beside the first line of its section.
//!
//! Read as a column of its own it would name all sections before any of them; read as a table it would put the heading in front of
//! the first line. So it is neither: each heading is followed by what stands beside it, down to the next heading.

use super::super::dates;
use super::super::structure::heading;
use super::clean;
use super::rows::Piece;

/// The text above the first title, the sections (a title, then its text), and the text below.
pub(super) struct Sections {
    pub above: Vec<Piece>,
    pub parts: Vec<Vec<Piece>>,
    pub below: Vec<Piece>,
}

/// Lines of the margin that stand together.
struct Title {
    top: f32,
    bottom: f32,
    size: f32,
    bold: bool,
    text: String,
}

impl Title {
    fn looks_like(&self, other: &Self) -> bool {
        self.bold == other.bold && (self.size - other.size).abs() < 0.3
    }
}

/// A margin: where its text ends, and its titles from the top.
struct Margin {
    at: f32,
    floor: f32,
    titles: Vec<Title>,
}

/// Cuts a region at the titles in its margin, if it has any.
pub(super) fn sections(pieces: Vec<Piece>, body: f32) -> Result<Sections, Vec<Piece>> {
    let Some(margin) = margin(&pieces, body) else { return Err(pieces) };
    let mut parts: Vec<(Vec<Piece>, Vec<Piece>)> = margin.titles.iter().map(|_| Default::default()).collect();
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for piece in pieces {
        // A line that is set a little higher than its title still belongs to it.
        let at = margin.titles.iter().rposition(|title| piece.y() <= title.top + 0.6 * title.size.max(piece.size()));
        match at {
            _ if piece.y() < margin.floor => below.push(piece),
            None => above.push(piece),
            Some(at) if piece.x() < margin.at => parts[at].0.push(piece),
            Some(at) => parts[at].1.push(piece),
        }
    }
    let parts = parts.into_iter().flat_map(|(title, text)| [title, text]).collect();
    Ok(Sections { above, parts, below })
}

/// What the search needs to know of a piece.
struct Cell<'a> {
    piece: &'a Piece,
    text: String,
    /// A heading, word for word.
    known: bool,
}

fn margin(pieces: &[Piece], body: f32) -> Option<Margin> {
    let cell = |piece| {
        let text = Piece::text(piece);
        let known = heading::by_words(&text).is_some();
        Cell { piece, text, known }
    };
    let mut sorted: Vec<Cell> = pieces.iter().map(cell).collect();
    if sorted.iter().filter(|cell| cell.known).count() < 2 {
        return None;
    }
    sorted.sort_by(|a, b| b.piece.y().total_cmp(&a.piece.y()));
    let mut edges: Vec<f32> = sorted.iter().map(|cell| cell.piece.x() - 0.2 * body).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 1.5);
    let mut best: Option<Margin> = None;
    for at in edges {
        for stretch in sorted.split(|cell| cell.piece.x() < at - 1.0 && cell.piece.end() > at + 0.5) {
            let found = in_stretch(stretch, at, body);
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.titles.len() > best.titles.len())
            {
                best = Some(found);
            }
        }
    }
    best
}

fn in_stretch(stretch: &[Cell], at: f32, body: f32) -> Option<Margin> {
    let (left, right): (Vec<&Cell>, Vec<&Cell>) = stretch.iter().partition(|cell| cell.piece.x() < at);
    if !left.iter().any(|cell| cell.known) {
        return None;
    }
    let mut titles = clusters(&left, body);
    let known = titles.iter().position(|title| heading::by_words(&title.text).is_some())?;
    // Headings of the person's own look as the known ones do.
    let first = (0..known).rev().take_while(|index| titles[*index].looks_like(&titles[known])).last().unwrap_or(known);
    titles.drain(..first);
    let top = titles[0].top + 0.6 * titles[0].size;
    let text: Vec<&&Cell> = right.iter().filter(|cell| cell.piece.y() <= top).collect();
    let known = titles.iter().filter(|title| heading::by_words(&title.text).is_some()).count();
    let short = titles
        .iter()
        .all(|title| title.text.chars().count() <= 40 && title.text.split_whitespace().count() <= 5 && dates::find(&title.text).is_empty());
    if known < 2 || known * 2 < titles.len() || !short || text.iter().any(|cell| cell.known) {
        return None;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let said: usize = text.iter().map(|cell| letters(&cell.text)).sum();
    let named: usize = titles.iter().map(|title| letters(&title.text)).sum();
    let end = left.iter().filter(|cell| cell.piece.y() <= top).map(|cell| cell.piece.end()).fold(f32::MIN, f32::max);
    let start = text.iter().map(|cell| cell.piece.x()).fold(f32::MAX, f32::min);
    // Every title has its text beside it; what stands alone below them is another thing.
    let beside = |title: &Title| text.iter().any(|cell| (cell.piece.y() - title.top).abs() <= 1.3 * title.size);
    let mut floor = stretch.last().map_or(f32::MIN, |cell| cell.piece.y() - 0.1);
    while let Some(last) = titles.last().filter(|title| titles.len() > 2 && !beside(title)) {
        floor = last.top + 0.1;
        titles.pop();
    }
    if said < 3 * named || start - end < 0.6 * body || !titles.iter().all(beside) {
        return None;
    }
    Some(Margin { at, floor, titles })
}

/// The lines of the margin, together where they stand close.
fn clusters(left: &[&Cell], body: f32) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    for Cell { piece, text, .. } in left {
        let text = if clean::marker(text) { "" } else { text.trim() };
        let bold = piece.runs.first().is_some_and(|run| run.bold);
        match titles.last_mut() {
            // A sign above its heading may stand further off.
            Some(title) if title.bottom - piece.y() < if title.text.is_empty() { 3.5 } else { 1.7 } * piece.size().max(body) => {
                title.bottom = piece.y();
                title.size = title.size.max(piece.size());
                title.bold = bold;
                if !title.text.is_empty() {
                    title.text.push(' ');
                }
                title.text.push_str(text);
            }
            _ => titles.push(Title { top: piece.y(), bottom: piece.y(), size: piece.size(), bold, text: text.to_owned() }),
        }
    }
    titles
}
