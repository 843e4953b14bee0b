//! A transaction, on either engine.

use super::writer::Member;
use crate::config::Secrets;
use crate::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A transaction: every query in it is written, or none. Dropped without [`Tx::commit`] it is taken back.
pub struct Tx {
    place: Place,
    broken: AtomicBool,
    secrets: Option<Arc<Secrets>>,
}

enum Place {
    /// SQLite: a part of the transaction that those who wait for the one writer share.
    Shared(Member),
    /// PostgreSQL: of its own.
    Own(DatabaseTransaction),
    /// PostgreSQL: its one statement is a transaction by itself.
    Alone(DatabaseConnection),
}

impl Tx {
    pub(super) fn shared(member: Member, secrets: Option<Arc<Secrets>>) -> Self {
        Self { place: Place::Shared(member), broken: AtomicBool::new(false), secrets }
    }

    pub(super) fn own(transaction: DatabaseTransaction, secrets: Option<Arc<Secrets>>) -> Self {
        Self { place: Place::Own(transaction), broken: AtomicBool::new(false), secrets }
    }

    pub(super) fn alone(connection: DatabaseConnection, secrets: Option<Arc<Secrets>>) -> Self {
        Self { place: Place::Alone(connection), broken: AtomicBool::new(false), secrets }
    }

    /// Writes it; answers when it is on the disk.
    pub async fn commit(self) -> Result<()> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(Error::Fault("a query of this transaction failed; nothing was written".to_owned()));
        }
        match self.place {
            Place::Shared(member) => member.commit().await,
            Place::Own(transaction) => Ok(transaction.commit().await?),
            Place::Alone(_) => Ok(()),
        }
    }

    /// What the audit log is sealed with.
    pub(crate) fn secrets(&self) -> Result<&Secrets> {
        self.secrets.as_deref().ok_or_else(|| Error::Fault("this database was opened without keys to seal the audit log with".to_owned()))
    }

    fn executor(&self) -> Result<DatabaseExecutor<'_>, DbErr> {
        Ok(match &self.place {
            Place::Shared(member) => member.transaction()?.into(),
            Place::Own(transaction) => transaction.into(),
            Place::Alone(connection) => connection.into(),
        })
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
            Place::Own(_) | Place::Alone(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.watched(self.executor()?.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.watched(self.executor()?.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.watched(self.executor()?.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.watched(self.executor()?.query_all_raw(statement).await)
    }
}
