//! Typed edits of a document: every edit says what was there before, so that it can be refused when the
//! document has moved on, and inverted.
//!
//! `apply(d, e)` then `apply(_, invert(e))` gives `d` back, for every edit that applies. An edit never
//! applies to a text other than the one it was made for: the stale edit is an error, not a guess.

use super::{Contact, Dates, Document, Entry, Field, Item, Line, Link, Place, Section, contact_id};
use crate::ids::BlockId;
use serde::{Deserialize, Serialize};

/// A change to one block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Edit {
    /// Another text in one field.
    Replace {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// What stood there.
        before: String,
        /// What stands there now.
        after: String,
    },
    /// A new block.
    Insert {
        /// Where.
        at: Anchor,
        /// With ids that the document does not have yet.
        node: Node,
    },
    /// A block goes, with all that it holds.
    Remove {
        /// Where it stood.
        at: Anchor,
        /// What it was.
        node: Node,
    },
    /// A block stands elsewhere under the same or another parent of the same kind.
    Move {
        /// Which.
        block: BlockId,
        /// Where it stood.
        from: Anchor,
        /// Where it stands now.
        to: Anchor,
    },
}

/// A place between blocks: under a parent, behind a sibling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Anchor {
    /// The section or entry; `None` for the document itself (sections).
    pub parent: Option<BlockId>,
    /// The sibling in front; `None` for the first place.
    pub after: Option<BlockId>,
}

/// A block with what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "node", content = "value", rename_all = "snake_case")]
pub enum Node {
    /// Under the document.
    Section(Section),
    /// Under a section.
    Item(Item),
    /// Under an entry.
    Bullet(Line),
}

/// Why an edit does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The block, its parent or the sibling in front is not there.
    Missing,
    /// The block is there, but says or stands otherwise than when the edit was made.
    Stale,
    /// The block has no such field, or may not stand there.
    Unfit,
    /// The new block's id is taken.
    Taken,
}

impl Document {
    /// The text at a place; `None` when the block or field is not there.
    pub fn text(&self, place: &Place) -> Option<String> {
        if place.block == contact_id() {
            return contact_text(&self.contact, place.field);
        }
        for section in &self.sections {
            if section.id == place.block {
                return (place.field == Field::Title).then(|| section.title.clone());
            }
            for item in &section.items {
                if item.id() == &place.block {
                    return item_text(item, place.field);
                }
                if let Some(line) = item.bullets().iter().find(|line| line.id == place.block) {
                    return (place.field == Field::Text).then(|| line.text.clone());
                }
            }
        }
        None
    }

    /// Writes a text without asking what stood there. `None` when the block or field is not there.
    pub fn set_text(&mut self, place: &Place, text: &str) -> Option<()> {
        if place.block == contact_id() {
            return set_contact(&mut self.contact, place.field, text);
        }
        for section in &mut self.sections {
            if section.id == place.block {
                return (place.field == Field::Title).then(|| section.title = text.to_owned());
            }
            for item in &mut section.items {
                if item.id() == &place.block {
                    return set_item(item, place.field, text);
                }
                let lines: &mut [Line] = match item {
                    Item::Entry(entry) => &mut entry.bullets,
                    _ => &mut [],
                };
                if let Some(line) = lines.iter_mut().find(|line| line.id == place.block) {
                    return (place.field == Field::Text).then(|| line.text = text.to_owned());
                }
            }
        }
        None
    }

    /// Every text of the document that is not empty, in reading order.
    pub fn texts(&self) -> Vec<(Place, String)> {
        let mut texts = Vec::new();
        let mut push = |block: &BlockId, field: Field, text: String| {
            if !text.is_empty() {
                texts.push((Place { block: block.clone(), field }, text));
            }
        };
        for field in [Field::Name, Field::Headline, Field::Email, Field::Phone, Field::Location, Field::Links] {
            push(&contact_id(), field, contact_text(&self.contact, field).unwrap_or_default());
        }
        for section in &self.sections {
            push(&section.id, Field::Title, section.title.clone());
            for item in &section.items {
                for field in
                    [Field::Text, Field::Label, Field::Title, Field::Organisation, Field::Place, Field::Dates, Field::Url, Field::Summary]
                {
                    if let Some(text) = item_text(item, field) {
                        push(item.id(), field, text);
                    }
                }
                for line in item.bullets() {
                    push(&line.id, Field::Text, line.text.clone());
                }
            }
        }
        texts
    }

    /// Every block id, in reading order, without the contact's.
    pub fn ids(&self) -> Vec<&BlockId> {
        let mut ids = Vec::new();
        for section in &self.sections {
            ids.push(&section.id);
            for item in &section.items {
                ids.push(item.id());
                ids.extend(item.bullets().iter().map(|line| &line.id));
            }
        }
        ids
    }

    /// The section that a block is, or stands in.
    pub fn section_of(&self, block: &BlockId) -> Option<&Section> {
        self.sections.iter().find(|section| {
            &section.id == block
                || section.items.iter().any(|item| item.id() == block || item.bullets().iter().any(|line| &line.id == block))
        })
    }

    /// Where a block stands; `None` when it is not there.
    pub fn anchor(&self, block: &BlockId) -> Option<Anchor> {
        let behind = |ids: &[&BlockId], at: usize| at.checked_sub(1).map(|before| ids[before].clone());
        let sections: Vec<_> = self.sections.iter().map(|section| &section.id).collect();
        if let Some(at) = sections.iter().position(|id| *id == block) {
            return Some(Anchor { parent: None, after: behind(&sections, at) });
        }
        for section in &self.sections {
            let items: Vec<_> = section.items.iter().map(Item::id).collect();
            if let Some(at) = items.iter().position(|id| *id == block) {
                return Some(Anchor { parent: Some(section.id.clone()), after: behind(&items, at) });
            }
            for item in &section.items {
                let lines: Vec<_> = item.bullets().iter().map(|line| &line.id).collect();
                if let Some(at) = lines.iter().position(|id| *id == block) {
                    return Some(Anchor { parent: Some(item.id().clone()), after: behind(&lines, at) });
                }
            }
        }
        None
    }

    /// A copy of a block with what it holds.
    pub fn node(&self, block: &BlockId) -> Option<Node> {
        for section in &self.sections {
            if &section.id == block {
                return Some(Node::Section(section.clone()));
            }
            for item in &section.items {
                if item.id() == block {
                    return Some(Node::Item(item.clone()));
                }
                if let Some(line) = item.bullets().iter().find(|line| &line.id == block) {
                    return Some(Node::Bullet(line.clone()));
                }
            }
        }
        None
    }
}

impl Edit {
    /// The block that the edit is about.
    pub fn block(&self) -> &BlockId {
        match self {
            Edit::Replace { place, .. } => &place.block,
            Edit::Insert { node, .. } | Edit::Remove { node, .. } => node.id(),
            Edit::Move { block, .. } => block,
        }
    }

    /// The edit that takes this one back.
    pub fn invert(&self) -> Edit {
        match self.clone() {
            Edit::Replace { place, before, after } => Edit::Replace { place, before: after, after: before },
            Edit::Insert { at, node } => Edit::Remove { at, node },
            Edit::Remove { at, node } => Edit::Insert { at, node },
            Edit::Move { block, from, to } => Edit::Move { block, from: to, to: from },
        }
    }
}

/// Applies one edit, or says why not and changes nothing.
pub fn apply(document: &mut Document, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Replace { place, before, after } => {
            let now = document.text(place).ok_or(Refusal::Missing)?;
            if &now != before {
                return Err(Refusal::Stale);
            }
            document.set_text(place, after).ok_or(Refusal::Unfit)
        }
        Edit::Insert { at, node } => {
            let ids = document.ids();
            if node.ids().iter().any(|id| ids.contains(id) || **id == contact_id()) {
                return Err(Refusal::Taken);
            }
            insert(document, at, node.clone())
        }
        Edit::Remove { at, node } => {
            let now = document.node(node.id()).ok_or(Refusal::Missing)?;
            if &now != node || document.anchor(node.id()).as_ref() != Some(at) {
                return Err(Refusal::Stale);
            }
            take(document, node.id());
            Ok(())
        }
        Edit::Move { block, from, to } => {
            let node = document.node(block).ok_or(Refusal::Missing)?;
            if document.anchor(block).as_ref() != Some(from) {
                return Err(Refusal::Stale);
            }
            let mut moved = document.clone();
            take(&mut moved, block);
            insert(&mut moved, to, node)?;
            *document = moved;
            Ok(())
        }
    }
}

fn insert(document: &mut Document, at: &Anchor, node: Node) -> Result<(), Refusal> {
    fn put<T>(list: &mut Vec<T>, after: Option<&BlockId>, id: impl Fn(&T) -> &BlockId, new: T) -> Result<(), Refusal> {
        let index = match after {
            None => 0,
            Some(after) => list.iter().position(|one| id(one) == after).ok_or(Refusal::Missing)? + 1,
        };
        list.insert(index, new);
        Ok(())
    }
    let after = at.after.as_ref();
    match (node, &at.parent) {
        (Node::Section(new), None) => put(&mut document.sections, after, |one| &one.id, new),
        (Node::Item(new), Some(parent)) => {
            let section = document.sections.iter_mut().find(|one| &one.id == parent).ok_or(Refusal::Missing)?;
            put(&mut section.items, after, Item::id, new)
        }
        (Node::Bullet(new), Some(parent)) => {
            let item = document.sections.iter_mut().flat_map(|one| &mut one.items).find(|one| one.id() == parent);
            match item.ok_or(Refusal::Missing)? {
                Item::Entry(entry) => put(&mut entry.bullets, after, |one| &one.id, new),
                _ => Err(Refusal::Unfit),
            }
        }
        _ => Err(Refusal::Unfit),
    }
}

fn take(document: &mut Document, block: &BlockId) {
    document.sections.retain(|section| &section.id != block);
    for section in &mut document.sections {
        section.items.retain(|item| item.id() != block);
        for item in &mut section.items {
            if let Item::Entry(entry) = item {
                entry.bullets.retain(|line| &line.id != block);
            }
        }
    }
}

impl Node {
    /// Of the block itself.
    pub fn id(&self) -> &BlockId {
        match self {
            Node::Section(section) => &section.id,
            Node::Item(item) => item.id(),
            Node::Bullet(line) => &line.id,
        }
    }

    /// Of the block and all that it holds.
    pub fn ids(&self) -> Vec<&BlockId> {
        let of_item = |item| {
            let item: &Item = item;
            std::iter::once(item.id()).chain(item.bullets().iter().map(|line| &line.id)).collect::<Vec<_>>()
        };
        match self {
            Node::Section(section) => std::iter::once(&section.id).chain(section.items.iter().flat_map(of_item)).collect(),
            Node::Item(item) => of_item(item),
            Node::Bullet(line) => vec![&line.id],
        }
    }
}

impl Item {
    /// Of the block.
    pub fn id(&self) -> &BlockId {
        match self {
            Item::Paragraph(line) | Item::Bullet(line) => &line.id,
            Item::Skills(group) => &group.id,
            Item::Entry(entry) => &entry.id,
        }
    }

    /// Of an entry; empty for a block that holds none.
    pub fn bullets(&self) -> &[Line] {
        match self {
            Item::Entry(entry) => &entry.bullets,
            _ => &[],
        }
    }
}

fn contact_text(contact: &Contact, field: Field) -> Option<String> {
    Some(match field {
        Field::Name => contact.name.clone(),
        Field::Headline => contact.headline.clone(),
        Field::Email => contact.email.clone(),
        Field::Phone => contact.phone.clone(),
        Field::Location => contact.location.clone(),
        Field::Links => contact.links.iter().map(Link::to_line).collect::<Vec<_>>().join("\n"),
        _ => return None,
    })
}

fn set_contact(contact: &mut Contact, field: Field, text: &str) -> Option<()> {
    match field {
        Field::Name => contact.name = text.to_owned(),
        Field::Headline => contact.headline = text.to_owned(),
        Field::Email => contact.email = text.to_owned(),
        Field::Phone => contact.phone = text.to_owned(),
        Field::Location => contact.location = text.to_owned(),
        Field::Links => contact.links = text.lines().filter(|line| !line.trim().is_empty()).map(Link::from_line).collect(),
        _ => return None,
    }
    Some(())
}

fn item_text(item: &Item, field: Field) -> Option<String> {
    match (item, field) {
        (Item::Paragraph(line) | Item::Bullet(line), Field::Text) => Some(line.text.clone()),
        (Item::Skills(group), Field::Text) => Some(group.skills.join(", ")),
        (Item::Skills(group), Field::Label) => Some(group.label.clone()),
        (Item::Entry(entry), _) => entry_text(entry, field).map(str::to_owned),
        _ => None,
    }
}

fn entry_text(entry: &Entry, field: Field) -> Option<&str> {
    match field {
        Field::Title => Some(&entry.title),
        Field::Organisation => Some(&entry.organisation),
        Field::Place => Some(&entry.place),
        Field::Dates => Some(&entry.dates.text),
        Field::Url => Some(&entry.url),
        Field::Summary => Some(&entry.summary),
        _ => None,
    }
}

fn set_item(item: &mut Item, field: Field, text: &str) -> Option<()> {
    match (item, field) {
        (Item::Paragraph(line) | Item::Bullet(line), Field::Text) => line.text = text.to_owned(),
        (Item::Skills(group), Field::Text) => group.skills = split_skills(text),
        (Item::Skills(group), Field::Label) => group.label = text.to_owned(),
        (Item::Entry(entry), Field::Title) => entry.title = text.to_owned(),
        (Item::Entry(entry), Field::Organisation) => entry.organisation = text.to_owned(),
        (Item::Entry(entry), Field::Place) => entry.place = text.to_owned(),
        (Item::Entry(entry), Field::Dates) => entry.dates = Dates::parse(text),
        (Item::Entry(entry), Field::Url) => entry.url = text.to_owned(),
        (Item::Entry(entry), Field::Summary) => entry.summary = text.to_owned(),
        _ => return None,
    }
    Some(())
}

/// Splits a row of skills at commas, semicolons, bars and middle dots that do not stand in brackets.
pub fn split_skills(text: &str) -> Vec<String> {
    let mut skills = vec![String::new()];
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, ',' | ';' | '|' | '·' | '•') {
            skills.push(String::new());
        } else if let Some(last) = skills.last_mut() {
            last.push(c);
        }
    }
    skills.iter().map(|skill| crate::text::squeeze(skill)).filter(|skill| !skill.is_empty()).collect()
}

impl Link {
    fn to_line(&self) -> String {
        if self.label.is_empty() { self.url.clone() } else { format!("{} | {}", self.label, self.url) }
    }

    fn from_line(line: &str) -> Self {
        match line.split_once(" | ") {
            Some((label, url)) => Link { label: label.trim().to_owned(), url: url.trim().to_owned() },
            None => Link { label: String::new(), url: line.trim().to_owned() },
        }
    }
}
