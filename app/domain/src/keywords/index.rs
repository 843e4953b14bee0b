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
    /// As it is written; where a sentence opens, only where a name can stand ("React developer", not "React quickly"). In another case
    /// as [`Case::Listed`].
    Opening,
    /// Only in a list, beside a name that is sure.
    Listed,
}

/// Whether a name counts where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    No,
    Yes,
    /// An ordinary word where a name can stand: it does not vouch for others.
    Named,
    /// Beside a name that is sure.
    Listed,
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
        let mut doubtful = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(text, tokens, &words, at) {
                Some((hit, fit, next)) => {
                    if fit == Fit::Listed {
                        doubtful.push((found.len(), at, next));
                    }
                    found.push(hit);
                    at = next;
                }
                None => at += 1,
            }
        }
        for (place, from, to) in doubtful.into_iter().rev() {
            if !self.listed(text, tokens, &words, from, to) {
                found.remove(place);
            }
        }
        found
    }

    /// A whole item of a list, next to a name that is sure.
    fn listed(&self, text: &str, tokens: &[Token], words: &[Option<u32>], from: usize, to: usize) -> bool {
        let parts = |token: &Token| {
            let word = &text[token.start..token.end];
            matches!(word, "," | "/" | ";" | "|" | "\u{b7}" | "\u{2022}") || matches!(lower(word).as_str(), "and" | "or" | "&")
        };
        let ahead = tokens[to..].iter().take_while(|token| parts(token)).count();
        let behind = tokens[..from].iter().rev().take_while(|token| parts(token)).count();
        let opens = from == 0 || behind > 0 || tokens[from - 1].kind == TokenKind::Break;
        let closes = to == tokens.len() || ahead > 0 || tokens[to].kind == TokenKind::Break;
        let sure = |at: usize| self.longest(text, tokens, words, at).filter(|(_, fit, _)| *fit == Fit::Yes);
        let next = ahead > 0 && sure(to + ahead).is_some();
        let last = from - behind;
        let before = behind > 0 && (last.saturating_sub(4)..last).any(|at| sure(at).is_some_and(|(.., end)| end == last));
        opens && closes && (next || before)
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

    fn longest(&self, text: &str, tokens: &[Token], words: &[Option<u32>], at: usize) -> Option<(Found, Fit, usize)> {
        let (mut node, mut best) = (0, None);
        for (ahead, word) in words.iter().enumerate().skip(at) {
            let Some(next) = word.and_then(|word| self.edges.get(&(node, word))) else {
                break;
            };
            node = *next;
            let ends = self.ends[node as usize].iter().map(|end| (end, fits(end, text, tokens, at, ahead)));
            if let Some((end, fit)) = ends.filter(|(_, fit)| *fit != Fit::No).min_by_key(|(_, fit)| *fit == Fit::Listed) {
                let hit = Found { id: end.id, first: end.first, start: tokens[at].start, end: tokens[ahead].end };
                best = Some((hit, fit, ahead + 1));
            }
        }
        best
    }
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

fn fits(end: &End, text: &str, tokens: &[Token], from: usize, to: usize) -> Fit {
    // "C" is not in "C++", and ".NET" not in "example.net".
    if tokens.get(to + 1).is_some_and(|next| {
        next.kind == TokenKind::Sign && next.start == tokens[to].end && matches!(&text[next.start..next.end], "+" | "#")
    }) {
        return Fit::No;
    }
    if tokens[from].kind == TokenKind::Sign
        && from > 0
        && tokens[from - 1].kind == TokenKind::Word
        && tokens[from - 1].end == tokens[from].start
    {
        return Fit::No;
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
    let sure = |holds: bool| if holds { Fit::Yes } else { Fit::No };
    match end.case {
        Case::Any => Fit::Yes,
        Case::Exact => sure(same_letters() && !in_a_name(text, tokens, from, to)),
        Case::Name if same_letters() && can_be_a_name(text, tokens, from, to) => Fit::Named,
        Case::Name => Fit::No,
        Case::Listed => Fit::Listed,
        Case::Opening if in_a_name(text, tokens, from, to) => Fit::No,
        Case::Opening if !same_letters() => {
            if tokens.len() == 1 {
                Fit::Yes
            } else {
                Fit::Listed
            }
        }
        Case::Opening => sure(!opens_a_sentence(text, tokens, from) || is_named(text, tokens, from, to)),
    }
}

/// "example.com/ML", "x@AI.org": part of an address, not a word of its own.
fn in_a_name(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let dot = |at: Option<&Token>| at.is_some_and(|token| &text[token.start..token.end] == ".");
    from > 0 && dot(tokens.get(from - 1)) || dot(tokens.get(to + 1)) && tokens.get(to + 2).is_some_and(|next| next.kind == TokenKind::Word)
}

/// A sentence begins here, or every word has a capital, so that it says nothing.
fn opens_a_sentence(text: &str, tokens: &[Token], from: usize) -> bool {
    let word = |token: &Token| &text[token.start..token.end];
    let first = from.checked_sub(1).is_none_or(|at| tokens[at].kind == TokenKind::Break && !matches!(word(&tokens[at]), "," | "(" | ")"));
    let ends = |token: &&Token| !matches!(word(token), "." | "!" | "?" | ";" | "\n" | ",");
    let line = tokens[..from].iter().rev().take_while(ends).chain(tokens[from..].iter().take_while(ends));
    let words = || line.clone().filter(|token| token.kind == TokenKind::Word);
    first || words().count() > 3 && words().all(|token| !word(token).starts_with(char::is_lowercase))
}

/// In front of a sign, or of a word that only follows names of tools: "React components", "Node.js".
fn is_named(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.start..token.end]);
    let listed = from.checked_sub(1).is_some_and(|at| tokens[at].kind == TokenKind::Sign);
    let next = lower(word(to + 1));
    match tokens.get(to + 1).map(|token| token.kind) {
        None | Some(TokenKind::Break) => true,
        Some(TokenKind::Sign) => word(to + 1) != "&",
        Some(TokenKind::Word) if matches!(next.as_str(), "and" | "or" | "und" | "oder" | "et" | "ou") => {
            word(to + 2).starts_with(char::is_uppercase)
        }
        Some(TokenKind::Word) => listed || STRICT_FOLLOWS.contains(&next.as_str()),
    }
}

/// What follows a tool and hardly a verb or an ordinary noun.
const STRICT_FOLLOWS: &[&str] = &[
    "js",
    "api",
    "apis",
    "app",
    "apps",
    "application",
    "applications",
    "framework",
    "frontend",
    "front",
    "backend",
    "component",
    "components",
    "native",
    "hooks",
    "developer",
    "developers",
    "engineer",
    "engineers",
    "programmer",
    "programming",
    "development",
    "administrator",
    "administration",
    "code",
    "codebase",
    "library",
    "libraries",
    "microservices",
    "service",
    "services",
    "server",
    "servers",
    "cluster",
    "clusters",
    "pipelines",
    "jobs",
    "dags",
    "charts",
    "chart",
    "database",
    "databases",
    "queries",
    "dashboards",
    "dashboard",
    "scripts",
    "modules",
    "packages",
    "plugins",
    "certified",
    "certification",
    "connect",
    "integration",
    "integrations",
    "sql",
    "ml",
    "streaming",
];

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
