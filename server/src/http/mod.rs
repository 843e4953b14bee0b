//! HTTP: pages, REST, live events and downloads on one listener.

mod assets;
mod caller;
mod client;
mod crowd;
mod csrf;
mod error;
mod forms;
mod gate;
mod health;
mod held;
mod kind;
#[cfg(test)]
mod matrix;
mod pace;
mod pages;
mod rate_limit;
mod request_id;
mod security;
mod serve;
#[cfg(test)]
mod tests;
mod unread;

pub use caller::{Caller, set_cookies};
pub use error::{ApiError, ApiResult};
pub use serve::{bind, listen, router};

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;
use tokio_util::sync::CancellationToken;

/// What every handler may ask for.
#[derive(Clone, FromRef)]
pub struct State {
    /// Every capability.
    pub services: Services,
    /// For the pages.
    pub leptos: LeptosOptions,
    /// The server is about to stop: it says that it is not ready.
    #[from_ref(skip)]
    pub leaving: CancellationToken,
    /// Ends the live streams when the server stops.
    pub stopping: CancellationToken,
}
