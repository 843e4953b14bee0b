//! Names found in one pass: a trie over words, longest name first.

use super::tokens::{Token, TokenKind, tokens};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// How a name has to be spelled to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// In any case.
    Any,
    /// As it is written in the table.
    Exact,
    /// As it is written, and where a name can stand: in a list, behind "in" or "with", in front of "developer" …
    Name,
}

/// Names to look for in texts.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    words: HashMap<String, u32, BuildHasherDefault<Quick>>,
    edges: HashMap<(u32, u32), u32, BuildHasherDefault<Quick>>,
    ends: Vec<Vec<End>>,
}

/// A hash for short keys that nobody outside chooses: every word of every text is looked up, so it has to be quick.
#[derive(Clone, Copy, Debug, Default)]
struct Quick(u64);

impl Quick {
    fn mix(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.mix(chunk.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, part: u8) {
        self.mix(u64::from(part));
    }

    fn write_u32(&mut self, part: u32) {
        self.mix(u64::from(part));
    }

    fn finish(&self) -> u64 {
        // The table takes its places from the high and the low bits.
        self.0 ^ self.0 >> 29
    }
}

#[derive(Clone, Debug)]
struct End {
    id: usize,
    first: bool,
    case: Case,
    /// The letters of the name without blanks, for comparing the case.
    letters: String,
}

/// One name found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// As given with the name.
    pub id: usize,
    /// It is the first spelling of its id.
    pub first: bool,
    /// In bytes.
    pub start: usize,
    /// In bytes, exclusive.
    pub end: usize,
}

impl Phrases {
    /// Names of which each stands for its index, in any case.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut phrases = Self::default();
        for (id, name) in names.into_iter().enumerate() {
            let case = if name.chars().count() <= 2 { Case::Exact } else { Case::Any };
            phrases.add(name, id, true, case);
        }
        phrases
    }

    pub(super) fn add(&mut self, name: &str, id: usize, first: bool, case: Case) {
        self.insert(name, id, first, case);
        // "unit tests" is written in the singular, too.
        let long = name.contains(' ') || name.len() >= 8;
        let plural = name.ends_with('s') && !name.ends_with("ss") && !name.ends_with("us") && !name.ends_with("is");
        if case == Case::Any && long && plural {
            self.insert(&name[..name.len() - 1], id, false, case);
        }
    }

    fn insert(&mut self, name: &str, id: usize, first: bool, case: Case) {
        if self.ends.is_empty() {
            self.ends.push(Vec::new());
        }
        let (mut node, mut letters) = (0u32, String::new());
        for token in tokens(name) {
            let word = &name[token.start..token.end];
            letters.push_str(word);
            let fresh = self.words.len() as u32;
            let word = *self.words.entry(lower(word)).or_insert(fresh);
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, word)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        if node != 0 {
            self.ends[node as usize].push(End { id, first, case, letters });
        }
    }

    /// What is found in a text, in its order, without overlaps.
    pub fn find(&self, text: &str) -> Vec<Found> {
        self.find_in(text, &tokens(text))
    }

    /// As [`Phrases::find`], with the tokens of the text.
    pub fn find_in(&self, text: &str, tokens: &[Token]) -> Vec<Found> {
        let mut found = Vec::new();
        if self.ends.is_empty() {
            return found;
        }
        let mut buffer = String::new();
        let words: Vec<Option<u32>> = tokens.iter().map(|token| self.word(text, token, &mut buffer)).collect();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(text, tokens, &words, at) {
                Some((hit, next)) => {
                    found.push(hit);
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    fn word(&self, text: &str, token: &Token, buffer: &mut String) -> Option<u32> {
        if token.kind == TokenKind::Break {
            return None;
        }
        let word = &text[token.start..token.end];
        buffer.clear();
        match word.is_ascii() {
            true => {
                buffer.push_str(word);
                buffer.make_ascii_lowercase();
            }
            false => buffer.push_str(&lower(word)),
        }
        self.words.get(buffer.as_str()).copied()
    }

    fn longest(&self, text: &str, tokens: &[Token], words: &[Option<u32>], at: usize) -> Option<(Found, usize)> {
        let (mut node, mut best) = (0, None);
        for (ahead, word) in words.iter().enumerate().skip(at) {
            let Some(next) = word.and_then(|word| self.edges.get(&(node, word))) else {
                break;
            };
            node = *next;
            if let Some(end) = self.ends[node as usize].iter().find(|end| fits(end, text, tokens, at, ahead)) {
                let hit = Found { id: end.id, first: end.first, start: tokens[at].start, end: tokens[ahead].end };
                best = Some((hit, ahead + 1));
            }
        }
        best
    }
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

fn fits(end: &End, text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    // "C" is not in "C++", and ".NET" not in "example.net".
    if tokens.get(to + 1).is_some_and(|next| {
        next.kind == TokenKind::Sign && next.start == tokens[to].end && matches!(&text[next.start..next.end], "+" | "#")
    }) {
        return false;
    }
    if tokens[from].kind == TokenKind::Sign
        && from > 0
        && tokens[from - 1].kind == TokenKind::Word
        && tokens[from - 1].end == tokens[from].start
    {
        return false;
    }
    let same_letters = || {
        let mut rest = end.letters.as_str();
        tokens[from..=to].iter().all(|token| match rest.strip_prefix(&text[token.start..token.end]) {
            Some(left) => {
                rest = left;
                true
            }
            None => false,
        })
    };
    match end.case {
        Case::Any => true,
        Case::Exact => same_letters() && !in_a_name(text, tokens, from, to),
        Case::Name => same_letters() && can_be_a_name(text, tokens, from, to),
    }
}

/// "example.com/ML", "x@AI.org": part of an address, not a word of its own.
fn in_a_name(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let dot = |at: Option<&Token>| at.is_some_and(|token| &text[token.start..token.end] == ".");
    from > 0 && dot(tokens.get(from - 1)) || dot(tokens.get(to + 1)) && tokens.get(to + 2).is_some_and(|next| next.kind == TokenKind::Word)
}

const LEADS: &[&str] = &[
    "excellent",
    "strong",
    "good",
    "solid",
    "proficient",
    "intermediate",
    "expert",
    "proficiency",
    "ms",
    "et",
    "ou",
    "de",
    "avec",
    "sur",
    "in",
    "with",
    "using",
    "and",
    "or",
    "of",
    "like",
    "as",
    "to",
    "on",
    "into",
    "e",
    "g",
    "including",
    "include",
    "advanced",
    "basic",
    "know",
    "learn",
    "via",
    "mit",
    "und",
    "oder",
    "microsoft",
    "language",
    "languages",
    "knowledge",
    "from",
    "skills",
];
const FOLLOWS: &[&str] = &[
    "et",
    "ou",
    "and",
    "or",
    "programming",
    "developer",
    "developers",
    "engineer",
    "engineers",
    "code",
    "codebase",
    "services",
    "service",
    "language",
    "backend",
    "microservices",
    "for",
    "scripts",
    "script",
    "packages",
    "package",
    "spreadsheets",
    "macros",
    "skills",
    "formulas",
    "reports",
    "models",
    "experience",
    "und",
    "oder",
    "is",
    "are",
    "on",
    "with",
    "at",
    "as",
    "to",
    "applications",
    "api",
    "apis",
    "knowledge",
    "shiny",
    "in",
];

/// A single capital or an ordinary word is a name in a list ("Python, Go, R"), behind a leading word ("in Go") or in
/// front of a following one ("Go developer"), never in "C-level", "Series C" or "Go and see".
fn can_be_a_name(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let word = |token: &Token| &text[token.start..token.end];
    let glued = |at: usize| text[at..].starts_with(['-', '\'', '\u{2019}']);
    if glued(tokens[to].end) || text[..tokens[from].start].ends_with(['-', '\'']) {
        return false;
    }
    let before = from.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(to + 1);
    let (mut opens, mut lead) = (before.is_none(), false);
    if let Some(before) = before {
        match before.kind {
            TokenKind::Break => {
                opens = !matches!(word(before), "." | "!" | "?") || from == to && after.is_none_or(|next| next.kind == TokenKind::Break)
            }
            TokenKind::Sign => opens = word(before) == "/",
            TokenKind::Word => lead = LEADS.contains(&lower(word(before)).as_str()),
        }
    }
    let starts_sentence = before.is_none_or(|before| matches!(word(before), "." | "!" | "?" | ";" | "\n"));
    let (mut closes, mut follow) = (after.is_none(), false);
    if let Some(after) = after {
        match after.kind {
            TokenKind::Break => closes = true,
            TokenKind::Sign => closes = word(after) == "/",
            TokenKind::Word => {
                let next = lower(word(after));
                follow = FOLLOWS.contains(&next.as_str());
                let joined =
                    matches!(next.as_str(), "and" | "or" | "und" | "oder" | "in" | "at" | "to" | "on" | "is" | "with" | "for" | "as");
                if joined && starts_sentence {
                    // "Go and Rust", not "Go and see", "Excel in your role".
                    let then = tokens.get(to + 2).map(word).unwrap_or_default();
                    follow = matches!(next.as_str(), "and" | "or" | "und" | "oder") && then.starts_with(char::is_uppercase);
                }
            }
        }
    }
    // An initial: "Dr. R. Miller".
    let initial = tokens[to].end - tokens[from].start == 1
        && text[tokens[to].end..].starts_with(". ")
        && text[tokens[to].end + 2..].starts_with(char::is_uppercase)
        && !lead;
    (opens || lead) && (closes || follow) && !initial
}
