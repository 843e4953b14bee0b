//! What is kept of somebody as a whole: what was done with it, all of it in one file, and its end.

mod activity;
mod audit;
mod data;
mod entries;

pub use activity::ActivityPage;
pub use audit::AuditPage;
pub use data::DataPage;
