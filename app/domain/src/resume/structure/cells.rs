//! Cells of a table that was typed or drawn: dates in a column of their own, and what wraps in its cell.

use super::block::{Block, Piece};
use super::entry::has_date;
use super::words;
use crate::resume::dates;

/// Where the text begins that stands beside a column of dates, if most dates stand in front of their titles.
pub(super) fn beside_dates(blocks: &[Block]) -> Option<f32> {
    let beside = |block: &Block| match block.pieces.as_slice() {
        [first, second, ..] if dates::mostly(&first.text) && second.tab && words::place(&second.text) < 2.5 => Some(second.x),
        _ => None,
    };
    let first = blocks.iter().find_map(beside)?;
    let all = blocks.iter().filter(|block| has_date(block)).count();
    (blocks.iter().filter_map(beside).filter(|x| (x - first).abs() < 1.2).count() * 2 > all).then_some(first)
}

/// What stands under a date in its column, "Alicante", on a line of its own even where the text beside it goes on.
pub(super) fn under_dates(blocks: Vec<Block>) -> Vec<Block> {
    let Some(beside) = beside_dates(&blocks) else { return blocks };
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        let cell = matches!(block.pieces.as_slice(), [first, second, ..]
            if first.x < beside - 4.0 && second.tab && second.x > beside - 1.2 && town(&first.text));
        if cell && out.last().is_some_and(has_date) {
            let (first, rest) = block.pieces.split_at(1);
            out.push(Block { pieces: first.to_vec(), bullet: false, gap: 0.0, ..block.clone() });
            let mut rest = Block { pieces: rest.to_vec(), gap: 0.0, ..block.clone() };
            rest.begin();
            out.push(rest);
        } else {
            out.push(block);
        }
    }
    out
}

/// A short name that may be a town and is nothing else.
pub(super) fn town(text: &str) -> bool {
    let evidence = words::weigh(text);
    evidence.place > 0.0
        && !text.contains('/')
        && text.split_whitespace().count() <= 4
        && evidence.role + evidence.degree + evidence.company + evidence.school < 1.0
        && !dates::mostly(text)
        && !dates::is_duration(text)
}

/// A span that wraps in its column goes together: "sept. 2016 – janv." above "2019".
pub(super) fn close_dates(blocks: Vec<Block>) -> Vec<Block> {
    let mut closed: Vec<Block> = Vec::new();
    for mut block in blocks {
        if let Some(last) = closed.last_mut() {
            join_broken(last, &mut block);
            if block.pieces.is_empty() {
                last.lines.extend(block.lines);
                continue;
            }
        }
        // The span may have begun a line or two above, beside other cells.
        let dated = closed.iter().rev().take(3).position(|block| block.pieces.iter().any(|piece| dates::mostly(&piece.text)));
        let above = dated.map_or(closed.len(), |back| closed.len() - 1 - back);
        let direct = above + 1 == closed.len();
        let closing = block.pieces.iter().any(|piece| piece.text.starts_with(['–', '—', '-']) && dates::closes(closing(&piece.text)));
        let waits = |text: &str| dates::open(text) || closing && dates::find(text).iter().all(|found| found.dates.start.is_none());
        if let Some(last) = closed.get_mut(above)
            && let Some(open) = last.pieces.iter().position(|piece| dates::mostly(&piece.text) && waits(&piece.text))
            && let Some(at) = block.pieces.iter().position(|piece| {
                dates::closes(self::closing(&piece.text))
                    && !(last.pieces[open].text.ends_with(['-', '–', '—'])
                        && dates::find(&piece.text).iter().any(|found| found.dates.start.is_some()))
                    && ((piece.x - last.pieces[open].x).abs() < 8.0
                        || direct && (piece.tab && last.pieces[open].tab || block.pieces.len() == 1)
                        || direct && open == 0 && block.pieces.first().is_some_and(|first| std::ptr::eq(first, piece)))
            })
        {
            let piece = block.pieces.remove(at);
            let first = &mut last.pieces[open];
            first.text = format!("{} {}", first.text, piece.text);
            first.lines.extend(piece.lines);
            if block.pieces.is_empty() {
                last.lines.extend(block.lines);
                continue;
            }
            // The cells beside it may have wrapped as well.
            let whole = block.pieces.len() > 1;
            let wraps = |piece: &Piece| cell_above(last, piece).is_some_and(|at| whole || cut_off(&last.pieces[at].text, &piece.text));
            if direct && block.pieces.iter().all(wraps) {
                join_cells(last, block);
                continue;
            }
            block.begin();
            let (cell, rest) = (&mut last.pieces[0], &block.pieces[0]);
            let wrapped = open > 0
                && direct
                && !block.bullet
                && cell.bold == rest.bold
                && cell.italic == rest.italic
                && (cell.bold || cell.italic || rest.text.starts_with('(') || cell.text.ends_with(','));
            if wrapped && block.pieces.len() == 1 {
                super::block::join(&mut cell.text, &rest.text, false);
                cell.lines.extend(&rest.lines);
                last.lines.extend(block.lines);
                continue;
            }
        }
        // A cell of three or more that was plainly cut: "Lizard Point Seafoods Ltd," above "Newlyn".
        if let Some(last) = closed.last_mut()
            && !block.bullet
            && last.pieces.iter().filter(|piece| piece.tab).count() > 1
            && block.pieces.iter().all(|piece| cell_above(last, piece).is_some_and(|at| cut_off(&last.pieces[at].text, &piece.text)))
        {
            join_cells(last, block);
            continue;
        }
        closed.push(block);
    }
    closed
}

/// The end of a span without the stroke in front: "– heute".
fn closing(text: &str) -> &str {
    text.trim_start_matches(['–', '—', '-']).trim_start()
}

/// "Sep-" above "tember 2017" in one column: a word of the dates that was broken at the end of its cell.
fn join_broken(last: &mut Block, block: &mut Block) {
    let hyphen = ['\u{ad}', '\u{2010}', '-'];
    for cell in &mut last.pieces {
        let Some(half) = cell.text.strip_suffix(hyphen).filter(|half| half.ends_with(char::is_alphabetic)) else { continue };
        let joined = |piece: &Piece| format!("{half}{}", piece.text);
        let rest = |piece: &Piece| piece.text.starts_with(char::is_lowercase) && (piece.x - cell.x).abs() < 8.0;
        let Some(at) = block.pieces.iter().position(|piece| rest(piece) && dates::mostly(&joined(piece))) else { continue };
        cell.text = joined(&block.pieces[at]);
        let piece = block.pieces.remove(at);
        cell.lines.extend(piece.lines);
        block.begin();
        return;
    }
}

/// The cell of the line above that stands at the same left edge in the same look.
fn cell_above(above: &Block, piece: &Piece) -> Option<usize> {
    above.pieces.iter().position(|cell| {
        (cell.x - piece.x).abs() < 1.2 && cell.bold == piece.bold && cell.italic == piece.italic && !dates::mostly(&cell.text)
    })
}

/// Whether a text plainly goes on in the next line of its cell.
fn cut_off(text: &str, next: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    text.ends_with([',', '&', '-', '–', '/', '('])
        || next.starts_with(char::is_lowercase)
        || matches!(last, "and" | "und" | "et" | "y" | "of" | "de" | "for" | "in")
}

fn join_cells(above: &mut Block, block: Block) {
    for piece in block.pieces {
        if let Some(at) = cell_above(above, &piece) {
            let cell = &mut above.pieces[at];
            super::block::join(&mut cell.text, &piece.text, false);
            cell.lines.extend(piece.lines);
        }
    }
    above.lines.extend(block.lines);
}
