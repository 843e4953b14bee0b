//! Everything that the database holds, so that a test can say that nothing was changed.

use super::Bench;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::collections::BTreeMap;

impl Bench {
    /// Every row of every table by the name of the table, as text. On SQLite, where tests without a server of their own run.
    ///
    /// # Panics
    /// When it can't be read: the test can't go on.
    pub async fn digest(&self) -> BTreeMap<String, String> {
        let db = self.services.db.reader();
        let mut all = BTreeMap::new();
        for table in texts(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").await {
            let columns = texts(db, &format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')")).await;
            let rows = texts(db, &format!("SELECT {} FROM \"{table}\" ORDER BY 1", columns.join(" || '|' || "))).await;
            all.insert(table, rows.join("\n"));
        }
        all
    }
}

/// The first column.
async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("SQLite answers");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}
