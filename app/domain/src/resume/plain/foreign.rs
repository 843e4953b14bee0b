//! Anybody's plain text as lines with what little looks they have, for [`crate::resume::structure`].

use crate::resume::dates;
use crate::resume::structure::{RawLine, is_heading};

/// A line at least this long may go on in the next one; shorter ones end where they end.
const WRAPS: usize = 60;

/// The lines of a text that say something, in order. A form feed begins a page.
pub fn lines(text: &str) -> Vec<RawLine> {
    let mut out: Vec<RawLine> = Vec::new();
    let (mut page, mut gap) = (1u16, 0.0);
    let mut wraps = false;
    // Where the text of the list item above begins, in columns.
    let mut item: Option<usize> = None;
    for source in text.lines() {
        let ends = source.matches('\u{c}').count() as u16;
        let source = source.replace('\u{c}', "");
        page = page.saturating_add(ends);
        let line = source.trim();
        if line.is_empty() {
            (gap, wraps, item) = (1.0, false, None);
            continue;
        }
        if is_rule(line) {
            // Under a line of text it makes that line a heading.
            if let Some(above) = out.last_mut().filter(|above| gap == 0.0 && !above.bullet && above.heading.is_none()) {
                above.heading = Some(if line.starts_with('=') { 1 } else { 2 });
                above.size = if line.starts_with('=') { 2.0 } else { 1.5 };
            }
            out.push(RawLine { page, furniture: true, gap, ..RawLine::plain(line) });
            (gap, wraps, item) = (1.0, false, None);
            continue;
        }
        let indent = source.chars().take_while(|c| c.is_whitespace()).count();
        let typed = line.strip_prefix("o ").filter(|_| indent > 0).map(|body| ("o", body.trim_start()));
        let numbered = line.starts_with(|c: char| c.is_ascii_digit()) && is_heading(line);
        let (marker, body) = marker(line).filter(|_| !numbered).or(typed).unwrap_or(("", line));
        // "---- Service ----"
        let ruled = ruled(line);
        let (marker, body) = ruled.map_or((marker, body), |_| ("", line));
        let bullet = !marker.is_empty();
        let hangs = !bullet && gap == 0.0 && item.is_some_and(|at| indent >= at.max(1));
        let lower = body.starts_with(|c: char| c.is_lowercase());
        let continues = !bullet && (hangs || gap == 0.0 && wraps && (lower || item.is_none()) && !begins_with_span(body));
        let start = source.len() - source.trim_start().len() + (line.len() - body.len());
        // "** ICU Nurse **"
        let starred = ["**", "__"].iter().find_map(|sign| body.strip_prefix(sign)?.strip_suffix(sign)).filter(|text| text.len() > 2);
        let body = starred.map_or(body, str::trim);
        let blank: String = std::iter::repeat_n(' ', source[..start].chars().count()).collect();
        let body = crate::resume::layout::without_leaders(body).unwrap_or_else(|| body.to_owned());
        let mut raw = RawLine::plain(&format!("{blank}{body}"));
        for segment in &mut raw.segments {
            segment.tab &= segment.x > 0.0;
            segment.bold = starred.is_some();
        }
        if bullet {
            item = Some(indent + marker.chars().count());
        } else if !continues {
            item = None;
        }
        // A line that ends in a date is a head, not the beginning of a paragraph.
        wraps = line.chars().count() >= WRAPS && !ends_in_date(line) && !raw.segments.iter().any(|segment| segment.tab);
        if ruled.is_some() && !ends_in_date(line) {
            raw.heading = Some(2);
            raw.size = 1.5;
        }
        out.push(RawLine { marker: marker.to_owned(), bullet, continues, page, gap: std::mem::take(&mut gap), ..raw });
    }
    out
}

/// "2012 – 2017", "2012 – 2017 | Leeds": the second line of a head, not of a paragraph.
fn begins_with_span(line: &str) -> bool {
    let signed = |rest: &str| rest.trim_start().starts_with(['|', '·', '•', ',', '(', '–', '—']);
    dates::mostly(line)
        || dates::find(line)
            .first()
            .is_some_and(|found| found.range.start == 0 && found.dates.start.is_some() && signed(&line[found.range.end..]))
}

fn ends_in_date(line: &str) -> bool {
    let line = line.trim_end_matches([')', ']']);
    dates::find(line).last().is_some_and(|found| found.range.end == line.len())
}

/// The list marker and what follows.
fn marker(line: &str) -> Option<(&str, &str)> {
    const MARKS: &str = "•●○◦▪▫■□‣⁃∙·*-–—+>»➤►✓✔➢❖◆◇➔→⁍✦✧★";
    let first = line.chars().next()?;
    let width = if MARKS.contains(first) {
        first.len_utf8()
    } else if first.is_ascii_digit() {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 2 || !line[digits..].starts_with(['.', ')']) {
            return None;
        }
        digits + 1
    } else {
        return None;
    };
    let rest = &line[width..];
    let glued = matches!(first, '•' | '●' | '▪' | '■' | '‣' | '➤' | '►' | '➢') && !rest.is_empty();
    (glued || rest.starts_with(char::is_whitespace)).then(|| (&line[..width], rest.trim_start()))
}

/// The title between two strokes: "=== Service ===".
fn ruled(line: &str) -> Option<&str> {
    let sign = line.chars().next().filter(|c| matches!(c, '-' | '=' | '~' | '–' | '—' | '─' | '═' | '#'))?;
    let title = line.trim_start_matches(sign);
    let inner = title.trim_end_matches(sign);
    (line.len() - title.len() >= 2 && title.len() - inner.len() >= 2 && inner.contains(char::is_alphabetic)).then_some(inner.trim())
}

fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next() else { return false };
    matches!(first, '-' | '=' | '_' | '*' | '~' | '–' | '—' | '─' | '━' | '═') && line.chars().count() >= 3 && marks.all(|c| c == first)
}
