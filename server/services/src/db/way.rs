//! The way that one statement takes to the database. sea-orm has none that stays on a connection of PostgreSQL without a transaction, and none
//! that begins a transaction in the words of the caller; the walls need both.

use super::wall::Line;
use sea_orm::sea_query::Values;
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{self, AssertSqlSafe, Executor, PgConnection, Postgres};
use sea_orm::{ConnectionTrait, DatabaseExecutor, DbErr, ExecResult, QueryResult, RuntimeErr, SqlxError, Statement};
use sea_query_sqlx::SqlxValues;

pub(super) enum Way<'a> {
    /// By sea-orm: any connection, or the transaction of SQLite.
    Any(DatabaseExecutor<'a>),
    /// A connection of PostgreSQL, held for this statement.
    One(PoolConnection<Postgres>),
    /// A transaction of PostgreSQL.
    Within(Line<'a>),
}

impl Way<'_> {
    pub(super) async fn execute(mut self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self.connection() {
            Err(any) => any.execute_raw(statement).await,
            Ok(line) => query(statement).execute(line).await.map(Into::into).map_err(executing),
        }
    }

    pub(super) async fn execute_unprepared(mut self, sql: &str) -> Result<ExecResult, DbErr> {
        match self.connection() {
            Err(any) => any.execute_unprepared(sql).await,
            Ok(line) => line.execute(AssertSqlSafe(sql.to_owned())).await.map(Into::into).map_err(executing),
        }
    }

    pub(super) async fn one(mut self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self.connection() {
            Err(any) => any.query_one_raw(statement).await,
            Ok(line) => query(statement).fetch_optional(line).await.map(|row| row.map(Into::into)).map_err(asking),
        }
    }

    pub(super) async fn all(mut self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self.connection() {
            Err(any) => any.query_all_raw(statement).await,
            Ok(line) => {
                let rows = query(statement).fetch_all(line).await.map_err(asking)?;
                Ok(rows.into_iter().map(Into::into).collect())
            }
        }
    }

    fn connection(&mut self) -> Result<&mut PgConnection, &DatabaseExecutor<'_>> {
        match self {
            Self::Any(any) => Err(any),
            Self::One(line) => Ok(line),
            Self::Within(line) => Ok(line),
        }
    }
}

/// Prepared once a connection, as sea-orm does it.
fn query(statement: Statement) -> Query<'static, Postgres, SqlxValues> {
    let values = statement.values.unwrap_or(Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}

fn executing(error: SqlxError) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

pub(super) fn asking(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
