//! Anybody's Markdown as lines with looks, for [`crate::resume::structure`]. Line by line, without a tree: resumes rely on line
//! ends that a Markdown parser would join, and nesting can't go deep where there is none.

use super::escape::unescape;
use super::inline::{References, segments};
use crate::resume::structure::{RawLine, Segment};

/// A line at least this long may go on in the next one; shorter ones end where they end.
const WRAPS: usize = 60;

/// The lines of a Markdown text that say something, in order.
pub fn lines(text: &str) -> Vec<RawLine> {
    let references = references(text);
    let mut reader = Reader { references, ..Reader::default() };
    let (front, text) = front_matter(text);
    // What the document is called matters only where it does not say so itself.
    for line in front.lines().filter(|line| !is_rule(line.trim())) {
        let value = line.split_once(':').map_or(line, |(_, value)| value).trim().trim_matches(['"', '\'']);
        if !text.contains(value) && ["name:", "title:", "author:"].iter().any(|key| line.starts_with(key)) && reader.out.is_empty() {
            reader.line(&format!("# {value}"));
        } else if !line.trim().is_empty() {
            reader.out.push(RawLine { furniture: true, ..RawLine::plain(line) });
        }
    }
    for line in without_comments(text).lines() {
        // `<br>` ends a line as the line end does.
        for part in breaks(line) {
            reader.line(part);
        }
    }
    reader.out
}

/// The lines of the metadata that Pandoc and site builders keep in front of a text, and the text.
fn front_matter(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return ("", text) };
    let Some(end) = rest.find("\n---\n").or_else(|| rest.find("\n...\n")) else { return ("", text) };
    let front = &rest[..end];
    let keyed = |line: &str| line.trim().is_empty() || line.starts_with([' ', '-', '#']) || line.contains(':');
    if front.lines().count() <= 30 && front.lines().all(keyed) { (front, &rest[end + 5..]) } else { ("", text) }
}

/// What a line says without its marks.
pub(super) fn plain(line: &str) -> String {
    match lines(line).first() {
        Some(line) => line.text(),
        None => crate::text::squeeze(&unescape(line)),
    }
}

#[derive(Default)]
struct Reader {
    references: References,
    out: Vec<RawLine>,
    /// Empty lines or a rule stand above.
    gap: f32,
    fenced: bool,
    /// The line above may go on: it is long and has no hard break.
    wraps: bool,
    in_list: bool,
    in_table: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let hard_break = line.ends_with("  ") || line.ends_with('\\');
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let body = line.trim().trim_end_matches('\\').trim_end();
        // What defines the line above, as Pandoc writes it.
        let body = body.strip_prefix(':').filter(|text| text.starts_with([' ', '\t'])).map_or(body, str::trim_start);
        // "** ICU Nurse **" in a text that is no Markdown.
        let starred = body.strip_prefix("** ").and_then(|text| text.strip_suffix(" **")).map(|text| format!("**{}**", text.trim()));
        let body = starred.as_deref().unwrap_or(body);
        let body = body.strip_prefix('>').map_or(body, |quoted| quoted.trim_start_matches(['>', ' ']));
        if body.is_empty() {
            self.rest();
            return;
        }
        if body.starts_with("```") || body.starts_with("~~~") {
            self.fenced = !self.fenced;
            self.rest();
            return;
        }
        if is_rule(body) {
            // Under a line of text it makes that line a heading.
            let level = if body.starts_with('=') { 1 } else { 2 };
            if body.starts_with(['=', '-'])
                && self.gap == 0.0
                && let Some(above) = self.out.last_mut().filter(|above| above.heading.is_none() && !above.bullet)
            {
                above.heading = Some(level);
                above.size = size(level);
            }
            self.rest();
            return;
        }
        if is_definition(body) || is_table_rule(body) {
            return;
        }
        let raw =
            if self.fenced { RawLine { segments: vec![Segment::plain(body)], ..RawLine::default() } } else { self.block(body, indent) };
        if raw.segments.iter().all(|segment| segment.text.trim().is_empty()) {
            return;
        }
        self.in_list = raw.bullet || self.in_list && (raw.continues || indent > 0);
        self.wraps = raw.heading.is_none() && !hard_break && !self.fenced && !self.in_table && body.chars().count() >= WRAPS;
        self.out.push(RawLine { gap: std::mem::take(&mut self.gap), ..raw });
    }

    fn block(&mut self, body: &str, indent: usize) -> RawLine {
        let x = indent as f32;
        let shift = |mut segments: Vec<Segment>, x: f32| {
            let mut x = x;
            for segment in &mut segments {
                segment.x = x;
                x += segment.text.chars().count() as f32;
            }
            segments
        };
        if let Some((level, title)) = heading(body) {
            let segments = shift(segments(title, &self.references), 0.0);
            return RawLine { segments, heading: Some(level), size: size(level), ..RawLine::default() };
        }
        if let Some((marker, text)) = item(body) {
            let text = text.strip_prefix("[ ] ").or_else(|| text.strip_prefix("[x] ")).unwrap_or(text);
            let segments = shift(segments(text, &self.references), x + 2.0);
            return RawLine { segments, marker: marker.to_owned(), bullet: true, ..RawLine::default() };
        }
        self.in_table = body.starts_with('|') && body.ends_with('|') && body.len() > 1;
        if self.in_table {
            let mut cells: Vec<Segment> = Vec::new();
            for cell in body.trim_matches('|').split('|').map(str::trim).filter(|cell| !cell.is_empty()) {
                for (index, mut segment) in segments(cell, &self.references).into_iter().enumerate() {
                    segment.tab = index == 0 && !cells.is_empty();
                    cells.push(segment);
                }
            }
            return RawLine { segments: shift(cells, x), ..RawLine::default() };
        }
        let parts = segments(body, &self.references);
        let begins_anew = parts.first().is_some_and(|first| first.bold) || self.gap > 0.0;
        let continues = self.wraps && !begins_anew;
        // A line of a list that goes on after its indentation without a marker belongs to the item above.
        let continues = continues || self.in_list && self.gap == 0.0 && indent >= 2 && !self.out.is_empty();
        RawLine { segments: shift(parts, x), continues, ..RawLine::default() }
    }

    fn rest(&mut self) {
        self.gap = 1.0;
        self.wraps = false;
        self.in_table = false;
    }
}

fn size(level: u8) -> f32 {
    match level {
        1 => 2.0,
        2 => 1.5,
        3 => 1.2,
        _ => 1.05,
    }
}

/// `## title ##` or `<h2>title</h2>`.
fn heading(body: &str) -> Option<(u8, &str)> {
    let lower = body.get(..4).map(str::to_ascii_lowercase);
    if let Some(level) = lower.as_deref().and_then(|tag| tag.strip_prefix("<h")).and_then(|tag| tag.chars().next()?.to_digit(10)) {
        let title = &body[body.find('>')? + 1..];
        return Some((level.clamp(1, 6) as u8, title.split("</h").next().unwrap_or(title)));
    }
    let level = body.len() - body.trim_start_matches('#').len();
    let title = &body[level..];
    if !(1..=6).contains(&level) || !(title.is_empty() || title.starts_with([' ', '\t'])) {
        return None;
    }
    let title = title.trim();
    let bare = title.trim_end_matches('#');
    Some((level as u8, if bare.is_empty() || bare.ends_with(' ') { bare.trim_end() } else { title }))
}

/// The marker and the text of a list item.
fn item(body: &str) -> Option<(&str, &str)> {
    let lower = body.get(..4).map(str::to_ascii_lowercase);
    if lower.as_deref() == Some("<li>") {
        return Some(("", body[4..].trim_end_matches("</li>")));
    }
    let first = body.chars().next()?;
    let width = match first {
        '-' | '*' | '+' | '•' | '◦' | '▪' | '‣' | '–' | '·' | '●' => first.len_utf8(),
        '0'..='9' => {
            let digits = body.chars().take_while(char::is_ascii_digit).count();
            if digits > 3 || !body[digits..].starts_with(['.', ')']) {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    let text = &body[width..];
    text.starts_with([' ', '\t', '\u{a0}']).then(|| (&body[..width], text.trim_start()))
}

/// `---`, `***`, `===`, also with blanks between.
fn is_rule(body: &str) -> bool {
    let marks: Vec<char> = body.chars().filter(|c| *c != ' ').collect();
    marks.len() >= 3 && matches!(marks[0], '-' | '*' | '_' | '=') && marks.iter().all(|c| *c == marks[0])
}

/// `|---|:--:|`
fn is_table_rule(body: &str) -> bool {
    body.contains("--") && body.contains('|') && body.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// `[label]: https://…`
fn is_definition(body: &str) -> bool {
    definition(body).is_some()
}

fn definition(body: &str) -> Option<(String, String)> {
    let (label, url) = body.strip_prefix('[')?.split_once("]: ")?;
    let url = url.split_whitespace().next()?;
    (url.contains("://") || url.starts_with("mailto:")).then(|| (label.to_lowercase(), url.trim_matches(['<', '>']).to_owned()))
}

fn references(text: &str) -> References {
    text.lines().filter_map(|line| definition(line.trim())).collect()
}

/// The text without `<!-- … -->`; one that does not end is text.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let Some(end) = rest[start..].find("-->") else { break };
        out.push_str(&rest[..start]);
        rest = &rest[start + end + 3..];
    }
    out.push_str(rest);
    out
}

fn breaks(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find("<br") {
        let Some(end) = rest[start..].find('>').filter(|end| rest[start + 3..start + end].chars().all(|c| matches!(c, ' ' | '/'))) else {
            break;
        };
        parts.push(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    parts.push(rest);
    parts
}
