//! Plain text inside Markdown: as few backslashes as keep it plain.

/// Escapes a text that stands on one line. `first` says that it begins the line, where `#`, `-` and `1.` mean something.
pub(super) fn escape(text: &str, first: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let chars: Vec<char> = text.chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| chars.get(index)).copied();
        let after = chars.get(index + 1).copied();
        let special = match c {
            '\\' | '*' | '`' | '[' | ']' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '~' => before == Some('~') || after == Some('~'),
            '<' => after.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_alphanumeric() || c == '#'),
            '#' => index == 0 && first || after.is_none() && before.is_none_or(|c| matches!(c, ' ' | '#')),
            '>' | '+' | '-' | '=' => index == 0 && first,
            '.' | ')' => first && index > 0 && index < 10 && chars[..index].iter().all(char::is_ascii_digit),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        // The dot that parts the details of an entry can't be escaped by a backslash.
        if c == '·' { out.push_str("&middot;") } else { out.push(c) }
    }
    out
}

/// The opposite of [`escape`]: also right for anybody's Markdown.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match (c, after.chars().next()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => {
                out.push(next);
                rest = &after[1..];
            }
            ('&', _) => match entity(rest) {
                Some((plain, length)) => {
                    out.push(plain);
                    rest = &rest[length..];
                }
                None => {
                    out.push('&');
                    rest = after;
                }
            },
            _ => {
                out.push(c);
                rest = after;
            }
        }
    }
    out
}

/// The few entities that people write in Markdown.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 10] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&nbsp;", ' '),
        ("&middot;", '·'),
        ("&bull;", '•'),
        ("&ndash;", '–'),
        ("&mdash;", '—'),
    ];
    NAMED.iter().find(|(name, _)| text.starts_with(name)).map(|(name, plain)| (*plain, name.len()))
}

/// Where `mark` first stands without a backslash in front, in bytes.
pub(super) fn find(text: &str, mark: &str) -> Option<usize> {
    let mut skip = false;
    for (index, c) in text.char_indices() {
        if skip {
            skip = false;
        } else if text[index..].starts_with(mark) {
            return Some(index);
        } else if c == '\\' {
            skip = true;
        }
    }
    None
}

/// The parts between unescaped marks.
pub(super) fn split<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(index) = find(rest, mark) {
        parts.push(&rest[..index]);
        rest = &rest[index + mark.len()..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_need_no_backslash() {
        for text in ["Reduced p99 to <50ms (40%), snake_case & C++", "A/B tests: 3-5 a week", "Node.js, C#/F# > 2 years"] {
            assert_eq!(escape(text, true), text);
        }
    }

    #[test]
    fn marks_are_kept_as_text() {
        for text in ["# one", "1. one", "**b** _i_ [a](b) <b> &amp; · \\*", "---", "C #", "~~no~~"] {
            assert_eq!(unescape(&escape(text, true)), text);
        }
        assert_eq!(escape("1. one", true), "1\\. one");
    }
}
