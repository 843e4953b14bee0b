//! Reads what [`super::write`] wrote, exactly. Anybody's Markdown is for [`super::foreign`].
//!
//! The reader is strict, and what it read counts only when writing it gives the same text again: so a text of
//! another origin that happens to look alike is not misread.

use super::escape::{find, split, unescape};
use super::write::{END, MARK, REACH, kind_name, told_by};
use crate::resume::structure::{LineUse, Minter};
use crate::resume::{Dates, Document, Entry, Field, Item, Line, Link, Place, Section, SectionKind, SkillGroup, contact_id};

/// Whether the document written without [`MARK`] can't be mistaken for another's: the head has the labelled lines of ours, some entry has
/// the bold organisation and slanted dates of ours, and nothing stands where another's Markdown would have it otherwise.
pub(super) fn is_evident(document: &Document) -> bool {
    let reach = [&document.contact.email, &document.contact.phone, &document.contact.location].into_iter().any(|text| !text.is_empty());
    let items = document.sections.iter().flat_map(|section| &section.items);
    let entries: Vec<&Entry> = items.filter_map(|item| if let Item::Entry(entry) = item { Some(entry) } else { None }).collect();
    let whole = |entry: &&Entry| !entry.title.is_empty() && !entry.organisation.is_empty() && entry.dates.understood();
    let odd = |entry: &&Entry| Dates::parse(&entry.title).understood() || Dates::parse(&entry.place).understood();
    reach && !document.contact.name.is_empty() && entries.iter().any(whole) && !entries.iter().any(odd)
}

/// Sections whose list items are rows of skills unless they say otherwise.
pub(super) fn has_rows(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Skills | SectionKind::Languages | SectionKind::Interests)
}

/// The document, and what became of each line that is not empty; `None` when the text is not ours.
pub(super) fn read(text: &str) -> Option<(Document, Vec<(String, LineUse)>)> {
    let mut reader = Reader::default();
    let mut above = "";
    for line in text.lines() {
        let line = line.trim_end();
        if !line.is_empty() {
            reader.line(line, above)?;
        }
        above = line;
    }
    let same = tidy(&super::write(&reader.document)) == tidy(text);
    let marked = tidy(text).ends_with(MARK) || is_evident(&reader.document);
    (same && marked).then_some((reader.document, reader.uses))
}

/// Line ends and empty lines as the writer makes them.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && (out.is_empty() || out.ends_with("\n\n"))) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[derive(Default)]
struct Reader {
    document: Document,
    uses: Vec<(String, LineUse)>,
    minter: Minter,
    head_seen: bool,
    /// The last item is an entry that still takes lines.
    open: bool,
}

impl Reader {
    fn line(&mut self, line: &str, above: &str) -> Option<()> {
        let places = if line == MARK || line == END {
            self.open = false;
            Vec::new()
        } else if !self.head_seen {
            self.head_seen = true;
            self.document.contact.name = unescape(heading(line, "#")?);
            vec![contact(Field::Name)]
        } else if let Some(title) = heading(line, "##") {
            self.section(title)
        } else if self.document.sections.is_empty() {
            vec![contact(self.contact_line(line)?)]
        } else if let Some(title) = heading(line, "###") {
            self.entry(title)?
        } else if let Some(item) = line.strip_prefix("- ") {
            self.list_item(item)?
        } else if self.open && above.starts_with("###") {
            let entry = self.open_entry()?;
            details(line, entry)?
        } else {
            vec![self.paragraph(line)?]
        };
        let used = if places.is_empty() { LineUse::Furniture } else { LineUse::Mapped { places } };
        self.uses.push((super::foreign::plain(line), used));
        Some(())
    }

    fn contact_line(&mut self, line: &str) -> Option<Field> {
        let contact = &mut self.document.contact;
        let Some(item) = line.strip_prefix("- ") else {
            let first = contact.headline.is_empty() && self.uses.len() == 1;
            contact.headline = unescape(line);
            return first.then_some(Field::Headline);
        };
        if let Some((label, url)) = REACH.iter().find_map(|label| Some((label, item.strip_prefix(label)?.strip_prefix("&#58; ")?))) {
            contact.links.push(Link { label: (*label).to_owned(), url: unescape(url) });
            return Some(Field::Links);
        }
        let Some(colon) = find(item, ": ") else {
            contact.links.push(Link { label: String::new(), url: unescape(item) });
            return Some(Field::Links);
        };
        let value = unescape(&item[colon + 2..]);
        match &item[..colon] {
            "Email" => contact.email = value,
            "Phone" => contact.phone = value,
            "Location" => contact.location = value,
            label => {
                contact.links.push(Link { label: unescape(label), url: value });
                return Some(Field::Links);
            }
        }
        Some(match &item[..colon] {
            "Email" => Field::Email,
            "Phone" => Field::Phone,
            _ => Field::Location,
        })
    }

    fn section(&mut self, title: &str) -> Vec<Place> {
        // A comment of the title's own has a backslash in front.
        let comment = title.strip_suffix(" -->").and_then(|title| title.rsplit_once("<!-- ")).filter(|(title, _)| !title.ends_with('\\'));
        let (title, told) = match comment {
            Some((title, name)) => (title.trim_end(), SectionKind::ALL.into_iter().find(|kind| kind_name(*kind) == name)),
            None => (title, None),
        };
        let title = unescape(title);
        let id = self.minter.mint();
        let kind = told.unwrap_or_else(|| told_by(&title));
        self.document.sections.push(Section { id: id.clone(), kind, title, items: Vec::new() });
        self.open = false;
        vec![Place { block: id, field: Field::Title }]
    }

    fn entry(&mut self, title: &str) -> Option<Vec<Place>> {
        let mut entry = Entry { id: self.minter.mint(), ..Entry::default() };
        let places = if title.starts_with("**") {
            details(title, &mut entry)?
        } else {
            entry.title = unescape(title);
            if title.is_empty() { Vec::new() } else { vec![Place { block: entry.id.clone(), field: Field::Title }] }
        };
        self.items()?.push(Item::Entry(entry));
        self.open = true;
        Some(places)
    }

    fn list_item(&mut self, item: &str) -> Option<Vec<Place>> {
        let id = self.minter.mint();
        let text = |text: &str| Line { id: id.clone(), text: unescape(text) };
        let place = |field| vec![Place { block: id.clone(), field }];
        if self.open {
            let bullet = text(item);
            self.open_entry()?.bullets.push(bullet);
            return Some(place(Field::Text));
        }
        let kind = self.document.sections.last()?.kind;
        let (item, comment) = match item.strip_suffix(" <!-- bullet -->") {
            Some(item) => (item, "bullet"),
            None => item.strip_suffix(" <!-- skills -->").map_or((item, ""), |item| (item, "skills")),
        };
        let row = match item.strip_prefix("**").and_then(|rest| Some((rest, find(rest, ":**")?))) {
            Some((rest, end)) => Some((unescape(&rest[..end]), rest[end + 3..].trim_start())),
            None if comment == "skills" || comment.is_empty() && has_rows(kind) => Some((String::new(), item)),
            None => None,
        };
        let (item, places) = match row {
            Some((label, skills)) => {
                let places = if label.is_empty() { place(Field::Text) } else { [place(Field::Label), place(Field::Text)].concat() };
                let skills = split(skills, ", ").into_iter().map(unescape).filter(|skill| !skill.is_empty()).collect();
                (Item::Skills(SkillGroup { id: id.clone(), label, skills }), places)
            }
            None => (Item::Bullet(text(item)), place(Field::Text)),
        };
        self.items()?.push(item);
        Some(places)
    }

    fn paragraph(&mut self, line: &str) -> Option<Place> {
        if self.open {
            let entry = self.open_entry()?;
            if !entry.summary.is_empty() || !entry.bullets.is_empty() {
                return None;
            }
            entry.summary = unescape(line);
            return Some(Place { block: entry.id.clone(), field: Field::Summary });
        }
        let id = self.minter.mint();
        self.items()?.push(Item::Paragraph(Line { id: id.clone(), text: unescape(line) }));
        Some(Place { block: id, field: Field::Text })
    }

    fn items(&mut self) -> Option<&mut Vec<Item>> {
        self.document.sections.last_mut().map(|section| &mut section.items)
    }

    fn open_entry(&mut self) -> Option<&mut Entry> {
        match self.items()?.last_mut()? {
            Item::Entry(entry) => Some(entry),
            _ => None,
        }
    }
}

/// The text of a heading of exactly this level.
fn heading<'a>(line: &'a str, marks: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(marks)?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix(' ').map(str::trim) }
}

/// `**organisation** · place · *dates* · <url>`, of what there is.
fn details(line: &str, entry: &mut Entry) -> Option<Vec<Place>> {
    let mut places = Vec::new();
    for part in line.split(" · ") {
        let field = if let Some(text) = part.strip_prefix("**").and_then(|part| part.strip_suffix("**")) {
            entry.organisation = unescape(text);
            Field::Organisation
        } else if let Some(text) = part.strip_prefix('*').and_then(|part| part.strip_suffix('*')) {
            entry.dates = Dates::parse(&unescape(text));
            Field::Dates
        } else if let Some(text) = part.strip_prefix('[') {
            entry.url = unescape(&text[..find(text, "](")?]);
            Field::Url
        } else if let Some(url) = part.strip_prefix('<').and_then(|part| part.strip_suffix('>')) {
            entry.url = url.to_owned();
            Field::Url
        } else {
            entry.place = unescape(part);
            Field::Place
        };
        places.push(Place { block: entry.id.clone(), field });
    }
    Some(places)
}

fn contact(field: Field) -> Place {
    Place { block: contact_id(), field }
}
