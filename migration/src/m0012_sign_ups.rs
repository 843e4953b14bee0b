//! Several may sign up with an address; one of them has it. A mail confirms the account that it was written for, with its password.

use super::each;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: [&str; 4] = [
    "DROP INDEX users_by_email",
    "CREATE INDEX users_by_email ON users (email)",
    "CREATE UNIQUE INDEX users_by_confirmed_email ON users (email) WHERE verified_at IS NOT NULL",
    "ALTER TABLE letters DROP COLUMN password_hash",
];

/// Not possible while an address has several accounts.
const DOWN: [&str; 4] = [
    "ALTER TABLE letters ADD COLUMN password_hash varchar",
    "DROP INDEX users_by_confirmed_email",
    "DROP INDEX users_by_email",
    "CREATE UNIQUE INDEX users_by_email ON users (email)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &DOWN).await
    }
}
