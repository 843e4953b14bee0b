//! The types and rules of resuMAX: the same code in the browser and on the server.
//!
//! Nothing here may do I/O, read a clock, draw random numbers, or know of leptos or sea-orm. Whoever calls
//! passes the time and the ids in.

pub mod error;
pub mod ids;
pub mod page;
pub mod text;

pub mod claims;
pub mod gap;
pub mod keywords;
pub mod posting;
pub mod resume;

pub mod account;
pub mod archive;
pub mod audit;
pub mod diff;
pub mod event;
pub mod export;
pub mod operations;
pub mod page_map;
pub mod proposal;
pub(crate) mod roles;
pub mod run;
pub mod session;
pub mod version;

pub use error::{Code, Error, Result};
