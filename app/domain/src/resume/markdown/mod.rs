//! Documents as Markdown, both ways.
//!
//! [`write`] makes a dialect of plain headings, lists and emphasis; [`read`] gives back exactly what was written (ids aside), and reads
//! anybody else's Markdown through [`crate::resume::structure`].

mod escape;
mod foreign;
mod inline;
mod own;
mod write;

pub use foreign::lines;
pub(super) use write::told_by;
pub use write::write;

use super::structure::{self, Import, SourceLine};
use super::{Document, loss};

/// Reads Markdown; every line that says something is accounted for.
pub fn read(text: &str) -> Import {
    let Some((document, lines)) = own::read(text) else {
        return structure::read(lines(text), 1);
    };
    let (texts, uses): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
    let lines = texts.into_iter().enumerate().map(|(number, text)| SourceLine { number, page: 1, text }).collect();
    Import { document, lines, uses, pages: 1 }
}

/// The texts of a document that its Markdown does not carry.
pub fn lost(document: &Document) -> Vec<String> {
    loss::lost(document, &read(&write(document)).document)
}

#[cfg(test)]
mod tests;
