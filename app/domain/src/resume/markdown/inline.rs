//! Emphasis, links and tags inside a line of Markdown become segments with looks.

use super::escape::{find, unescape};
use crate::resume::structure::Segment;
use std::collections::BTreeMap;

/// Beyond this a line is taken as plain text: nobody emphasises inside 4,000 characters.
const LONGEST: usize = 4_000;

/// Addresses of `[label]: url` lines.
pub(super) type References = BTreeMap<String, String>;

/// The segments of one line. Marks go, texts stay; addresses of links stand at their segments.
pub(super) fn segments(line: &str, references: &References) -> Vec<Segment> {
    if line.len() > LONGEST {
        return vec![Segment::plain(line)];
    }
    let mut walk = Walk { references, out: Vec::new(), text: String::new(), look: Look::default(), coded: None };
    walk.run(line);
    walk.close();
    walk.out
}

#[derive(Clone, Default)]
struct Look {
    bold: bool,
    italic: bool,
    link: Option<String>,
}

struct Walk<'a> {
    references: &'a References,
    out: Vec<Segment>,
    text: String,
    look: Look,
    /// Where in `text` the last code span ends.
    coded: Option<usize>,
}

impl Walk<'_> {
    fn run(&mut self, line: &str) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let taken = match c {
                '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                    self.text.push_str(&rest[1..2]);
                    2
                }
                '*' | '_' | '~' => self.emphasis(rest, c),
                '`' => self.code(rest),
                '!' if rest.starts_with("![") => 1,
                '[' => self.link(rest),
                '<' => self.tag(rest),
                '&' => {
                    let end = rest.find(';').filter(|end| *end < 9).map_or(1, |end| end + 1);
                    self.text.push_str(&unescape(&rest[..end]));
                    end
                }
                _ => {
                    self.text.push(c);
                    c.len_utf8()
                }
            };
            rest = &rest[taken..];
        }
    }

    fn close(&mut self) {
        if !self.text.is_empty() {
            let Look { bold, italic, link } = self.look.clone();
            self.out.push(Segment { text: std::mem::take(&mut self.text), bold, italic, link, ..Segment::default() });
        }
        self.coded = None;
    }

    /// A run of `*`, `_` or `~`: opens or closes emphasis when it touches a word, and is text otherwise.
    fn emphasis(&mut self, rest: &str, mark: char) -> usize {
        let run = rest.len() - rest.trim_start_matches(mark).len();
        let before = self.text.chars().last().or_else(|| self.out.last().and_then(|segment| segment.text.chars().last()));
        let after = rest[run..].chars().next();
        let opens = after.is_some_and(|c| !c.is_whitespace()) && !(mark == '_' && before.is_some_and(char::is_alphanumeric));
        let closes = before.is_some_and(|c| !c.is_whitespace()) && !(mark == '_' && after.is_some_and(char::is_alphanumeric));
        let marks = &rest[..run];
        let (bold, italic) = (run >= 2, run == 1 || run == 3);
        let plain = run > 3 || mark == '~' && run != 2;
        if plain {
            self.text.push_str(marks);
        } else if mark == '~' {
            // Struck text is still text.
        } else if closes && (bold && self.look.bold || italic && self.look.italic) {
            self.close();
            self.look.bold &= !bold;
            self.look.italic &= !italic;
        } else if opens && find(&rest[run..], marks).is_some() {
            self.close();
            self.look.bold |= bold;
            self.look.italic |= italic;
        } else {
            self.text.push_str(marks);
        }
        run
    }

    /// "`Go` `Rust`" are two things: a comma parts them when the boxes around them are gone.
    fn code(&mut self, rest: &str) -> usize {
        let run = rest.len() - rest.trim_start_matches('`').len();
        match rest[run..].find(&rest[..run]) {
            Some(end) => {
                if let Some(coded) = self.coded.filter(|at| self.text.len() > *at && self.text[*at..].trim().is_empty()) {
                    self.text.truncate(coded);
                    self.text.push_str(", ");
                }
                self.text.push_str(&rest[run..run + end]);
                self.coded = Some(self.text.len());
                run + end + run
            }
            None => {
                self.text.push_str(&rest[..run]);
                run
            }
        }
    }

    /// `[text](url "title")`, `[text][label]`, `[label]`; brackets that lead nowhere are text.
    fn link(&mut self, rest: &str) -> usize {
        let Some(end) = find(&rest[1..], "]") else {
            self.text.push('[');
            return 1;
        };
        let (label, after) = (&rest[1..=end], &rest[end + 2..]);
        let (target, taken) = match after.chars().next() {
            Some('(') => match after.find(')') {
                Some(close) => (after[1..close].split_whitespace().next().map(|url| url.trim_matches(['<', '>']).to_owned()), close + 1),
                None => (None, 0),
            },
            Some('[') => match after.find(']') {
                Some(close) => (self.references.get(&after[1..close].to_lowercase()).cloned(), close + 1),
                None => (None, 0),
            },
            _ => (self.references.get(&label.to_lowercase()).cloned(), 0),
        };
        let Some(target) = target else {
            self.text.push('[');
            return 1;
        };
        self.close();
        let outer = self.look.link.replace(target);
        // A picture inside a link brings brackets of its own; they are text then.
        for segment in segments(label, &References::new()) {
            self.text.push_str(&segment.text);
            self.look.bold |= segment.bold;
        }
        self.close();
        self.look.link = outer;
        end + 2 + taken
    }

    /// `<https://…>` is a link, `<b>` and its like are looks, other tags go, and anything else is text.
    fn tag(&mut self, rest: &str) -> usize {
        let Some(end) = rest.find('>') else {
            self.text.push('<');
            return 1;
        };
        let inside = &rest[1..end];
        if inside.contains("://") && !inside.contains(char::is_whitespace) || inside.contains('@') && !inside.contains([' ', '=']) {
            self.close();
            self.text.push_str(inside);
            let outer = self.look.link.replace(inside.to_owned());
            self.close();
            self.look.link = outer;
            return end + 1;
        }
        let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or("").to_lowercase();
        let tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric());
        if !tag && !inside.starts_with('!') {
            self.text.push('<');
            return 1;
        }
        self.close();
        match (name.as_str(), inside.starts_with('/')) {
            ("b" | "strong", closing) => self.look.bold = !closing,
            ("i" | "em", closing) => self.look.italic = !closing,
            ("a", true) => self.look.link = None,
            ("a", false) => {
                self.look.link = inside
                    .split_once("href=")
                    .and_then(|(_, url)| url.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next().map(str::to_owned));
            }
            ("td" | "th" | "tr", _) if !self.out.is_empty() => self.text.push(' '),
            _ => {}
        }
        end + 1
    }
}
