//! The browser's entry point: takes over the pages that the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script in the page's head when the wasm has arrived.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(app::App);
}
