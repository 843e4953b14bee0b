//! The queue for a team: queues that workers choose from, turns that share workers among tenants, jobs that come back by themselves, and
//! probes that prove it all.

use super::Statements;

pub const MIGRATION: Statements = Statements {
    name: "m0005_queue",
    up: &[
        "ALTER TABLE jobs ADD COLUMN queue varchar NOT NULL DEFAULT 'run'",
        "ALTER TABLE jobs ADD COLUMN turn bigint NOT NULL DEFAULT 0",
        "ALTER TABLE jobs ADD COLUMN every_ms bigint",
        "DROP INDEX jobs_ready",
        "CREATE INDEX jobs_ready ON jobs (priority, turn, run_at) WHERE state = 'queued'",
        "CREATE INDEX jobs_turns ON jobs (tenant, turn) WHERE state = 'queued'",
        "CREATE TABLE probes (job_id varchar NOT NULL, attempt integer NOT NULL, at varchar NOT NULL)",
    ],
    down: &[
        "DROP TABLE probes",
        "DROP INDEX jobs_turns",
        "DROP INDEX jobs_ready",
        "CREATE INDEX jobs_ready ON jobs (priority, run_at) WHERE state = 'queued'",
        "ALTER TABLE jobs DROP COLUMN every_ms",
        "ALTER TABLE jobs DROP COLUMN turn",
        "ALTER TABLE jobs DROP COLUMN queue",
    ],
};
