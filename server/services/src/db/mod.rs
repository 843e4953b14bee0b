//! The database: a pool of readers, one writer, and the door to what a tenant owns.
//!
//! Read with `services.read(&actor)`, write with `services.write(async |tx| …)`; both give a [`TenantDb`], the only door to
//! user data (rule 10). Wake-ups and other effects belong behind the `write`, never inside: what is inside may be rolled back.

mod page;
mod tenant;
mod writer;

pub use page::Listed;
pub(crate) use page::any_like;
pub use tenant::{Named, Owned, TenantDb, missing};
pub use writer::Tx;

use crate::Result;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use std::sync::Arc;
use std::time::Duration;
use writer::Writer;

const READERS: u32 = 4;

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    reader: DatabaseConnection,
    writer: Arc<Writer>,
}

impl Db {
    /// Opens, or creates; does not migrate.
    ///
    /// SQLite: WAL, `synchronous=FULL` (what is acknowledged survives a power cut), foreign keys, one writer.
    pub async fn open(url: &str) -> Result<Self> {
        let writer = Database::connect(sqlite(url, 1)).await?;
        let reader = Database::connect(sqlite(url, READERS)).await?;
        Ok(Self { reader, writer: Arc::new(Writer::new(writer)) })
    }

    /// Runs the migrations that have not run yet.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(self.writer.connection(), None).await?)
    }

    /// For reads across tenants and for migrations; user data goes through [`TenantDb`].
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The one connection that writes, for migrations alone: everything else takes part in [`Db::write`].
    pub fn migrator(&self) -> &DatabaseConnection {
        self.writer.connection()
    }

    /// Runs `work` in an immediate transaction and answers when it is on the disk. An error takes it all back.
    ///
    /// `work` must do nothing but queries: others wait for it.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T>) -> Result<T> {
        let tx = self.begin().await?;
        let done = work(&tx).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// As [`Db::write`], with the end in the caller's hand; dropped without [`Tx::commit`] it is taken back.
    pub async fn begin(&self) -> Result<Tx> {
        self.writer.clone().begin().await
    }
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(512)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("cache_size", "-8000")
        });
    options
}

#[cfg(test)]
mod tests;
