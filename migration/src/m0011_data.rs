//! All that a tenant owns, as a whole: archives of it, its erasure, and an audit log that the database itself keeps append-only.
//!
//! Entries say who did it and from where; `form` says what the hash of an entry covers, so that old ones still fit. The head of a chain, sealed
//! with a key that the database does not have, shows when the last entries are gone. Entries are never changed, and go only while their
//! tenant stands in `audit_door`, which erasure opens and closes in its own transaction.

use super::each;
use super::m0009_walls::{OWN, wall};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 4] = ["audit_heads", "audit_door", "archives", "erasures"];

const UP: [&str; 6] = [
    "ALTER TABLE audit_log ADD COLUMN form integer NOT NULL DEFAULT 1",
    "ALTER TABLE audit_log ADD COLUMN who varchar",
    "ALTER TABLE audit_log ADD COLUMN via varchar",
    "ALTER TABLE audit_log ADD COLUMN network varchar",
    "CREATE INDEX audit_newest ON audit_log (at, tenant, seq)",
    "CREATE UNIQUE INDEX archives_being_made ON archives (tenant) WHERE status = 'making'",
];

const GUARDS_ON_SQLITE: [&str; 2] = [
    "CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log WHEN NOT EXISTS (SELECT 1 FROM audit_door WHERE tenant = OLD.tenant) \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
];

const GUARDS_ON_POSTGRES: [&str; 3] = [
    "CREATE FUNCTION audit_log_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF TG_OP = 'DELETE' THEN IF EXISTS (SELECT 1 FROM audit_door WHERE tenant = OLD.tenant) THEN RETURN OLD; END IF; END IF; \
     RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE TRIGGER audit_log_is_kept BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_is_kept()",
    "CREATE TRIGGER audit_log_is_not_emptied BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_kept()",
];

const NO_GUARDS_ON_SQLITE: [&str; 2] = ["DROP TRIGGER audit_log_is_not_changed", "DROP TRIGGER audit_log_is_kept"];
const NO_GUARDS_ON_POSTGRES: [&str; 3] = [
    "DROP TRIGGER audit_log_is_not_emptied ON audit_log",
    "DROP TRIGGER audit_log_is_kept ON audit_log",
    "DROP FUNCTION audit_log_is_kept()",
];

const DOWN: [&str; 5] = [
    "DROP INDEX audit_newest",
    "ALTER TABLE audit_log DROP COLUMN network",
    "ALTER TABLE audit_log DROP COLUMN via",
    "ALTER TABLE audit_log DROP COLUMN who",
    "ALTER TABLE audit_log DROP COLUMN form",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [heads(), door(), archives(), erasures()] {
            manager.create_table(table).await?;
        }
        for table in TABLES {
            wall(manager, table, OWN).await?;
        }
        each(manager, &UP).await?;
        match manager.get_database_backend() {
            DbBackend::Postgres => each(manager, &GUARDS_ON_POSTGRES).await,
            _ => each(manager, &GUARDS_ON_SQLITE).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => each(manager, &NO_GUARDS_ON_POSTGRES).await?,
            _ => each(manager, &NO_GUARDS_ON_SQLITE).await?,
        }
        each(manager, &DOWN).await?;
        for table in TABLES.into_iter().rev() {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn of_tenant(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).col(string("tenant").primary_key()).to_owned()
}

fn heads() -> TableCreateStatement {
    of_tenant("audit_heads").col(big_integer("count")).col(string("hash")).col(string("seal")).col(boolean("closed")).to_owned()
}

fn door() -> TableCreateStatement {
    of_tenant("audit_door")
}

fn archives() -> TableCreateStatement {
    Table::create()
        .table("archives")
        .col(string("id").primary_key())
        .col(string("tenant"))
        .col(string("job_id"))
        .col(string("status"))
        .col(big_integer("done"))
        .col(big_integer("total"))
        .col(big_integer_null("size"))
        .col(string_null("sha256"))
        .col(string("created_at"))
        .col(string_null("ready_at"))
        .col(string("expires_at"))
        .to_owned()
}

/// Of tenants that are being erased, and whom nobody else can ask any more.
fn erasures() -> TableCreateStatement {
    of_tenant("erasures").col(string("job_id")).col(text("counts")).col(string("begun_at")).to_owned()
}
