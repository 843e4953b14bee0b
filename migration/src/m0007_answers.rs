//! Jobs that somebody waits for leave an answer. An upload that was being read has a job from now on; those that had none are to be read again.

use super::Statements;

pub const MIGRATION: Statements = Statements {
    name: "m0007_answers",
    up: &[
        "ALTER TABLE jobs ADD COLUMN answer text",
        "UPDATE resumes SET parse_status = 'failed', \
     error = '{\"code\":\"PARSE_FAILED\",\"message\":\"The program stopped while it read this file. Read it again.\"}' WHERE parse_status = 'parsing'",
    ],
    down: &["ALTER TABLE jobs DROP COLUMN answer"],
};
