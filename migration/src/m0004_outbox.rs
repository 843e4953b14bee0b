//! The outbox: what transactions cause outside of the database. And indexes that find who names an object.

use super::each;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 6] = [
    "CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued'",
    "CREATE INDEX outbox_sent ON outbox (sent_at) WHERE state = 'sent'",
    "CREATE INDEX resumes_by_object ON resumes (sha256)",
    "CREATE INDEX postings_by_object ON postings (sha256) WHERE sha256 IS NOT NULL",
    "CREATE INDEX files_by_object ON files (sha256)",
    "CREATE INDEX artifacts_by_object ON artifacts (sha256)",
];

const DOWN: [&str; 4] =
    ["DROP INDEX resumes_by_object", "DROP INDEX postings_by_object", "DROP INDEX files_by_object", "DROP INDEX artifacts_by_object"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(outbox()).await?;
        each(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &DOWN).await?;
        manager.drop_table(Table::drop().table("outbox").to_owned()).await
    }
}

/// Times are milliseconds of the database's clock.
fn outbox() -> TableCreateStatement {
    Table::create()
        .table("outbox")
        .col(string("key").primary_key())
        .col(string("tenant"))
        .col(string("kind"))
        .col(text("payload"))
        .col(string("state"))
        .col(integer("attempts"))
        .col(big_integer("next_at"))
        .col(text_null("last_error"))
        .col(big_integer("created_at"))
        .col(big_integer_null("sent_at"))
        .to_owned()
}
