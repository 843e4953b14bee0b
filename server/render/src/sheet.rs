//! What the templates are given: the document without what is empty, with addresses ready for links
//! and heading levels that never skip (PDF/UA wants that).

use domain::export::{Paper, Template};
use domain::resume::links::{shown, target};
use domain::resume::{Document, Entry, Item, Link, Section};
use serde::Serialize;

/// A document, ready to be set.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Sheet {
    #[serde(skip)]
    pub template: Template,
    /// Of the PDF.
    pub title: String,
    /// Of the PDF; empty or one name.
    pub author: Vec<String>,
    /// As Typst calls it.
    pub paper: &'static str,
    pub name: String,
    pub headline: String,
    /// E-mail, phone, location.
    pub details: Vec<Piece>,
    /// Profiles and pages.
    pub links: Vec<Piece>,
    pub sections: Vec<SheetSection>,
}

/// Text, and where it leads.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Piece {
    pub text: String,
    pub href: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SheetSection {
    pub title: String,
    /// Of its heading.
    pub level: usize,
    pub items: Vec<SheetItem>,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum SheetItem {
    Paragraph { text: String },
    Bullet { text: String },
    Skills { label: String, text: String },
    Entry(SheetEntry),
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SheetEntry {
    /// Of its heading.
    pub level: usize,
    /// The title, or the organisation where there is no title.
    pub head: String,
    /// Organisation, place, address: what is there and not yet in `head`.
    pub line: Vec<Piece>,
    pub dates: String,
    pub summary: String,
    pub bullets: Vec<String>,
}

impl Sheet {
    pub fn new(document: &Document, template: Template) -> Self {
        let contact = &document.contact;
        let level = 1 + usize::from(!contact.name.is_empty());
        let shown = |pieces: Vec<Piece>| pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect();
        let details = vec![mail(&contact.email), Piece::plain(&contact.phone), Piece::plain(&contact.location)];
        Sheet {
            template,
            title: if contact.name.is_empty() { "Resume".to_owned() } else { format!("{} – Resume", contact.name) },
            author: Some(contact.name.clone()).filter(|name| !name.is_empty()).into_iter().collect(),
            paper: match Paper::of(document) {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            name: contact.name.clone(),
            headline: contact.headline.clone(),
            details: shown(details),
            links: shown(contact.links.iter().map(profile).collect()),
            sections: document.sections.iter().filter_map(|section| SheetSection::new(section, level)).collect(),
        }
    }
}

impl SheetSection {
    /// `None` for a section with nothing to show.
    fn new(section: &Section, level: usize) -> Option<Self> {
        let below = level + usize::from(!section.title.is_empty());
        let items: Vec<_> = section.items.iter().filter_map(|item| SheetItem::new(item, below)).collect();
        (!items.is_empty()).then(|| SheetSection { title: section.title.clone(), level, items })
    }
}

impl SheetItem {
    /// `None` for an item with nothing to show.
    fn new(item: &Item, level: usize) -> Option<Self> {
        match item {
            Item::Paragraph(line) => Some(SheetItem::Paragraph { text: line.text.clone() }).filter(|_| !line.text.is_empty()),
            Item::Bullet(line) => Some(SheetItem::Bullet { text: line.text.clone() }).filter(|_| !line.text.is_empty()),
            Item::Skills(group) => (!group.skills.is_empty() || !group.label.is_empty())
                .then(|| SheetItem::Skills { label: group.label.trim_end_matches(':').to_owned(), text: group.skills.join(", ") }),
            Item::Entry(entry) => SheetEntry::new(entry, level).map(SheetItem::Entry),
        }
    }
}

impl SheetEntry {
    fn new(entry: &Entry, level: usize) -> Option<Self> {
        let address = Piece { text: shown(&entry.url).to_owned(), href: target(&entry.url) };
        let mut line: Vec<_> = [Piece::plain(&entry.title), Piece::plain(&entry.organisation), Piece::plain(&entry.place), address]
            .into_iter()
            .filter(|piece| !piece.text.is_empty())
            .collect();
        let bullets: Vec<_> = entry.bullets.iter().map(|line| line.text.clone()).filter(|text| !text.is_empty()).collect();
        if line.is_empty() && entry.dates.text.is_empty() && entry.summary.is_empty() && bullets.is_empty() {
            return None;
        }
        let head = if line.is_empty() { String::new() } else { line.remove(0).text };
        Some(SheetEntry { level, head, line, dates: entry.dates.text.clone(), summary: entry.summary.clone(), bullets })
    }
}

impl Piece {
    fn plain(text: &str) -> Self {
        Piece { text: text.to_owned(), href: None }
    }
}

fn mail(address: &str) -> Piece {
    Piece { text: address.to_owned(), href: target(address) }
}

fn profile(link: &Link) -> Piece {
    Piece { text: link.shown(), href: target(&link.url) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::BlockId;
    use domain::resume::{Contact, Line, SectionKind};

    #[test]
    fn empty_sections_and_entries_vanish() {
        let empty = |items| Section { id: BlockId::new("b_1"), kind: SectionKind::Custom, title: "Empty".into(), items };
        let line = Line { id: BlockId::new("b_2"), text: String::new() };
        let document = Document {
            contact: Contact::default(),
            sections: vec![empty(vec![]), empty(vec![Item::Paragraph(line), Item::Entry(Entry::default())])],
        };
        assert_eq!(Sheet::new(&document, Template::Classic).sections, []);
    }

    #[test]
    fn heading_levels_never_skip() {
        let section = |title: &str| Section {
            id: BlockId::new("b_1"),
            kind: SectionKind::Custom,
            title: title.into(),
            items: vec![Item::Entry(Entry { title: "Work".into(), ..Entry::default() })],
        };
        let levels = |name: &str, title: &str| {
            let document = Document { contact: Contact { name: name.into(), ..Contact::default() }, sections: vec![section(title)] };
            let sheet = Sheet::new(&document, Template::Classic);
            let SheetItem::Entry(entry) = &sheet.sections[0].items[0] else { panic!("an entry was given") };
            (sheet.sections[0].level, entry.level)
        };
        assert_eq!(levels("Alex Chen", "Experience"), (2, 3));
        assert_eq!(levels("Alex Chen", ""), (2, 2));
        assert_eq!(levels("", ""), (1, 1));
    }
}
