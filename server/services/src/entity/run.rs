//! One AI request in a session.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `runs`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "runs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub session_id: String,
    pub job_id: String,
    pub status: String,
    pub message: String,
    pub strategy: String,
    pub idempotency_key: Option<String>,
    /// Of message and strategy.
    pub request_hash: String,
    pub provider: String,
    pub model: String,
    pub input_tokens: i64,
    pub output_tokens: i64,
    pub cost_usd: f64,
    /// The number of its newest event.
    pub last_seq: i64,
    /// What the provider said in the end.
    pub final_text: Option<String>,
    /// JSON, of a failed run.
    pub error: Option<String>,
    pub created_at: String,
    pub started_at: Option<String>,
    pub ended_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::RunNotFound, "There is no such run in this session. Look at its history.");
}
