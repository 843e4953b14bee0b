//! Finds what the runs of a day have cost. Runs that cost nothing stay out of the index.

use super::each;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &["CREATE INDEX runs_paid ON runs (tenant, created_at) WHERE cost_usd > 0"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &["DROP INDEX runs_paid"]).await
    }
}
