//! What a format could not carry: the texts of a document that are not in what was read back from it.

use super::{Document, Item};
use crate::text::fold;
use std::collections::BTreeMap;

/// The texts of `before` that `after` does not have, each as often as it is missing, in reading order.
/// Places may differ, and so may blanks, case and kinds of dashes: this asks whether a text is still there, not where.
pub fn lost(before: &Document, after: &Document) -> Vec<String> {
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts(after) {
        *there.entry(fold(&text)).or_default() += 1;
    }
    let found = |text: &String| match there.get_mut(&fold(text)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let mut found = found;
    texts(before).into_iter().filter(|text| !found(text)).collect()
}

/// Every text of the document in reading order, skills one by one; empty ones left out.
pub fn texts(document: &Document) -> Vec<String> {
    let contact = &document.contact;
    let mut texts = vec![&contact.name, &contact.headline, &contact.email, &contact.phone, &contact.location];
    for link in &contact.links {
        texts.extend([&link.label, &link.url]);
    }
    for section in &document.sections {
        texts.push(&section.title);
        for item in &section.items {
            match item {
                Item::Paragraph(line) | Item::Bullet(line) => texts.push(&line.text),
                Item::Skills(group) => {
                    texts.push(&group.label);
                    texts.extend(&group.skills);
                }
                Item::Entry(entry) => {
                    texts.extend([&entry.title, &entry.organisation, &entry.place, &entry.dates.text, &entry.url, &entry.summary]);
                    texts.extend(entry.bullets.iter().map(|bullet| &bullet.text));
                }
            }
        }
    }
    texts.into_iter().filter(|text| !text.trim().is_empty()).cloned().collect()
}
