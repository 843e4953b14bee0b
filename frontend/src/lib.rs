//! The browser's entry point: takes over the pages that the server rendered.

use leptos::mount::hydrate_from_async;
use leptos::tachys::dom::body;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script in the page's head when the wasm has arrived. The page is alive when the part of the program that it needs is there too.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    hydrate_from_async(body(), app::App).await.forget();
    app::browser::mark_alive();
}
