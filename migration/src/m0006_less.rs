//! Less to write and to look through for every run. An event that proposes a change names it; what was proposed stands in the change alone,
//! where it never changes. Jobs at work are found by their lease.

use super::Statements;

pub const MIGRATION: Statements = Statements {
    name: "m0006_less",
    up: &[
        "ALTER TABLE events ADD COLUMN change_id varchar",
        "DROP INDEX jobs_leased",
        "CREATE INDEX jobs_leased ON jobs (lease_until) WHERE lease_until IS NOT NULL",
    ],
    down: &[
        "DROP INDEX jobs_leased",
        "CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running'",
        "UPDATE events SET what = (SELECT '{\"type\":\"change_proposed\",\"payload\":{\"approval_id\":\"' || proposal_id || '\",' || substr(body, 2) || '}' \
     FROM changes WHERE changes.id = events.change_id) WHERE change_id IS NOT NULL",
        "ALTER TABLE events DROP COLUMN change_id",
    ],
};
