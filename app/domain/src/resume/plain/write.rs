//! A document as plain text, for forms and e-mails.

use crate::resume::{Contact, Document, Entry, Item, Section};
use crate::text::squeeze;

/// Parts the organisation, place, dates and address of an entry.
pub(super) const BAR: &str = " | ";
/// What the labels of the contact lines are called.
pub(super) const REACH: [&str; 3] = ["Email", "Phone", "Location"];

/// Writes a document as plain text, one line a block.
///
/// ```text
/// Alex Chen
/// =========
/// Senior ML engineer
/// Email: alex@example.com
/// GitHub: github.com/example
///
/// Work Experience
/// ---------------
/// ML engineer
/// DataStartup Inc | Austin, TX | 2018 – 2020
/// - Bullet
/// ```
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    head(&document.contact, &mut text);
    for section in &document.sections {
        write_section(section, &mut text);
    }
    text
}

/// The line under a heading.
pub(super) fn underline(title: &str, mark: char) -> String {
    std::iter::repeat_n(mark, title.chars().count().max(3)).collect()
}

fn head(contact: &Contact, text: &mut String) {
    let name = squeeze(&contact.name);
    push(text, &name);
    push(text, &underline(&name, '='));
    if !contact.headline.is_empty() {
        push(text, &squeeze(&contact.headline));
    }
    for (label, value) in REACH.iter().zip([&contact.email, &contact.phone, &contact.location]) {
        if !value.is_empty() {
            push(text, &format!("{label}: {}", squeeze(value)));
        }
    }
    for link in &contact.links {
        let label = if link.label.is_empty() { String::new() } else { format!("{}: ", squeeze(&link.label)) };
        push(text, &format!("{label}{}", squeeze(&link.url)));
    }
}

fn write_section(section: &Section, text: &mut String) {
    text.push('\n');
    let title = squeeze(&section.title);
    push(text, &title);
    push(text, &underline(&title, '-'));
    let mut above: Option<&Item> = None;
    for item in &section.items {
        // Rows and bullets stand together, everything else apart.
        let together = matches!((above, item), (Some(Item::Bullet(_)), Item::Bullet(_)) | (Some(Item::Skills(_)), Item::Skills(_)));
        if above.is_some() && !together {
            text.push('\n');
        }
        above = Some(item);
        match item {
            Item::Paragraph(line) => push(text, &squeeze(&line.text)),
            Item::Bullet(line) => push(text, &format!("- {}", squeeze(&line.text))),
            Item::Skills(group) => {
                let skills = group.skills.iter().map(|skill| squeeze(skill)).collect::<Vec<_>>().join(", ");
                let label = if group.label.is_empty() { String::new() } else { format!("{}: ", squeeze(&group.label)) };
                push(text, &format!("{label}{skills}"));
            }
            Item::Entry(entry) => write_entry(entry, text),
        }
    }
}

fn write_entry(entry: &Entry, text: &mut String) {
    let details = [&entry.organisation, &entry.place, &entry.dates.text, &entry.url];
    let details = details.into_iter().filter(|part| !part.is_empty()).map(|part| squeeze(part)).collect::<Vec<_>>().join(BAR);
    for line in [&entry.title, &details, &entry.summary] {
        if !line.is_empty() {
            push(text, &squeeze(line));
        }
    }
    for bullet in &entry.bullets {
        push(text, &format!("- {}", squeeze(&bullet.text)));
    }
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
