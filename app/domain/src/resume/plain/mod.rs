//! Documents as plain text, both ways: what goes into a form field or an e-mail.
//!
//! Headings are underlined, so that a reader finds them again whatever they say. Plain text has no marks for the fields of an entry:
//! what stands where is told by order and by dates, and an entry without an organisation may come back with its place there.

mod foreign;
mod own;
mod write;

pub use foreign::lines;
pub use write::write;

use super::structure::{self, Import, SourceLine};
use super::{Document, loss};

/// Reads plain text; every line that says something is accounted for.
pub fn read(text: &str) -> Import {
    let Some((document, lines)) = own::read(text) else {
        let lines = lines(text);
        let pages = lines.iter().map(|line| line.page).max().unwrap_or(1);
        return structure::read(lines, pages);
    };
    let (texts, uses): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
    let lines = texts.into_iter().enumerate().map(|(number, text)| SourceLine { number, page: 1, text }).collect();
    Import { document, lines, uses, pages: 1 }
}

/// The texts of a document that its plain text does not carry.
pub fn lost(document: &Document) -> Vec<String> {
    loss::lost(document, &read(&write(document)).document)
}

#[cfg(test)]
mod tests;
