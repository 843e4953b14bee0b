//! In the place of a page that needs something first.

use leptos::prelude::*;
use leptos_router::components::A;

/// What is missing, and the way there.
#[component]
pub fn NotYet(
    /// "Nothing to export yet".
    title: &'static str,
    /// One sentence.
    text: &'static str,
    /// Where the next step is.
    href: String,
    /// What it is called.
    action: &'static str,
) -> impl IntoView {
    view! {
        <section class="panel empty">
            <h2>{title}</h2>
            <p>{text}</p>
            <p><A href=href attr:class="button button-primary">{action}</A></p>
        </section>
    }
}
