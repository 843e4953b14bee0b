//! An upload in the library.

use crate::db::{Listed, Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `resumes`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "resumes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub name: String,
    pub file_name: String,
    pub mime_type: String,
    pub size: i64,
    pub sha256: String,
    pub parse_status: String,
    /// JSON: of a failed parse.
    pub error: Option<String>,
    /// JSON: what was read.
    pub import: Option<String>,
    pub left_over_count: i32,
    pub pages: i32,
    pub created_at: String,
    pub updated_at: String,
    pub trashed_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) =
        (Code::ResumeNotFound, "There is no such resume. It may have been deleted; look at your library.");
}

impl Listed for Entity {
    const CREATED: Column = Column::CreatedAt;
    const SEARCHED: &'static [Column] = &[Column::Name, Column::FileName];

    fn position(row: &Model) -> (&str, &str) {
        (&row.created_at, &row.id)
    }
}
