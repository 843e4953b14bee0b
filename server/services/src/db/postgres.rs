//! PostgreSQL: how connections are had, and which errors mean "once more".
//!
//! Transactions are `READ COMMITTED`. What makes them as good as one after the other: a row that is read by its name in a
//! transaction is locked ([`super::TenantDb::one`]), everything else is a compare-and-set or a unique index, and a transaction that meets
//! one is done again from its start.

use crate::Error;
use sea_orm::{ConnAcquireErr, ConnectOptions, DbErr, RuntimeErr, SqlErr, SqlxError};
use std::time::Duration;

/// How long a request waits for a connection.
const ACQUIRE: Duration = Duration::from_secs(3);
/// A connection that nobody used for so long is asked whether it still lives: a restart of the database ends them all.
const UNTESTED: Duration = Duration::from_millis(500);
const IDLE: Duration = Duration::from_secs(300);

/// Enforced by the server, for every connection. A commit is acknowledged when it is on the disk. A statement is planned once, for its index:
/// not anew for each of its values, and not by how few rows a table had when it was first asked.
const SESSION: [(&str, &str); 8] = [
    ("statement_timeout", "15s"),
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "15s"),
    ("synchronous_commit", "on"),
    ("default_transaction_isolation", "read committed"),
    ("client_min_messages", "warning"),
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_seqscan", "off"),
];

/// A pool of at most so many connections, which begin with these settings as well.
pub(super) fn options(url: &str, connections: u32, settings: &'static [(&'static str, &'static str)]) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(0)
        .acquire_timeout(ACQUIRE)
        .connect_timeout(ACQUIRE)
        .idle_timeout(Some(IDLE))
        .test_before_acquire_if_idle_for(UNTESTED)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(move |postgres| {
            postgres.options(SESSION).options(settings.iter().copied()).application_name("resumax").statement_cache_capacity(512)
        });
    options
}

/// One connection for work that takes its time.
pub(super) fn unhurried(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).acquire_timeout(ACQUIRE).connect_timeout(ACQUIRE).sqlx_logging(false).record_stmt_in_spans(false);
    options.map_sqlx_postgres_opts(|postgres| postgres.application_name("resumax"));
    options
}

/// Why a transaction of which nothing was written may be done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// Another one was in the way (40001, 40P01), or came first with the same unique value: looking once more gives the answer that
    /// would have been given behind it.
    Conflict,
    /// The connection was lost, or the database is starting or stopping.
    Connection,
}

pub(super) fn again(error: &Error) -> Option<Again> {
    let Error::Database(error) = error else { return None };
    if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
        return Some(Again::Conflict);
    }
    match code(error).as_deref() {
        Some("40001" | "40P01" | "55P03") => Some(Again::Conflict),
        _ if is_away(error) => Some(Again::Connection),
        _ => None,
    }
}

/// The database can't be reached now.
pub(crate) fn is_away(error: &DbErr) -> bool {
    if matches!(error, DbErr::ConnectionAcquire(ConnAcquireErr::Timeout | ConnAcquireErr::ConnectionClosed)) {
        return true;
    }
    let Some(error) = sqlx(error) else { return false };
    match error {
        SqlxError::Io(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::Protocol(_) => true,
        SqlxError::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("08") || matches!(&*code, "57P01" | "57P02" | "57P03" | "53300"))
        }
        _ => false,
    }
}

fn code(error: &DbErr) -> Option<String> {
    match sqlx(error)? {
        SqlxError::Database(error) => error.code().map(Into::into),
        _ => None,
    }
}

fn sqlx(error: &DbErr) -> Option<&SqlxError> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}
