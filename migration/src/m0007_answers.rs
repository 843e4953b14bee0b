//! Jobs that somebody waits for leave an answer. An upload that was being read has a job from now on; those that had none are to be read again.

use super::each;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: [&str; 2] = [
    "ALTER TABLE jobs ADD COLUMN answer text",
    "UPDATE resumes SET parse_status = 'failed', \
     error = '{\"code\":\"PARSE_FAILED\",\"message\":\"The program stopped while it read this file. Read it again.\"}' WHERE parse_status = 'parsing'",
];

const DOWN: [&str; 1] = ["ALTER TABLE jobs DROP COLUMN answer"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        each(manager, &DOWN).await
    }
}
