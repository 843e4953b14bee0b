//! The foot of every page.

use leptos::prelude::*;

/// The promise of the product.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>"Nothing is written to your resume that you did not approve."</p>
        </footer>
    }
}
