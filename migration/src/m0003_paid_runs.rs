//! Finds what the runs of a day have cost. Runs that cost nothing stay out of the index.

use super::Statements;

pub const MIGRATION: Statements = Statements {
    name: "m0003_paid_runs",
    up: &["CREATE INDEX runs_paid ON runs (tenant, created_at) WHERE cost_usd > 0"],
    down: &["DROP INDEX runs_paid"],
};
