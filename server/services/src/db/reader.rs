//! Reads as one tenant, outside of a transaction.

use super::wall::Walled;
use super::way::Way;
use domain::ids::TenantId;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::slice;

/// A connection for each statement; on PostgreSQL one that sees no other tenant's rows.
pub struct Reader<'a> {
    pub(super) of: &'a Readers,
    pub(super) tenant: &'a TenantId,
}

/// Where the connections come from.
#[derive(Clone)]
pub(super) enum Readers {
    Sqlite(DatabaseConnection),
    Postgres(Walled),
}

impl Reader<'_> {
    async fn way(&self) -> Result<Way<'_>, DbErr> {
        match self.of {
            Readers::Sqlite(any) => Ok(Way::Any(any.into())),
            Readers::Postgres(walled) => walled.as_seen_by(slice::from_ref(self.tenant)).await,
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reader<'_> {
    fn get_database_backend(&self) -> DbBackend {
        match self.of {
            Readers::Sqlite(_) => DbBackend::Sqlite,
            Readers::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.way().await?.execute(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.way().await?.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.way().await?.one(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.way().await?.all(statement).await
    }
}
