//! The lines of a contact cut into what stands for one thing each, with the labels in front.

use super::labels::LABELS;
use super::{Label, personal};
use crate::resume::dates::plain;
use crate::resume::layout;
use crate::resume::structure::block::{Block, Piece};
use crate::resume::structure::heading;

/// A part of a contact line.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub text: String,
    pub label: Option<Label>,
    pub link: Option<String>,
    pub lines: Vec<usize>,
    /// Stands behind another token of its line.
    pub follows: bool,
}

pub(super) fn tokens(block: &Block) -> Vec<Token> {
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

/// "555-0174ada@example.com": a tab stop that the reader lost. An address that begins with a few digits is whole.
fn number_and_address(word: &str) -> Vec<&str> {
    let at = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.' | '(' | ')' | '+')).unwrap_or(word.len());
    let (number, rest) = word.split_at(at);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let address = rest.starts_with(char::is_alphabetic) && rest.contains('@');
    if address && digits >= 6 && (digits >= 9 || number.contains('-')) { vec![number, rest] } else { vec![word] }
}

/// Cuts a line at bars, dots, wide dashes and between addresses that only blanks keep apart.
pub(super) fn split_parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let words: Vec<&str> = text.split_whitespace().flat_map(number_and_address).collect();
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
        if sign || !word.contains(char::is_alphanumeric) && (layout::marker(word) || word.chars().all(layout::pictograph)) {
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
    if let Some((before, number, behind)) = number_inside(part) {
        return [before, number, behind].into_iter().filter(|text| !text.is_empty()).collect();
    }
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

/// "Cardiff, Wales +44 29 2018 0144": an international number among words that nothing parts from it.
fn number_inside(part: &str) -> Option<(String, String, String)> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let start = words.iter().position(|word| word.starts_with('+') && word[1..].starts_with(|c: char| c.is_ascii_digit()))?;
    let of_number = |word: &&&str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '.' | '/'));
    let end = start + words[start..].iter().take_while(of_number).count();
    let join = |words: &[&str]| words.join(" ").trim_end_matches(',').to_owned();
    let (before, number, behind) = (join(&words[..start]), join(&words[start..end]), join(&words[end..]));
    let noted = before.ends_with(':') || behind.starts_with('(') || is_label(&before);
    (phone_like(&number) && !(before.is_empty() && behind.is_empty()) && !noted).then_some((before, number, behind))
}

/// Whether a word is (part of) the name of a field: "Phone", "E-Mail".
pub(in crate::resume::structure) fn names_a_field(word: &str) -> bool {
    let plain = plain(word);
    LABELS.iter().flat_map(|(_, names)| *names).any(|name| name.split([' ', '-']).any(|part| part == plain))
}

pub(super) fn is_label(text: &str) -> bool {
    let plain = plain(text);
    let word = plain.trim().trim_end_matches([':', '.']);
    LABELS.iter().any(|(_, names)| names.contains(&word))
}

/// Whether a text is a label and another what it names: "Address" above "Leeds, UK".
pub(super) fn labels(text: &str, field: &str) -> bool {
    let plain = plain(text);
    let word = plain.trim().trim_end_matches([':', '.']);
    LABELS.iter().filter(|(_, names)| names.contains(&word)).any(|(label, _)| match label {
        Label::Email => field.contains('@'),
        Label::Phone => phone_like(field),
        Label::Link => heading::weblike(field),
        Label::Place => true,
        Label::Role | Label::Name => false,
    })
}

/// "Phone: …", "T …": the label and what it labels.
pub(super) fn label(text: &str) -> Option<(Label, &str)> {
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

pub(super) fn phone_like(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let other = text.chars().any(|c| {
        !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '(' | ')' | '-' | '.' | '/' | '–' | '\u{2010}' | '\u{2011}' | 'x'))
    });
    (7..=16).contains(&digits) && !other && !crate::resume::dates::mostly(text)
}

#[cfg(test)]
mod tests {
    use super::split_parts;

    #[test]
    fn a_number_that_touches_an_address_is_parted_from_it() {
        assert_eq!(split_parts("+1 (404) 555-0174ada@example.com"), ["+1 (404) 555-0174", "ada@example.com"]);
        assert_eq!(split_parts("1985ada@example.com"), ["1985ada@example.com"]);
    }
}
