//! Items of a section as elements of its list, and back: skills, languages and interests; entries go through [`super::shape`].

use super::leaves::{Ledger, Node};
use super::shape::Shape;
use super::tree::Tree;
use super::{read, write};
use crate::resume::{Field, Item, Line, SectionKind, SkillGroup};

/// Levels that a label may end with in parentheses: "Frontend (Expert)".
const LEVELS: [&str; 12] = [
    "beginner",
    "novice",
    "basic",
    "intermediate",
    "competent",
    "proficient",
    "advanced",
    "expert",
    "master",
    "senior",
    "junior",
    "native",
];

/// The elements of a section's list.
pub(super) fn elements(kind: SectionKind, items: &[Item]) -> Vec<Tree> {
    let elements: Vec<Tree> = match kind {
        SectionKind::Summary | SectionKind::Custom => Vec::new(),
        SectionKind::Skills => items.iter().flat_map(skill).collect(),
        SectionKind::Languages => items.iter().flat_map(language).collect(),
        SectionKind::Interests => items.iter().flat_map(interest).collect(),
        kind => match Shape::of(kind) {
            Some(shape) => items
                .iter()
                .map(|item| match item {
                    Item::Entry(entry) => write::entry(shape, entry),
                    other => write::loose(shape, other),
                })
                .collect(),
            None => Vec::new(),
        },
    };
    elements.into_iter().filter(|element| !element.is_empty()).collect()
}

/// All that an item says, on one line.
pub(super) fn text_of(item: &Item) -> String {
    match item {
        Item::Paragraph(line) | Item::Bullet(line) => line.text.clone(),
        Item::Skills(group) if group.label.is_empty() => group.skills.join(", "),
        Item::Skills(group) => format!("{}: {}", group.label, group.skills.join(", ")),
        Item::Entry(entry) => {
            let mut texts = vec![&entry.title, &entry.organisation, &entry.place, &entry.dates.text, &entry.url, &entry.summary];
            texts.extend(entry.bullets.iter().map(|bullet| &bullet.text));
            texts.into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" | ")
        }
    }
}

fn skill(item: &Item) -> Vec<Tree> {
    match item {
        Item::Skills(group) if group.label.is_empty() => group.skills.iter().map(|skill| Tree::object([("name", skill.into())])).collect(),
        Item::Skills(group) => {
            let (name, level) = leveled(&group.label).unwrap_or((&group.label, ""));
            vec![Tree::object([
                ("name", Tree::Text(name.to_owned())),
                ("level", Tree::Text(level.to_owned())),
                ("keywords", Tree::texts(&group.skills)),
            ])]
        }
        other => vec![Tree::object([("name", text_of(other).into())])],
    }
}

/// "Frontend (Expert)" is the name Frontend at the level Expert.
fn leveled(label: &str) -> Option<(&str, &str)> {
    let (name, level) = label.strip_suffix(')')?.rsplit_once(" (")?;
    LEVELS.contains(&level.to_lowercase().as_str()).then_some((name, level))
}

fn language(item: &Item) -> Vec<Tree> {
    let one = |text: &str| {
        let parts = text.strip_suffix(')').and_then(|text| text.split_once(" ("));
        let parts = parts.or_else(|| [": ", " – ", " - "].iter().find_map(|mark| text.split_once(mark)));
        let (language, fluency) = parts.unwrap_or((text, ""));
        Tree::object([("language", Tree::Text(language.to_owned())), ("fluency", Tree::Text(fluency.to_owned()))])
    };
    match item {
        Item::Skills(group) if group.label.is_empty() => group.skills.iter().map(|skill| one(skill)).collect(),
        Item::Skills(group) => vec![Tree::object([("language", (&group.label).into()), ("fluency", group.skills.join(", ").into())])],
        Item::Entry(entry) if entry.summary.is_empty() && entry.bullets.is_empty() => {
            vec![Tree::object([("language", (&entry.title).into()), ("fluency", (&entry.organisation).into())])]
        }
        other => vec![one(&text_of(other))],
    }
}

fn interest(item: &Item) -> Vec<Tree> {
    match item {
        Item::Skills(group) if group.label.is_empty() => group.skills.iter().map(|skill| Tree::object([("name", skill.into())])).collect(),
        Item::Skills(group) => vec![Tree::object([("name", (&group.label).into()), ("keywords", Tree::texts(&group.skills))])],
        other => vec![Tree::object([("name", text_of(other).into())])],
    }
}

/// The elements of a list as items.
pub(super) fn items(kind: SectionKind, nodes: &[Node], ledger: &mut Ledger) -> Vec<Item> {
    match kind {
        SectionKind::Skills | SectionKind::Interests => groups(nodes, ledger),
        SectionKind::Languages => languages(nodes, ledger),
        kind => Shape::of(kind).map_or(Vec::new(), |shape| nodes.iter().map(|node| entry(shape, node, ledger)).collect()),
    }
}

fn entry(shape: &Shape, node: &Node, ledger: &mut Ledger) -> Item {
    if shape.list == "references" && node.peek("name").is_empty() && node.keys.len() == 1 {
        let id = ledger.minter.mint();
        let text = ledger.text(node, &["reference"], &id, Field::Text);
        return Item::Paragraph(Line { id, text });
    }
    Item::Entry(read::entry(shape, node, ledger))
}

/// Names with keywords are labelled rows; names alone stand together in one row.
fn groups(nodes: &[Node], ledger: &mut Ledger) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut row_open = false;
    for node in nodes {
        let labelled =
            ["keywords", "level", "description", "proficiency"].iter().any(|key| node.keys.get(*key).is_some_and(says_something));
        match items.last_mut() {
            Some(Item::Skills(group)) if row_open && !labelled => {
                let id = group.id.clone();
                let name = ledger.text(node, &["name"], &id, Field::Text);
                if !name.is_empty() {
                    group.skills.push(name);
                }
            }
            _ => {
                let id = ledger.minter.mint();
                let group = if labelled {
                    let name = ledger.text(node, &["name"], &id, Field::Label);
                    let level = node.peek("level");
                    let level = if level.parse::<f64>().is_ok() { String::new() } else { ledger.text(node, &["level"], &id, Field::Label) };
                    let level =
                        if level.is_empty() { ledger.text(node, &["description", "proficiency"], &id, Field::Label) } else { level };
                    let label = if level.is_empty() { name } else { format!("{name} ({level})").trim_start().to_owned() };
                    let skills = ledger.texts(node, "keywords", &id, Field::Text);
                    // A label without skills is a skill.
                    if skills.is_empty() {
                        SkillGroup { id, label: String::new(), skills: vec![label] }
                    } else {
                        SkillGroup { id, label, skills }
                    }
                } else {
                    let name = ledger.text(node, &["name"], &id, Field::Text);
                    SkillGroup { id, label: String::new(), skills: vec![name] }
                };
                row_open = group.label.is_empty();
                items.push(Item::Skills(group));
            }
        }
    }
    items
}

fn says_something(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => !text.trim().is_empty(),
        serde_json::Value::Array(list) => !list.is_empty(),
        _ => false,
    }
}

/// One row: "English (Native speaker), Spanish".
fn languages(nodes: &[Node], ledger: &mut Ledger) -> Vec<Item> {
    if nodes.is_empty() {
        return Vec::new();
    }
    let id = ledger.minter.mint();
    let skills = nodes
        .iter()
        .filter_map(|node| {
            let language = ledger.text(node, &["language", "name"], &id, Field::Text);
            let fluency = ledger.text(node, &["fluency", "description"], &id, Field::Text);
            match (language.is_empty(), fluency.is_empty()) {
                (true, true) => None,
                (_, true) => Some(language),
                (true, false) => Some(fluency),
                _ => Some(format!("{language} ({fluency})")),
            }
        })
        .collect();
    vec![Item::Skills(SkillGroup { id, label: String::new(), skills })]
}
