//! Everything of resuMAX that touches the world, one module per capability.
//!
//! A capability is a module of free functions: `proposals::decide(&services, &actor, …)`. No axum, no leptos.

pub mod ai;
pub mod analysis;
pub mod child;
pub mod config;
pub mod error;
pub mod events;
pub mod exports;
pub mod files;
pub mod parse;
pub mod postings;
pub mod proposals;
pub mod resumes;
pub mod runs;
pub mod sessions;
pub mod versions;

pub use error::{Error, Result};

use domain::ids::TenantId;

/// What every capability needs: database, objects, queue, bus, clock, providers, configuration. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// As read at the start.
    pub config: std::sync::Arc<config::Config>,
}

/// Who is calling. Made by the edge (cookie, token or `local` mode), never by a capability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Whose data it is about.
    pub tenant: TenantId,
}

/// A file as it was uploaded.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As the client named it; never used as a path.
    pub file_name: String,
    /// The whole of it.
    pub bytes: bytes::Bytes,
}

/// A file for download.
#[derive(Clone, Debug)]
pub struct Download {
    /// For `Content-Disposition`.
    pub file_name: String,
    /// Media type.
    pub mime: String,
    /// The whole of it.
    pub bytes: bytes::Bytes,
}
