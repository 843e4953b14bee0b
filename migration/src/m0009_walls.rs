//! The second wall, on PostgreSQL: row-level security, so that a query that forgot whose rows it means finds nothing of others.
//!
//! A connection says whose rows it sees by the setting `resumax.tenant`: names with commas between them, `*` for all; one that says nothing
//! sees none. The owner of
//! the tables is held by the wall like everybody else (`FORCE`); superusers and roles with `BYPASSRLS` are not. SQLite has no such walls, and
//! `jobs` and `outbox` have none: the queue goes through them for all tenants, and no page reads them for one.

use super::each;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const OF_TENANTS: [&str; 12] = [
    "resumes",
    "postings",
    "sessions",
    "versions",
    "files",
    "artifacts",
    "idempotency_keys",
    "audit_log",
    "preferences",
    "runs",
    "proposals",
    "changes",
];
const OF_RUNS: [&str; 2] = ["replies", "events"];

/// By `CASE`, not `OR`: what PostgreSQL thinks of how few rows pass an `OR` of this kind makes it sort all rows of a tenant for the first
/// twenty. Foreign rows alone come as far as the list.
pub(super) const OWN: &str = "CASE current_setting('resumax.tenant', true) WHEN tenant THEN true WHEN '*' THEN true \
     ELSE tenant = ANY (string_to_array(current_setting('resumax.tenant', true), ',')) END";

/// Who sees the run sees what belongs to it. Not by `EXISTS`, which PostgreSQL may answer by reading all runs first.
const OF_A_RUN: &str = "CASE current_setting('resumax.tenant', true) WHEN '*' THEN true ELSE (SELECT r.tenant FROM runs r WHERE r.id = run_id) IS NOT NULL END";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in OF_TENANTS {
            wall(manager, table, OWN).await?;
        }
        for table in OF_RUNS {
            wall(manager, table, OF_A_RUN).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !has_walls(manager) {
            return Ok(());
        }
        for table in OF_TENANTS.iter().chain(&OF_RUNS) {
            let sql = [
                format!("DROP POLICY tenant ON {table}"),
                format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"),
            ];
            each(manager, &sql).await?;
        }
        Ok(())
    }
}

/// Around a table; it goes with the table. `sees` is [`OWN`] where the table has a column `tenant`.
pub(super) async fn wall(manager: &SchemaManager<'_>, table: &str, sees: &str) -> Result<(), DbErr> {
    if !has_walls(manager) {
        return Ok(());
    }
    let sql = [
        format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"),
        format!("CREATE POLICY tenant ON {table} USING ({sees})"),
    ];
    each(manager, &sql).await
}

fn has_walls(manager: &SchemaManager<'_>) -> bool {
    manager.get_database_backend() == DbBackend::Postgres
}
