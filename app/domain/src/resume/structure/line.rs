//! The lines that a format's reader hands over: text in reading order, with what its looks say.

/// A stretch of a line with one look. Style changes and wide white space begin a new one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    /// As the source has it, blanks included; ligatures and icon glyphs already resolved.
    pub text: String,
    /// Left edge, in widths of a body character (or columns of plain text) from the left edge of the column.
    pub x: f32,
    /// Heavier than the body.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// Wide white space or a tab stands in front: "Title ........ Dates", a cell of a table row.
    pub tab: bool,
    /// Where it leads.
    pub link: Option<String>,
}

/// One line of the source in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct RawLine {
    /// Left to right; never empty for a line that says something.
    pub segments: Vec<Segment>,
    /// The list marker as the source writes it, "•" or "1."; empty when the format numbers lists itself.
    pub marker: String,
    /// Begins an item of a list.
    pub bullet: bool,
    /// Goes on with the block of the line in front: a wrapped bullet or paragraph.
    pub continues: bool,
    /// With `continues`: no blank stands between the lines, a word or an address was broken.
    pub glued: bool,
    /// The level, for formats that know headings: 1 is the highest.
    pub heading: Option<u8>,
    /// From 1; 1 for files without pages.
    pub page: u16,
    /// Which column of the page, from 0; lines of one column stand together.
    pub column: u8,
    /// Font size relative to the body: 1.0 is the body.
    pub size: f32,
    /// White space above, in heights of a body line: 0.0 for the next line of a paragraph, 1.0 for an empty line.
    pub gap: f32,
    /// A page number or a running header.
    pub furniture: bool,
}

impl Default for RawLine {
    fn default() -> Self {
        Self {
            segments: Vec::new(),
            marker: String::new(),
            bullet: false,
            continues: false,
            glued: false,
            heading: None,
            page: 1,
            column: 0,
            size: 1.0,
            gap: 0.0,
            furniture: false,
        }
    }
}

impl Segment {
    /// Text without any looks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl RawLine {
    /// A line of one segment without any looks; a tab or three blanks begin a segment with `tab` set.
    pub fn plain(text: &str) -> Self {
        let mut line = Self::default();
        let mut x = 0.0;
        for (index, part) in text.split('\t').flat_map(|part| part.split("   ")).enumerate() {
            if !part.trim().is_empty() {
                let tab = index > 0 && !line.segments.is_empty();
                line.segments.push(Segment { x, tab, ..Segment::plain(part.trim()) });
            }
            x += part.chars().count() as f32 + 3.0;
        }
        line
    }

    /// A line of segments.
    pub fn of(segments: Vec<Segment>) -> Self {
        Self { segments, ..Self::default() }
    }

    /// The text without the list marker, one blank where a tab stands.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            if segment.tab && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&segment.text);
        }
        crate::text::squeeze(&text)
    }

    /// The text as the source shows it, with its list marker.
    pub fn source(&self) -> String {
        crate::text::squeeze(&format!("{} {}", self.marker, self.text()))
    }

    /// Whether all of it is heavier than the body.
    pub fn bold(&self) -> bool {
        let mut seen = self.segments.iter().filter(|segment| !segment.text.trim().is_empty()).peekable();
        seen.peek().is_some() && seen.all(|segment| segment.bold)
    }

    /// Whether all of its letters are capitals (and it has at least two).
    pub fn caps(&self) -> bool {
        let mut letters = self.segments.iter().flat_map(|segment| segment.text.chars()).filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.clone().count() > 1 && letters.all(|c| !c.is_lowercase())
    }

    /// Left edge of the text.
    pub fn x(&self) -> f32 {
        self.segments.first().map_or(0.0, |segment| segment.x)
    }
}
