//! Which words two texts share, in order: a longest common subsequence, by the table that everybody knows.
//!
//! Written here because it runs in the browser: a general diff library is a third of a megabyte there, and texts
//! of a resume have a few hundred words at most.

/// Who has a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Both.
    Equal,
    /// The first text.
    Delete,
    /// The second text.
    Insert,
}

/// Texts so long that the table would have more cells are taken as wholly replaced.
const MAX_CELLS: usize = 4_000_000;

/// The pieces of both texts in one order; removed ones before added ones.
pub fn align<'a>(before: &'a str, after: &'a str) -> Vec<(Tag, &'a str)> {
    let (old, new) = (pieces(before), pieces(after));
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut aligned: Vec<(Tag, &str)> = old[..head].iter().map(|piece| (Tag::Equal, *piece)).collect();
    aligned.extend(middle(a, b));
    aligned.extend(old[old.len() - tail..].iter().map(|piece| (Tag::Equal, *piece)));
    aligned
}

fn middle<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<(Tag, &'a str)> {
    let width = b.len() + 1;
    let mut aligned = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    if (a.len() + 1) * width <= MAX_CELLS {
        // longest[i * width + j]: how many pieces a[i..] and b[j..] share.
        let mut longest = vec![0u32; (a.len() + 1) * width];
        for i in (0..a.len()).rev() {
            for j in (0..b.len()).rev() {
                longest[i * width + j] = match a[i] == b[j] {
                    true => longest[(i + 1) * width + j + 1] + 1,
                    false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
                };
            }
        }
        while i < a.len() && j < b.len() {
            if a[i] == b[j] {
                aligned.push((Tag::Equal, a[i]));
                (i, j) = (i + 1, j + 1);
            } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
                aligned.push((Tag::Delete, a[i]));
                i += 1;
            } else {
                aligned.push((Tag::Insert, b[j]));
                j += 1;
            }
        }
    }
    aligned.extend(a[i..].iter().map(|piece| (Tag::Delete, *piece)));
    aligned.extend(b[j..].iter().map(|piece| (Tag::Insert, *piece)));
    aligned
}

/// Words (with the points, commas and apostrophes inside them), runs of white space, and single signs.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else if first.is_alphanumeric() {
            word(rest)
        } else {
            first.len_utf8()
        };
        let (piece, behind) = rest.split_at(length);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// How long the word at the start is, in bytes.
fn word(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = matches!(c, '\'' | '\u{2019}' | '.' | ',') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        // A mark on the letter before it (a decomposed accent) stays with it.
        let mark = matches!(c, '\u{300}'..='\u{36f}');
        if !(c.is_alphanumeric() || inside || mark || c == '_') {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_shortened_words_stay_whole() {
        assert_eq!(pieces("It’s 2.4 million,  e.g. C++"), ["It’s", " ", "2.4", " ", "million", ",", "  ", "e.g", ".", " ", "C", "+", "+"]);
    }

    #[test]
    fn what_both_have_is_kept_in_order() {
        let shared: Vec<_> =
            align("led the small team", "led a team").into_iter().filter(|(tag, _)| *tag == Tag::Equal).map(|(_, text)| text).collect();
        assert_eq!(shared.concat(), "led  team");
    }
}
