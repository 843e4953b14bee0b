//! Database migrations of resuMAX, one file a change: expand, backfill, contract.
//!
//! Column types are those that SQLite and PostgreSQL share: text ids, text times (RFC 3339, UTC, milliseconds, so that they
//! sort as text), JSON as text.

use sea_orm_migration::prelude::*;

mod m0001_workspaces;
mod m0002_runs;
mod m0003_paid_runs;
mod m0004_outbox;
mod m0005_queue;
mod m0006_less;
mod m0007_answers;
mod m0008_accounts;
mod m0009_walls;
mod m0010_links;
mod m0011_data;
mod m0012_sign_ups;

pub use sea_orm_migration::{MigrationStatus, MigratorTrait};

/// One statement after the other.
async fn each(manager: &SchemaManager<'_>, statements: &[impl AsRef<str>]) -> Result<(), DbErr> {
    for sql in statements {
        manager.get_connection().execute_unprepared(sql.as_ref()).await?;
    }
    Ok(())
}

/// A migration of statements alone.
struct Statements {
    /// Of its file; a database knows it by this.
    name: &'static str,
    up: &'static [&'static str],
    down: &'static [&'static str],
}

impl MigrationName for Statements {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Statements {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, self.up).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, self.down).await
    }
}

/// Runs them in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_workspaces::Migration),
            Box::new(m0002_runs::Migration),
            Box::new(m0003_paid_runs::MIGRATION),
            Box::new(m0004_outbox::Migration),
            Box::new(m0005_queue::MIGRATION),
            Box::new(m0006_less::MIGRATION),
            Box::new(m0007_answers::MIGRATION),
            Box::new(m0008_accounts::Migration),
            Box::new(m0009_walls::Migration),
            Box::new(m0010_links::MIGRATION),
            Box::new(m0011_data::Migration),
            Box::new(m0012_sign_ups::MIGRATION),
        ]
    }
}
