//! What belongs to a tenant: every table with rows of his, and how they are found. What archives take with them, and what erasure removes.
//!
//! A table that is not listed here turns a test red: whoever adds one says what becomes of its rows when their owner takes everything along,
//! and when he goes.

use crate::Result;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use serde_json::Value as Json;

/// A table with rows of tenants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Belonging {
    pub table: &'static str,
    pub of: Of,
    /// Its rows go into an archive, and come back out of it.
    pub travels: bool,
}

/// How a row is known to be a tenant's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    /// It says so.
    Tenant {
        /// In this column.
        column: &'static str,
        /// In the order of these columns an index finds the rows of one tenant; together with the first they name a row.
        order: &'static [&'static str],
    },
    /// It hangs on a row that is listed above it.
    Row {
        /// In this table, by its `id`.
        table: &'static str,
        /// Named in this column, which an index finds.
        column: &'static str,
        /// In the order of these columns the rows of one such row stand.
        order: &'static [&'static str],
    },
}

const fn travels(table: &'static str, order: &'static [&'static str]) -> Belonging {
    Belonging { table, of: Of::Tenant { column: "tenant", order }, travels: true }
}

const fn hangs(table: &'static str, on: &'static str, column: &'static str, order: &'static [&'static str]) -> Belonging {
    Belonging { table, of: Of::Row { table: on, column, order }, travels: true }
}

const fn stays(table: &'static str, order: &'static [&'static str]) -> Belonging {
    Belonging { table, of: Of::Tenant { column: "tenant", order }, travels: false }
}

/// Found by the account, which is named like its tenant.
const fn of_account(table: &'static str, column: &'static str) -> Belonging {
    Belonging { table, of: Of::Tenant { column, order: &[] }, travels: false }
}

/// In an order in which they can be filled: what hangs on something comes after it.
pub(crate) const OF_TENANTS: &[Belonging] = &[
    // What lets somebody in goes with him and does not travel: an archive is restored for an account that is there.
    of_account("users", "id"),
    of_account("logins", "user_id"),
    Belonging { table: "refresh_tokens", of: Of::Row { table: "logins", column: "login_id", order: &[] }, travels: false },
    of_account("api_tokens", "user_id"),
    of_account("letters", "user_id"),
    of_account("recovery_codes", "user_id"),
    travels("resumes", &["created_at", "id"]),
    travels("postings", &["created_at", "id"]),
    travels("sessions", &["created_at", "id"]),
    hangs("versions", "sessions", "session_id", &["number"]),
    hangs("files", "sessions", "session_id", &["path"]),
    hangs("artifacts", "sessions", "session_id", &["created_at", "id"]),
    hangs("runs", "sessions", "session_id", &["created_at", "id"]),
    hangs("replies", "runs", "run_id", &["step"]),
    hangs("proposals", "runs", "run_id", &["id"]),
    hangs("changes", "proposals", "proposal_id", &["ordinal"]),
    hangs("events", "runs", "run_id", &["seq"]),
    travels("preferences", &["name"]),
    travels("idempotency_keys", &["operation", "key"]),
    travels("audit_log", &["seq"]),
    // Sealed with the key of this installation.
    stays("audit_heads", &[]),
    stays("archives", &["id"]),
    // Work and errands of the moment.
    stays("jobs", &["id"]),
    stays("outbox", &["key"]),
];

/// Tables without anything of a person; two know tenants by name only while they are erased, and what was tried is a hash.
#[cfg(test)]
const OF_NOBODY: [&str; 5] = ["seaql_migrations", "audit_door", "erasures", "probes", "attempts"];

impl Belonging {
    /// The one of that table.
    pub fn of_table(table: &str) -> Option<&'static Self> {
        OF_TENANTS.iter().find(|one| one.table == table)
    }

    /// The column that the rows are found by: of the tenant, or of what they hang on.
    pub fn column(&self) -> &'static str {
        match self.of {
            Of::Tenant { column, .. } | Of::Row { column, .. } => column,
        }
    }

    /// Whether rows of other tables hang on its rows.
    pub fn carries(&self) -> bool {
        OF_TENANTS.iter().any(|other| matches!(other.of, Of::Row { table, .. } if table == self.table))
    }

    /// SQL that is true for the rows of the tenant `$1`.
    pub fn whose(&self) -> String {
        match self.of {
            Of::Tenant { column, .. } => format!("{column} = $1"),
            Of::Row { table, column, .. } => {
                let above = Self::of_table(table).map_or_else(|| "false".to_owned(), Self::whose);
                format!("{column} IN (SELECT id FROM {table} WHERE {above})")
            }
        }
    }

    /// Its columns, as the database has them.
    pub async fn columns(&self, db: &impl ConnectionTrait) -> Result<Vec<Column>> {
        let backend = db.get_database_backend();
        let sql = match backend {
            DbBackend::Postgres => {
                "SELECT CAST(column_name AS text) AS name, CAST(data_type AS text) AS type FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
            }
            _ => "SELECT name, type FROM pragma_table_info($1) ORDER BY cid",
        };
        let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, [self.table.into()])).await?;
        let column = |row: &QueryResult| {
            let form: String = row.try_get("", "type")?;
            Ok(Column { name: row.try_get("", "name")?, form: Form::of(&form) })
        };
        rows.iter().map(column).collect()
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub name: String,
    pub form: Form,
}

/// What it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Small,
    Big,
    Double,
    Boolean,
}

impl Form {
    /// In the words of either engine.
    fn of(declared: &str) -> Self {
        match declared.to_ascii_lowercase().as_str() {
            "bigint" => Self::Big,
            "integer" => Self::Small,
            "boolean" => Self::Boolean,
            "double" | "double precision" => Self::Double,
            _ => Self::Text,
        }
    }

    /// What stands in a row, the same of either engine.
    pub fn read(self, row: &QueryResult, column: &str) -> Result<Json> {
        Ok(match self {
            Self::Text => row.try_get::<Option<String>>("", column)?.into(),
            Self::Small => row.try_get::<Option<i32>>("", column)?.into(),
            Self::Big => row.try_get::<Option<i64>>("", column)?.into(),
            Self::Double => row.try_get::<Option<f64>>("", column)?.into(),
            Self::Boolean => row.try_get::<Option<bool>>("", column)?.into(),
        })
    }

    /// For a row; `None` for what does not belong there.
    pub fn value(self, json: &Json) -> Option<Value> {
        Some(match (self, json) {
            (Self::Text, Json::Null) => Value::String(None),
            (Self::Small, Json::Null) => Value::Int(None),
            (Self::Big, Json::Null) => Value::BigInt(None),
            (Self::Double, Json::Null) => Value::Double(None),
            (Self::Boolean, Json::Null) => Value::Bool(None),
            // PostgreSQL takes no NUL.
            (Self::Text, Json::String(text)) if !text.contains('\0') => text.as_str().into(),
            (Self::Small, json) => i32::try_from(json.as_i64()?).ok()?.into(),
            (Self::Big, json) => json.as_i64()?.into(),
            (Self::Double, json) => json.as_f64()?.into(),
            (Self::Boolean, json) => json.as_bool()?.into(),
            (Self::Text, _) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use std::collections::BTreeSet;

    async fn names(db: &impl ConnectionTrait, sql: &str) -> BTreeSet<String> {
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("reads");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a name")).collect()
    }

    #[tokio::test]
    async fn of_every_table_it_is_said_whose_its_rows_are() {
        let bench = Bench::open().await;
        let db = bench.services.db.reader();
        let there = match db.get_database_backend() {
            DbBackend::Postgres => names(db, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()").await,
            _ => names(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").await,
        };
        let said: BTreeSet<String> = OF_TENANTS.iter().map(|one| one.table).chain(OF_NOBODY).map(str::to_owned).collect();
        assert_eq!(there, said, "list it in belongings.rs: whose are its rows, and do they travel?");
    }

    #[tokio::test]
    async fn the_columns_that_rows_are_found_by_are_there_and_what_hangs_on_something_comes_after_it() {
        let bench = Bench::open().await;
        let mut seen = BTreeSet::new();
        for one in OF_TENANTS {
            let columns = one.columns(bench.services.db.reader()).await.expect("columns");
            let order = match one.of {
                Of::Tenant { order, .. } => order,
                Of::Row { table, order, .. } => {
                    assert!(seen.contains(table), "{one:?}");
                    order
                }
            };
            for name in order.iter().chain([&one.column()]) {
                assert!(columns.iter().any(|column| column.name == *name), "{one:?}: {name}");
            }
            seen.insert(one.table);
        }
        for table in OF_NOBODY.iter().filter(|table| !["audit_door", "erasures"].contains(table)) {
            let nobody = Belonging { table, of: Of::Tenant { column: "tenant", order: &[] }, travels: false };
            let columns = nobody.columns(bench.services.db.reader()).await.expect("columns");
            assert!(columns.iter().all(|column| column.name != "tenant"), "{table} has tenants");
        }
    }
}
