//! Which lines are headings, and what stands under each.

use super::block::Block;
use super::entry;
use super::heading::{self, Topic};
use crate::resume::SectionKind;

/// A heading with the blocks under it.
#[derive(Debug)]
pub(super) struct Part {
    pub topic: Topic,
    pub heading: Option<Block>,
    /// The lines of the heading where it is said again.
    pub again: Vec<usize>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    size: i32,
    bold: bool,
    caps: bool,
    level: Option<u8>,
}

fn look(block: &Block) -> Look {
    Look { size: (block.size * 12.0).round() as i32, bold: block.bold(), caps: block.caps(), level: block.heading }
}

/// One short stretch of text without a list marker.
fn short(block: &Block) -> bool {
    !block.bullet && block.pieces.iter().all(|piece| !piece.tab) && block.text().chars().count() <= 60 && block.lines.len() <= 2
}

/// Cuts a document into the blocks above the first heading and the parts under headings.
pub(super) fn parts(blocks: Vec<Block>, name: impl Fn(&Block) -> bool) -> (Vec<Block>, Vec<Part>) {
    let blocks = whole_headings(blocks.into_iter().flat_map(run_in).collect());
    let sure: Vec<Option<Topic>> =
        blocks.iter().map(|block| if short(block) && !name(block) { heading::by_words(&block.text()) } else { None }).collect();
    let style = style(&blocks, &sure, None);
    // A side column may set its headings in its own way.
    let own: Vec<(u8, Option<Look>)> = {
        let mut columns: Vec<u8> = blocks.iter().map(|block| block.column).filter(|column| *column > 0).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.into_iter().map(|column| (column, self::style(&blocks, &sure, Some(column)))).collect()
    };
    let style_of = |block: &Block| own.iter().find(|(column, _)| *column == block.column).and_then(|(_, own)| *own).or(style);
    let mut head = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut columns: Vec<u8> = Vec::new();
    // The column that begins with running text without a heading.
    let mut opening: Option<u8> = None;
    for (index, (block, words)) in blocks.iter().zip(&sure).enumerate() {
        let topic = topic(block, *words, style_of(block), &blocks, index).filter(|_| !name(block));
        if let Some(topic) = topic {
            opening = None;
            columns.push(block.column);
            // "Experience (continued)" on the next page says nothing new.
            let again = heading::continued(&block.text()).is_some();
            if let Some(part) = parts.last_mut().filter(|part| again && part.topic == topic) {
                part.again.extend(&block.lines);
                continue;
            }
            parts.push(Part { topic, heading: Some(block.clone()), again: Vec::new(), blocks: Vec::new() });
            continue;
        }
        // A column that begins without a heading and holds the name or an address is a contact column.
        let fresh = index > 0 && blocks[index - 1].column != block.column && !columns.contains(&block.column);
        if fresh && !parts.is_empty() {
            let start: Vec<&Block> = blocks[index..]
                .iter()
                .enumerate()
                .take_while(|(at, next)| next.column == block.column && (sure[index + at].is_none() || name(next)))
                .map(|(_, next)| next)
                .take(12)
                .collect();
            let contact = start.iter().any(|next| name(next)) || start.iter().take(6).any(|next| next.text().contains('@'));
            if contact {
                columns.push(block.column);
                parts.push(Part { topic: Topic::Contact, heading: None, again: Vec::new(), blocks: vec![block.clone()] });
                continue;
            }
            if entry::running(block) && sure[index..].iter().any(Option::is_some) {
                opening = Some(block.column);
            }
        }
        if opening == Some(block.column) {
            head.push(block.clone());
            continue;
        }
        match parts.last_mut() {
            Some(part) => part.blocks.push(block.clone()),
            None => head.push(block.clone()),
        }
    }
    (head, parts)
}

/// "Berufliche" above "Erfahrung": a heading that a narrow column broke.
fn whole_headings(blocks: Vec<Block>) -> Vec<Block> {
    let mut whole: Vec<Block> = Vec::new();
    for block in blocks {
        if let Some(last) = whole.last_mut()
            && short(last)
            && short(&block)
            && look(last) == look(&block)
            && last.column == block.column
            && last.text().split_whitespace().count() + block.text().split_whitespace().count() <= 4
            && heading::exactly(&format!("{} {}", last.text(), block.text()))
        {
            last.lines.extend(&block.lines);
            let first = last.pieces.len();
            last.pieces.extend(block.pieces);
            last.pieces[first].joint = " ".to_owned();
            continue;
        }
        whole.push(block);
    }
    whole
}

/// "OBJECTIVE: A post as …": a heading on the line of its text.
fn run_in(block: Block) -> Vec<Block> {
    let is_summary = |text: &str| heading::shouted(text) && heading::by_words(text) == Some(Topic::Section(SectionKind::Summary));
    if block.bullet {
        return vec![block];
    }
    let first = &block.pieces[0];
    if block.pieces.len() > 1 && first.bold && !block.pieces[1].bold && !block.pieces[1].tab && is_summary(&first.text) {
        let mut head = block.clone();
        head.pieces.truncate(1);
        head.lines.truncate(1);
        let mut rest = block;
        rest.pieces.remove(0);
        return vec![head, rest];
    }
    if let Some((head_text, rest_text)) = first.text.clone().split_once(':')
        && is_summary(head_text)
        && !rest_text.trim().is_empty()
    {
        let mut head = block.clone();
        head.pieces.truncate(1);
        head.lines.truncate(1);
        head.pieces[0].text = head_text.trim().to_owned();
        let mut rest = block;
        rest.pieces[0].text = rest_text.trim().to_owned();
        return vec![head, rest];
    }
    vec![block]
}

/// The look that headings have, in all of the document or in one of its columns: of those that are known word for word, the one that
/// most have.
fn style(blocks: &[Block], sure: &[Option<Topic>], column: Option<u8>) -> Option<Look> {
    let known = blocks.iter().zip(sure).filter(|(block, sure)| sure.is_some() && column.is_none_or(|column| block.column == column));
    let looks: Vec<Look> = known.map(|(block, _)| look(block)).collect();
    if column.is_some() && looks.len() < 2 {
        return None;
    }
    let best = looks.iter().copied().max_by_key(|one| (looks.iter().filter(|other| *other == one).count(), one.size))?;
    (looks.iter().filter(|other| **other == best).count() >= 2 || looks.len() == 1).then_some(best)
}

fn topic(block: &Block, words: Option<Topic>, style: Option<Look>, blocks: &[Block], index: usize) -> Option<Topic> {
    if !short(block) || words.is_none() && super::contact::contact_like(&block.text()) {
        return None;
    }
    let this = look(block);
    let Some(style) = style else {
        return words.or_else(|| block.heading.filter(|level| *level <= 2).map(|_| named(block)));
    };
    let like = this == style || this.level.is_some() && this.level == style.level;
    // "**Welder** | Sabine Shipyard" is no heading.
    let like = like && !(style.bold && style.level.is_none() && block.pieces.iter().any(|piece| !piece.bold));
    // How far the style stands out: then the look alone makes a heading.
    let stands_out = style.level.is_some() || style.size > 12 || style.caps;
    let alone = style.bold
        && !blocks
            .iter()
            .enumerate()
            .any(|(at, other)| at != index && !other.bullet && look(other) == style && other.pieces.iter().any(|piece| piece.tab));
    if like && (stands_out || alone) {
        let followed = blocks.get(index + 1).is_some();
        // Two lines of that look in a row: the second is no heading unless its words say so.
        let doubled = index > 0
            && look(&blocks[index - 1]) == style
            && short(&blocks[index - 1])
            && style.level.is_none()
            && heading::by_last_word(&block.text()).is_none();
        // Capitals at the size of the text may be an employer: then it must be set off from the text around.
        let quiet = style.caps
            && !style.bold
            && style.size <= 12
            && style.level.is_none()
            && heading::by_last_word(&block.text()).is_none()
            && block.gap < 0.3;
        // "**Welder, Aire Shipyard**" next to its dates is the head of an entry in the look of the headings.
        let entry = !stands_out && words.is_none() && heading::by_last_word(&block.text()).is_none() && head_of_entry(blocks, index);
        // "GED, 2010 – 2010" has capitals only because its letters are few.
        let dated = words.is_none() && block.heading.is_none() && heading::by_last_word(&block.text()).is_none() && entry::has_date(block);
        if followed && !doubled && !quiet && !entry && !dated {
            return Some(words.unwrap_or_else(|| named(block)));
        }
    }
    if like {
        return heading::by_last_word(&block.text());
    }
    // Known words in another look: a heading unless the look is plainly that of text under more prominent headings.
    let weaker =
        this.level.is_none() && style.level.is_some() || this.size + 1 < style.size || style.bold && !this.bold || style.caps && !this.caps;
    words.filter(|_| !weaker)
}

/// Whether a line reads as who and where, with dates alone above or below.
fn head_of_entry(blocks: &[Block], index: usize) -> bool {
    let text = blocks[index].text();
    let evidence = super::words::weigh(&text);
    let dated = |block: &Block| block.pieces.iter().all(|piece| crate::resume::dates::mostly(&piece.text));
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|at| blocks.get(at)).any(dated);
    beside && (text.contains(", ") || evidence.role + evidence.degree + evidence.company + evidence.school >= 2.0)
}

/// A heading by its look: known by its last word, else a section of its own kind.
fn named(block: &Block) -> Topic {
    heading::by_last_word(&block.text()).unwrap_or(Topic::Section(SectionKind::Custom))
}
