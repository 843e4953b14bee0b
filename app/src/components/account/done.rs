//! What came of the form before, in a browser without the program.

use crate::components::{Icon, icon};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Says the word for `?done=…`; nothing for any other address.
#[component]
pub fn Done(words: fn(&str) -> Option<&'static str>) -> impl IntoView {
    let query = use_query_map();
    let said = move || query.read().get("done").and_then(|done| words(&done));
    view! { <div role="status">{move || said().map(|said| view! { <p class="note note-good">{icon(Icon::Check)} <span>{said}</span></p> })}</div> }
}
