//! A text box that loses nothing of what is typed.

use crate::browser;
use crate::markup::written;
use crate::state::draft::Draft;
use leptos::html;
use leptos::prelude::*;

/// For a draft; `attr:` says what it is called. What was typed before the wasm arrived stays.
#[component]
pub fn DraftBox(draft: Draft) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        let Some(area) = node.get() else { return };
        let typed = browser::text_of(&area);
        if typed != draft.text.get_untracked() {
            draft.write(typed);
        } else if draft.resume() {
            browser::put_text(&area, &draft.text.get_untracked());
        }
    });
    view! { <textarea node_ref=node on:input=move |event| draft.write(event_target_value(&event))>{written(draft.text.get_untracked())}</textarea> }
}
