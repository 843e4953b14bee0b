//! What can go wrong on the server. Refusals go out as they are; everything else goes out as `INTERNAL`
//! and is logged once, with its sources, where it meets the edge.

use crate::db;
use domain::Code;

/// Seconds, while something that we depend on is away.
const RETRY_AFTER: u32 = 2;

/// The result of a capability.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal by a rule, or a fault of the world.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule said no: goes to the caller as it is.
    #[error(transparent)]
    Refused(#[from] domain::Error),
    /// The database.
    #[error("the database failed")]
    Database(#[from] sea_orm::DbErr),
    /// The object store.
    #[error("the object store failed")]
    Objects(#[from] object_store::Error),
    /// Files and processes.
    #[error("the operating system failed")]
    Io(#[from] std::io::Error),
    /// Stored JSON that can't be read.
    #[error("a stored value can't be read")]
    Json(#[from] serde_json::Error),
    /// A worker's job went to somebody else, or was taken away: it stops, and nothing of its transaction is written.
    #[error("the lease of the job was lost")]
    LeaseLost,
    /// Anything else that should not happen.
    #[error("{0}")]
    Fault(String),
}

impl Error {
    /// A refusal.
    pub fn refused(code: Code, message: impl Into<String>) -> Self {
        Self::Refused(domain::Error::new(code, message))
    }

    /// What the caller is told.
    pub fn public(&self) -> domain::Error {
        match self {
            Self::Refused(error) => error.clone(),
            Self::Database(error) if db::is_away(error) => {
                domain::Error::new(Code::Unavailable, "The database does not answer right now. Nothing was lost; try again in a moment.")
                    .with("retry_after_seconds", RETRY_AFTER)
            }
            _ => domain::Error::new(Code::Internal, "Something went wrong on our side. Nothing was lost; try again in a moment."),
        }
    }
}
