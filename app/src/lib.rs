//! The web interface of resuMAX: pages, components, client state and server functions.
//!
//! The same code renders on the server (`ssr`) and comes alive in the browser (`hydrate`). Server-only code stands in
//! [`api`]; [`browser`] is the only file that talks to web-sys.

#![recursion_limit = "256"]

pub mod api;
pub mod browser;
pub mod components;
mod markup;
pub mod pages;
mod refused;
mod shell;
pub mod state;
pub mod words;

pub use refused::refused;
pub use shell::{App, shell};
