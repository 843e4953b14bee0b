//! Reads [Reactive Resume](https://rxresu.me) 4 and 5: sections with items, texts in HTML, an order of sections in the layout.

use super::degree;
use super::leaves::{Ledger, Node};
use super::lists;
use crate::ids::BlockId;
use crate::resume::html;
use crate::resume::structure::Import;
use crate::resume::{Contact, Dates, Document, Entry, Field, Item, Line, Link, Section, SectionKind, contact_id};
use crate::text::squeeze;
use serde_json::{Map, Value};

/// Whether the keys are those of Reactive Resume.
pub(super) fn is_one(top: &Map<String, Value>) -> bool {
    top.get("sections").is_some_and(Value::is_object) && top.get("basics").is_some_and(Value::is_object)
}

/// The sections by their keys, in the order in which they stand without a layout.
const SECTIONS: [(&str, SectionKind); 12] = [
    ("summary", SectionKind::Summary),
    ("experience", SectionKind::Experience),
    ("education", SectionKind::Education),
    ("projects", SectionKind::Projects),
    ("skills", SectionKind::Skills),
    ("certifications", SectionKind::Certifications),
    ("languages", SectionKind::Languages),
    ("awards", SectionKind::Awards),
    ("publications", SectionKind::Publications),
    ("volunteer", SectionKind::Volunteering),
    ("interests", SectionKind::Interests),
    ("references", SectionKind::References),
];

/// The whole resume.
pub(super) fn read(source: &Value) -> Import {
    let empty = Map::new();
    let top = Node { keys: source.as_object().unwrap_or(&empty), path: String::new() };
    let mut ledger = Ledger::default();
    let mut document = Document::default();
    let (Some(basics), Some(sections)) = (top.object("basics"), top.object("sections")) else {
        return ledger.close(document, source, |_| false);
    };
    document.contact = contact(&basics, &sections, &mut ledger);
    for key in order(&top, &sections) {
        let known = SECTIONS.iter().find(|(name, _)| *name == key);
        let node = match known {
            Some(_) => sections.object(&key).or_else(|| top.object(&key)),
            None => sections.object("custom").and_then(|custom| custom.object(key.trim_start_matches("custom."))),
        };
        let kind = known.map_or(SectionKind::Custom, |(_, kind)| *kind);
        if let Some(section) = node.and_then(|node| section(kind, &node, &mut ledger)) {
            document.sections.push(section);
        }
    }
    ledger.close(document, source, |path| {
        let name = path.rsplit('.').next().unwrap_or(path);
        path.starts_with("metadata")
            || path.contains("picture")
            || matches!(
                name,
                "id" | "visible" | "hidden" | "columns" | "separateLinks" | "icon" | "level" | "showLinkInTitle" | "iconColor"
            )
            || path.starts_with("sections") && matches!(name, "name" | "title") && !path.contains("items[")
    })
}

/// The keys of the sections in the order of the layout; those it does not name follow.
fn order(top: &Node, sections: &Node) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    let mut add = |key: &str| {
        if !order.iter().any(|known| known == key) {
            order.push(key.to_owned());
        }
    };
    if let Some(layout) = top.object("metadata").and_then(|metadata| metadata.keys.get("layout").cloned()) {
        names(&layout, 0, &mut add);
    }
    SECTIONS.iter().for_each(|(key, _)| add(key));
    if let Some(custom) = sections.object("custom") {
        custom.keys.keys().for_each(|key| add(&format!("custom.{key}")));
    }
    order
}

fn names(value: &Value, depth: u8, add: &mut impl FnMut(&str)) {
    match value {
        Value::String(name) => add(name),
        Value::Array(list) if depth < 8 => list.iter().for_each(|value| names(value, depth + 1, add)),
        Value::Object(keys) if depth < 8 => keys.values().for_each(|value| names(value, depth + 1, add)),
        _ => {}
    }
}

fn contact(basics: &Node, sections: &Node, ledger: &mut Ledger) -> Contact {
    let id = contact_id();
    let mut contact = Contact {
        name: ledger.text(basics, &["name"], &id, Field::Name),
        headline: ledger.text(basics, &["headline"], &id, Field::Headline),
        email: ledger.text(basics, &["email"], &id, Field::Email),
        phone: ledger.text(basics, &["phone"], &id, Field::Phone),
        location: ledger.text(basics, &["location"], &id, Field::Location),
        links: Vec::new(),
    };
    if let Some((label, url)) = address(basics, ledger, &id, Field::Links) {
        contact.links.push(Link { label, url });
    }
    for field in basics.list("customFields") {
        let label = ledger.text(&field, &["name"], &id, Field::Links);
        let url = ledger.text(&field, &["value", "text", "link"], &id, Field::Links);
        contact.links.push(Link { label, url });
    }
    let profiles = sections.object("profiles");
    for profile in profiles.iter().flat_map(|profiles| profiles.list("items")).filter(is_shown) {
        let label = ledger.text(&profile, &["network"], &id, Field::Links);
        let user = profile.peek("username");
        let url = address(&profile, ledger, &id, Field::Links).map(|(_, url)| url);
        match url {
            Some(url) => {
                if url.contains(&user) {
                    ledger.skip(format!("{}username", profile.path));
                }
                contact.links.push(Link { label, url });
            }
            None => {
                let url = ledger.text(&profile, &["username"], &id, Field::Links);
                contact.links.push(Link { label, url });
            }
        }
    }
    contact.links.retain(|link| !link.url.is_empty());
    contact
}

/// Items that their owner has hidden are left over, not taken.
fn is_shown(node: &Node) -> bool {
    node.keys.get("visible") != Some(&Value::Bool(false)) && node.keys.get("hidden") != Some(&Value::Bool(true))
}

/// The label and address under `url` or `website`.
fn address(node: &Node, ledger: &mut Ledger, id: &BlockId, field: Field) -> Option<(String, String)> {
    let url = ["url", "website"].iter().find_map(|key| node.object(key))?;
    let href = ledger.text(&url, &["href", "url"], id, field);
    let label = if field == Field::Links { ledger.text(&url, &["label"], id, field) } else { String::new() };
    (!href.is_empty()).then_some((label, href))
}

fn section(kind: SectionKind, node: &Node, ledger: &mut Ledger) -> Option<Section> {
    if !is_shown(node) {
        return None;
    }
    let id = ledger.minter.mint();
    let items: Vec<Node> = node.list("items").into_iter().filter(is_shown).collect();
    let items = match kind {
        SectionKind::Summary => prose(node, &["content"], ledger).into_iter().map(item).collect(),
        SectionKind::Skills | SectionKind::Languages | SectionKind::Interests => lists::items(kind, &items, ledger),
        kind => items.iter().map(|node| entry(kind, node, ledger)).collect::<Vec<_>>(),
    };
    if items.is_empty() {
        return None;
    }
    let title = ledger.text(node, &["name", "title"], &id, Field::Title);
    Some(Section { id, kind, title, items })
}

fn item((bullet, line): (bool, Line)) -> Item {
    if bullet { Item::Bullet(line) } else { Item::Paragraph(line) }
}

fn entry(kind: SectionKind, node: &Node, ledger: &mut Ledger) -> Item {
    let id = ledger.minter.mint();
    let mut entry = Entry { id: id.clone(), ..Entry::default() };
    let (title, organisation): (&[&str], &[&str]) = match kind {
        SectionKind::Experience | SectionKind::Volunteering => (&["position"], &["company", "organization"]),
        SectionKind::Education => (&["studyType", "degree"], &["institution", "school"]),
        SectionKind::Awards => (&["title"], &["awarder"]),
        SectionKind::Certifications => (&["name", "title"], &["issuer"]),
        SectionKind::Publications => (&["name", "title"], &["publisher"]),
        SectionKind::Projects => (&["name"], &["description"]),
        SectionKind::References => (&["name"], &["description", "position"]),
        _ => (&["name", "title"], &["description"]),
    };
    entry.title = ledger.text(node, title, &id, Field::Title);
    let html_taken = organisation.iter().any(|key| html::is_html(&node.peek(key)));
    if !html_taken {
        entry.organisation = ledger.text(node, organisation, &id, Field::Organisation);
    }
    entry.place = ledger.text(node, &["location"], &id, Field::Place);
    if kind == SectionKind::Education {
        let area = node.peek("area");
        // People write the place of the school there: "Berkeley, CA".
        if entry.place.is_empty() && is_place(&area) {
            entry.place = ledger.text(node, &["area"], &id, Field::Place);
        } else {
            entry.title = degree::join(&entry.title, &ledger.text(node, &["area"], &id, Field::Title));
        }
    }
    entry.dates = Dates::parse(&ledger.text(node, &["date", "period"], &id, Field::Dates));
    entry.url = address(node, ledger, &id, Field::Url).map(|(_, url)| url).unwrap_or_default();
    let texts: &[&str] = if html_taken { &["summary", "description"] } else { &["summary", "description", "content"] };
    for (bullet, mut line) in prose(node, texts, ledger) {
        if !bullet && entry.summary.is_empty() && entry.bullets.is_empty() {
            line.id = id.clone();
            entry.summary = line.text;
        } else {
            entry.bullets.push(line);
        }
    }
    for (label, keys) in [("Score", ["score", "grade"]), ("Keywords", ["keywords", "keywords"])] {
        let line = ledger.minter.mint();
        let text = ledger.text(node, &keys, &line, Field::Text);
        let text = if text.is_empty() { ledger.texts(node, keys[0], &line, Field::Text).join(", ") } else { text };
        if !text.is_empty() {
            entry.bullets.push(Line { id: line, text: format!("{label}: {text}") });
        }
    }
    Item::Entry(entry)
}

/// "Berkeley, CA"
fn is_place(text: &str) -> bool {
    text.split_once(", ")
        .is_some_and(|(city, state)| !city.is_empty() && state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// The paragraphs and bullets of an HTML text that no field has taken yet.
fn prose(node: &Node, keys: &[&str], ledger: &mut Ledger) -> Vec<(bool, Line)> {
    let Some((key, text)) =
        keys.iter().find_map(|key| Some((key, node.keys.get(*key)?.as_str()?))).filter(|(key, _)| !ledger.has(node, key))
    else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for line in html::lines(text) {
        let id = ledger.minter.mint();
        let text = squeeze(&line.text);
        ledger.take(&format!("{}{key}", node.path), &text, &id, Field::Text);
        lines.push((line.bullet, Line { id, text }));
    }
    lines
}
