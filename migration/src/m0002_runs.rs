//! The queue, and what runs leave behind: runs, the replies they paid for, proposals with their changes, live events.

use super::each;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 6] = ["jobs", "runs", "replies", "proposals", "changes", "events"];

/// Partial indexes keep the hot ones as small as the work that is open.
const INDEXES: [&str; 10] = [
    "CREATE INDEX jobs_ready ON jobs (priority, run_at) WHERE state = 'queued'",
    "CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running'",
    "CREATE INDEX jobs_ended ON jobs (ended_at) WHERE state IN ('done', 'cancelled')",
    "CREATE UNIQUE INDEX runs_unfinished ON runs (session_id) WHERE status IN ('queued', 'running', 'waiting_approval', 'interrupting')",
    "CREATE UNIQUE INDEX runs_by_key ON runs (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL",
    "CREATE INDEX runs_newest ON runs (session_id, created_at, id)",
    "CREATE UNIQUE INDEX proposals_by_run ON proposals (run_id)",
    "CREATE INDEX proposals_open ON proposals (session_id) WHERE status IN ('streaming', 'pending')",
    "CREATE INDEX changes_confirmed ON changes (session_id) WHERE confirmation IS NOT NULL",
    "CREATE UNIQUE INDEX changes_numbered ON changes (proposal_id, ordinal)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [jobs(), runs(), replies(), proposals(), changes(), events()] {
            manager.create_table(table).await?;
        }
        each(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES.into_iter().rev() {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Times that the queue reckons with are milliseconds of the database's clock.
fn jobs() -> TableCreateStatement {
    Table::create()
        .table("jobs")
        .col(string("id").primary_key())
        .col(string("tenant"))
        .col(string("kind"))
        .col(text("payload"))
        .col(string("state"))
        .col(integer("priority"))
        .col(integer("attempt"))
        .col(integer("crashes"))
        .col(integer("errors"))
        .col(big_integer("run_at"))
        .col(string_null("lease_owner"))
        .col(big_integer_null("lease_until"))
        .col(text_null("last_error"))
        .col(big_integer("created_at"))
        .col(big_integer_null("ended_at"))
        .to_owned()
}

fn runs() -> TableCreateStatement {
    Table::create()
        .table("runs")
        .col(string("id").primary_key())
        .col(string("tenant"))
        .col(string("session_id"))
        .col(string("job_id"))
        .col(string("status"))
        .col(text("message"))
        .col(string("strategy"))
        .col(string_null("idempotency_key"))
        .col(string("request_hash"))
        .col(string("provider"))
        .col(string("model"))
        .col(big_integer("input_tokens"))
        .col(big_integer("output_tokens"))
        .col(double("cost_usd"))
        .col(big_integer("last_seq"))
        .col(text_null("final_text"))
        .col(text_null("error"))
        .col(string("created_at"))
        .col(string_null("started_at"))
        .col(string_null("ended_at"))
        .foreign_key(&mut belongs("runs", "session_id", "sessions"))
        .to_owned()
}

fn replies() -> TableCreateStatement {
    Table::create()
        .table("replies")
        .col(string("run_id"))
        .col(string("step"))
        .col(integer("attempt"))
        .col(text("reply"))
        .col(string("created_at"))
        .primary_key(Index::create().col("run_id").col("step"))
        .foreign_key(&mut belongs("replies", "run_id", "runs"))
        .to_owned()
}

fn proposals() -> TableCreateStatement {
    Table::create()
        .table("proposals")
        .col(string("id").primary_key())
        .col(string("tenant"))
        .col(string("session_id"))
        .col(string("run_id"))
        .col(string("base_version_id"))
        .col(string("path"))
        .col(string("status"))
        .col(integer("revision"))
        .col(string_null("version_id"))
        .col(string("created_at"))
        .col(string_null("decided_at"))
        .foreign_key(&mut belongs("proposals", "run_id", "runs"))
        .to_owned()
}

fn changes() -> TableCreateStatement {
    Table::create()
        .table("changes")
        .col(string("id").primary_key())
        .col(string("tenant"))
        .col(string("session_id"))
        .col(string("proposal_id"))
        .col(integer("ordinal"))
        .col(integer("position"))
        .col(text("body"))
        .col(string("decision"))
        .col(text_null("text"))
        .col(text_null("confirmation"))
        .col(text_null("findings"))
        .col(boolean("unsupported"))
        .col(boolean("stale"))
        .col(string_null("decided_at"))
        .foreign_key(&mut belongs("changes", "proposal_id", "proposals"))
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        .col(string("run_id"))
        .col(big_integer("seq"))
        .col(string("ts"))
        .col(text("what"))
        .primary_key(Index::create().col("run_id").col("seq"))
        .foreign_key(&mut belongs("events", "run_id", "runs"))
        .to_owned()
}

/// What is purged takes with it what belongs to it.
fn belongs(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(to, "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}
