//! A document as Markdown that people like to read and [`super::own`] reads back exactly.

use super::escape::escape;
use super::own;
use crate::resume::structure::heading::{Topic, by_words};
use crate::resume::{Contact, Document, Entry, Item, Section, SectionKind};
use crate::text::squeeze;

/// Ends a file that could be taken for something else without it.
pub(super) const MARK: &str = "<!-- resumax -->";
/// Ends an entry where what follows does not belong to it.
pub(super) const END: &str = "<!-- -->";
/// What the labels of the contact lines are called.
pub(super) const REACH: [&str; 3] = ["Email", "Phone", "Location"];

/// Writes a document as Markdown, one line a block.
///
/// ```markdown
/// # Alex Chen
///
/// Senior ML engineer
///
/// - Email: alex@example.com
/// - GitHub: github.com/example
///
/// ## Work Experience
///
/// ### ML engineer
/// **DataStartup Inc** · Austin, TX · *2018 – 2020* · [datastartup.example](https://datastartup.example)
///
/// Running text.
///
/// - Bullet
///
/// ## Skills
///
/// - **Infra:** Kubernetes, Kafka
/// ```
///
/// A heading that does not tell its kind has it in a comment; `<!-- skills -->` and `<!-- bullet -->` say what a list item is where
/// the section does not tell.
pub fn write(document: &Document) -> String {
    let mut page = Page::default();
    page.head(&document.contact);
    for section in &document.sections {
        page.section(section);
    }
    if !own::is_evident(document) {
        page.block(MARK);
    }
    page.text
}

/// The kind that a heading tells by itself; the others are written with a comment.
pub(in crate::resume) fn told_by(title: &str) -> SectionKind {
    match by_words(title) {
        Some(Topic::Section(kind)) => kind,
        _ => SectionKind::Custom,
    }
}

/// As it stands in the comment behind a heading.
pub(super) fn kind_name(kind: SectionKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => unreachable!("a unit variant serialises as a string"),
    }
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A line behind an empty one.
    fn block(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(line);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An item of a list; the list before goes on.
    fn item(&mut self, line: &str) {
        if self.text.lines().last().is_some_and(|last| last.starts_with("- ")) { self.line(line) } else { self.block(line) }
    }

    fn head(&mut self, contact: &Contact) {
        self.block(&format!("# {}", text(&contact.name)));
        if !contact.headline.is_empty() {
            self.block(&start(&contact.headline));
        }
        for (label, value) in REACH.iter().zip([&contact.email, &contact.phone, &contact.location]) {
            if !value.is_empty() {
                self.item(&format!("- {label}: {}", start(value)));
            }
        }
        for link in &contact.links {
            let label = squeeze(&link.label);
            match label.as_str() {
                "" => self.item(&format!("- {}", reach(&link.url))),
                // A link of this name must not be taken for the address itself.
                label if REACH.contains(&label) => self.item(&format!("- {label}&#58; {}", start(&link.url))),
                label => self.item(&format!("- {}: {}", reach(label), start(&link.url))),
            }
        }
    }

    fn section(&mut self, section: &Section) {
        let title = squeeze(&section.title);
        let comment = if told_by(&title) == section.kind { String::new() } else { format!(" <!-- {} -->", kind_name(section.kind)) };
        self.block(&format!("## {}{comment}", text(&title)));
        let mut open = false;
        for item in &section.items {
            if open && !matches!(item, Item::Entry(_)) {
                self.block(END);
            }
            open = matches!(item, Item::Entry(_));
            match item {
                Item::Paragraph(line) => self.block(&start(&line.text)),
                Item::Bullet(line) if own::has_rows(section.kind) => self.item(&format!("- {} <!-- bullet -->", start(&line.text))),
                Item::Bullet(line) => self.item(&format!("- {}", start(&line.text))),
                Item::Skills(group) => {
                    let skills = group.skills.iter().map(|skill| skill_text(skill)).collect::<Vec<_>>().join(", ");
                    match group.label.as_str() {
                        "" if own::has_rows(section.kind) => self.item(&format!("- {skills}")),
                        "" => self.item(&format!("- {skills} <!-- skills -->")),
                        label => self.item(&format!("- **{}:** {skills}", text(label))),
                    }
                }
                Item::Entry(entry) => self.entry(entry),
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let details = details(entry);
        if entry.title.is_empty() && !entry.organisation.is_empty() {
            self.block(&format!("### {details}"));
        } else {
            self.block(&format!("### {}", text(&entry.title)));
            if !details.is_empty() {
                self.line(&details);
            }
        }
        if !entry.summary.is_empty() {
            self.block(&start(&entry.summary));
        }
        for bullet in &entry.bullets {
            self.item(&format!("- {}", start(&bullet.text)));
        }
    }
}

/// `**organisation** · place · *dates* · [url](https://url)`, of what there is.
fn details(entry: &Entry) -> String {
    let mut parts = Vec::new();
    if !entry.organisation.is_empty() {
        parts.push(format!("**{}**", text(&entry.organisation)));
    }
    if !entry.place.is_empty() {
        parts.push(start(&entry.place));
    }
    if !entry.dates.text.is_empty() {
        parts.push(format!("*{}*", text(&entry.dates.text)));
    }
    if !entry.url.is_empty() {
        parts.push(address(&squeeze(&entry.url)));
    }
    parts.join(" · ")
}

/// `<https://…>`, or a link where the scheme is missing or the address has odd characters.
fn address(url: &str) -> String {
    let odd = |c: char| c.is_whitespace() || !c.is_ascii() || "()<>\\*`_[]&".contains(c);
    if url.contains("://") && !url.contains(|c: char| c != '_' && odd(c)) {
        return format!("<{url}>");
    }
    let target = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
    let target: String = target.chars().map(|c| if odd(c) { '+' } else { c }).collect();
    format!("[{}]({target})", text(url))
}

/// Inside a line.
fn text(text: &str) -> String {
    escape(&squeeze(text), false)
}

/// At the start of a line or list item.
fn start(text: &str) -> String {
    escape(&squeeze(text), true)
}

/// At the start of a contact line, where the first colon ends the label.
fn reach(text: &str) -> String {
    start(text).replace(": ", "\\: ")
}

/// In a row of skills, whose commas part them.
fn skill_text(skill: &str) -> String {
    start(skill).replace(',', "\\,")
}
