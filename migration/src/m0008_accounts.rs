//! Accounts: who may log in, where they are logged in, which tokens act for them, and which mails were written to them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 7] = ["users", "logins", "refresh_tokens", "api_tokens", "letters", "recovery_codes", "attempts"];

const INDEXES: [&str; 8] = [
    "CREATE UNIQUE INDEX users_by_email ON users (email)",
    "CREATE UNIQUE INDEX api_tokens_by_hash ON api_tokens (hash)",
    "CREATE INDEX users_newest ON users (created_at, id)",
    "CREATE INDEX logins_of_user ON logins (user_id)",
    "CREATE INDEX refresh_tokens_of_login ON refresh_tokens (login_id)",
    "CREATE INDEX api_tokens_of_user ON api_tokens (user_id)",
    "CREATE INDEX letters_of_user ON letters (user_id)",
    "CREATE INDEX letters_by_age ON letters (created_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [users(), logins(), refresh_tokens(), api_tokens(), letters(), recovery_codes(), attempts()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
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

fn users() -> TableCreateStatement {
    Table::create()
        .table("users")
        .col(string("id").primary_key())
        .col(string("email"))
        .col(string("name"))
        .col(string("password_hash"))
        .col(string("role"))
        .col(text("preferences"))
        .col(string_null("verified_at"))
        .col(text_null("second_factor"))
        .col(string_null("second_factor_since"))
        .col(big_integer_null("second_factor_step"))
        .col(string("created_at"))
        .col(string("updated_at"))
        .col(string_null("closing_at"))
        .to_owned()
}

fn logins() -> TableCreateStatement {
    Table::create()
        .table("logins")
        .col(string("id").primary_key())
        .col(string("user_id"))
        .col(string("device"))
        .col(string_null("address"))
        .col(string("created_at"))
        .col(string("seen_at"))
        .col(string("expires_at"))
        .col(string_null("ended_at"))
        .foreign_key(&mut to_user("logins"))
        .to_owned()
}

fn refresh_tokens() -> TableCreateStatement {
    Table::create()
        .table("refresh_tokens")
        .col(string("hash").primary_key())
        .col(string("login_id"))
        .col(string("created_at"))
        .col(string_null("rotated_at"))
        .foreign_key(ForeignKey::create().from("refresh_tokens", "login_id").to("logins", "id").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}

fn api_tokens() -> TableCreateStatement {
    Table::create()
        .table("api_tokens")
        .col(string("id").primary_key())
        .col(string("user_id"))
        .col(string("name"))
        .col(string("hash"))
        .col(string("scope"))
        .col(string("created_at"))
        .col(string_null("used_at"))
        .col(string_null("expires_at"))
        .foreign_key(&mut to_user("api_tokens"))
        .to_owned()
}

/// A letter to nobody is one that somebody asked to be sent to an address without an account.
fn letters() -> TableCreateStatement {
    Table::create()
        .table("letters")
        .col(string("id").primary_key())
        .col(string_null("user_id"))
        .col(string("kind"))
        .col(string_null("email"))
        .col(string_null("password_hash"))
        .col(string("created_at"))
        .col(string("expires_at"))
        .col(string_null("used_at"))
        .foreign_key(&mut to_user("letters"))
        .to_owned()
}

fn recovery_codes() -> TableCreateStatement {
    Table::create()
        .table("recovery_codes")
        .col(string("user_id"))
        .col(string("hash"))
        .primary_key(Index::create().col("user_id").col("hash"))
        .foreign_key(&mut to_user("recovery_codes"))
        .to_owned()
}

/// By the hash of what was tried.
fn attempts() -> TableCreateStatement {
    Table::create().table("attempts").col(string("key").primary_key()).col(integer("failures")).col(string("next_at")).to_owned()
}

/// An account that is deleted takes with it what lets people in.
fn to_user(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "user_id").to("users", "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}
