//! An exported file.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `artifacts`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "artifacts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub session_id: String,
    pub version_id: String,
    pub path: String,
    pub format: String,
    pub template: Option<String>,
    pub mime_type: String,
    pub sha256: String,
    pub size: i64,
    pub pages: Option<i32>,
    /// JSON.
    pub round_trip: String,
    pub created_at: String,
    pub expires_at: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) =
        (Code::ArtifactNotFound, "There is no such export, or its link has ended. Export the version again.");
}
