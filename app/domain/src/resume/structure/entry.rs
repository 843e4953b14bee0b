//! Entries: which blocks of a section are the head of a job, school or project, and which stand under it.
//!
//! A head is one to four short lines; under it stand bullets, indented lines or running text. A head begins behind the text of the
//! entry in front, or, where nothing stands between two heads, where the first line of a head is due: it looks as the first one of
//! the section did, and the entry in front already has its date.

use super::block::{Block, Piece, aside};
use super::cells::{beside_dates, close_dates, town, under_dates};
use super::fields::{self, Head, Text};
use super::labels;
use super::words;
use crate::resume::{SectionKind, dates};

/// An entry as blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub head: Vec<Block>,
    /// Dates, lengths of time and places that stood beside the text of the entry.
    pub asides: Vec<Piece>,
    pub bullets: Vec<Block>,
    /// The place that stands under the dates in their column.
    pub place: Option<Piece>,
    /// Running text above the bullets.
    pub summary: Vec<Block>,
    /// A further role at the employer of the entry in front.
    pub inherits: bool,
    /// The entry in front is the employer's line above its roles, not a role.
    pub employer_above: bool,
    /// Paragraphs stand for the items of a list, as in the other entries of the section.
    pub list: bool,
}

/// Look of a head's line: what is compared to find the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    bold: bool,
    italic: bool,
    caps: bool,
    heading: Option<u8>,
    size: i32,
}

fn look(block: &Block) -> Look {
    let piece = block.pieces.iter().find(|piece| !dates::mostly(&piece.text)).or(block.pieces.first());
    Look {
        bold: piece.is_some_and(|piece| piece.bold),
        italic: piece.is_some_and(|piece| piece.italic),
        caps: piece.is_some_and(|piece| super::heading::shouted(&piece.text) && piece.text.chars().count() > 4),
        heading: block.heading,
        size: (block.size * 20.0).round() as i32,
    }
}

/// Left edge of the text, behind a date on the left. `beside` is where the text begins that stands beside a column of dates.
fn text_x(block: &Block, beside: Option<f32>) -> f32 {
    if let Some(beside) = beside
        && let [first, rest @ ..] = block.pieces.as_slice()
        && first.x < beside - 4.0
        && let Some(cell) = rest.iter().find(|piece| piece.tab && (piece.x - beside).abs() < 1.2)
    {
        return cell.x;
    }
    block.pieces.iter().find(|piece| !dates::mostly(&piece.text)).or(block.pieces.first()).map_or(0.0, |piece| piece.x)
}

pub(super) fn has_date(block: &Block) -> bool {
    block.pieces.iter().any(|piece| dates::mostly(&piece.text) || fields::date_at_edge(&piece.text).is_some())
}

/// Dates and nothing else, maybe with the length of time.
fn only_dates(text: &str) -> bool {
    dates::mostly(text) || dates::is_duration(text) || fields::without_duration(text).is_some_and(|(dated, _)| dates::mostly(&dated))
}

fn date_text(block: &Block) -> Option<String> {
    block.pieces.iter().find_map(|piece| {
        if dates::mostly(&piece.text) { Some(piece.text.clone()) } else { fields::date_at_edge(&piece.text).map(|(_, date)| date) }
    })
}

/// A line that reads like a sentence or a list, not like a head.
pub(super) fn running(block: &Block) -> bool {
    let (main, tails) = block.split_tabs();
    if tails.iter().any(|piece| dates::mostly(&piece.text)) || main.first().is_some_and(|piece| dates::mostly(&piece.text)) {
        return false;
    }
    let text = block.text();
    let words = text.split_whitespace().count();
    // "Sp. z o.o.", "A.Ş." and "Ltda." end a name.
    let last = text.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let legal = matches!(last, "Inc" | "Co" | "Ltd" | "Ltda" | "Corp" | "Bros" | "Cía") || last.contains('.') && last.chars().count() < 6;
    let ended = text.ends_with('.') && !legal;
    block.lines.len() > 2 && words > 10
        || words > 16 && !text.contains(" | ")
        || ended
            && (words > 4
                || words > 2 && text.rsplit(' ').next().is_some_and(|last| last.len() > 4 && last.starts_with(char::is_lowercase)))
        || text.starts_with(|c: char| c.is_lowercase()) && words > 5 && !super::heading::weblike(&text) && fields::employer(&text).is_none()
        || text.ends_with(';')
}

/// Whether blocks are jobs, or schools: spans of time beside roles, or beside degrees and schools.
pub(super) fn shows(blocks: &[Block], kind: SectionKind) -> bool {
    let heads: Vec<&Block> = blocks.iter().filter(|block| !block.bullet && !running(block)).collect();
    let spans = heads.iter().filter(|block| dates::find(&block.text()).iter().any(|found| found.dates.start.is_some())).count();
    let fits = |block: &&&Block| {
        let evidence = words::weigh(&block.text());
        match kind {
            SectionKind::Education => evidence.degree >= 2.0 || evidence.school >= 2.0,
            _ => evidence.role >= 2.0 && evidence.degree < 2.0,
        }
    };
    let named = heads.iter().filter(fits).count();
    spans > 0 && named > 0 && named * 2 >= spans && (spans > 1 || heads.len() <= 4)
}

/// Whether the block has a label of details in front, "Technologies: Rust, Go".
fn labelled(block: &Block) -> bool {
    let text = block.text();
    text.split_once(':')
        .is_some_and(|(head, rest)| head.split_whitespace().count() <= 3 && !rest.trim().is_empty() && !rest.starts_with("//"))
}

/// Cuts the blocks of a section into entries. Blocks in front of the first head are given back.
pub(super) fn drafts(blocks: Vec<Block>) -> (Vec<Block>, Vec<Draft>) {
    let blocks = under_dates(close_dates(blocks));
    let heads: Vec<&Block> = blocks.iter().filter(|block| !block.bullet && !running(block)).collect();
    let beside = beside_dates(&blocks);
    let text_x = |block: &Block| text_x(block, beside);
    // What stands under the dates is no text.
    let beneath = |block: &Block| beside.is_some_and(|beside| text_x(block) < beside - 4.0 && !has_date(block));
    // Lines of dates alone may stand further out than the heads.
    let dates_out = heads.iter().any(|block| !block.pieces.iter().all(|piece| only_dates(&piece.text)));
    let dates_out = |block: &Block| dates_out && block.pieces.iter().all(|piece| only_dates(&piece.text));
    let left = heads.iter().filter(|block| !beneath(block) && !dates_out(block)).map(|block| text_x(block)).fold(f32::MAX, f32::min);
    // Lists without markers hang further in than the heads.
    let under =
        |block: &Block| block.bullet || running(block) || text_x(block) > left + 1.4 && !has_date(block) && !centred(block, &heads, beside);
    let lead = blocks.iter().find(|block| !under(block)).map(look);
    let Some(lead) = lead else { return (blocks, Vec::new()) };
    let date_first =
        blocks.iter().find(|block| !under(block)).is_some_and(|block| block.pieces.iter().all(|piece| dates::mostly(&piece.text)));
    let distinct = lead.bold || lead.italic || lead.caps || lead.heading.is_some() || lead.size > 21;

    let usual = usual_date_line(&blocks, under);
    let mut front = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut date_line: Option<usize> = None;
    // Look of the roles under an employer's line.
    let mut role: Option<Look> = None;
    for (index, block) in blocks.iter().enumerate() {
        let is_under = under(block);
        // The look of the role below the first employer's line.
        let second = drafts.first().filter(|first| first.head.first().is_some_and(|block| look(block) == lead));
        let second =
            second.and_then(|first| first.head[1..].iter().find(|block| !block.pieces.iter().all(|piece| only_dates(&piece.text))));
        let second = second.filter(|block| !has_date(block)).map(look);
        let Some(current) = drafts.last_mut() else {
            if is_under {
                front.push(block.clone());
            } else {
                drafts.push(Draft { head: vec![block.clone()], ..Draft::default() });
            }
            continue;
        };
        if let [piece] = block.pieces.as_slice()
            && beside.is_some_and(|beside| piece.x < beside - 4.0)
            && block.gap < 0.4
            && town(&piece.text)
            && current.place.is_none()
            && current.head.last().and_then(|head| head.pieces.first()).is_some_and(|piece| dates::mostly(&piece.text))
            && current.bullets.is_empty()
            && current.summary.is_empty()
        {
            current.place = Some(piece.clone());
            continue;
        }
        if is_under {
            // Text that hangs further in than the heads is a list whose markers were drawn.
            let item = Block {
                bullet: block.bullet || text_x(block) > left + 1.4 && !block.pieces.iter().any(|piece| piece.tab && !aside(&piece.text)),
                ..block.clone()
            };
            put_under(current, item);
            continue;
        }
        let body = !current.bullets.is_empty() || !current.summary.is_empty();
        let length = current.head.iter().filter(|block| block.pieces.iter().any(|piece| !only_dates(&piece.text))).count();
        let same = look(block) == lead;
        // Below an empty line a head may take more lines until its dates: title, employer, town, dates.
        let near = if block.gap > 0.6 { 4 } else { 3 };
        let ahead = blocks[index..].iter().take_while(|block| !under(block)).take(near).any(has_date);
        let dated = current.head.iter().any(has_date);
        if date_line.is_none() && dated {
            date_line = current.head.iter().position(has_date);
        }
        // Some templates say the dates twice.
        let twice = !body && date_text(block).is_some_and(|text| current.head.iter().filter_map(date_text).any(|other| other == text));
        if twice {
            current.head.push(block.clone());
            continue;
        }
        // Dates on a line of their own complete the head in front, unless every entry begins with them.
        let alone = block.pieces.iter().all(|piece| only_dates(&piece.text));
        if alone && !dated && !date_first {
            if body {
                put_under(current, block.clone());
            } else {
                current.head.push(block.clone());
            }
            continue;
        }
        let starts = if body {
            same && (distinct || ahead || has_date(block)) || has_date(block) || ahead && !labelled(block) || same && distinct
        } else {
            let due = match date_line {
                Some(0) => has_date(block),
                Some(_) => {
                    !has_date(block) && (same && (distinct || ahead) || !distinct && block.gap > 0.3 && ahead) || has_date(block) && !same
                }
                // The dates are still to come: on a line further down, as in most heads.
                None => same && distinct && usual.is_none_or(|line| current.head.len() > line),
            };
            due && (dated || date_line.is_none()) || block.gap > 0.6 && dated && ahead && (same || !distinct)
        };
        if starts {
            let lone = lone_employer(current, block, lead);
            if lone {
                role = Some(look(block));
            }
            let further = !same && distinct && has_date(block) && date_line.is_some_and(|line| line > 0)
                || role == Some(look(block))
                || !same && distinct && second == Some(look(block));
            let grouped = further || lone;
            drafts.push(Draft { head: vec![block.clone()], inherits: grouped, employer_above: lone, ..Draft::default() });
        } else if body || length >= 4 || labelled(block) && dated && !has_date(block) && labels::labelled(block).is_empty() {
            put_under(current, block.clone());
        } else {
            current.head.push(block.clone());
        }
    }
    let list = drafts.iter().any(|draft| draft.summary.len() > 1 && draft.bullets.is_empty());
    drafts.iter_mut().for_each(|draft| draft.list = list);
    (front, drafts)
}

/// A degree that stands as the first list item under its school.
pub(super) fn lift_degree(draft: &mut Draft, head: &mut Head) {
    let degree = draft.bullets.first().is_some_and(|block| {
        let text = block.text();
        words::weigh(&text).degree >= 2.0 && text.split_whitespace().count() <= 10 && !text.ends_with('.')
    });
    if degree && head.title.text.is_empty() && !head.organisation.text.is_empty() {
        let block = draft.bullets.remove(0);
        head.title = Text { text: block.text(), lines: block.lines };
    }
}

/// In which line of a head the dates stand, in most heads that have some.
fn usual_date_line(blocks: &[Block], under: impl Fn(&Block) -> bool) -> Option<usize> {
    let mut counts: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut depth = 0;
    let mut dated = false;
    for block in blocks {
        if under(block) {
            (depth, dated) = (0, false);
        } else if !dated && has_date(block) {
            *counts.entry(depth).or_default() += 1;
            dated = true;
        } else {
            depth += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(line, _)| line)
}

/// An employer's line with the whole time there, above the first of several roles.
fn lone_employer(current: &Draft, block: &Block, lead: Look) -> bool {
    current.head.len() == 1 && current.bullets.is_empty() && has_date(block) && look(block) != lead && look(&current.head[0]) == lead
}

/// Heads that are centred have no common left edge.
fn centred(block: &Block, heads: &[&Block], beside: Option<f32>) -> bool {
    let text_x = |block: &Block| text_x(block, beside);
    let first = heads.first().map_or(0.0, |head| text_x(head));
    heads.len() > 2
        && heads.iter().filter(|head| (text_x(head) - first).abs() < 0.6).count() * 2 < heads.len()
        && !block.bullet
        && text_x(block) > 8.0
}

fn put_under(draft: &mut Draft, mut block: Block) {
    // What stands at the right of running text belongs to the head.
    while block.pieces.len() > 1 && block.pieces.last().is_some_and(|piece| piece.tab && aside(&piece.text)) {
        draft.asides.extend(block.pieces.pop());
    }
    let only = block.pieces.len() == 1 && !block.bullet;
    let dated = draft.head.iter().any(has_date) || draft.asides.iter().any(|piece| dates::mostly(&piece.text));
    if only && only_dates(&block.pieces[0].text) && !dated {
        draft.asides.append(&mut block.pieces);
        return;
    }
    if only && dates::is_duration(&block.pieces[0].text) {
        draft.asides.append(&mut block.pieces);
        return;
    }
    if block.bullet || !draft.bullets.is_empty() || !running(&block) && block.lines.len() == 1 && labelled(&block) {
        draft.bullets.push(block);
    } else {
        draft.summary.push(block);
    }
}
