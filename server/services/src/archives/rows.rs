//! Rows of a tenant as JSON, all of one moment, a few at a time.

use crate::Result;
use crate::belongings::{Belonging, Column, Of};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement, Value};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// Rows that say whose they are are read so many at a time …
const PAGE: usize = 200;
/// … and those that hang on others, of so many others at a time.
const ABOVE: usize = 8;

/// A row, by column.
pub(super) type Row = Map<String, Json>;

/// Reads the rows of one tenant.
pub(super) struct Rows<'a> {
    db: &'a DatabaseTransaction,
    tenant: &'a str,
    /// The ids of the rows that others hang on, by table, of what was read so far.
    above: HashMap<&'static str, Vec<String>>,
}

impl<'a> Rows<'a> {
    pub fn of(db: &'a DatabaseTransaction, tenant: &'a str) -> Self {
        Self { db, tenant, above: HashMap::new() }
    }

    /// Begins with a table; what it hangs on was read before.
    pub async fn open<'t>(&self, one: &'t Belonging) -> Result<Table<'t>> {
        let columns = one.columns(self.db).await?;
        let names = columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ");
        let above = match one.of {
            Of::Tenant { .. } => Vec::new(),
            Of::Row { table, .. } => self.above.get(table).cloned().unwrap_or_default(),
        };
        Ok(Table { one, select: format!("SELECT {names} FROM {}", one.table), columns, above, last: None, ids: Vec::new(), ended: false })
    }

    /// The next rows of the table, in order; none at its end.
    pub async fn next(&mut self, table: &mut Table<'_>) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        while rows.is_empty() && !table.ended {
            let (sql, values) = match table.one.of {
                Of::Tenant { column, order } => page(&table.select, column, order, self.tenant, table.last.as_ref(), &table.columns),
                Of::Row { column, order, .. } => {
                    let some: Vec<String> = table.above.drain(..table.above.len().min(ABOVE)).collect();
                    table.ended = table.above.is_empty();
                    hanging(&table.select, column, order, &some)
                }
            };
            let read = self.query(&sql, values).await?;
            rows = read.iter().map(|row| shown(&table.columns, row)).collect::<Result<Vec<Row>>>()?;
            if matches!(table.one.of, Of::Tenant { .. }) {
                table.ended = rows.len() < PAGE;
                table.last = rows.last().cloned();
            }
            if table.one.carries() {
                table.ids.extend(rows.iter().filter_map(|row| row.get("id").and_then(Json::as_str).map(str::to_owned)));
            }
        }
        if table.ended {
            self.above.entry(table.one.table).or_default().append(&mut table.ids);
        }
        Ok(rows)
    }

    async fn query(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        Ok(self.db.query_all_raw(Statement::from_sql_and_values(self.db.get_database_backend(), sql, values)).await?)
    }
}

/// Where the reading of a table stands.
pub(super) struct Table<'t> {
    one: &'t Belonging,
    select: String,
    columns: Vec<Column>,
    /// The ids of the rows that it hangs on and that were not looked at.
    above: Vec<String>,
    last: Option<Row>,
    /// Of its own rows, for those that hang on them.
    ids: Vec<String>,
    ended: bool,
}

/// The rows that hang on some others; of none, none.
fn hanging(select: &str, column: &str, order: &[&str], above: &[String]) -> (String, Vec<Value>) {
    let order = std::iter::once(&column).chain(order).map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let places = (1..=above.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let places = if places.is_empty() { "NULL".to_owned() } else { places };
    (format!("{select} WHERE {column} IN ({places}) ORDER BY {order}"), above.iter().map(|id| id.as_str().into()).collect())
}

/// The rows behind the last one, by the index that has them in this order.
fn page(select: &str, column: &str, order: &[&str], tenant: &str, last: Option<&Row>, columns: &[Column]) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![tenant.into()];
    let names = order.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let mut behind = String::new();
    if let Some(last) = last {
        let known = |name: &&str| {
            let form = columns.iter().find(|column| column.name == **name)?.form;
            form.value(last.get(*name)?)
        };
        values.extend(order.iter().filter_map(known));
        let places = (2..=values.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        behind = format!(" AND ({names}) > ({places})");
    }
    (format!("{select} WHERE {column} = $1{behind} ORDER BY {names} LIMIT {PAGE}"), values)
}

fn shown(columns: &[Column], row: &QueryResult) -> Result<Row> {
    columns.iter().map(|column| Ok((column.name.clone(), column.form.read(row, &column.name)?))).collect()
}

/// Some of our columns are called like words of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The isolation in which everything is read as of one moment: SQLite's transactions are so by themselves.
pub(super) fn of_one_moment(backend: DbBackend) -> Option<sea_orm::IsolationLevel> {
    (backend == DbBackend::Postgres).then_some(sea_orm::IsolationLevel::RepeatableRead)
}
