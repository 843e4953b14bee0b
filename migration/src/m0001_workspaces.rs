//! What a tenant owns: resumes, postings, sessions with their versions, files and artifacts; and what keeps it in order:
//! idempotency keys, audit log, preferences.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 9] =
    ["resumes", "postings", "sessions", "versions", "files", "artifacts", "idempotency_keys", "audit_log", "preferences"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [resumes(), postings(), sessions(), versions(), files(), artifacts(), idempotency_keys(), audit_log(), preferences()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES.into_iter().rev() {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A table whose rows are named by `id` and owned by `tenant`.
fn owned(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).col(string("id").primary_key()).col(string("tenant")).to_owned()
}

fn resumes() -> TableCreateStatement {
    owned("resumes")
        .col(string("name"))
        .col(string("file_name"))
        .col(string("mime_type"))
        .col(big_integer("size"))
        .col(string("sha256"))
        .col(string("parse_status"))
        .col(text_null("error"))
        .col(text_null("import"))
        .col(integer("left_over_count"))
        .col(integer("pages"))
        .col(string("created_at"))
        .col(string("updated_at"))
        .col(string_null("trashed_at"))
        .to_owned()
}

fn postings() -> TableCreateStatement {
    owned("postings")
        .col(string("source"))
        .col(string_null("url"))
        .col(string("title"))
        .col(string("company"))
        .col(text("posting"))
        .col(string_null("file_name"))
        .col(string_null("sha256"))
        .col(string("created_at"))
        .col(string("updated_at"))
        .col(string_null("trashed_at"))
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    owned("sessions")
        .col(string("workspace_name"))
        .col(boolean("named"))
        .col(string("workflow_state"))
        .col(boolean("auto_approve"))
        .col(string_null("resume_id"))
        .col(string_null("resume_path"))
        .col(string_null("posting_id"))
        .col(string_null("head_version_id"))
        .col(string_null("source_version_id"))
        .col(integer("version_count"))
        .col(integer_null("score"))
        .col(integer_null("score_before"))
        .col(string_null("latest_export_path"))
        .col(string_null("active_run_id"))
        .col(integer("pending_approvals"))
        .col(integer("run_count"))
        .col(integer("completed_run_count"))
        .col(big_integer("total_tokens"))
        .col(double("total_cost_usd"))
        .col(string("created_at"))
        .col(string("updated_at"))
        .col(string_null("trashed_at"))
        .to_owned()
}

fn versions() -> TableCreateStatement {
    owned("versions")
        .col(string("session_id"))
        .col(integer("number"))
        .col(string_null("parent_id"))
        .col(string("label"))
        .col(string("made_by"))
        .col(string_null("run_id"))
        .col(string_null("model"))
        .col(string("summary"))
        .col(integer_null("score"))
        .col(text("document"))
        .col(text("edits"))
        .col(string("created_at"))
        .foreign_key(&mut to_session("versions"))
        .to_owned()
}

fn files() -> TableCreateStatement {
    owned("files")
        .col(string("session_id"))
        .col(string("path"))
        .col(big_integer("size"))
        .col(string("mime_type"))
        .col(string("sha256"))
        .col(string("created_at"))
        .col(string("updated_at"))
        .foreign_key(&mut to_session("files"))
        .to_owned()
}

fn artifacts() -> TableCreateStatement {
    owned("artifacts")
        .col(string("session_id"))
        .col(string("version_id"))
        .col(string("path"))
        .col(string("format"))
        .col(string_null("template"))
        .col(string("mime_type"))
        .col(string("sha256"))
        .col(big_integer("size"))
        .col(integer_null("pages"))
        .col(text("round_trip"))
        .col(string("created_at"))
        .col(string("expires_at"))
        .foreign_key(&mut to_session("artifacts"))
        .to_owned()
}

fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(string("tenant"))
        .col(string("operation"))
        .col(string("key"))
        .col(string("request_hash"))
        .col(text("response"))
        .col(string("created_at"))
        .primary_key(Index::create().col("tenant").col("operation").col("key"))
        .to_owned()
}

fn audit_log() -> TableCreateStatement {
    Table::create()
        .table("audit_log")
        .col(string("tenant"))
        .col(big_integer("seq"))
        .col(string("at"))
        .col(string("action"))
        .col(string("subject"))
        .col(text("details"))
        .col(string("previous"))
        .col(string("hash"))
        .primary_key(Index::create().col("tenant").col("seq"))
        .to_owned()
}

fn preferences() -> TableCreateStatement {
    Table::create()
        .table("preferences")
        .col(string("tenant"))
        .col(string("name"))
        .col(text("value"))
        .col(string("updated_at"))
        .primary_key(Index::create().col("tenant").col("name"))
        .to_owned()
}

/// A session that is purged takes with it what belongs to it.
fn to_session(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "session_id").to("sessions", "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(table).to_owned();
        for column in columns {
            index.col(*column);
        }
        index
    };
    vec![
        index("resumes_newest", "resumes", &["tenant", "created_at", "id"]),
        index("postings_newest", "postings", &["tenant", "created_at", "id"]),
        index("sessions_newest", "sessions", &["tenant", "created_at", "id"]),
        index("sessions_by_posting", "sessions", &["posting_id"]),
        index("sessions_by_resume", "sessions", &["resume_id"]),
        index("versions_numbered", "versions", &["session_id", "number"]).unique().to_owned(),
        index("files_by_path", "files", &["session_id", "path"]).unique().to_owned(),
        index("artifacts_newest", "artifacts", &["session_id", "created_at"]),
        index("artifacts_expiring", "artifacts", &["expires_at"]),
    ]
}
