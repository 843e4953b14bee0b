//! All that a tenant owns in one file.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `archives`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archives")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub job_id: String,
    /// `making`, `ready`, `failed`.
    pub status: String,
    /// Of `total` steps.
    pub done: i64,
    pub total: i64,
    pub size: Option<i64>,
    pub sha256: Option<String>,
    pub created_at: String,
    pub ready_at: Option<String>,
    pub expires_at: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) =
        (Code::ArtifactNotFound, "There is no such archive, or it was kept for a week and is gone. Have another one made.");
}
