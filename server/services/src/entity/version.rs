//! An immutable snapshot of the document. `label` alone may change.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `versions`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub session_id: String,
    pub number: i32,
    pub parent_id: Option<String>,
    pub label: String,
    pub made_by: String,
    pub run_id: Option<String>,
    pub model: Option<String>,
    pub summary: String,
    pub score: Option<i32>,
    /// JSON.
    pub document: String,
    /// JSON: the edits that made it of its parent.
    pub edits: String,
    pub created_at: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::VersionNotFound, "There is no such version in this session. Look at its history.");
}
