//! JSON Resume as a document.

use super::leaves::{Ledger, Node};
use super::shape::{BULLETS, ORDER, PLACE, Shape, URL, list};
use super::tree::Tree;
use super::{EXTENSION, dates, degree, lists, write};
use crate::ids::BlockId;
use crate::resume::structure::{Import, Minter};
use crate::resume::{Contact, Dates, Document, Entry, Field, Item, Line, Link, Section, SectionKind, contact_id};
use crate::text::squeeze;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Whether the keys are those of a resume.
pub(super) fn is_one(top: &Map<String, Value>) -> bool {
    top.get("basics").is_some_and(Value::is_object)
        || ["work", "education", "skills"].iter().filter(|key| top.contains_key(**key)).count() > 1
}

/// The whole resume.
pub(super) fn read(source: &Value) -> Import {
    let empty = Map::new();
    let top = Node { keys: source.as_object().unwrap_or(&empty), path: String::new() };
    let mut ledger = Ledger::default();
    let mut document = Document::default();
    let mut summary = String::new();
    if let Some(basics) = top.object("basics") {
        document.contact = contact(&basics, &mut ledger);
        summary = basics.keys.get("summary").and_then(Value::as_str).unwrap_or("").to_owned();
    }
    let mut pool = Pool { lists: ORDER.iter().filter_map(|(kind, _)| Some((*kind as u8, top.list(list(*kind)?)))).collect(), summary };
    for record in records(&top) {
        let section = recorded(&record, &mut pool, &mut ledger);
        document.sections.push(section);
    }
    for (kind, title) in ORDER {
        pool.rest(kind, title, &mut document, &mut ledger);
    }
    let extension = format!(".{EXTENSION}");
    ledger.close(document, source, |path| {
        path.starts_with("meta") || path == "$schema" || path.contains(&extension) || path == "basics.image" || path == "basics.picture"
    })
}

/// What sections have not taken yet.
struct Pool<'a> {
    lists: BTreeMap<u8, Vec<Node<'a>>>,
    summary: String,
}

impl<'a> Pool<'a> {
    fn take(&mut self, kind: SectionKind, count: usize) -> Vec<Node<'a>> {
        let Some(list) = self.lists.get_mut(&(kind as u8)) else { return Vec::new() };
        list.drain(..count.min(list.len())).collect()
    }

    /// What no section took goes to the last section of its kind, or to one of its own.
    fn rest(&mut self, kind: SectionKind, title: &str, document: &mut Document, ledger: &mut Ledger) {
        let id = document.sections.iter().rposition(|section| section.kind == kind);
        let new = match kind {
            SectionKind::Summary => summary(&std::mem::take(&mut self.summary), ledger),
            kind => lists::items(kind, &self.take(kind, usize::MAX), ledger),
        };
        if new.is_empty() {
            return;
        }
        match id.and_then(|index| document.sections.get_mut(index)) {
            Some(section) => section.items.extend(new),
            None => document.sections.push(Section { id: ledger.minter.mint(), kind, title: title.to_owned(), items: new }),
        }
    }
}

/// The records of the extension, if they are there.
fn records<'a>(top: &Node<'a>) -> Vec<Node<'a>> {
    top.object("meta").and_then(|meta| meta.object(EXTENSION)).map_or(Vec::new(), |extension| extension.list("sections"))
}

fn recorded(record: &Node, pool: &mut Pool, ledger: &mut Ledger) -> Section {
    let kind = SectionKind::ALL.into_iter().find(|kind| serde_json::to_value(kind).ok().as_ref() == record.keys.get("kind"));
    let kind = kind.unwrap_or(SectionKind::Custom);
    let id = ledger.minter.mint();
    let title = ledger.text(record, &["title"], &id, Field::Title);
    let take = record.keys.get("take").and_then(Value::as_u64).unwrap_or(0) as usize;
    let kept = record.keys.get("items").and_then(Value::as_array).and_then(|items| kept(items));
    let items = if kind == SectionKind::Summary {
        let text = if take > 0 { std::mem::take(&mut pool.summary) } else { String::new() };
        match kept {
            Some(items) if joined(&items) == text || take == 0 => {
                ledger.skip("basics.summary".into());
                adopt(items, record, ledger)
            }
            _ => summary(&text, ledger),
        }
    } else {
        let nodes = pool.take(kind, take);
        let same = |items: &[Item]| {
            let written: Vec<Value> = lists::elements(kind, items).iter().map(Tree::value).collect();
            written.iter().eq(nodes.iter().map(|node| Value::Object(node.keys.clone())).collect::<Vec<_>>().iter())
        };
        match kept {
            Some(items) if same(&items) => {
                nodes.iter().for_each(|node| skip_all(node, ledger));
                adopt(items, record, ledger)
            }
            _ => lists::items(kind, &nodes, ledger),
        }
    };
    Section { id, kind, title, items }
}

fn joined(items: &[Item]) -> String {
    items.iter().map(lists::text_of).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The items of a record, with empty ids; `None` when they are no items.
fn kept(items: &[Value]) -> Option<Vec<Item>> {
    let with_id = |value: &Value| {
        let mut keys = value.as_object()?.clone();
        keys.insert("id".into(), Value::String(String::new()));
        Some(Value::Object(keys))
    };
    items
        .iter()
        .map(|item| {
            let mut item = with_id(item)?;
            if let Some(bullets) = item.get_mut("bullets").and_then(Value::as_array_mut) {
                *bullets = bullets.iter().map(with_id).collect::<Option<_>>()?;
            }
            serde_json::from_value(item).ok()
        })
        .collect()
}

/// Gives ids to the items of a record and accounts for their texts.
fn adopt(mut items: Vec<Item>, record: &Node, ledger: &mut Ledger) -> Vec<Item> {
    for (index, item) in items.iter_mut().enumerate() {
        let path = format!("{}items[{index}]", record.path);
        let id = ledger.minter.mint();
        match item {
            Item::Paragraph(line) | Item::Bullet(line) => {
                ledger.take(&format!("{path}.text"), &line.text, &id, Field::Text);
                line.id = id;
            }
            Item::Skills(group) => {
                ledger.take(&format!("{path}.label"), &group.label, &id, Field::Label);
                for (index, skill) in group.skills.iter().enumerate() {
                    ledger.take(&format!("{path}.skills[{index}]"), skill, &id, Field::Text);
                }
                group.id = id;
            }
            Item::Entry(entry) => {
                let fields = [
                    ("title", &entry.title, Field::Title),
                    ("organisation", &entry.organisation, Field::Organisation),
                    ("place", &entry.place, Field::Place),
                    ("dates.text", &entry.dates.text, Field::Dates),
                    ("url", &entry.url, Field::Url),
                    ("summary", &entry.summary, Field::Summary),
                ];
                for (key, text, field) in fields.into_iter().filter(|(_, text, _)| !text.is_empty()) {
                    ledger.take(&format!("{path}.{key}"), text, &id, field);
                }
                for (index, bullet) in entry.bullets.iter_mut().enumerate() {
                    bullet.id = ledger.minter.mint();
                    ledger.take(&format!("{path}.bullets[{index}].text"), &bullet.text, &bullet.id, Field::Text);
                }
                entry.id = id;
            }
        }
    }
    items
}

fn skip_all(node: &Node, ledger: &mut Ledger) {
    for (key, value) in node.keys {
        ledger.skip(format!("{}{key}", node.path));
        if let Some(list) = value.as_array() {
            (0..list.len()).for_each(|index| ledger.skip(format!("{}{key}[{index}]", node.path)));
        }
    }
}

/// The elements of a section's list as items, as a reader without the extension's records sees them.
pub(super) fn items(kind: SectionKind, elements: &[Value]) -> Vec<Item> {
    let mut ledger = Ledger::default();
    if kind == SectionKind::Summary {
        return elements.first().and_then(Value::as_str).map_or(Vec::new(), |text| summary(text, &mut ledger));
    }
    let nodes: Vec<Node> = elements.iter().filter_map(Value::as_object).map(|keys| Node { keys, path: String::new() }).collect();
    lists::items(kind, &nodes, &mut ledger)
}

fn summary(text: &str, ledger: &mut Ledger) -> Vec<Item> {
    let mut items = Vec::new();
    for text in text.split("\n\n").map(squeeze).filter(|text| !text.is_empty()) {
        let id = ledger.minter.mint();
        ledger.take("basics.summary", &text, &id, Field::Text);
        items.push(Item::Paragraph(Line { id, text }));
    }
    items
}

/// The contact of `basics`.
pub(super) fn contact(basics: &Node, ledger: &mut Ledger) -> Contact {
    let id = contact_id();
    let mut contact = Contact {
        name: ledger.text(basics, &["name"], &id, Field::Name),
        headline: ledger.text(basics, &["label", "headline"], &id, Field::Headline),
        email: ledger.text(basics, &["email"], &id, Field::Email),
        phone: ledger.text(basics, &["phone"], &id, Field::Phone),
        location: location(basics, ledger),
        links: Vec::new(),
    };
    let url = ledger.text(basics, URL, &id, Field::Links);
    if !url.is_empty() {
        contact.links.push(Link { label: String::new(), url });
    }
    for profile in basics.list("profiles") {
        let label = ledger.text(&profile, &["network"], &id, Field::Links);
        let url = ledger.text(&profile, &["url"], &id, Field::Links);
        let user = profile.peek("username");
        // The name of the user stands in the address already, or in its place.
        if url.is_empty() {
            ledger.text(&profile, &["username"], &id, Field::Links);
        } else if url.to_lowercase().contains(user.trim_start_matches('@').to_lowercase().as_str()) {
            ledger.skip(format!("{}username", profile.path));
        }
        let url = if url.is_empty() { user } else { url };
        if !url.is_empty() || !label.is_empty() {
            contact.links.push(Link { label, url });
        }
    }
    let kept = basics.keys.get(EXTENSION).and_then(|kept| serde_json::from_value::<Contact>(kept.clone()).ok());
    let summary = basics.keys.get("summary").and_then(Value::as_str).unwrap_or("");
    match kept {
        Some(kept) if says(&write::standard_basics(&kept, summary), basics.keys) => kept,
        _ => contact,
    }
}

/// "123 Example Street, San Francisco, California, 94102, US"
fn location(basics: &Node, ledger: &mut Ledger) -> String {
    let id = contact_id();
    let Some(location) = basics.object("location") else {
        return ledger.text(basics, &["location"], &id, Field::Location);
    };
    let parts = ["address", "city", "region", "state", "postalCode", "countryCode", "country"];
    let parts = parts.map(|key| ledger.text(&location, &[key], &id, Field::Location));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// An element of a list as an entry; the extension's fields count when they still say what the standard keys say.
pub(super) fn entry(shape: &Shape, node: &Node, ledger: &mut Ledger) -> Entry {
    let standard = standard_entry(shape, node, ledger);
    let Some(kept) = node.object(EXTENSION) else { return standard };
    let merged = merged(&standard, &kept, &mut ledger.minter);
    if says(&write::standard_entry(shape, &merged), node.keys) { merged } else { standard }
}

/// Whether the keys, without the extension, are what is written.
fn says(written: &Tree, keys: &Map<String, Value>) -> bool {
    let mut keys = keys.clone();
    keys.remove(EXTENSION);
    written.value() == Value::Object(keys)
}

fn merged(standard: &Entry, kept: &Node, minter: &mut Minter) -> Entry {
    let text = |key: &str, standard: &String| kept.keys.get(key).and_then(Value::as_str).map_or_else(|| standard.clone(), str::to_owned);
    let bullets = kept.keys.get("bullets").and_then(Value::as_array);
    Entry {
        id: standard.id.clone(),
        title: text("title", &standard.title),
        organisation: text("organisation", &standard.organisation),
        place: text("place", &standard.place),
        dates: kept.keys.get("dates").and_then(Value::as_str).map_or_else(|| standard.dates.clone(), Dates::parse),
        url: text("url", &standard.url),
        summary: text("summary", &standard.summary),
        bullets: match bullets {
            // The lines of the source name the bullets they became.
            Some(texts) => texts
                .iter()
                .filter_map(Value::as_str)
                .map(|text| match standard.bullets.iter().find(|bullet| bullet.text == text) {
                    Some(bullet) => bullet.clone(),
                    None => Line { id: minter.mint(), text: text.to_owned() },
                })
                .collect(),
            None => standard.bullets.clone(),
        },
    }
}

/// An element by the schema alone.
pub(super) fn standard_entry(shape: &Shape, node: &Node, ledger: &mut Ledger) -> Entry {
    let id = ledger.minter.mint();
    let mut entry = Entry { id: id.clone(), ..Entry::default() };
    entry.organisation = ledger.text(node, shape.organisation, &id, Field::Organisation);
    entry.title = ledger.text(node, shape.title, &id, Field::Title);
    if shape.is_education() {
        let area = ledger.text(node, &["area"], &id, Field::Title);
        entry.title = degree::join(&entry.title, &area);
    }
    entry.place = ledger.text(node, &[PLACE], &id, Field::Place);
    entry.url = ledger.text(node, URL, &id, Field::Url);
    entry.dates = if shape.has_span() {
        let start = ledger.text(node, &["startDate"], &id, Field::Dates);
        let end = ledger.text(node, &["endDate"], &id, Field::Dates);
        dates::span(&start, &end)
    } else {
        dates::one(&ledger.text(node, shape.date, &id, Field::Dates))
    };
    entry.summary = ledger.text(node, shape.summary, &id, Field::Summary);
    entry.bullets = bullets(shape, node, ledger);
    entry
}

fn bullets(shape: &Shape, node: &Node, ledger: &mut Ledger) -> Vec<Line> {
    let mut bullets = Vec::new();
    let highlights = node.keys.get(BULLETS).and_then(Value::as_array).map(Vec::len).unwrap_or_default();
    for index in 0..highlights {
        let text = super::leaves::shown(&node.keys[BULLETS][index]);
        if !text.is_empty() {
            let id = ledger.minter.mint();
            ledger.take(&format!("{}{BULLETS}[{index}]", node.path), &text, &id, Field::Text);
            bullets.push(Line { id, text });
        }
    }
    for (label, key, is_list) in shape.labelled {
        if !node.keys.contains_key(*key) {
            continue;
        }
        let id: BlockId = ledger.minter.mint();
        let text = match is_list {
            true => ledger.texts(node, key, &id, Field::Text).join(", "),
            false => ledger.text(node, &[key], &id, Field::Text),
        };
        if !text.is_empty() {
            bullets.push(Line { id, text: format!("{label}: {text}") });
        }
    }
    bullets
}
