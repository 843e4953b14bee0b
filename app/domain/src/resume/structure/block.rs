//! Blocks: a line with the lines that go on with it, cut into pieces with one look each.

use super::line::RawLine;
use crate::resume::dates;
use crate::resume::layout::{self, keep_hyphen};

/// A stretch of a block that means one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Squeezed, without the separators around it.
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// Wide white space stands in front, in the same line.
    pub tab: bool,
    /// Left edge in body characters.
    pub x: f32,
    pub link: Option<String>,
    /// The source lines it stands in.
    pub lines: Vec<usize>,
    /// What stood between it and the piece in front, ", " or " | "; empty after a tab or for the first.
    pub joint: String,
}

/// A line with its continuations.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Source lines.
    pub lines: Vec<usize>,
    pub pieces: Vec<Piece>,
    pub bullet: bool,
    pub heading: Option<u8>,
    pub size: f32,
    pub gap: f32,
    pub column: u8,
}

impl Block {
    /// All of its text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            text.push_str(if piece.tab && !text.is_empty() { " " } else { &piece.joint });
            text.push_str(&piece.text);
        }
        crate::text::squeeze(&text)
    }

    /// The text in front of the first tab, and the pieces behind.
    pub fn split_tabs(&self) -> (Vec<Piece>, Vec<Piece>) {
        let at = self.pieces.iter().position(|piece| piece.tab).unwrap_or(self.pieces.len());
        (self.pieces[..at].to_vec(), self.pieces[at..].to_vec())
    }

    /// Begins anew with the piece that is now the first: a cell whose row lost the cells in front.
    pub fn begin(&mut self) {
        let Some(first) = self.pieces.first_mut() else { return };
        first.tab = false;
        let joint = std::mem::take(&mut first.joint);
        self.bullet |= layout::marker(&joint) && !matches!(joint.trim(), "-" | "–" | "—");
        if let Some((_, text)) = layout::split_marker(&first.text).filter(|(_, text)| !text.is_empty()) {
            first.text = text.to_owned();
            self.bullet = true;
        }
    }

    pub fn bold(&self) -> bool {
        self.pieces.first().is_some_and(|piece| piece.bold)
    }

    pub fn x(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.x)
    }

    pub fn caps(&self) -> bool {
        super::heading::shouted(&self.text())
    }
}

/// Joins text across a line break. A hyphen is taken out only where the line was surely broken inside a word.
pub(super) fn join(text: &mut String, next: &str, glued: bool) {
    let next = next.trim_start();
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push_str(next);
    } else if glued {
        text.push_str(next);
    } else if broken(text, next) {
        if !keep_hyphen(text, next) {
            text.pop();
        }
        text.push_str(next);
    } else {
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(next);
    }
}

/// "deploy-" in front of "ment", and not "Straßen-" in front of "und".
fn broken(text: &str, next: &str) -> bool {
    let mut chars = text.chars().rev();
    let hyphen = matches!(chars.next(), Some('-' | '\u{2010}'));
    let letter = chars.next().is_some_and(char::is_alphanumeric);
    let word = next.split_whitespace().next().unwrap_or("");
    let joining = matches!(word, "und" | "and" | "or" | "oder" | "et" | "bis" | "y" | "e" | "o" | "en" | "of" | "to" | "i");
    hyphen && letter && next.starts_with(char::is_alphanumeric) && !joining
}

/// Makes blocks of lines. Pieces that hang at the right of a list item's lines (a date beside the bullets) become pieces of their own
/// with `tab` set, behind the text.
pub(super) fn blocks(lines: &[RawLine], numbers: &[usize]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (line, &number) in lines.iter().zip(numbers) {
        if line.segments.iter().all(|segment| segment.text.trim().is_empty()) {
            continue;
        }
        match blocks.last_mut() {
            Some(block) if line.continues => continue_block(block, line, number),
            _ => blocks.push(block(line, number)),
        }
    }
    for block in &mut blocks {
        for piece in &mut block.pieces {
            piece.text = crate::text::squeeze(&piece.text);
        }
        block.pieces.retain(|piece| !piece.text.is_empty());
    }
    blocks.retain(|block| !block.pieces.is_empty());
    blocks
}

fn block(line: &RawLine, number: usize) -> Block {
    Block {
        lines: vec![number],
        pieces: pieces(line, number),
        // The dot of a timeline stands in front of dates, not of a list item.
        bullet: line.bullet && !dates::mostly(&line.text()),
        heading: line.heading,
        size: line.size,
        gap: line.gap,
        column: line.column,
    }
}

fn pieces(line: &RawLine, number: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut joint = String::new();
    for segment in &line.segments {
        if segment.text.trim().is_empty() {
            joint.push(' ');
            continue;
        }
        let text = segment.text.as_str();
        let lead = &text[..text.len() - text.trim_start().len()];
        joint.push_str(lead);
        // Separators between two looks belong to neither.
        let body = text.trim();
        let start = body.find(|c: char| !separator(c)).unwrap_or(body.len());
        // "**Holm College** - Leeds": a hyphen between blanks is a sign, too.
        let hyphen = !pieces.is_empty() && !segment.tab && body[start..].starts_with("- ");
        let start = if hyphen { start + 2 } else { start };
        let signs = &body[..start];
        // "– Actualidad" below "Febrero de 2019": the second line of a span.
        let closes = matches!(signs.trim(), "–" | "—" | "-") && joint.trim().is_empty() && dates::closes(body[start..].trim());
        let (signs, body, start) = if closes && (segment.tab || pieces.is_empty()) { ("", body, 0) } else { (signs, body, start) };
        // A list in a cell: the stroke in front of its text is the item's, one at the end of the cell before is that cell's.
        let item = segment.tab && matches!(signs.trim(), "–" | "—" | "-" | "•" | "·" | "●" | "▪" | "◦") && joint.trim().is_empty();
        joint.push_str(if item { "•" } else { signs });
        let rest = &body[start..];
        let end = rest.rfind(|c: char| !separator(c) || c == '.').map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
        let (words, tail) = rest.split_at(end);
        if words.trim().is_empty() {
            joint.push_str(tail);
            continue;
        }
        if segment.tab
            && matches!(joint.trim(), "," | "–" | "—" | "-")
            && let Some(last) = pieces.last_mut()
        {
            // A comma, or the stroke of a span that goes on below.
            last.text.push_str(joint.trim_end());
        }
        pieces.push(Piece {
            text: words.trim_end().to_owned(),
            bold: segment.bold,
            italic: segment.italic,
            tab: segment.tab,
            x: segment.x,
            link: segment.link.clone(),
            lines: vec![number],
            // The marker of a list inside a cell is kept for the case that the cell stands alone later.
            joint: match (pieces.is_empty() || segment.tab, item) {
                (true, true) => "•".to_owned(),
                (true, false) => String::new(),
                _ => joint.clone(),
            },
        });
        joint = words[words.trim_end().len()..].to_owned() + tail;
        let trail = &text[text.trim_end().len()..];
        joint.push_str(trail);
    }
    // Signs at the end of the line stay with the text in front.
    if let Some(last) = pieces.last_mut() {
        last.text.push_str(joint.trim_end());
    }
    pieces
}

fn separator(c: char) -> bool {
    matches!(c, ',' | '|' | ';' | '·' | '•' | '–' | '—' | ':' | '/' | '∙' | '⋄' | '◦' | '‖' | '¦' | '♦' | '●') || c.is_whitespace()
}

fn continue_block(block: &mut Block, line: &RawLine, number: usize) {
    block.lines.push(number);
    let added = pieces(line, number);
    let (main, tails): (Vec<Piece>, Vec<Piece>) = {
        let at = added.iter().position(|piece| piece.tab).unwrap_or(added.len());
        (added[..at].to_vec(), added[at..].to_vec())
    };
    // An address that was cut goes on where it was cut.
    let cut = line.glued
        && block.pieces.last().is_some_and(|last| super::heading::weblike(last.text.trim_end_matches(['-', '\u{2010}', '/', '_'])));
    let at = block.pieces.iter().position(|piece| piece.tab && aside(&piece.text) && !cut).unwrap_or(block.pieces.len());
    if let Some(last) = block.pieces.last_mut().filter(|last| cut && last.text.ends_with('\u{2010}')) {
        last.text.pop();
        last.text.push('-');
    }
    let mut after = block.pieces.split_off(at);
    for piece in main {
        match block.pieces.last_mut() {
            Some(last) if last.bold == piece.bold && last.italic == piece.italic || piece.text.chars().all(|c| !c.is_alphanumeric()) => {
                join(&mut last.text, &piece.text, line.glued);
                last.lines.push(number);
            }
            _ => {
                let joint = if piece.joint.is_empty() { " ".to_owned() } else { piece.joint.clone() };
                block.pieces.push(Piece { joint, tab: false, ..piece });
            }
        }
    }
    block.pieces.append(&mut after);
    block.pieces.extend(tails);
}

/// A date, a length of time or a place that may stand beside running text.
pub(super) fn aside(text: &str) -> bool {
    dates::mostly(text) || dates::is_duration(text) || super::words::place(text) >= 2.5
}
