//! A document as a tree of JSON Resume.

use super::dates::iso;
use super::leaves::{Ledger, Node};
use super::lists::{self, elements};
use super::shape::{BULLETS, ORDER, PLACE, Shape, list};
use super::tree::Tree;
use super::{EXTENSION, degree, read, without_ids};
use crate::resume::{Contact, Document, Entry, Item, Section, SectionKind};
use crate::text::squeeze;
use serde_json::{Map, Value, json};

/// The whole resume.
pub(super) fn resume(document: &Document) -> Tree {
    let mut summary = String::new();
    let mut lists: Vec<(SectionKind, Vec<Tree>)> = ORDER.iter().map(|(kind, _)| (*kind, Vec::new())).collect();
    let mut records = Vec::new();
    for section in &document.sections {
        let natives = if section.kind == SectionKind::Summary {
            let text = if summary.is_empty() { joined(section) } else { String::new() };
            summary.push_str(&text);
            if text.is_empty() { Vec::new() } else { vec![Tree::Text(text)] }
        } else {
            elements(section.kind, &section.items)
        };
        records.push(record(section, &natives));
        if let Some((_, list)) = lists.iter_mut().find(|(kind, _)| *kind == section.kind && *kind != SectionKind::Summary) {
            list.extend(natives);
        }
    }
    const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
    // `basics` stands there even when it is empty: it is what makes the file a resume.
    let mut resume = Tree::Object(vec![("$schema", Tree::Text(SCHEMA.into())), ("basics", basics(&document.contact, &summary))]);
    for (kind, elements) in lists {
        if let Some(key) = list(kind) {
            resume.push(key, Tree::List(elements));
        }
    }
    let extension = Tree::object([("sections", Tree::List(records))]);
    resume.push("meta", Tree::object([("version", Tree::Text("v1.0.0".into())), (EXTENSION, extension)]));
    resume
}

/// `basics`, with the contact as it is where the standard keys say less.
fn basics(contact: &Contact, summary: &str) -> Tree {
    let mut tree = standard_basics(contact, summary);
    let value = tree.value();
    let back = match value.as_object() {
        Some(keys) => read::contact(&Node { keys, path: String::new() }, &mut Ledger::default()),
        None => Contact::default(),
    };
    if back != *contact {
        tree.push(EXTENSION, Tree::Value(json!(contact)));
    }
    tree
}

/// `basics` by the schema alone. What the schema would refuse is left out.
pub(super) fn standard_basics(contact: &Contact, summary: &str) -> Tree {
    let email = if contact.email.contains('@') && !contact.email.contains(' ') { contact.email.clone() } else { String::new() };
    let (own, profiles): (Vec<_>, Vec<_>) = contact.links.iter().partition(|link| link.label.is_empty());
    let mut own = own.into_iter();
    let profile = |label: &str, url: &str| {
        let user = url.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        let user = if url.trim_start_matches("https://").trim_start_matches("http://").contains('/') { user } else { "" };
        Tree::object([("network", Tree::Text(label.to_owned())), ("username", Tree::Text(user.to_owned())), ("url", address(url).into())])
    };
    let url = own.next().map(|link| address(&link.url)).unwrap_or_default();
    let profiles = profiles.into_iter().chain(own).map(|link| profile(&link.label, &link.url)).collect();
    Tree::object([
        ("name", (&contact.name).into()),
        ("label", (&contact.headline).into()),
        ("email", email.into()),
        ("phone", (&contact.phone).into()),
        ("url", url.into()),
        ("summary", Tree::Text(summary.to_owned())),
        ("location", location(&contact.location)),
        ("profiles", Tree::List(profiles)),
    ])
}

fn location(text: &str) -> Tree {
    match text.split(", ").collect::<Vec<_>>().as_slice() {
        [city] => Tree::object([("city", Tree::Text((*city).to_owned()))]),
        [city, region] => Tree::object([("city", Tree::Text((*city).to_owned())), ("region", Tree::Text((*region).to_owned()))]),
        _ => Tree::object([("address", Tree::Text(text.to_owned()))]),
    }
}

/// The address with its scheme; empty for what is none.
fn address(url: &str) -> String {
    match url {
        "" => String::new(),
        url if url.chars().any(|c| c.is_whitespace() || "<>\"{}|\\^`".contains(c)) => String::new(),
        url if url.contains("://") || url.starts_with("mailto:") => url.to_owned(),
        url => format!("https://{url}"),
    }
}

/// The paragraphs of a summary.
fn joined(section: &Section) -> String {
    let texts: Vec<String> = section.items.iter().map(lists::text_of).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}

/// What the schema does not say about a section.
fn record(section: &Section, natives: &[Tree]) -> Tree {
    let mut record = Tree::Object(vec![
        ("kind", Tree::Value(json!(section.kind))),
        ("title", (&section.title).into()),
        ("take", Tree::Value(json!(natives.len()))),
    ]);
    let values: Vec<Value> = natives.iter().map(Tree::value).collect();
    if without_ids(&read::items(section.kind, &values)) != without_ids(&section.items) {
        let items = without_ids(&section.items).iter().map(|item| Tree::Value(id_free(json!(item)))).collect();
        record.push("items", Tree::List(items));
    }
    record
}

/// The item without its ids.
fn id_free(mut item: Value) -> Value {
    if let Some(keys) = item.as_object_mut() {
        keys.remove("id");
        if let Some(bullets) = keys.get_mut("bullets").and_then(Value::as_array_mut) {
            bullets.iter_mut().filter_map(Value::as_object_mut).for_each(|bullet| drop(bullet.remove("id")));
        }
    }
    item
}

/// An entry as an element of its list, with its fields as they are where the standard keys say less.
pub(super) fn entry(shape: &Shape, entry: &Entry) -> Tree {
    let mut tree = standard_entry(shape, entry);
    let value = tree.value();
    let Some(keys) = value.as_object() else { return tree };
    let back = read::standard_entry(shape, &Node { keys, path: String::new() }, &mut Ledger::default());
    let (is, reads) = (fields(entry), fields(&back));
    let differ: Map<String, Value> = is.into_iter().filter(|(key, value)| reads.get(key) != Some(value)).collect();
    if !differ.is_empty() {
        tree.push(EXTENSION, Tree::Value(Value::Object(differ)));
    }
    tree
}

/// The fields of an entry by name: texts, and the bullets as a list of texts.
pub(super) fn fields(entry: &Entry) -> Map<String, Value> {
    let bullets: Vec<&String> = entry.bullets.iter().map(|bullet| &bullet.text).collect();
    let fields = [
        ("title", json!(entry.title)),
        ("organisation", json!(entry.organisation)),
        ("place", json!(entry.place)),
        ("dates", json!(entry.dates.text)),
        ("url", json!(entry.url)),
        ("summary", json!(entry.summary)),
        ("bullets", json!(bullets)),
    ];
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// An element by the schema alone.
pub(super) fn standard_entry(shape: &Shape, entry: &Entry) -> Tree {
    let mut tree = Tree::object([(shape.organisation[0], (&entry.organisation).into())]);
    if shape.is_education() {
        let (degree, area) = degree::split(&entry.title);
        tree.push("studyType", degree.into());
        tree.push("area", area.into());
    } else {
        tree.push(shape.title[0], (&entry.title).into());
    }
    tree.push(PLACE, (&entry.place).into());
    tree.push("url", address(&entry.url).into());
    let (start, end) = (iso(entry.dates.start), iso(entry.dates.end));
    if shape.has_span() {
        tree.push("startDate", start.into());
        tree.push("endDate", end.into());
    } else {
        tree.push(shape.date[0], if end.is_empty() { start } else { end }.into());
    }
    tree.push(shape.summary[0], (&entry.summary).into());
    let mut bullets = Vec::new();
    for bullet in entry.bullets.iter().map(|bullet| squeeze(&bullet.text)) {
        let labelled = shape.labelled.iter().find_map(|(label, key, is_list)| {
            let text = bullet.strip_prefix(label)?.strip_prefix(": ")?;
            (!has(&tree, key)).then(|| (*key, text.to_owned(), *is_list))
        });
        match labelled {
            Some((key, text, true)) => tree.push(key, Tree::List(text.split(", ").map(|part| Tree::Text(part.to_owned())).collect())),
            Some((key, text, false)) => tree.push(key, text.into()),
            None => bullets.push(Tree::Text(bullet)),
        }
    }
    tree.push(BULLETS, Tree::List(bullets));
    tree
}

fn has(tree: &Tree, key: &str) -> bool {
    matches!(tree, Tree::Object(keys) if keys.iter().any(|(name, _)| *name == key))
}

/// For a section that holds a text where its list holds entries.
pub(super) fn bare(shape: &Shape, text: String) -> Tree {
    Tree::object([(shape.title[0], text.into())])
}

/// A text that belongs to no entry, as an element of its list.
pub(super) fn loose(shape: &Shape, item: &Item) -> Tree {
    match item {
        // "FraudShield (open source) – Finds fraud" is the name of a project and what it is about.
        Item::Paragraph(line) | Item::Bullet(line) if shape.list == "projects" => {
            let parts = [" -- ", " – ", " — ", ": "].iter().find_map(|mark| line.text.split_once(mark));
            let (name, about) = parts.filter(|(name, _)| name.chars().count() <= 60).unwrap_or((&line.text, ""));
            Tree::object([("name", Tree::Text(name.to_owned())), ("description", Tree::Text(about.to_owned()))])
        }
        Item::Paragraph(line) if shape.list == "references" => Tree::object([("reference", (&line.text).into())]),
        other => bare(shape, lists::text_of(other)),
    }
}
