//! Names that the table does not know: capitalised and technical words of a posting are keywords as well.

use super::tokens::{Token, TokenKind};
use crate::text::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A name of a text that no table knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// In bytes.
    pub start: usize,
    /// In bytes, exclusive.
    pub end: usize,
    /// It looks like a product: capitals inside, digits, or all capitals.
    pub technical: bool,
}

/// Words that are capitalised for other reasons than being a name.
static ORDINARY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "excellent strong current proven solid good advanced valid active prior previous demonstrated extensive relevant \
     working deep basic fluent professional minimum ability familiarity knowledge understanding proficiency graduate \
     completion at least i a an the we you our your us this that these and or in on at of to for with if as by is are be \
     will who what when where how all any no not new from it its january february march april may june july august \
     september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday \
     friday saturday sunday ok eg ie etc am pm us usa uk eu usd eur gbp inc llc ltd gmbh corp co ceo cto cfo coo vp phd ph \
     d bsc msc ba bs ms ma mba bachelor master masters bachelors degree eoe m f x w mr mrs dr prof job remote hybrid onsite \
     full part time must nice plus required requirements qualifications responsibilities experience years skills team role \
     company pto 401k k s t re ll ve",
    )
});

/// Runs of capitalised words that don't open a sentence, and single words that look technical wherever they stand. What lies in
/// `known` (as start and end) is left out.
pub fn terms(text: &str, tokens: &[Token], known: &[(usize, usize)]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let covered = |token: &Token| known.iter().any(|&(start, end)| token.start < end && start < token.end);
    let shouting = is_shouting(text);
    let mut open = true;
    let mut joined: Option<usize> = None;
    for (at, token) in tokens.iter().enumerate() {
        let word = &text[token.start..token.end];
        if token.kind != TokenKind::Word {
            open = token.kind == TokenKind::Break && !matches!(word, "," | ")");
            joined = None;
            continue;
        }
        let technical = !shouting && is_technical(word);
        let capital = word.starts_with(char::is_uppercase) && !shouting;
        let ordinary = word.chars().all(|c| c.is_ascii_digit()) || ORDINARY.contains(&word.to_lowercase().as_str());
        let address = at > 0 && matches!(text[..token.start].chars().next_back(), Some('@' | '.')) || text[token.end..].starts_with('@');
        let next_is_name = || {
            tokens.get(at + 1).is_some_and(|next| {
                next.kind == TokenKind::Word && text[next.start..next.end].starts_with(char::is_uppercase) && !covered(next)
            })
        };
        let names = capital && (!open || joined.is_some() || next_is_name()) || technical;
        if names && !ordinary && !address && !covered(token) {
            match joined.filter(|&end| text[end..token.start].chars().all(|c| c == ' ' || c == '-')) {
                Some(_) => {
                    if let Some(last) = terms.last_mut() {
                        last.end = token.end;
                        last.technical |= technical;
                    }
                }
                None => terms.push(Term { start: token.start, end: token.end, technical }),
            }
            joined = Some(token.end);
        } else {
            joined = None;
        }
        open = false;
    }
    terms
}

/// "GraphQL", "S4", "HAZOP": capitals behind the first letter, or letters with digits.
fn is_technical(word: &str) -> bool {
    let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.chars().any(|c| c.is_numeric());
    letters >= 2 && capitals >= 1 || letters >= 1 && digits && word.starts_with(char::is_uppercase)
}

/// More capitals than small letters: the case says nothing.
pub(super) fn is_shouting(text: &str) -> bool {
    let (upper, lower) = text
        .chars()
        .fold((0usize, 0usize), |(upper, lower), c| (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase())));
    upper > 12 && upper > lower * 2
}

#[cfg(test)]
mod tests {
    use super::super::{find_in, tokens};
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        let known: Vec<_> = find_in(text, &tokens).iter().map(|hit| (hit.start, hit.end)).collect();
        terms(text, &tokens, &known).iter().map(|term| &text[term.start..term.end]).collect()
    }

    #[test]
    fn names_inside_a_sentence_and_technical_words_are_terms() {
        assert_eq!(read("Experience with Foundry Quill, HAZOP and Python"), ["Foundry Quill", "HAZOP"]);
        assert_eq!(read("QuillDB is what we use"), ["QuillDB"]);
    }

    #[test]
    fn the_first_word_of_a_sentence_and_a_shouted_line_are_not() {
        assert_eq!(read("Strong knowledge of our tools. Ability to learn"), Vec::<&str>::new());
        assert_eq!(read("WHAT YOU WILL BRING TO THE TABLE"), Vec::<&str>::new());
    }
}
