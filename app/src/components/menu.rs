//! What else can be done with a thing: opens below three dots. `theme.js` closes it on Escape, on a
//! click elsewhere and when one of its forms is sent.

use leptos::prelude::*;

/// Works before the wasm arrives: it is a `details`.
#[component]
pub fn Menu(
    /// "More for …".
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=label>"⋯"</summary>
            <div class="menu-panel">{children()}</div>
        </details>
    }
}
