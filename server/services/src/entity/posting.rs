//! A job description in the library.

use crate::db::{Listed, Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `postings`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "postings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub source: String,
    pub url: Option<String>,
    /// JSON: how the text behind the address was got.
    pub fetched: Option<String>,
    pub title: String,
    pub company: String,
    /// JSON: what was understood, as corrected by its owner.
    pub posting: String,
    pub file_name: Option<String>,
    pub sha256: Option<String>,
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
        (Code::JdNotFound, "There is no such job description. It may have been deleted; look at your library.");
}

impl Listed for Entity {
    const CREATED: Column = Column::CreatedAt;
    const SEARCHED: &'static [Column] = &[Column::Title, Column::Company];

    fn position(row: &Model) -> (&str, &str) {
        (&row.created_at, &row.id)
    }
}
