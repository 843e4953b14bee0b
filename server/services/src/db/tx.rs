//! A transaction, on either engine.

use super::wall::{Open, Walled};
use super::way::Way;
use super::writer::Member;
use crate::config::Secrets;
use crate::{Error, Result};
use domain::ids::TenantId;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A transaction: every query in it is written, or none. Dropped without [`Tx::commit`] it is taken back.
pub struct Tx {
    place: Place,
    broken: AtomicBool,
    /// On PostgreSQL; of none: everybody.
    sees: Mutex<Vec<TenantId>>,
    secrets: Option<Arc<Secrets>>,
}

pub(super) enum Place {
    /// SQLite: a part of the transaction that those who wait for the one writer share.
    Shared(Member),
    /// PostgreSQL: of its own.
    Own(Open),
    /// PostgreSQL: its one statement is a transaction by itself.
    Alone(DatabaseConnection, Walled),
}

impl Tx {
    pub(super) fn new(place: Place, secrets: Option<Arc<Secrets>>) -> Self {
        Self { place, broken: AtomicBool::new(false), sees: Mutex::default(), secrets }
    }

    /// From the next statement on PostgreSQL lets it see, and write, the rows of this tenant (and of those that it was told of before), whatever
    /// a query forgets. Until it is told of one it sees everybody's.
    pub fn see(&self, tenant: &TenantId) {
        let mut sees = self.sees.lock().unwrap_or_else(PoisonError::into_inner);
        if !sees.contains(tenant) {
            sees.push(tenant.clone());
        }
    }

    fn sees(&self) -> Vec<TenantId> {
        self.sees.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes it; answers when it is on the disk.
    pub async fn commit(self) -> Result<()> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(Error::Fault("a query of this transaction failed; nothing was written".to_owned()));
        }
        match self.place {
            Place::Shared(member) => member.commit().await,
            Place::Own(open) => Ok(open.commit().await?),
            Place::Alone(..) => Ok(()),
        }
    }

    /// What the audit log is sealed with.
    pub(crate) fn secrets(&self) -> Result<&Secrets> {
        self.secrets.as_deref().ok_or_else(|| Error::Fault("this database was opened without keys to seal the audit log with".to_owned()))
    }

    async fn way(&self) -> Result<Way<'_>, DbErr> {
        let way = match &self.place {
            Place::Shared(member) => member.transaction().map(|transaction| Way::Any(transaction.into())),
            Place::Own(open) => open.way(self.sees()).await,
            Place::Alone(all, walled) => match self.sees().as_slice() {
                [] => Ok(Way::Any(all.into())),
                tenants => walled.as_seen_by(tenants).await,
            },
        };
        self.watched(way)
    }

    /// On SQLite a conflict is an answer; any other error may have cost the whole transaction, and on PostgreSQL every error has.
    fn watched<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &result
            && (!matches!(self.place, Place::Shared(_)) || error.sql_err().is_none())
        {
            self.broken.store(true, Ordering::SeqCst);
        }
        result
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        match &self.place {
            Place::Shared(_) => DbBackend::Sqlite,
            Place::Own(_) | Place::Alone(..) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.watched(self.way().await?.execute(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.watched(self.way().await?.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.watched(self.way().await?.one(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.watched(self.way().await?.all(statement).await)
    }
}
