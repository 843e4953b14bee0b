//! A paragraph under construction: its properties, and its text in stretches of one look.

use super::numbering::Numbering;
use super::styles::{Style, Styles};
use super::walk::Spaced;
use domain::resume::structure::{RawLine, Segment};

/// What a run says about its looks; `None` leaves it to the paragraph's style.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) size: Option<f32>,
}

/// A field: what it computes, and whether its shown result has begun.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub(super) instruction: String,
    pub(super) shown: bool,
}

impl Field {
    /// The address of a `HYPERLINK` field.
    pub(super) fn link(&self) -> Option<String> {
        let rest = self.instruction.trim().strip_prefix("HYPERLINK")?.trim();
        let url = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()).or_else(|| rest.split_whitespace().next())?;
        url.contains([':', '.']).then(|| url.to_owned())
    }
}

/// A paragraph that has begun.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) style_id: Option<String>,
    style: Option<Style>,
    pub(super) list: Option<u32>,
    pub(super) level: u32,
    pub(super) outline: Option<u8>,
    pub(super) left: Option<f32>,
    pub(super) before: Option<f32>,
    pub(super) after: Option<f32>,
    /// Inside the properties of the paragraph: looks there are those of its mark.
    pub(super) in_properties: bool,
    pub(super) in_run_properties: bool,
    pub(super) run: Option<Run>,
    pub(super) links: Vec<Option<String>>,
    pub(super) fields: Vec<Field>,
    /// Lines, each of stretches with their size in points.
    lines: Vec<Vec<(Segment, f32)>>,
    tab: bool,
    /// The lines of each text box that hangs at this paragraph.
    pub(super) boxes: Vec<Vec<Spaced>>,
}

impl Paragraph {
    fn style(&mut self, styles: &Styles) -> Style {
        self.style.get_or_insert_with(|| styles.get(self.style_id.as_deref())).clone()
    }

    /// Adds text with the looks of the run that is open.
    pub(super) fn text(&mut self, text: &str, styles: &Styles) {
        if self.fields.last().is_some_and(|field| !field.shown) {
            return;
        }
        let style = self.style(styles);
        let run = self.run.clone().unwrap_or_default();
        let named = run.style.as_deref().map(|id| styles.get(Some(id)));
        let look = |of_run: Option<bool>, named: Option<bool>, of_style: Option<bool>| of_run.or(named).or(of_style).unwrap_or(false);
        let bold = look(run.bold, named.as_ref().and_then(|style| style.bold), style.bold);
        let italic = look(run.italic, named.as_ref().and_then(|style| style.italic), style.italic);
        let size = run.size.or(named.and_then(|style| style.size)).or(style.size).unwrap_or(11.0);
        let link = self.links.iter().rev().flatten().next().cloned().or_else(|| self.fields.iter().rev().find_map(Field::link));
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        let Some(line) = self.lines.last_mut() else { return };
        let tab = std::mem::take(&mut self.tab) && !line.is_empty();
        match line.last_mut() {
            Some((last, last_size)) if !tab && last.bold == bold && last.italic == italic && last.link == link && *last_size == size => {
                last.text.push_str(text);
            }
            _ => line.push((Segment { text: text.to_owned(), bold, italic, tab, link, x: 0.0 }, size)),
        }
    }

    /// Wide white space.
    pub(super) fn tab(&mut self) {
        self.tab = true;
    }

    /// A new line in the same paragraph.
    pub(super) fn line_break(&mut self) {
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.push(Vec::new());
        self.tab = false;
    }

    /// The lines.
    pub(super) fn close(mut self, styles: &Styles, numbering: &Numbering, page: u16) -> Vec<Spaced> {
        let style = self.style(styles);
        let heading = self.outline.filter(|level| *level < 9).map(|level| (level + 1).min(6)).or(style.heading());
        let listed = match self.list {
            Some(list) => numbering.has_mark(list, self.level),
            None => style.is_list() && style.list.is_none_or(|(list, level)| numbering.has_mark(list, level)),
        };
        let left = self.left.or(style.left).unwrap_or(0.0);
        let (before, after) = (self.before.or(style.before).unwrap_or(0.0), self.after.or(style.after).unwrap_or(0.0));
        let count = self.lines.len();
        let mut out = Vec::new();
        for (index, stretches) in std::mem::take(&mut self.lines).into_iter().enumerate() {
            // The largest: a title is followed by smaller details, which may be longer.
            let said = stretches.iter().filter(|(segment, _)| segment.text.trim().chars().count() > 2);
            let size = said.map(|(_, size)| *size).reduce(f32::max).or(stretches.first().map(|(_, size)| *size)).unwrap_or(11.0);
            let segments = stretches.into_iter().map(|(segment, _)| segment).collect();
            let mut line = RawLine { segments, page, size, ..RawLine::default() };
            place(&mut line, left);
            let typed = take_marker(&mut line);
            line.bullet = index == 0 && listed && heading.is_none() || typed;
            line.heading = heading.filter(|_| !typed);
            line.continues = index > 0 && listed;
            let before = if index == 0 { before } else { 0.0 };
            let after = if index + 1 == count { after } else { 0.0 };
            out.push(Spaced { line, before, after, empty: false });
        }
        out.retain(|line| !line.line.text().is_empty());
        if out.is_empty() {
            let line = RawLine { page, ..RawLine::default() };
            out.push(Spaced { line, before, after, empty: true });
        }
        out
    }
}

/// Where the stretches begin, in widths of a body character.
fn place(line: &mut RawLine, left: f32) {
    // Half of 11 points, in twentieths.
    let mut x = left / 110.0;
    for segment in &mut line.segments {
        if segment.tab {
            x = (x + 4.0).max(if x < 20.0 { 12.0 } else { 60.0 });
        }
        segment.x = x;
        x += segment.text.chars().count() as f32;
    }
}

/// Takes a list mark that was typed: "• Led", "-\tLed".
fn take_marker(line: &mut RawLine) -> bool {
    let Some(first) = line.segments.first() else { return false };
    let text = first.text.trim_start();
    let Some(mark) = text.chars().next() else { return false };
    let rest = &text[mark.len_utf8()..];
    let alone = rest.trim().is_empty() && line.segments.len() > 1;
    let is_mark = match mark {
        '•' | '●' | '▪' | '■' | '◦' | '‣' | '○' | '►' | '➢' | '➤' | '\u{f0b7}' | '\u{f0a7}' => true,
        '-' | '–' | '*' | '·' | '—' | 'o' | '§' => alone && line.segments[1].tab || mark != 'o' && rest.starts_with(' '),
        _ => false,
    };
    if !is_mark {
        return false;
    }
    line.marker = mark.to_string();
    let rest = rest.trim_start().to_owned();
    if rest.is_empty() {
        line.segments.remove(0);
    } else {
        line.segments[0].text = rest;
    }
    if let Some(first) = line.segments.first_mut() {
        first.tab = false;
    }
    true
}
