//! A proposed write that waits for its owner.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `proposals`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub session_id: String,
    pub run_id: String,
    pub base_version_id: String,
    pub path: String,
    pub status: String,
    /// Grows with every decision: who decides on the whole names the one it has seen.
    pub revision: i32,
    /// What came of it.
    pub version_id: Option<String>,
    pub created_at: String,
    pub decided_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::ApprovalNotFound, "There is no such approval in this session. Load the page again.");
}
