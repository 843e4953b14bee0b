//! A text made plain for comparing, with the way back to the characters of the original.
//!
//! "３０\u{a0}％" is "30 %", "٣٠" is "30", "½" is "0.5"; zero-width characters are gone, quotes and dashes are plain.

use crate::keywords::{self, Hit, Token, TokenKind};
use crate::text::words as set_of;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// A text and what was read from it once.
#[derive(Clone, Debug)]
pub struct Scan {
    /// As it was given.
    pub original: String,
    /// Made plain.
    pub plain: String,
    /// Of each byte of `plain` (and its end): the character of `original`. Empty when both texts are the same ASCII.
    map: Vec<u32>,
    /// Of `plain`.
    pub tokens: Vec<Token>,
    /// Skills named in `plain`.
    pub hits: Vec<Hit>,
    /// Of `plain`.
    pub words: Vec<Word>,
}

/// One word of a plain text.
#[derive(Clone, Debug)]
pub struct Word {
    /// In bytes of the plain text.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    /// In lower case.
    pub lower: String,
    /// What stands between it and the word in front.
    pub gap: Gap,
}

/// What stands in front of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Blanks or a hyphen.
    None,
    /// A comma, a bracket, a slash.
    Soft,
    /// The end of a sentence or a colon.
    Hard,
}

impl Scan {
    /// Reads a text.
    pub fn new(text: &str) -> Self {
        let (plain, map) = plain(text);
        let tokens = keywords::tokens(&plain);
        let hits = keywords::find_in(&plain, &tokens);
        let words = words(&plain, &tokens);
        Self { original: text.to_owned(), plain, map, tokens, hits, words }
    }

    /// Where bytes of the plain text stand in the original, in characters.
    pub fn span(&self, start: usize, end: usize) -> (usize, usize) {
        if self.map.is_empty() {
            return (start, end);
        }
        let last = self.map[end.saturating_sub(1).max(start)] as usize;
        (self.map[start] as usize, last + 1)
    }

    /// The words of the original at bytes of the plain text, and where they stand, in characters.
    pub fn quote(&self, start: usize, end: usize) -> (String, usize, usize) {
        let (from, to) = self.span(start, end);
        (self.original.chars().skip(from).take(to - from).collect(), from, to)
    }

    /// The index of the first word that ends behind a byte.
    pub fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.end <= byte)
    }

    /// Where a run of words stands, as whole words; in bytes of the plain text.
    pub fn locate(&self, words: &[&str]) -> Option<(usize, usize)> {
        if words.is_empty() {
            return None;
        }
        self.words
            .windows(words.len())
            .find(|window| window.iter().zip(words).all(|(word, sought)| word.lower == *sought))
            .map(|window| (window[0].start, window[window.len() - 1].end))
    }
}

fn words(plain: &str, tokens: &[Token]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut gap = Gap::Hard;
    for token in tokens {
        let text = &plain[token.start..token.end];
        match token.kind {
            TokenKind::Word => {
                words.push(Word { start: token.start, end: token.end, lower: text.to_lowercase(), gap });
                gap = Gap::None;
            }
            TokenKind::Sign if matches!(text, "/" | "&" | "+") => gap = gap.max(Gap::Soft),
            TokenKind::Sign => {}
            // "90,000"
            TokenKind::Break
                if plain[..token.start].ends_with(|c: char| c.is_ascii_digit())
                    && plain[token.end..].starts_with(|c: char| c.is_ascii_digit()) => {}
            TokenKind::Break => gap = gap.max(if matches!(text, "." | ";" | ":" | "!" | "?" | "\n") { Gap::Hard } else { Gap::Soft }),
        }
    }
    words
}

fn plain(text: &str) -> (String, Vec<u32>) {
    if text.is_ascii() {
        return (text.to_owned(), Vec::new());
    }
    let (mut plain, mut map) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
    let mut chars = text.chars().enumerate().peekable();
    let mut count = 0;
    while let Some((at, c)) = chars.next() {
        count = at + 1;
        let mut letter = c;
        while let Some(joined) = chars.peek().and_then(|(_, next)| compose(letter, *next)) {
            letter = joined;
            chars.next();
            count += 1;
        }
        let before = plain.len();
        flatten(letter, &mut plain);
        map.extend(std::iter::repeat_n(at as u32, plain.len() - before));
    }
    map.push(count as u32);
    (plain, map)
}

fn flatten(c: char, plain: &mut String) {
    if c.is_ascii() {
        return plain.push(c);
    }
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {}
        '\u{2018}' | '\u{2019}' => plain.push('\''),
        '\u{201c}' | '\u{201d}' => plain.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
        '\u{66a}' => plain.push('%'),
        '\u{66b}' => plain.push('.'),
        '\u{66c}' => plain.push(','),
        '\u{bd}' | '\u{bc}' | '\u{be}' => {
            let part = match c {
                '\u{bd}' => "5",
                '\u{bc}' => "25",
                _ => "75",
            };
            plain.push_str(if plain.ends_with(|c: char| c.is_ascii_digit()) { "." } else { "0." });
            plain.push_str(part);
        }
        _ => match digit(c) {
            Some(digit) => plain.push(digit),
            None => plain.extend(std::iter::once(c).nfkc().map(|c| digit(c).unwrap_or(c))),
        },
    }
}

/// The ASCII digit for a decimal digit of another script.
fn digit(c: char) -> Option<char> {
    const ZEROS: &[u32] = &[
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
        0xff10,
    ];
    let code = u32::from(c);
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).and_then(|zero| char::from_digit(code - zero, 10))
}

/// Words that say nothing about what a sentence is about.
static EMPTY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set_of(
        "a an and are as at be been both but by during each for from had has have having he her his i in including into is it \
     its me more most my nearly of on or other our out over own per she so some such than that the their them then there \
     these they this those through to under up us using via was we were what when which while who will with within without \
     you your about across after all almost also any approximately around before between down least less many much only \
     roughly several toward towards until very s percent per cent resulting result resulted achieved achieve achieving \
     total overall successfully",
    )
});

/// Whether a word says something about what a sentence is about.
pub fn is_content(lower: &str) -> bool {
    !EMPTY.contains(&lower) && !lower.starts_with(|c: char| c.is_ascii_digit())
}

const SAME: &[&[&str]] = &[
    &["cost", "costs", "expense", "expenses", "spend", "spending", "spendings"],
    &["customer", "customers", "client", "clients", "clientele", "buyer", "buyers"],
    &["revenue", "revenues", "sales", "turnover", "income"],
    &["time", "duration", "latency"],
    &[
        "people",
        "person",
        "staff",
        "employee",
        "employees",
        "member",
        "members",
        "colleague",
        "colleagues",
        "engineer",
        "engineers",
        "developer",
        "developers",
        "team",
        "teams",
        "report",
        "reports",
        "headcount",
        "teammates",
        "strong",
    ],
    &["mistake", "mistakes", "error", "errors", "defect", "defects"],
    &["pupil", "pupils", "student", "students", "learner", "learners"],
    &["budget", "budgets", "fund", "funds"],
    &["rise", "growth", "uplift", "increase", "gain"],
    &["fast", "faster", "speed", "speedup", "quick", "quicker"],
];

/// The part of a word that its forms share; near synonyms become one word.
pub fn stem(lower: &str) -> String {
    if let Some(group) = SAME.iter().find(|group| group.contains(&lower)) {
        return group[0].to_owned();
    }
    let cut = |suffix: &str, least: usize| lower.strip_suffix(suffix).filter(|rest| rest.chars().count() >= least);
    if let Some(rest) = cut("ies", 3).or_else(|| cut("ied", 3)) {
        return format!("{rest}y");
    }
    let rest = ["ings", "ing", "ed", "ers", "er", "es", "s"].iter().find_map(|suffix| cut(suffix, 3)).unwrap_or(lower);
    let rest = rest.strip_suffix('e').unwrap_or(rest);
    let mut rest = rest.to_owned();
    // "planned" is "plan".
    let twice = rest.chars().rev().take(2).collect::<Vec<_>>();
    if rest.len() >= 4 && twice.len() == 2 && twice[0] == twice[1] && twice[0].is_ascii_alphabetic() && !matches!(twice[0], 's' | 'l') {
        rest.pop();
    }
    rest
}

/// Two stems of one word: the same, or the same first five letters ("accura-cy", "accura-te").
pub fn akin(a: &str, b: &str) -> bool {
    a == b || a.len() >= 5 && b.len() >= 5 && a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_and_hidden_characters_are_made_plain() {
        assert_eq!(Scan::new("３０\u{a0}％").plain, "30 %");
        assert_eq!(Scan::new("٣٠٪ and 𝟑𝟎 and ३०").plain, "30% and 30 and 30");
        assert_eq!(Scan::new("3\u{200b}0").plain, "30");
        assert_eq!(Scan::new("1½ and ½").plain, "1.5 and 0.5");
    }

    #[test]
    fn quotes_are_the_letters_of_the_original() {
        let scan = Scan::new("Gérée — ３０ ％ plus");
        let start = scan.plain.find("30").unwrap_or(0);
        assert_eq!(scan.quote(start, start + 4), ("３０ ％".to_owned(), 8, 12));
    }

    #[test]
    fn forms_of_a_word_share_their_stem() {
        for (a, b) in [("planned", "planning"), ("models", "model"), ("managing", "managed"), ("costs", "spend"), ("accuracy", "accurate")]
        {
            assert!(akin(&stem(a), &stem(b)), "{a} {b}: {} {}", stem(a), stem(b));
        }
        assert!(!akin(&stem("costs"), &stem("incidents")));
    }
}
