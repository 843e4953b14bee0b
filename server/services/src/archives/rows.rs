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

    /// All of a table, in order; what it hangs on was read before.
    pub async fn each(&mut self, one: &Belonging, mut take: impl AsyncFnMut(&Row) -> Result<()>) -> Result<u64> {
        let columns = one.columns(self.db).await?;
        let names = columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ");
        let select = format!("SELECT {names} FROM {}", one.table);
        let carries = one.carries();
        let mut ids = Vec::new();
        let mut count = 0;
        let mut taken = async |row: &QueryResult| -> Result<Row> {
            let row = shown(&columns, row)?;
            if carries && let Some(Json::String(id)) = row.get("id") {
                ids.push(id.clone());
            }
            take(&row).await?;
            count += 1;
            Ok(row)
        };
        match one.of {
            Of::Tenant { column, order } => {
                let mut last: Option<Row> = None;
                loop {
                    let (sql, values) = page(&select, column, order, self.tenant, last.as_ref(), &columns);
                    let rows = self.query(&sql, values).await?;
                    for row in &rows {
                        last = Some(taken(row).await?);
                    }
                    if rows.len() < PAGE {
                        break;
                    }
                }
            }
            Of::Row { table, column, order } => {
                let above = self.above.get(table).cloned().unwrap_or_default();
                let order = std::iter::once(&column).chain(order).map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
                for some in above.chunks(ABOVE) {
                    let places = (1..=some.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
                    let sql = format!("{select} WHERE {column} IN ({places}) ORDER BY {order}");
                    for row in &self.query(&sql, some.iter().map(|id| id.as_str().into()).collect()).await? {
                        taken(row).await?;
                    }
                }
            }
        }
        self.above.insert(one.table, ids);
        Ok(count)
    }

    async fn query(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        Ok(self.db.query_all_raw(Statement::from_sql_and_values(self.db.get_database_backend(), sql, values)).await?)
    }
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
