//! The walk over a part: paragraphs open and close, cells and text boxes collect lines of their own.

use super::numbering::Numbering;
use super::paragraph::{Field, Paragraph, Run};
use super::styles::Styles;
use super::table;
use super::xml::{Visitor, attribute, is_on, number, visit};
use crate::parse::lines::MAX_LINES;
use domain::Result;
use domain::resume::structure::{RawLine, is_heading};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// A line with the white space that its paragraph wants, in twentieths of a point. Its size is in points until it is settled.
pub(super) struct Spaced {
    pub(super) line: RawLine,
    pub(super) before: f32,
    pub(super) after: f32,
    /// A paragraph without text: white space.
    pub(super) empty: bool,
}

/// The lines of a part, in reading order.
pub(super) fn walk(part: &str, styles: &Styles, numbering: &Numbering, links: &BTreeMap<String, String>) -> Result<Vec<Spaced>> {
    let mut walker = Walker {
        styles,
        numbering,
        links,
        page: 1,
        rendered: part.contains("lastRenderedPageBreak"),
        sinks: vec![Vec::new()],
        aside: Vec::new(),
        rows: Vec::new(),
        paragraphs: Vec::new(),
        in_text: false,
        in_instruction: false,
        choices: Vec::new(),
        said: 0,
        skipping: 0,
        count: 0,
    };
    visit(part, &mut walker)?;
    Ok(walker.sinks.into_iter().flatten().chain(walker.aside).collect())
}

/// Sizes and white space relative to the body's.
pub(super) fn settle(lines: Vec<Spaced>) -> Vec<RawLine> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.empty) {
        *sizes.entry((line.line.size * 2.0) as u32).or_default() += line.line.text().chars().count();
    }
    let body = sizes.into_iter().max_by_key(|(_, count)| *count).map_or(11.0, |(size, _)| size as f32 / 2.0).max(1.0);
    let mut out = Vec::new();
    let (mut blank, mut after) = (0.0f32, 0.0f32);
    for Spaced { mut line, before, after: own, empty } in lines {
        if empty {
            blank += 1.0;
            continue;
        }
        line.size /= body;
        line.gap = blank + before.max(after) / (body * 20.0);
        (blank, after) = (0.0, own);
        out.push(line);
    }
    out
}

struct Walker<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    links: &'a BTreeMap<String, String>,
    page: u16,
    /// The file says where its pages ended when it was last shown.
    rendered: bool,
    /// Where lines go: the body, then the open cells and text boxes.
    sinks: Vec<Vec<Spaced>>,
    /// Text boxes that are columns beside the text.
    aside: Vec<Spaced>,
    /// The cells of the open rows.
    rows: Vec<Vec<Vec<Spaced>>>,
    paragraphs: Vec<Paragraph>,
    in_text: bool,
    in_instruction: bool,
    /// How much had been said at the start of each open choice between two forms of the same thing.
    choices: Vec<usize>,
    said: usize,
    /// Depth inside a form that is not taken.
    skipping: usize,
    count: usize,
}

impl Visitor for Walker<'_> {
    fn start(&mut self, name: &str, element: &BytesStart) {
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        match name {
            "AlternateContent" => self.choices.push(self.said),
            // The fallback says the same as the choice, for older programs.
            "Fallback" if self.choices.last().is_some_and(|said| self.said > *said) => self.skipping = 1,
            "txbxContent" | "tc" => self.sinks.push(Vec::new()),
            "tr" => self.rows.push(Vec::new()),
            "p" => self.paragraphs.push(Paragraph::default()),
            "lastRenderedPageBreak" => self.page = self.page.saturating_add(1),
            _ => self.inside(name, element),
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "AlternateContent" => drop(self.choices.pop()),
            "p" => {
                if let Some(mut paragraph) = self.paragraphs.pop() {
                    let boxes = std::mem::take(&mut paragraph.boxes);
                    let lines = paragraph.close(self.styles, self.numbering, self.page);
                    self.count += lines.len();
                    let said = lines.iter().any(|line| !line.empty);
                    self.put(lines);
                    for text in boxes {
                        self.put_box(text, said);
                    }
                }
            }
            "txbxContent" => {
                let lines = self.take_sink();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes.push(lines),
                    None => self.put(lines),
                }
            }
            "tc" => {
                let cell = self.take_sink();
                match self.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.put(cell),
                }
            }
            "tr" => {
                let cells = self.rows.pop().unwrap_or_default();
                self.put(table::row(cells));
            }
            "t" => self.in_text = false,
            "instrText" => self.in_instruction = false,
            _ => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pPr" => paragraph.in_properties = false,
                    "rPr" => paragraph.in_run_properties = false,
                    "r" => paragraph.run = None,
                    "hyperlink" => drop(paragraph.links.pop()),
                    "fldSimple" => drop(paragraph.fields.pop()),
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipping > 0 {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if self.in_instruction {
            if let Some(field) = paragraph.fields.last_mut().filter(|field| !field.shown && field.instruction.len() < 4_000) {
                field.instruction.push_str(text);
            }
        } else if self.in_text {
            self.said += text.trim().len();
            paragraph.text(text, self.styles);
        }
    }

    fn full(&self) -> bool {
        // One more than is allowed: the check that follows refuses it.
        self.count > 4 * MAX_LINES
    }
}

impl Walker<'_> {
    fn put(&mut self, lines: Vec<Spaced>) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.extend(lines);
        }
    }

    /// A text box stands behind the paragraph that it hangs at, unless sections stand in it: then it is a column beside the text.
    fn put_box(&mut self, lines: Vec<Spaced>, anchored: bool) {
        let text: Vec<String> = lines.iter().filter(|line| !line.empty).map(|line| line.line.text()).collect();
        let headings = text.iter().filter(|text| is_heading(text)).count();
        let column = text.first().is_some_and(|first| is_heading(first)) && (headings > 1 || anchored && text.len() > 2);
        if column {
            self.aside.extend(lines.into_iter().map(|mut line| {
                line.line.column = 1;
                line
            }));
        } else {
            self.put(lines);
        }
    }

    /// The lines of the innermost cell or text box; the body's own stay.
    fn take_sink(&mut self) -> Vec<Spaced> {
        if self.sinks.len() > 1 { self.sinks.pop().unwrap_or_default() } else { Vec::new() }
    }

    fn inside(&mut self, name: &str, element: &BytesStart) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let value = || attribute(element, "val");
        if paragraph.in_properties {
            match name {
                "pStyle" => paragraph.style_id = value(),
                "numId" => paragraph.list = value().and_then(|id| id.parse().ok()),
                "ilvl" => paragraph.level = value().and_then(|level| level.parse().ok()).unwrap_or(0),
                "outlineLvl" => paragraph.outline = value().and_then(|level| level.parse().ok()),
                "ind" => paragraph.left = number(element, "left").or_else(|| number(element, "start")),
                "spacing" if !paragraph.in_run_properties => {
                    paragraph.before = number(element, "before");
                    paragraph.after = number(element, "after");
                }
                "rPr" => paragraph.in_run_properties = true,
                _ => {}
            }
            return;
        }
        if paragraph.in_run_properties {
            let run = paragraph.run.get_or_insert_default();
            match name {
                "rStyle" => run.style = value(),
                "b" => run.bold = Some(is_on(element)),
                "i" => run.italic = Some(is_on(element)),
                "sz" => run.size = number(element, "val").map(|half_points| half_points / 2.0),
                _ => {}
            }
            return;
        }
        match name {
            "pPr" => paragraph.in_properties = true,
            "rPr" => {
                paragraph.in_run_properties = true;
                // Shapes write their looks as attributes.
                let run = paragraph.run.get_or_insert_default();
                run.bold = attribute(element, "b").map(|value| value == "1" || value == "true").or(run.bold);
                run.size = number(element, "sz").map(|hundredths| hundredths / 100.0).or(run.size);
            }
            "r" => paragraph.run = Some(Run::default()),
            "t" => self.in_text = true,
            "instrText" => self.in_instruction = true,
            "tab" | "ptab" => paragraph.tab(),
            "br" if attribute(element, "type").as_deref() == Some("page") => {
                if !self.rendered {
                    self.page = self.page.saturating_add(1);
                }
                paragraph.line_break();
            }
            "br" | "cr" => paragraph.line_break(),
            "noBreakHyphen" => paragraph.text("-", self.styles),
            "sym" => {
                let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    // Symbol fonts keep their glyphs in the private area; most of them are bullets.
                    let c = if ('\u{f000}'..='\u{f0ff}').contains(&c) { '•' } else { c };
                    paragraph.text(c.encode_utf8(&mut [0; 4]), self.styles);
                }
            }
            "hyperlink" => {
                let link = attribute(element, "id").and_then(|id| self.links.get(&id).cloned());
                paragraph.links.push(link);
            }
            "fldSimple" => {
                let instruction = attribute(element, "instr").unwrap_or_default();
                paragraph.fields.push(Field { instruction, shown: true });
            }
            "fldChar" => match attribute(element, "fldCharType").as_deref() {
                Some("begin") => paragraph.fields.push(Field::default()),
                Some("separate") => {
                    if let Some(field) = paragraph.fields.last_mut() {
                        field.shown = true;
                    }
                }
                Some("end") => drop(paragraph.fields.pop()),
                _ => {}
            },
            _ => {}
        }
    }
}
