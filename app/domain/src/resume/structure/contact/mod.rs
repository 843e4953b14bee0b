//! The contact: name, headline, e-mail, telephone, place and links out of the lines above the first heading and of contact sections.

mod labels;
pub(super) mod personal;

use self::labels::LABELS;
use super::block::{Block, Piece};
use super::heading;
use super::words;
use crate::resume::dates::plain;
use crate::resume::layout;
use crate::resume::{Contact, Field, Link};

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

/// A part of a contact line.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    label: Option<Label>,
    link: Option<String>,
    lines: Vec<usize>,
    /// Stands behind another token of its line.
    follows: bool,
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
    let all: Vec<Block> = head.into_iter().chain(sections).collect();
    let named = name_block(&all, first_section);
    let mut open: Vec<Open> = Vec::new();
    for (index, block) in all.into_iter().enumerate() {
        let in_section = index >= first_section;
        if named.contains(&index) {
            name(&mut read, &block);
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
        open.push(Open { block, unknown, known: known || in_section, in_section, after_name });
    }
    let headline = headline(&open);
    // Second look: what is left, now that we know which lines are contact lines.
    let mut handle: Option<Token> = None;
    for (at, Open { block, unknown, known, in_section, .. }) in open.into_iter().enumerate() {
        let long = block.text().split_whitespace().count() > 12;
        let mut rest = false;
        let mut placed = false;
        // "Web Developer | Former Sous Chef": all of the line is the headline.
        let whole = !known && unknown.len() > 1 && headline.is_some_and(|(line, _)| line == at) && read.contact.headline.is_empty();
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
            } else if read.contact.location.is_empty() && (known || words::place(&token.text) >= 0.8) && place_like(&token.text) {
                without_note(&token.text).clone_into(&mut read.contact.location);
                put(&mut read, Field::Location, &token.lines);
            } else if read.contact.headline.is_empty() && headline == Some((at, index)) {
                read.contact.headline.clone_from(&token.text);
                put(&mut read, Field::Headline, &token.lines);
            } else if known && continues_place(&read.contact.location, &token.text) {
                read.contact.location = format!("{}, {}", read.contact.location, token.text);
                put(&mut read, Field::Location, &token.lines);
            } else if known && handle_like(&token) {
                handle = Some(token);
            } else {
                rest = true;
            }
        }
        placed |= read.uses.iter().any(|(line, _)| block.lines.contains(line));
        match (rest && !placed, in_section) {
            (true, true) => read.personal.push(block),
            (true, false) if !known => read.rest.push(block),
            _ => {}
        }
    }
    read
}

/// A block whose sure tokens are taken.
struct Open {
    block: Block,
    unknown: Vec<Token>,
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
            let place = words::place(&token.text) >= 0.8 && place_like(&token.text);
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

fn put(read: &mut Read, field: Field, lines: &[usize]) {
    read.uses.extend(lines.iter().map(|line| (*line, field)));
}

/// The blocks that hold the name: the largest text, else the first that could be one.
fn name_block(head: &[Block], first_section: usize) -> Vec<usize> {
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
pub(super) fn full_name(text: &str) -> bool {
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

/// "Curriculum Vitae" alone.
pub(crate) fn document_title(text: &str) -> bool {
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

fn name(read: &mut Read, block: &Block) {
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
    let tails = tails.into_iter().flat_map(|piece| piece_tokens(&piece, true));
    for token in extra.collect::<Vec<_>>().into_iter().chain(tails.collect::<Vec<_>>()) {
        if sure(read, &token) {
            continue;
        }
        if read.contact.headline.is_empty() && headline_like(&token.text) && words::place(&token.text) < 2.0 {
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
}

fn tokens(block: &Block) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    // Bold labels in front of plain text come as two pieces: "**Email:** a@b.c".
    let mut pending: Option<Piece> = None;
    for (index, piece) in block.pieces.iter().enumerate() {
        let mut piece = piece.clone();
        let colon = block.pieces.get(index + 1).is_some_and(|next| next.joint.trim_start().starts_with(':'));
        if let Some(before) = pending.take() {
            piece.text = format!("{}: {}", before.text, piece.text);
            piece.lines.splice(0..0, before.lines);
        }
        let names = is_label(&piece.text)
            || personal::is(&piece.text)
                && piece.text.split_whitespace().count() <= 3
                && block.pieces.get(index + 1).is_some_and(|next| next.tab);
        if (piece.text.ends_with(':') || colon || names) && block.pieces.len() > 1 {
            piece.text = piece.text.trim_end_matches(':').to_owned();
            pending = Some(piece);
            continue;
        }
        let follows = !tokens.is_empty();
        tokens.extend(piece_tokens(&piece, follows));
    }
    tokens.extend(pending.iter().flat_map(|piece| piece_tokens(piece, true)));
    tokens
}

fn piece_tokens(piece: &Piece, follows: bool) -> Vec<Token> {
    split_parts(&piece.text)
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            let (label, text) = match label(&text) {
                Some((label, rest)) => (Some(label), rest.to_owned()),
                None => (None, text),
            };
            Token { text, label, link: piece.link.clone(), lines: piece.lines.clone(), follows: follows || index > 0 }
        })
        .filter(|token| !token.text.is_empty())
        .collect()
}

/// Cuts a line at bars, dots, wide dashes and between addresses that only blanks keep apart.
fn split_parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let words: Vec<&str> = text.split_whitespace().collect();
    for (index, word) in words.iter().enumerate() {
        let sign = matches!(
            *word,
            "|" | "•"
                | "·"
                | "–"
                | "—"
                | "-"
                | "--"
                | "//"
                | "/"
                | "∙"
                | "⋄"
                | "◦"
                | "‖"
                | "¦"
                | "♦"
                | ";"
                | "●"
                | "▪"
                | "*"
                | "~"
                | "❖"
                | "◆"
                | "➢"
                | "||"
        );
        if sign || !word.contains(char::is_alphanumeric) && layout::marker(word) {
            parts.push(String::new());
            continue;
        }
        // "Phone: 555-0101 Email: …": a label begins a part of its own.
        if word.ends_with(':')
            && let Some(part) = parts.last_mut()
        {
            let before = part.rsplit(' ').next().unwrap_or("");
            let two = format!("{before} {word}");
            let cut = if before != part.as_str() && is_label(&two) { before.len() + 1 } else { 0 };
            if cut > 0 || is_label(word) && !part.is_empty() && !part.ends_with(':') && !is_label(&format!("{part} {word}")) {
                let label = part.split_off(part.len() - cut);
                parts.push(label.trim().to_owned());
            }
        }
        let address = heading::weblike(word);
        let before = index.checked_sub(1).is_some_and(|before| heading::weblike(words[before]));
        if (address || before) && !parts.last().is_some_and(|part| part.is_empty() || part.ends_with(':') || is_label(part)) {
            // The sign of the network in letters: "in linkedin.com/in/ada".
            if word.contains("linkedin.com")
                && let Some(part) = parts.last_mut()
                && let Some(rest) = part.strip_suffix(" in")
            {
                *part = rest.to_owned();
            }
            parts.push(String::new());
        }
        let mut word = (*word).to_owned();
        let mut cut = false;
        // "city;" and "a@b.c|+1 555": signs without blanks.
        while word.ends_with(['|', ';', '•', '·']) {
            word.pop();
            cut = true;
        }
        let inner: Vec<&str> = word.split(['|', '•', '⋄', '¦']).collect();
        for (at, one) in inner.iter().enumerate() {
            if at > 0 {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                if !part.is_empty() {
                    part.push(' ');
                }
                part.push_str(one);
            }
        }
        if cut {
            parts.push(String::new());
        }
    }
    parts
        .into_iter()
        .flat_map(|part| apart_from_numbers(&part))
        .map(|part| part.trim().trim_matches(',').trim().to_owned())
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect()
}

/// "Shrewsbury, 07700 900 287": telephone numbers among what commas part.
fn apart_from_numbers(part: &str) -> Vec<String> {
    let pieces: Vec<&str> = part.split(", ").collect();
    if pieces.len() < 2 || !pieces.iter().any(|piece| phone_like(piece)) {
        return vec![part.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for piece in pieces {
        match parts.last_mut() {
            Some(last) if open && !phone_like(piece) => {
                last.push_str(", ");
                last.push_str(piece);
            }
            _ => parts.push(piece.to_owned()),
        }
        open = !phone_like(piece);
    }
    parts
}

/// Whether a word is (part of) the name of a field: "Phone", "E-Mail".
pub(super) fn names_a_field(word: &str) -> bool {
    let plain = plain(word);
    LABELS.iter().flat_map(|(_, names)| *names).any(|name| name.split([' ', '-']).any(|part| part == plain))
}

fn is_label(text: &str) -> bool {
    let plain = plain(text);
    let word = plain.trim().trim_end_matches([':', '.']);
    LABELS.iter().any(|(_, names)| names.contains(&word))
}

/// "Phone: …", "T …": the label and what it labels.
fn label(text: &str) -> Option<(Label, &str)> {
    if let Some((head, rest)) = text.split_once(':')
        && !rest.starts_with("//")
    {
        let plain = plain(head);
        let head = plain.trim().trim_end_matches('.');
        return LABELS
            .iter()
            .find(|(_, names)| names.contains(&head))
            .map(|(label, _)| (*label, rest.trim()))
            .filter(|(_, rest)| !rest.is_empty());
    }
    let (head, rest) = text.split_once(' ')?;
    let plain = plain(head);
    let head = plain.trim_end_matches('.');
    let fits = |label: Label| match label {
        Label::Email => rest.contains('@'),
        Label::Phone => phone_like(rest),
        Label::Link => heading::weblike(rest.trim()),
        Label::Place | Label::Role | Label::Name => false,
    };
    LABELS.iter().find(|(label, names)| names.contains(&head) && fits(*label)).map(|(label, _)| (*label, rest.trim()))
}

fn phone_like(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let other = text.chars().any(|c| {
        !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '(' | ')' | '-' | '.' | '/' | '–' | '\u{2010}' | '\u{2011}' | 'x'))
    });
    (7..=16).contains(&digits) && !other && !crate::resume::dates::mostly(text)
}

/// Takes what speaks for itself.
fn sure(read: &mut Read, token: &Token) -> bool {
    let text = token.text.trim();
    let target = token.link.as_deref().unwrap_or("");
    let mail = text.split_whitespace().find(|word| word.contains('@') && heading::weblike(word.trim_matches(['<', '>', '(', ')'])));
    if let Some(mail) = mail {
        let mail = mail.trim_matches(['<', '>', '(', ')', ',', ';']).trim_start_matches("mailto:").to_owned();
        if read.contact.email.is_empty() {
            read.contact.email = mail;
        } else {
            read.contact.links.push(Link { label: String::new(), url: mail });
        }
        put(read, Field::Email, &token.lines);
        return true;
    }
    let noted =
        text.rsplit_once(" (").filter(|(number, note)| phone_like(number) && note.ends_with(')') && is_label(note.trim_end_matches(')')));
    if let Some((number, _)) = noted
        && read.contact.phone.is_empty()
    {
        read.contact.phone = number.to_owned();
        put(read, Field::Phone, &token.lines);
        return true;
    }
    if phone_like(text) || token.label == Some(Label::Phone) && text.chars().filter(char::is_ascii_digit).count() >= 6 {
        if read.contact.phone.is_empty() {
            read.contact.phone = text.trim_end_matches(['.', ',']).to_owned();
        } else {
            read.contact.phone = format!("{}, {text}", read.contact.phone);
        }
        put(read, Field::Phone, &token.lines);
        return true;
    }
    if heading::weblike(text) {
        read.contact.links.push(Link { label: String::new(), url: text.to_owned() });
        put(read, Field::Links, &token.lines);
        return true;
    }
    if let Some(mail) = target.strip_prefix("mailto:")
        && read.contact.email.is_empty()
    {
        read.contact.email = mail.split('?').next().unwrap_or(mail).to_owned();
        put(read, Field::Email, &token.lines);
        return true;
    }
    if let Some(number) = target.strip_prefix("tel:") {
        read.contact.phone = if text.chars().any(|c| c.is_ascii_digit()) { text.to_owned() } else { number.to_owned() };
        put(read, Field::Phone, &token.lines);
        return true;
    }
    if target.starts_with("http") || token.label == Some(Label::Link) {
        let url = if target.is_empty() { text } else { target };
        read.contact.links.push(Link { label: if target.is_empty() { String::new() } else { text.to_owned() }, url: url.to_owned() });
        put(read, Field::Links, &token.lines);
        return true;
    }
    if token.label == Some(Label::Role) && read.contact.headline.is_empty() && headline_like(text) {
        read.contact.headline = text.to_owned();
        put(read, Field::Headline, &token.lines);
        return true;
    }
    if token.label == Some(Label::Place) && read.contact.location.is_empty() {
        read.contact.location = without_note(text).to_owned();
        put(read, Field::Location, &token.lines);
        return true;
    }
    false
}

/// "Verona, Italia (Abitazione)" without the name of the field behind.
fn without_note(text: &str) -> &str {
    let noted = text.rsplit_once(" (").filter(|(_, note)| is_label(note.trim_end_matches(')')));
    noted.map_or(text, |(place, _)| place)
}

fn network(text: &str) -> bool {
    matches!(
        plain(text).trim_end_matches(':'),
        "linkedin"
            | "github"
            | "gitlab"
            | "stackoverflow"
            | "stack overflow"
            | "twitter"
            | "x"
            | "behance"
            | "dribbble"
            | "medium"
            | "kaggle"
            | "xing"
            | "instagram"
            | "facebook"
            | "youtube"
            | "mastodon"
    )
}

/// Whether a link leads to a network: "linkedin.com/in/…" to "LinkedIn".
fn names(link: &Link, network: &str) -> bool {
    let host = link.url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    host.to_lowercase().starts_with(&network.to_lowercase().replace(' ', ""))
}

fn handle_like(token: &Token) -> bool {
    !token.text.contains(' ') && !token.text.starts_with(char::is_uppercase)
}

fn place_like(text: &str) -> bool {
    let evidence = words::weigh(text);
    let street = text.chars().any(|c| c.is_ascii_digit()) && text.contains([',', ' ']);
    // "ME" in a circle is a monogram more often than Maine.
    (4..=80).contains(&text.chars().count())
        && evidence.role < 2.0
        && !personal::is(text)
        && (text.starts_with(char::is_uppercase) || text.starts_with(|c: char| c.is_ascii_digit()) || street && text.contains(','))
        && (evidence.place > 0.0 || street)
}

/// A second line of an address.
fn continues_place(place: &str, text: &str) -> bool {
    !place.is_empty() && (words::place(text) >= 0.8 || words::country(text)) && place.chars().any(|c| c.is_ascii_digit())
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
