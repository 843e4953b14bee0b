//! Stands in for rules of `domain` that are about to land; goes with them.

use domain::diff::{Mark, Span};
use domain::gap::Analysis;
use domain::posting::Posting;
use domain::proposal::{Change, Decision};
use domain::resume::Document;

/// Will be `domain::diff::words`.
pub fn words(before: &str, after: &str) -> Vec<Span> {
    let span = |mark, text: &str| (!text.is_empty()).then(|| Span { mark, text: text.to_owned() });
    [span(Mark::Removed, before), span(Mark::Added, after)].into_iter().flatten().collect()
}

/// Will be `domain::gap::analyse`.
pub fn analyse(_document: &Document, _posting: &Posting) -> Analysis {
    Analysis::default()
}

/// Will be `domain::proposal::merge::preview`.
pub fn preview(base: &Document, _changes: &[Change]) -> Document {
    base.clone()
}

/// Will be `Change::is_taken`.
pub fn is_taken(change: &Change) -> bool {
    matches!(change.decision, Decision::Approved | Decision::Edited)
}

/// Will be `domain::resume::plain::write`.
pub fn plain(document: &Document) -> String {
    document.texts().into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}
