//! A question or a note over the page.

use super::{Icon, icon};
use crate::browser;
use leptos::html;
use leptos::prelude::*;

/// Opens and closes with its signal; Escape closes it, and the focus goes back to where it was.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its name.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    let name = title.clone();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() { browser::open_dialog(&dialog) } else { browser::close_dialog(&dialog) }
    });
    view! {
        <dialog class="dialog" node_ref=node aria-label=name on:close=move |_| open.set(false)>
            <div class="row between">
                <h2>{title}</h2>
                <button type="button" class="icon-button" aria-label="Close" on:click=move |_| open.set(false)>{icon(Icon::Cross)}</button>
            </div>
            {children()}
        </dialog>
    }
}
