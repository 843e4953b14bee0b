//! Several may sign up with an address; one of them has it. A mail confirms the account that it was written for, with its password.

use super::Statements;

pub const MIGRATION: Statements = Statements {
    name: "m0012_sign_ups",
    up: &[
        "DROP INDEX users_by_email",
        "CREATE INDEX users_by_email ON users (email)",
        "CREATE UNIQUE INDEX users_by_confirmed_email ON users (email) WHERE verified_at IS NOT NULL",
        "ALTER TABLE letters DROP COLUMN password_hash",
    ],
    // Not possible while an address has several accounts.
    down: &[
        "ALTER TABLE letters ADD COLUMN password_hash varchar",
        "DROP INDEX users_by_confirmed_email",
        "DROP INDEX users_by_email",
        "CREATE UNIQUE INDEX users_by_email ON users (email)",
    ],
};
