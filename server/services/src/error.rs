//! What can go wrong on the server. Refusals go out as they are; everything else goes out as `UNAVAILABLE` where it may pass, or as
//! `INTERNAL`, and is logged once, with its sources, where it meets the edge.

use crate::db;
use domain::Code;
use sea_orm::{DbErr, RuntimeErr};
use std::borrow::Cow;
use std::io::ErrorKind;

/// Seconds, while something that we depend on is away.
const RETRY_AFTER: u32 = 2;
const SQLITE_FULL: &str = "13";
const POSTGRES_DISK_FULL: &str = "53100";
/// Its texts hold no NUL.
const POSTGRES_NO_TEXT: &str = "22021";

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
    Database(#[from] DbErr),
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
            _ if self.is_no_space() => domain::Error::new(
                Code::Unavailable,
                "The server has no space left to keep this. Nothing of it was kept; try again when whoever runs the server has made room.",
            ),
            _ if self.code_of_database().is_some_and(|code| code == POSTGRES_NO_TEXT) => {
                domain::Error::new(Code::BadRequest, "A text holds a character that is none (NUL). Take it out and try again.")
            }
            Self::Objects(error) if !matches!(error, object_store::Error::NotFound { .. }) => domain::Error::new(
                Code::Unavailable,
                "Files can't be kept or read just now: the object store does not answer as it should. Nothing was lost; try again in a moment.",
            )
            .with("retry_after_seconds", RETRY_AFTER),
            _ => domain::Error::new(Code::Internal, "Something went wrong on our side. Nothing was lost; try again in a moment."),
        }
    }

    /// What the database calls it.
    fn code_of_database(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Database(DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) => {
                error.as_database_error().and_then(|error| error.code())
            }
            _ => None,
        }
    }

    /// The disk is full, be it ours, SQLite's or PostgreSQL's.
    pub(crate) fn is_no_space(&self) -> bool {
        if let Some(code) = self.code_of_database() {
            return code == SQLITE_FULL || code == POSTGRES_DISK_FULL;
        }
        let first: &(dyn std::error::Error + 'static) = self;
        std::iter::successors(Some(first), |error| error.source())
            .filter_map(|error| error.downcast_ref::<std::io::Error>())
            .any(|error| matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::ConnectionTrait;

    fn objects(source: impl std::error::Error + Send + Sync + 'static) -> domain::Error {
        Error::Objects(object_store::Error::Generic { store: "test", source: Box::new(source) }).public()
    }

    #[test]
    fn what_may_pass_is_unavailable_and_says_so() {
        let away = objects(std::io::Error::from(ErrorKind::ConnectionRefused));
        assert!(away.code == Code::Unavailable && away.details.contains_key("retry_after_seconds"), "{away:?}");
        let full = objects(std::io::Error::from(ErrorKind::StorageFull));
        assert!(full.code == Code::Unavailable && full.message.contains("no space"), "{full:?}");
        assert!(Error::from(std::io::Error::from(ErrorKind::QuotaExceeded)).public().message.contains("no space"));
    }

    #[tokio::test]
    async fn a_full_disk_under_the_database_is_said_and_takes_nothing_back() {
        let dir = crate::testing::TempDir::new();
        let db = crate::db::Db::open(&format!("sqlite://{}", dir.path().join("t.db").display())).await.expect("opens");
        for sql in ["CREATE TABLE t (b BLOB)", "PRAGMA max_page_count = 20"] {
            db.migrator().execute_unprepared(sql).await.expect("a small database");
        }
        let write = async |bytes: u32| {
            db.write(async |tx| Ok(tx.execute_unprepared(&format!("INSERT INTO t VALUES (zeroblob({bytes}))")).await.map(|_| ())?)).await
        };
        write(10).await.expect("there is room");
        let full = write(1_000_000).await.expect_err("no room").public();
        assert!(full.code == Code::Unavailable && full.message.contains("no space"), "{full:?}");
        write(10).await.expect("there is still room for little");
    }

    #[test]
    fn bytes_that_a_row_names_and_that_are_not_there_are_a_fault_of_ours() {
        let gone = object_store::Error::NotFound { path: "x".into(), source: Box::new(std::io::Error::from(ErrorKind::NotFound)) };
        assert_eq!(Error::Objects(gone).public().code, Code::Internal);
    }
}
