//! What is not there.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// For an address that no page has.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    crate::api::say_not_found();
    view! {
        <Title text="Not found"/>
        <main id="main" class="page page-narrow">
            <section class="panel error-panel">
                <p class="error-code">"404"</p>
                <h1>"There is no such page"</h1>
                <p>"The address may be mistyped, or what stood here was deleted. Your resumes and sessions are on the start page."</p>
                <p><A href="/" attr:class="button button-primary">"To the start page"</A></p>
            </section>
        </main>
    }
}
