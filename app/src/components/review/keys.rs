//! Keys and swipes of the review.

use crate::browser;
use crate::state::review::{Choice, Review};
use domain::proposal::{ChangeKind, Decision};
use leptos::prelude::*;

/// j and k go on and back, a approves, r rejects, e edits, u takes the last decision back, ? shows the keys. None of them while a
/// text is being edited: a key that comes before the box has the focus must decide nothing.
pub fn on_key(review: Review, help: RwSignal<bool>, event: &leptos::ev::KeyboardEvent) {
    if browser::is_typing(event) || review.editing.get_untracked() {
        return;
    }
    let row = review.focused_untracked();
    match (event.key().as_str(), row) {
        ("j", _) => review.step(true),
        ("k", _) => review.step(false),
        ("u", _) => review.undo(),
        ("?", _) => help.set(true),
        ("a", Some(row)) => {
            let change = row.change.get_untracked();
            if change.findings.iter().all(|finding| finding.supported) || change.confirmation.is_some() {
                review.decide(&row.id, Choice { decision: Decision::Approved, text: None, confirmation: change.confirmation });
            } else {
                review.news.set("This change needs your statement: say why it is true.".into());
                browser::focus("statement");
            }
        }
        ("r", Some(row)) => review.decide(&row.id, Choice::plain(Decision::Rejected)),
        ("e", Some(row)) if matches!(row.change.read_untracked().kind, ChangeKind::Replace | ChangeKind::Insert) => {
            review.editing.set(true);
            browser::when_drawn(|| browser::focus("own-text"));
        }
        _ => return,
    }
    event.prevent_default();
}

/// Remembers where a finger came down.
pub fn on_swipe_start(start: StoredValue<Option<(i32, i32)>>, event: &leptos::ev::PointerEvent) {
    start.set_value((event.pointer_type() == "touch").then(|| (event.client_x(), event.client_y())));
}

/// A finger that went sideways goes to the next change, or to the one before.
pub fn on_swipe_end(review: Review, start: StoredValue<Option<(i32, i32)>>, event: &leptos::ev::PointerEvent) {
    let Some((x, y)) = start.get_value() else { return };
    start.set_value(None);
    let (across, down) = (event.client_x() - x, event.client_y() - y);
    if across.abs() > 60 && across.abs() > 2 * down.abs() {
        review.step(across < 0);
    }
}
