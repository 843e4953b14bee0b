//! A text as words and the few signs that names are made of. One pass, nothing is copied.

/// A word or sign, with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends (exclusive), in bytes.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits.
    Word,
    /// A sign inside a name: `+ # . / &`.
    Sign,
    /// Anything that ends a name: a comma, a bracket, the end of a sentence.
    Break,
}

/// Words, signs and breaks in order. Blanks and hyphens stand for nothing.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let mut chars = text.char_indices().peekable();
    let mut behind = ' ';
    while let Some((start, c)) = chars.next() {
        if c.is_alphanumeric() || is_mark(c) {
            let mut end = start + c.len_utf8();
            let mut last = c;
            while let Some(&(at, next)) = chars.peek().filter(|(_, next)| next.is_alphanumeric() || is_mark(*next)) {
                end = at + next.len_utf8();
                last = next;
                chars.next();
            }
            tokens.push(Token { start, end, kind: TokenKind::Word });
            behind = last;
            continue;
        }
        let end = start + c.len_utf8();
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let kind = match c {
            '+' | '#' if !behind.is_whitespace() => Some(TokenKind::Sign),
            '.' if next.is_alphanumeric() => Some(TokenKind::Sign),
            '/' | '&' => Some(TokenKind::Sign),
            '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | '*' | '_' | '`' | '%' | '$' | '\u{20ac}' | '\u{a3}' | '~' | '"'
            | '\u{201c}' | '\u{201d}' => None,
            c if c.is_whitespace() && c != '\n' => None,
            _ => Some(TokenKind::Break),
        };
        tokens.extend(kind.map(|kind| Token { start, end, kind }));
        behind = c;
    }
    tokens
}

/// Combining accents belong to the letter in front.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_inside_names_are_tokens_and_the_end_of_a_sentence_is_a_break() {
        let text = "Node.js, C++ and CI/CD. A-B";
        let words: Vec<_> = tokens(text).iter().map(|token| (&text[token.start..token.end], token.kind)).collect();
        use TokenKind::*;
        assert_eq!(
            words,
            [
                ("Node", Word),
                (".", Sign),
                ("js", Word),
                (",", Break),
                ("C", Word),
                ("+", Sign),
                ("+", Sign),
                ("and", Word),
                ("CI", Word),
                ("/", Sign),
                ("CD", Word),
                (".", Break),
                ("A", Word),
                ("B", Word)
            ]
        );
    }
}
