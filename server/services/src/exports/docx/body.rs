//! `word/document.xml`: paragraphs in reading order.

use super::xml::escape;
use domain::export::Paper;
use domain::resume::links::{shown, target};
use domain::resume::{Document, Entry, Item, Line, Section, SkillGroup};

/// The main part, and the addresses that it links to, in the order of their relations.
pub(super) struct Body {
    pub xml: String,
    pub links: Vec<String>,
}

/// Twentieths of a point: page width, height, and the width of the text between margins of 2 cm.
fn measures(paper: Paper) -> (u32, u32, u32) {
    match paper {
        Paper::A4 => (11906, 16838, 11906 - 2 * MARGIN),
        Paper::Letter => (12240, 15840, 12240 - 2 * MARGIN),
    }
}

const MARGIN: u32 = 1134;

pub(super) fn write(document: &Document) -> Body {
    let (width, height, text_width) = measures(Paper::of(document));
    let mut writer = Writer { xml: String::new(), links: Vec::new(), right: text_width };
    writer.head(document);
    for section in &document.sections {
        writer.section(section);
    }
    let xml = format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
            r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}"#,
            r#"<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"/>"#,
            r#"<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" w:header="567" w:footer="567" w:gutter="0"/>"#,
            r#"</w:sectPr></w:body></w:document>"#
        ),
        body = writer.xml,
        width = width,
        height = height,
        margin = MARGIN,
    );
    Body { xml, links: writer.links }
}

struct Writer {
    xml: String,
    links: Vec<String>,
    /// Where the right edge of the text is.
    right: u32,
}

impl Writer {
    fn head(&mut self, document: &Document) {
        let contact = &document.contact;
        self.line("Title", &contact.name);
        self.line("Subtitle", &contact.headline);
        let mut pieces =
            vec![(contact.email.clone(), target(&contact.email)), (contact.phone.clone(), None), (contact.location.clone(), None)];
        pieces.extend(contact.links.iter().map(|link| (link.shown(), target(&link.url))));
        self.pieces("Contact", &pieces, "  ·  ");
    }

    /// Nothing at all for a section with nothing in it.
    fn section(&mut self, section: &Section) {
        let start = self.xml.len();
        self.line("Heading1", &section.title);
        let heading_end = self.xml.len();
        for item in &section.items {
            match item {
                Item::Paragraph(line) => self.line("Normal", &line.text),
                Item::Bullet(line) => self.line("ListBullet", &line.text),
                Item::Skills(group) => self.skills(group),
                Item::Entry(entry) => self.entry(entry),
            }
        }
        if self.xml.len() == heading_end {
            self.xml.truncate(start);
        }
    }

    fn skills(&mut self, group: &SkillGroup) {
        let label = group.label.trim_end_matches(':');
        let mut runs = String::new();
        if !label.is_empty() {
            runs += &run(&format!("{label}: "), Some("Strong"));
        }
        if !group.skills.is_empty() {
            runs += &run(&group.skills.join(", "), None);
        }
        if !runs.is_empty() {
            self.paragraph("Normal", "", &runs);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let address = (shown(&entry.url).to_owned(), target(&entry.url));
        let mut pieces: Vec<_> = [&entry.title, &entry.organisation, &entry.place].map(|text| (text.clone(), None)).into();
        pieces.push(address);
        pieces.retain(|(text, _)| !text.is_empty());
        let head = if pieces.is_empty() { String::new() } else { pieces.remove(0).0 };
        if !head.is_empty() || !entry.dates.text.is_empty() {
            let mut runs = run(&head, None);
            if !entry.dates.text.is_empty() {
                runs += "<w:r><w:tab/></w:r>";
                // Bold is a toggle: only direct formatting takes it back, a style would not.
                runs += &styled(&entry.dates.text, r#"<w:rStyle w:val="Dates"/><w:b w:val="0"/><w:bCs w:val="0"/>"#);
            }
            let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>"#, self.right);
            self.paragraph("Heading2", &tabs, &runs);
        }
        self.pieces("Organisation", &pieces, ", ");
        self.line("Normal", &entry.summary);
        for Line { text, .. } in &entry.bullets {
            self.line("ListBullet", text);
        }
    }

    fn pieces(&mut self, style: &str, pieces: &[(String, Option<String>)], between: &str) {
        let mut runs = String::new();
        for (text, address) in pieces.iter().filter(|(text, _)| !text.is_empty()) {
            if !runs.is_empty() {
                runs += &run(between, None);
            }
            runs += &match address {
                Some(address) => self.link(text, address),
                None => run(text, None),
            };
        }
        if !runs.is_empty() {
            self.paragraph(style, "", &runs);
        }
    }

    fn link(&mut self, text: &str, address: &str) -> String {
        self.links.push(address.to_owned());
        format!(r#"<w:hyperlink r:id="link{}" w:history="1">{}</w:hyperlink>"#, self.links.len(), run(text, Some("Hyperlink")))
    }

    fn line(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            self.paragraph(style, "", &run(text, None));
        }
    }

    fn paragraph(&mut self, style: &str, properties: &str, runs: &str) {
        self.xml += &format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>"#);
    }
}

fn run(text: &str, style: Option<&str>) -> String {
    let properties = style.map(|style| format!(r#"<w:rStyle w:val="{style}"/>"#)).unwrap_or_default();
    styled(text, &properties)
}

fn styled(text: &str, properties: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!(r#"<w:r>{properties}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}
