//! A block that stands elsewhere: its text once, and from where it goes to where.

use crate::state::review::Review;
use domain::proposal::draft::node_text;
use domain::resume::Document;
use domain::resume::edit::Anchor;
use leptos::prelude::*;

/// As many characters of the neighbour as name it.
const NAMED: usize = 60;

/// What moves, behind what it stands, and where it will stand.
#[component]
pub fn Moved(review: Review, text: String, from: Anchor, to: Anchor) -> impl IntoView {
    let place = move |at: &Anchor| review.base.with_untracked(|base| base.as_ref().map(|(_, document)| said(document, at)));
    view! {
        <p class="diff">{text}</p>
        <p>
            <span class="label">"From"</span> " " {place(&from)} " "
            <span class="label">"To"</span> " " {place(&to)}
        </p>
    }
}

fn said(document: &Document, at: &Anchor) -> String {
    let Some(before) = &at.after else { return "the top".to_owned() };
    let text = document.node(before).map(|node| node_text(&node)).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(NAMED).collect();
    let more = if cut.len() < line.len() { "…" } else { "" };
    format!("behind “{cut}{more}”")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::BlockId;
    use domain::resume::{Section, SectionKind};

    #[test]
    fn a_place_is_named_by_what_stands_before_it() {
        let section =
            |id: &str, title: &str| Section { id: BlockId::new(id), kind: SectionKind::Custom, title: title.into(), items: Vec::new() };
        let document = Document { sections: vec![section("a", "Talks"), section("b", &"long ".repeat(20))], ..Document::default() };
        let behind = |id: Option<&str>| said(&document, &Anchor { parent: None, after: id.map(BlockId::new) });
        assert_eq!((behind(None), behind(Some("a"))), ("the top".to_owned(), "behind “Talks”".to_owned()));
        assert!(behind(Some("b")).ends_with("…”") && behind(Some("b")).chars().count() < 80);
    }
}
