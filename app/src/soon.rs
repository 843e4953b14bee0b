//! Stands in for rules of `domain` that are about to land; goes with them.

use domain::resume::Document;

/// Will be `domain::resume::plain::write`.
pub fn plain(document: &Document) -> String {
    document.texts().into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}
