//! Server functions: who is calling, call a capability, return. Rules live in `domain`, effects in `services`.

// The macro writes a struct of the arguments for each server function; the function says what they are.
#![allow(missing_docs)]

pub mod accounts;
pub mod analysis;
pub mod data;
pub mod exports;
mod failure;
pub mod jobs;
pub mod postings;
pub mod proposals;
pub mod resumes;
pub mod runs;
mod sample;
pub mod sessions;
pub mod settings;
pub mod trash;
pub mod versions;
mod wire;

#[cfg(feature = "ssr")]
mod ssr;

pub use failure::Failure;
pub use wire::{ByValue, Wire};

/// What a page loads.
pub type Loaded<T> = leptos::prelude::Resource<Result<T, Failure>, ByValue>;

/// The page being rendered is not there: answers 404. Nothing in the browser.
pub fn say_not_found() {
    #[cfg(feature = "ssr")]
    if let Some(options) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(axum::http::StatusCode::NOT_FOUND);
    }
}

/// The page being rendered may load what is its own, and run its own scripts. Nothing in the browser.
pub fn set_content_policy() {
    #[cfg(feature = "ssr")]
    ssr::set_content_policy();
}
