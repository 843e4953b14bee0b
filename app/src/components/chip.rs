//! A word in a rounded frame: the state of something.

use leptos::prelude::*;

/// `tone` is `good`, `info`, `wait`, `bad` or `quiet`; the word says the same, so that colour is never alone.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// The colour.
    #[prop(into)]
    tone: Signal<&'static str>,
) -> impl IntoView {
    view! { <span class=move || format!("chip chip-{}", tone.get())>{move || label.get()}</span> }
}
