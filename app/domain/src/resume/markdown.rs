//! Documents as Markdown, both ways.

use super::Document;

/// Writes a document as Markdown.
pub fn write(_document: &Document) -> String {
    String::new()
}
