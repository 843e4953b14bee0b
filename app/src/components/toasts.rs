//! Short messages about results elsewhere. Never the only place of an error.

use leptos::prelude::*;
use std::time::Duration;

/// The messages that are shown now.
#[derive(Clone, Copy)]
pub struct Toaster(RwSignal<Vec<(u32, String)>>);

impl Toaster {
    /// Makes [`Toaster::of_page`] work below.
    pub fn provide() {
        provide_context(Self(RwSignal::new(Vec::new())));
    }

    /// The one of this page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// Shows a message for six seconds.
    pub fn show(self, text: impl Into<String>) {
        let text = text.into();
        let id = self.0.try_update(|list| {
            let id = list.last().map_or(0, |(id, _)| id + 1);
            list.push((id, text));
            id
        });
        let hide = move |id| {
            self.0.try_update(|list| list.retain(|(one, _)| *one != id));
        };
        if let Some(id) = id {
            set_timeout(move || hide(id), Duration::from_secs(6));
        }
    }
}

/// Where the messages stand.
#[component]
pub fn Toasts() -> impl IntoView {
    let messages = Toaster::of_page().0;
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || messages.get() key=|(id, _)| *id let:message>
                <p class="toast">{message.1}</p>
            </For>
        </div>
    }
}
