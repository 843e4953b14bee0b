//! Short messages about results elsewhere on the page. Never the only place of an error.

use leptos::prelude::*;
use std::time::Duration;

/// The messages that are shown now.
#[derive(Clone, Copy)]
struct Messages(RwSignal<Vec<(u32, String)>>);

/// Makes [`toast`] work below.
pub fn provide_toasts() {
    provide_context(Messages(RwSignal::new(Vec::new())));
}

/// Shows a message for six seconds.
pub fn toast(text: impl Into<String>) {
    let Some(Messages(messages)) = use_context::<Messages>() else { return };
    let text = text.into();
    let id = messages.try_update(|list| {
        let id = list.last().map_or(0, |(id, _)| id + 1);
        list.push((id, text));
        id
    });
    if let Some(id) = id {
        set_timeout(
            move || {
                messages.try_update(|list| list.retain(|(one, _)| *one != id));
            },
            Duration::from_secs(6),
        );
    }
}

/// Where the messages stand.
#[component]
pub fn Toasts() -> impl IntoView {
    let messages = expect_context::<Messages>().0;
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || messages.get() key=|(id, _)| *id let:message>
                <p class="toast">{message.1}</p>
            </For>
        </div>
    }
}
