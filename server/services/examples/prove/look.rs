//! What stands in the database.

use super::Played;
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable, Value};
use services::Services;

/// The first row of a query that has one.
pub async fn row(services: &Services, sql: &str, values: impl IntoIterator<Item = Value>) -> Played<QueryResult> {
    let db = services.db.reader();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.query_one_raw(statement).await?.ok_or("no row")?)
}

/// The first value of the first row.
pub async fn one<T: TryGetable>(services: &Services, sql: &str, values: impl IntoIterator<Item = Value>) -> Played<T> {
    Ok(row(services, sql, values).await?.try_get_by_index(0)?)
}
