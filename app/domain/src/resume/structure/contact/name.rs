//! The name: the largest text, else the first that could be one.

use super::sure::{sure, town_like};
use super::tokens::{Token, is_label, label, split_parts, tokens};
use super::{Label, Read, contact_like, headline_like, put};
use crate::resume::Field;
use crate::resume::dates::plain;
use crate::resume::structure::block::{Block, Piece};
use crate::resume::structure::{heading, words};

/// The blocks that hold the name: the largest text, else the first that could be one.
pub(super) fn name_block(head: &[Block], first_section: usize) -> Vec<usize> {
    let labelled = head.iter().position(|block| matches!(label(&labelled_text(block)), Some((Label::Name, _))));
    if let Some(index) = labelled {
        return vec![index];
    }
    let could = |block: &Block| name_like(&first_part(block));
    let largest = head.iter().filter(|block| could(block)).map(level).fold(0.0, f32::max);
    // Where all text has one size the name comes first, above the contact sections.
    let end = if largest > 1.12 { head.len() } else { first_section };
    let candidates: Vec<usize> = (0..end).filter(|&index| could(&head[index]) && level(&head[index]) >= largest - 0.02).collect();
    let Some(&first) = candidates.first() else { return Vec::new() };
    // First and family name on lines of their own; lines of another column may stand between them.
    let mut named = vec![first];
    let far = if largest > 1.8 { 3 } else { 1 };
    for &next in &candidates[1..] {
        let last = named[named.len() - 1];
        let text = first_part(&head[last]);
        // "Washington-" above "Hale"
        let open = text.ends_with(['-', '\u{2010}']);
        if largest > 1.3
            && (open || named.len() < 2)
            && next <= last + far
            && (level(&head[last]) - level(&head[next])).abs() < 0.02
            && text.split_whitespace().count() <= 2
            && first_part(&head[next]).split_whitespace().count() <= 2
            && (open || words::weigh(&head[next].text()).role == 0.0)
        {
            named.push(next);
        }
    }
    named
}

/// The text, with a colon behind a label in a cell of its own.
fn labelled_text(block: &Block) -> String {
    match block.pieces.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && is_label(&first.text) => {
            let rest = Block { pieces: rest.to_vec(), ..block.clone() }.text();
            format!("{}: {rest}", first.text.trim_end_matches(':'))
        }
        _ => block.text(),
    }
}

fn level(block: &Block) -> f32 {
    match block.heading {
        Some(level) => 3.0 - f32::from(level.min(6)) * 0.2,
        None => block.size,
    }
}

/// The block with its name in front: "Austin, TX … Minh Anh Nguyen … 555-0175" in three cells.
fn name_first(block: &Block) -> Block {
    let mut block = block.clone();
    let apart = |piece: &Piece| !contact_like(&piece.text) && name_like(&piece.text) && words::weigh(&piece.text).role == 0.0;
    if block.pieces.first().is_some_and(|first| contact_like(&first.text))
        && let Some(at) = block.pieces.iter().position(|piece| piece.tab && apart(piece))
    {
        block.pieces[0].tab = true;
        let mut name = block.pieces.remove(at);
        name.tab = false;
        block.pieces.insert(0, name);
    }
    block
}

fn first_part(block: &Block) -> String {
    let block = &name_first(block);
    let (main, _) = block.split_tabs();
    let text = Block { pieces: main, ..block.clone() }.text();
    split_parts(strip_title(&text)).into_iter().next().unwrap_or_default()
}

/// "CV – Alex Chen" without the name of the document.
fn strip_title(text: &str) -> &str {
    let words = ["curriculum vitae", "lebenslauf", "résumé", "resume", "cv", "curriculum"];
    let lower = text.to_lowercase();
    for word in words {
        if lower.starts_with(word) && lower.len() == text.len() {
            let rest = text[word.len()..].trim_start();
            let cut = rest.trim_start_matches(['-', '–', '—', ':', '|', ',']).trim_start();
            if cut.len() < rest.len() && !cut.is_empty() {
                return cut;
            }
            if let Some(rest) = rest.strip_prefix("of ").or_else(|| rest.strip_prefix("von ")) {
                return rest;
            }
        }
    }
    text
}

/// Two or more words that are all written large, and nothing else that we know.
pub(in crate::resume::structure) fn full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let evidence = words::weigh(text);
    (2..=5).contains(&words.len())
        && name_like(text)
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "de" | "da" | "van" | "von" | "der" | "del" | "la" | "bin"))
        && evidence.role + evidence.company + evidence.school + evidence.degree < 1.0
        && words::place(text) < 2.0
        && heading::by_last_word(text).is_none()
}

fn name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=7).contains(&words.len())
        && letters >= 3
        && text.chars().count() <= 60
        && !text.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '/' | ':'))
        && words.iter().any(|word| word.starts_with(char::is_uppercase))
        && heading::by_words(text).is_none()
        && !document_title(text)
}

/// "Curriculum Vitae" alone.
pub(in crate::resume) fn document_title(text: &str) -> bool {
    let plain = plain(text);
    let plain = plain.trim_matches(|c: char| !c.is_alphabetic());
    matches!(
        plain,
        "curriculum vitae"
            | "cv"
            | "resume"
            | "lebenslauf"
            | "curriculum"
            | "tabellarischer lebenslauf"
            | "hoja de vida"
            | "europass"
            | "europass curriculum vitae"
            | "europass cv"
    )
}

/// Reads the block that holds the name, and what else stands in it. A town, or what may be one, is given back.
pub(super) fn name(read: &mut Read, block: &Block) -> Option<Token> {
    let mut town = None;
    let block = &name_first(block);
    let text = block.text();
    let mut parts = Vec::new();
    let (main, tails) = block.split_tabs();
    let mut main: String = Block { pieces: main, ..block.clone() }.text();
    let mut tails = tails;
    if let Some((Label::Name, rest)) = label(&labelled_text(block)) {
        main = rest.to_owned();
        tails.clear();
    }
    let text_of = |text: &str| match label(text) {
        Some((Label::Name, rest)) => rest.to_owned(),
        _ => text.to_owned(),
    };
    parts.extend(split_parts(strip_title(&text_of(&main))));
    // "Philippa Ravenscroft, Veterinary Surgeon", not "Jane Doe, RN".
    if let Some((person, role)) = parts.first().and_then(|first| first.split_once(", "))
        && role.contains(char::is_lowercase)
        && words::weigh(role).role >= 1.0
        && words::weigh(person).role == 0.0
    {
        let (person, role) = (person.to_owned(), role.to_owned());
        parts.splice(0..1, [person, role]);
    }
    let first = parts.first().cloned().unwrap_or(text);
    if read.contact.name.is_empty() {
        read.contact.name = first;
    } else {
        let joint = if read.contact.name.ends_with(['-', '\u{2010}']) { "" } else { " " };
        read.contact.name = format!("{}{joint}{first}", read.contact.name);
    }
    put(read, Field::Name, &block.lines);
    let extra = parts.into_iter().skip(1).map(|text| Token { text, label: None, link: None, lines: block.lines.clone(), follows: true });
    let tails = tokens(&Block { pieces: tails, ..block.clone() }).into_iter().map(|token| Token { follows: true, ..token });
    for token in extra.collect::<Vec<_>>().into_iter().chain(tails.collect::<Vec<_>>()) {
        if sure(read, &token) {
            continue;
        }
        if town.is_none() && token.follows && town_like(&token.text) {
            town = Some(token);
        } else if read.contact.headline.is_empty() && headline_like(&token.text) && words::place(&token.text) < 2.0 {
            read.contact.headline.clone_from(&token.text);
            put(read, Field::Headline, &token.lines);
        } else if read.contact.location.is_empty() && words::place(&token.text) >= 0.8 {
            read.contact.location.clone_from(&token.text);
            put(read, Field::Location, &token.lines);
        } else {
            // Keep what else the line says: it belongs to the name as written ("Jane Doe | MBA").
            read.contact.name = format!("{} | {}", read.contact.name, token.text);
        }
    }
    town
}
