//! A job description by its address says when and where it was fetched, and what was read there.

use super::Statements;

pub const MIGRATION: Statements = Statements {
    name: "m0010_links",
    up: &["ALTER TABLE postings ADD COLUMN fetched text"],
    down: &["ALTER TABLE postings DROP COLUMN fetched"],
};
