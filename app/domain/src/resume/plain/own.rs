//! Reads what [`super::write`] wrote; anybody's text is for [`super::foreign`]. What was read counts only when writing it gives
//! the same text again.

use super::write::{BAR, REACH, underline};
use crate::resume::structure::{LineUse, Minter};
use crate::resume::{Dates, Document, Entry, Field, Item, Line, Link, Place, Section, SectionKind, SkillGroup, contact_id};

type Used = (String, LineUse);

/// The document, and what became of each line that is not empty; `None` when the text is not ours.
pub(super) fn read(text: &str) -> Option<(Document, Vec<Used>)> {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let (name, rule) = (lines.first()?, lines.get(1)?);
    if **rule != underline(name, '=') {
        return None;
    }
    let mut reader = Reader::default();
    reader.document.contact.name = (*name).to_owned();
    reader.used(name, contact(Field::Name));
    reader.furniture(rule);
    let mut rest = &lines[2..];
    let head = rest.iter().position(|line| line.is_empty()).unwrap_or(rest.len());
    rest[..head].iter().enumerate().for_each(|(index, line)| reader.contact_line(index, line));
    rest = &rest[head..];
    while let Some((block, after)) = block(rest) {
        reader.block(block);
        rest = after;
    }
    let tidy = lines.join("\n");
    (super::write(&reader.document).trim_end() == tidy).then_some((reader.document, reader.uses))
}

/// The next lines up to an empty one.
fn block<'a, 'b>(lines: &'b [&'a str]) -> Option<(&'b [&'a str], &'b [&'a str])> {
    let start = lines.iter().position(|line| !line.is_empty())?;
    let lines = &lines[start..];
    let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    Some(lines.split_at(end))
}

#[derive(Default)]
struct Reader {
    document: Document,
    uses: Vec<Used>,
    minter: Minter,
}

impl Reader {
    fn used(&mut self, line: &str, place: Place) {
        self.uses.push((line.to_owned(), LineUse::Mapped { places: vec![place] }));
    }

    fn furniture(&mut self, line: &str) {
        if !line.is_empty() {
            self.uses.push((line.to_owned(), LineUse::Furniture));
        }
    }

    fn contact_line(&mut self, index: usize, line: &str) {
        let to = &mut self.document.contact;
        let field = match line.split_once(": ") {
            Some((label, value)) if REACH.contains(&label) && to.links.is_empty() => {
                let (slot, field) = match label {
                    "Email" => (&mut to.email, Field::Email),
                    "Phone" => (&mut to.phone, Field::Phone),
                    _ => (&mut to.location, Field::Location),
                };
                *slot = value.to_owned();
                field
            }
            None if index == 0 && !looks_like_address(line) => {
                to.headline = line.to_owned();
                Field::Headline
            }
            Some((label, url)) if looks_like_address(url) || index > 0 => {
                to.links.push(Link { label: label.to_owned(), url: url.to_owned() });
                Field::Links
            }
            Some(_) => {
                to.headline = line.to_owned();
                Field::Headline
            }
            None => {
                to.links.push(Link { label: String::new(), url: line.to_owned() });
                Field::Links
            }
        };
        self.used(line, contact(field));
    }

    fn block(&mut self, block: &[&str]) {
        let mut block = block;
        if let [title, rule, rest @ ..] = block
            && **rule == underline(title, '-')
        {
            let id = self.minter.mint();
            let kind = crate::resume::markdown::told_by(title);
            self.used(title, Place { block: id.clone(), field: Field::Title });
            self.furniture(rule);
            self.document.sections.push(Section { id, kind, title: (*title).to_owned(), items: Vec::new() });
            block = rest;
        }
        let Some(kind) = self.document.sections.last().map(|section| section.kind) else { return };
        let Some(first) = block.first() else { return };
        let items = match kind {
            _ if first.starts_with("- ") => block.iter().map(|line| self.bullet(line)).map(Item::Bullet).collect(),
            SectionKind::Skills | SectionKind::Languages | SectionKind::Interests => block.iter().map(|line| self.row(line)).collect(),
            SectionKind::Summary => block.iter().map(|line| self.paragraph(line)).collect(),
            SectionKind::Custom if block.len() == 1 => vec![self.paragraph(first)],
            _ => vec![Item::Entry(self.entry(block))],
        };
        if let Some(section) = self.document.sections.last_mut() {
            section.items.extend(items);
        }
    }

    fn bullet(&mut self, line: &str) -> Line {
        let id = self.minter.mint();
        self.used(line, Place { block: id.clone(), field: Field::Text });
        Line { id, text: line.strip_prefix("- ").unwrap_or(line).to_owned() }
    }

    fn paragraph(&mut self, line: &str) -> Item {
        let id = self.minter.mint();
        self.used(line, Place { block: id.clone(), field: Field::Text });
        Item::Paragraph(Line { id, text: line.to_owned() })
    }

    fn row(&mut self, line: &str) -> Item {
        let id = self.minter.mint();
        self.used(line, Place { block: id.clone(), field: Field::Text });
        let (label, skills) = line.split_once(": ").unwrap_or(("", line));
        Item::Skills(SkillGroup { id, label: label.to_owned(), skills: skills.split(", ").map(str::to_owned).collect() })
    }

    fn entry(&mut self, block: &[&str]) -> Entry {
        let mut entry = Entry { id: self.minter.mint(), ..Entry::default() };
        let id = entry.id.clone();
        let place = |field| Place { block: id.clone(), field };
        for (index, line) in block.iter().enumerate() {
            if line.starts_with("- ") {
                let bullet = self.bullet(line);
                entry.bullets.push(bullet);
            } else if index == 0 {
                self.used(line, place(Field::Title));
                entry.title = (*line).to_owned();
            } else if index == 1 && is_details(line) {
                let fields = details(line, &mut entry);
                let places = fields.into_iter().map(place).collect();
                self.uses.push(((*line).to_owned(), LineUse::Mapped { places }));
            } else {
                self.used(line, place(Field::Summary));
                entry.summary = (*line).to_owned();
            }
        }
        entry
    }
}

fn contact(field: Field) -> Place {
    Place { block: contact_id(), field }
}

fn looks_like_address(text: &str) -> bool {
    !text.contains(' ') && (text.contains("://") || text.contains('.') && text.contains('/'))
}

/// The line under the title says where and when, unless it is a sentence.
fn is_details(line: &str) -> bool {
    line.contains(BAR) || Dates::parse(line).understood() || !line.ends_with(['.', '!', '?', ';'])
}

/// The dates and the address are told by their form; of the rest, the organisation stands first.
fn details(line: &str, entry: &mut Entry) -> Vec<Field> {
    let mut fields = Vec::new();
    let parts: Vec<&str> = line.split(BAR).collect();
    let dated = parts.iter().rposition(|part| Dates::parse(part).understood());
    for (index, part) in parts.iter().enumerate() {
        let field = if Some(index) == dated {
            entry.dates = Dates::parse(part);
            Field::Dates
        } else if index > 0 && index + 1 == parts.len() && looks_like_address(part) {
            entry.url = (*part).to_owned();
            Field::Url
        } else if entry.organisation.is_empty() {
            entry.organisation = (*part).to_owned();
            Field::Organisation
        } else {
            entry.place = (*part).to_owned();
            Field::Place
        };
        fields.push(field);
    }
    fields
}
