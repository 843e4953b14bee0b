//! The contact: name, headline, e-mail, telephone, place and links out of the lines above the first heading and of contact sections.

mod labels;
mod name;
pub(super) mod personal;
mod sure;
mod tokens;

use self::sure::{address_like, continues_place, handle_like, names, network, place_like, sure, town_like, without_note};
use self::tokens::{Token, is_label, phone_like, tokens};
use super::block::{Block, Piece};
use super::heading;
use super::words;
use crate::resume::{Contact, Field, Link};

pub(in crate::resume) use self::name::document_title;
pub(super) use self::name::full_name;
pub(super) use self::tokens::names_a_field;

/// What became of the lines: which field each stands in.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub contact: Contact,
    pub uses: Vec<(usize, Field)>,
    /// Blocks that are not contact: running text, unknown lines.
    pub rest: Vec<Block>,
    /// What no field of the contact has: "Date of birth: …", and other lines of contact sections.
    pub personal: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    Email,
    Phone,
    Place,
    Link,
    /// What the person is: the headline.
    Role,
    Name,
}

/// Reads the blocks above the first heading (`head`) and those of contact sections.
pub(super) fn read(head: Vec<Block>, sections: Vec<Block>) -> Read {
    let mut read = Read::default();
    let first_section = head.len();
    let all = beside_labels(head.into_iter().chain(sections).collect(), first_section);
    let named = name::name_block(&all, first_section);
    let mut open: Vec<Open> = Vec::new();
    let mut town: Option<Token> = None;
    for (index, block) in all.into_iter().enumerate() {
        let in_section = index >= first_section;
        if named.contains(&index) {
            town = name::name(&mut read, &block).or(town);
            continue;
        }
        let tokens = tokens(&block);
        let mut unknown = Vec::new();
        let mut known = false;
        for token in tokens {
            match sure(&mut read, &token) {
                true => known = true,
                false => unknown.push(token),
            }
        }
        let after_name = index.checked_sub(1).is_some_and(|before| named.contains(&before));
        open.push(Open { block, unknown, taken: known, known: known || in_section, in_section, after_name });
    }
    let headline = headline(&open);
    // Where a line names town and country, no single word beside an address is the place.
    let surely = |token: &Token| words::place(&token.text) >= 0.8 && place_like(&token.text);
    let placed = open.iter().flat_map(|open| &open.unknown).any(surely);
    // Second look: what is left, now that we know which lines are contact lines.
    let mut handle: Option<Token> = None;
    for (at, Open { block, unknown, taken, known, in_section, .. }) in open.into_iter().enumerate() {
        let long = block.text().split_whitespace().count() > 12;
        let mut rest = false;
        let below_place = block.lines.first().is_some_and(|line| read.uses.contains(&(line.wrapping_sub(1), Field::Location)));
        // "Web Developer | Former Sous Chef": all of the line is the headline.
        let whole = !taken && unknown.len() > 1 && headline.is_some_and(|(line, _)| line == at) && read.contact.headline.is_empty();
        if whole && unknown.iter().all(|token| headline_like(&token.text) && words::place(&token.text) < 0.8) {
            read.contact.headline = block.text();
            put(&mut read, Field::Headline, &block.lines);
            continue;
        }
        for (index, token) in unknown.into_iter().enumerate() {
            if personal::is(&token.text) {
                let piece =
                    Piece { text: token.text, lines: token.lines.clone(), tab: false, joint: String::new(), ..block.pieces[0].clone() };
                read.personal.push(Block { pieces: vec![piece], lines: token.lines, ..block.clone() });
                continue;
            }
            if !known && long {
                rest = true;
            } else if network(&token.text) && read.contact.links.iter().any(|link| names(link, &token.text)) {
                // The name of a network beside an address that it belongs to.
                put(&mut read, Field::Links, &token.lines);
                let plain = token.text.clone();
                if let Some(link) = read.contact.links.iter_mut().find(|link| names(link, &plain)) {
                    link.label = plain;
                }
            } else if network(&token.text) && handle.is_some() && !token.follows {
                if let Some(before) = handle.take() {
                    put(&mut read, Field::Links, &before.lines);
                    put(&mut read, Field::Links, &token.lines);
                    read.contact.links.push(Link { label: token.text, url: before.link.unwrap_or(before.text) });
                }
            } else if read.contact.location.is_empty()
                && (known && !(placed && town_like(&token.text)) || words::place(&token.text) >= 0.8 || address_like(&token.text))
                && place_like(&token.text)
            {
                without_note(&token.text).clone_into(&mut read.contact.location);
                put(&mut read, Field::Location, &token.lines);
            } else if read.contact.headline.is_empty() && headline == Some((at, index)) {
                put(&mut read, Field::Headline, &token.lines);
                match role_in_town(&token.text).filter(|_| !placed && read.contact.location.is_empty()) {
                    Some((role, town)) => {
                        role.clone_into(&mut read.contact.headline);
                        town.clone_into(&mut read.contact.location);
                        put(&mut read, Field::Location, &token.lines);
                    }
                    None => read.contact.headline.clone_from(&token.text),
                }
            } else if (known || below_place) && continues_place(&read.contact.location, &token.text) {
                read.contact.location = format!("{}, {}", read.contact.location, token.text);
                put(&mut read, Field::Location, &token.lines);
            } else if known && handle_like(&token) {
                handle = Some(token);
            } else {
                rest = true;
                let alone = !in_section && headline.is_some() && town_like(&token.text);
                town = town.or_else(|| Some(token).filter(|_| alone));
            }
        }
        let used = read.uses.iter().any(|(line, _)| block.lines.contains(line));
        match (rest && !used, in_section) {
            (true, true) => read.personal.push(block),
            (true, false) if !known => read.rest.push(block),
            _ => {}
        }
    }
    // "Kassel" alone beside the name or above the telephone number: what else could it be?
    if let Some(token) = town.filter(|_| read.contact.location.is_empty() || read.contact.headline.is_empty()) {
        let headline = read.contact.headline.is_empty();
        put(&mut read, if headline { Field::Headline } else { Field::Location }, &token.lines);
        *(if headline { &mut read.contact.headline } else { &mut read.contact.location }) = token.text;
    }
    read
}

/// "Address" above "Leeds, UK" in a contact section: the label goes in front of what it names.
fn beside_labels(blocks: Vec<Block>, first_section: usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for (index, mut block) in blocks.into_iter().enumerate() {
        let names = |label: &Block| matches!(label.pieces.as_slice(), [piece] if tokens::labels(&piece.text, &block.text()));
        match out.last_mut() {
            Some(label) if index > first_section && label.column == block.column && names(label) && !is_label(&block.text()) => {
                if let Some(first) = block.pieces.first_mut() {
                    first.tab = true;
                }
                label.pieces.append(&mut block.pieces);
                label.lines.append(&mut block.lines);
            }
            _ => out.push(block),
        }
    }
    out
}

/// A block whose sure tokens are taken.
struct Open {
    block: Block,
    unknown: Vec<Token>,
    /// Some of its tokens were sure.
    taken: bool,
    /// Stands beside sure tokens, or in a contact section.
    known: bool,
    in_section: bool,
    /// Directly behind the name.
    after_name: bool,
}

/// Which token is the headline, by block and token: set larger than the text, right below the name, naming a role.
fn headline(open: &[Open]) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (at, block) in open.iter().enumerate() {
        for (index, token) in block.unknown.iter().enumerate() {
            let place = (words::place(&token.text) >= 0.8 || address_like(&token.text)) && place_like(&token.text);
            if place || !headline_like(&token.text) || handle_like(token) {
                continue;
            }
            let evidence = words::weigh(&token.text);
            let score = 6.0 * (block.block.size - 1.0).clamp(0.0, 0.5)
                + evidence.role.min(2.0)
                + if block.after_name { 1.5 } else { 0.0 }
                + if block.block.bold() { 0.5 } else { 0.0 }
                - if block.known && !block.after_name { 1.0 } else { 0.0 }
                - if block.in_section && !block.after_name { 2.0 } else { 0.0 }
                - 0.1 * at.min(10) as f32;
            if best.is_none_or(|(top, ..)| score > top) {
                best = Some((score, at, index));
            }
        }
    }
    best.filter(|(score, at, _)| !open[*at].in_section || *score > 0.0).map(|(_, at, index)| (at, index))
}

/// "Journeyman Electrician, Decatur, GA"
fn role_in_town(text: &str) -> Option<(&str, &str)> {
    let (role, town) = text.split_once(", ")?;
    (words::weigh(role).role > 0.0 && words::place(town) >= 3.0).then_some((role, town))
}

fn put(read: &mut Read, field: Field, lines: &[usize]) {
    read.uses.extend(lines.iter().map(|line| (*line, field)));
}

/// Whether blocks are the lines of a contact: an e-mail address or telephone number among short lines.
pub(super) fn shows(blocks: &[Block]) -> bool {
    let address = |text: &str| text.split_whitespace().any(|word| word.contains('@') && heading::weblike(word)) || phone_like(text);
    let long = blocks.iter().filter(|block| block.text().split_whitespace().count() > 8).count();
    long == 0 && blocks.len() <= 10 && blocks.iter().any(|block| tokens(block).iter().any(|token| address(&token.text)))
}

/// An address, a telephone number or a place, alone.
pub(crate) fn contact_like(text: &str) -> bool {
    let text = text.trim();
    heading::weblike(text) || phone_like(text) || words::place(text) >= 0.8
}

fn headline_like(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=14).contains(&words)
        && (3..=110).contains(&text.chars().count())
        && text.chars().any(char::is_alphabetic)
        && !text.contains('@')
        && text.chars().filter(char::is_ascii_digit).count() < 4
        && !document_title(text)
        && !personal::is(text)
        && !is_label(text)
        && !(text.ends_with('.') && words > 5 && text.rsplit(' ').next().is_none_or(|last| last.chars().count() > 5))
        && text.split_once(": ").is_none_or(|(name, _)| name.split_whitespace().count() > 4)
}
