//! The database, SQLite or PostgreSQL: readers, a writer, and the door to what a tenant owns.
//!
//! Read with `services.read(&actor)`, write with `services.write(async |tx| …)`; both give a [`TenantDb`], the only door to
//! user data (rule 10). Wake-ups and other effects belong behind the `write`, never inside: what is inside may be rolled back, and done
//! again.

mod page;
mod postgres;
mod reader;
mod tenant;
mod tx;
mod wall;
mod way;
mod writer;

pub use page::Listed;
pub(crate) use page::{any_like, page};
pub use reader::Reader;
pub use tenant::{Named, Owned, TenantDb, missing};
pub use tx::Tx;

pub(crate) use postgres::is_away;

use crate::config::Secrets;
use crate::{Error, Result};
use domain::Code;
use domain::ids::TenantId;
use migration::{Migrator, MigratorTrait};
use postgres::Again;
use reader::Readers;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tx::Place;
use wall::{Open, Walled};
use writer::Writer;

const READERS: u32 = 4;
/// Connections to PostgreSQL: for writing, for reading as a tenant, and for reading across tenants.
const WRITERS: u32 = 12;
const WALLED: u32 = 10;
const ACROSS: u32 = 6;
/// Of those that see everybody's rows.
const SEE_ALL: &[(&str, &str)] = &[(wall::SEEN, wall::ALL)];
/// How often a transaction is done again when others are in its way.
const TRIES: u32 = 10;
/// How long it is tried while the database can't be reached.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long it is waited for at the start.
const STARTING: Duration = Duration::from_secs(20);
/// The lock under which PostgreSQL's schema is changed: replicas that start at once wait for the first.
const MIGRATING: &str = "SELECT pg_advisory_xact_lock(7236837825)";

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    /// Across tenants.
    reader: DatabaseConnection,
    readers: Readers,
    writer: Engine,
    /// What transactions seal the audit log with.
    secrets: Option<Arc<Secrets>>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(Arc<Writer>),
    Postgres(DatabaseConnection, Walled),
}

impl Db {
    /// Opens, or creates; does not migrate.
    ///
    /// SQLite: WAL, `synchronous=FULL` (what is acknowledged survives a power cut), foreign keys, one writer. PostgreSQL: pools with
    /// short waits; reading and writing have their own, so that who reads inside a transaction never waits for itself.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite(url, 1)).await?;
            let reader = Database::connect(sqlite(url, READERS)).await?;
            let engine = Engine::Sqlite(Arc::new(Writer::new(writer)));
            return Ok(Self { readers: Readers::Sqlite(reader.clone()), reader, writer: engine, secrets: None });
        }
        let writer = connect(postgres::options(url, WRITERS, SEE_ALL)).await?;
        let reader = connect(postgres::options(url, ACROSS, SEE_ALL)).await?;
        let walled = Walled::new(&connect(postgres::options(url, WALLED, &[])).await?);
        Ok(Self { reader, readers: Readers::Postgres(walled.clone()), writer: Engine::Postgres(writer, walled), secrets: None })
    }

    /// With the keys that its transactions seal the audit log with.
    pub fn sealing_with(self, secrets: Arc<Secrets>) -> Self {
        Self { secrets: Some(secrets), ..self }
    }

    /// Runs the migrations that have not run yet.
    pub async fn migrate(&self) -> Result<()> {
        match &self.writer {
            Engine::Sqlite(writer) => Migrator::up(writer.connection(), None).await?,
            Engine::Postgres(pool, _) => {
                let alone = pool.begin().await?;
                alone.execute_raw(Statement::from_string(alone.get_database_backend(), MIGRATING)).await?;
                Migrator::up(pool, None).await?;
                alone.commit().await?;
            }
        }
        Ok(())
    }

    /// Lets go of all connections.
    pub async fn close(&self) {
        // Who has not said goodbye when the program ends is missed by nobody.
        let _ = (self.reader.clone().close().await, self.migrator().clone().close().await);
        if let Readers::Postgres(walled) = &self.readers {
            walled.close().await;
        }
    }

    /// For reads across tenants and for migrations; user data goes through [`TenantDb`].
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For reads of one tenant, behind the wall.
    pub(crate) fn as_seen_by<'a>(&'a self, tenant: &'a TenantId) -> Reader<'a> {
        Reader { of: &self.readers, tenant }
    }

    /// Whether the walls between tenants stand for the user of the database.
    pub async fn walls_hold(&self) -> Result<bool> {
        if self.reader.get_database_backend() != DbBackend::Postgres {
            return Ok(true);
        }
        let row = self.reader.query_one_raw(Statement::from_string(DbBackend::Postgres, wall::FALLEN)).await?;
        Ok(row.is_none())
    }

    /// A connection that writes, for migrations alone: everything else takes part in [`Db::write`].
    pub fn migrator(&self) -> &DatabaseConnection {
        match &self.writer {
            Engine::Sqlite(writer) => writer.connection(),
            Engine::Postgres(pool, _) => pool,
        }
    }

    /// Runs `work` in a transaction and answers when it is on the disk. An error takes it all back.
    ///
    /// `work` must do nothing but queries: others wait for it, and on PostgreSQL it is done again when another transaction was in its
    /// way or the connection was lost before the commit.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T> + Clone) -> Result<T> {
        self.tried(false, work).await
    }

    /// As [`Db::write`] for `work` that writes in one statement, and may be done twice: PostgreSQL needs neither `BEGIN` nor `COMMIT` for it.
    pub async fn write_one<T>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T> + Clone) -> Result<T> {
        self.tried(true, work).await
    }

    async fn tried<T>(&self, alone: bool, work: impl AsyncFnOnce(&Tx) -> Result<T> + Clone) -> Result<T> {
        let began = Instant::now();
        for tries in 1.. {
            let error = match self.attempt(alone, work.clone()).await {
                Ok((done, tx)) => {
                    tx.commit().await?;
                    return Ok(done);
                }
                Err(error) => error,
            };
            let again = match &self.writer {
                Engine::Sqlite(_) => None,
                Engine::Postgres(..) => postgres::again(&error),
            };
            match again {
                Some(Again::Conflict) if tries < TRIES => {}
                Some(Again::Connection) if began.elapsed() < PATIENCE => {}
                _ => return Err(error),
            }
            let most = Duration::from_millis(10 << tries.min(5));
            tokio::time::sleep(most.mul_f64(crate::queue::chance())).await;
        }
        Err(Error::Fault("a transaction was tried for ever".to_owned()))
    }

    async fn attempt<T>(&self, alone: bool, work: impl AsyncFnOnce(&Tx) -> Result<T>) -> Result<(T, Tx)> {
        let tx = match &self.writer {
            Engine::Postgres(pool, walled) if alone => Tx::new(Place::Alone(pool.clone(), walled.clone()), self.secrets.clone()),
            _ => self.begin().await?,
        };
        let done = work(&tx).await?;
        Ok((done, tx))
    }

    /// What the database keeps of rows that were removed from these tables is overwritten, as far as it is the database's to say: see
    /// [`crate::erasure`].
    pub(crate) async fn scrub(&self, url: &str, tables: impl Iterator<Item = &str>) -> Result<()> {
        match &self.writer {
            Engine::Sqlite(writer) => writer.empty_the_journal().await,
            Engine::Postgres(..) => {
                // On a connection of its own: it takes longer than a statement of ours may.
                let alone = Database::connect(postgres::unhurried(url)).await?;
                for table in tables {
                    alone.execute_unprepared(&format!("VACUUM {table}")).await?;
                }
                Ok(alone.close().await?)
            }
        }
    }

    /// As [`Db::write`], done once, with the end in the caller's hand; dropped without [`Tx::commit`] it is taken back.
    pub async fn begin(&self) -> Result<Tx> {
        match &self.writer {
            Engine::Sqlite(writer) => Ok(Tx::new(Place::Shared(writer.clone().begin().await?), self.secrets.clone())),
            Engine::Postgres(pool, _) => Ok(Tx::new(Place::Own(Open::new(pool)), self.secrets.clone())),
        }
    }
}

/// Waits for a database that is just starting, too: everything may have been switched on at once.
async fn connect(options: ConnectOptions) -> Result<DatabaseConnection> {
    let began = Instant::now();
    loop {
        match Database::connect(options.clone()).await {
            Err(error) if is_away(&error) && began.elapsed() < STARTING => tokio::time::sleep(Duration::from_millis(200)).await,
            connected => return connected.map_err(unreachable),
        }
    }
}

/// At the start, where somebody reads what is wrong.
fn unreachable(error: sea_orm::DbErr) -> Error {
    let message =
        format!("The database does not answer: {error}. See that it runs and that DATABASE_URL names it, with user and password.");
    Error::refused(Code::Unavailable, message)
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
                // What was removed is overwritten: a row that is erased stays in no free page.
                .pragma("secure_delete", "ON")
                .pragma("cache_size", "-8000")
                // 16 MB: a page that is written often is copied to its place less often.
                .pragma("wal_autocheckpoint", "4000")
        });
    options
}

#[cfg(test)]
mod on_servers;
#[cfg(test)]
mod tests;
