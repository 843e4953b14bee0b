//! The keys of the review.

use crate::components::Dialog;
use leptos::prelude::*;

const KEYS: [(&str, &str); 7] = [
    ("j", "Next change"),
    ("k", "Change before"),
    ("a", "Approve"),
    ("r", "Reject"),
    ("e", "Edit the text, then approve"),
    ("u", "Undo the last decision"),
    ("?", "Show these keys"),
];

/// Opens on `?`.
#[component]
pub fn KeyHelp(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Keys">
            <dl class="keys">
                {KEYS.map(|(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div> }).collect_view()}
            </dl>
        </Dialog>
    }
}
