//! A personal API token.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `api_tokens`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user_id: String,
    pub name: String,
    /// SHA-256 of its secret.
    pub hash: String,
    pub scope: String,
    pub created_at: String,
    pub used_at: Option<String>,
    pub expires_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it lets in at this time.
    pub fn stands(&self, now: &str) -> bool {
        self.expires_at.as_deref().is_none_or(|end| now < end)
    }
}

impl Owned for Entity {
    const TENANT: Column = Column::UserId;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::NotFound, "There is no such token. It may have been taken back; look at the list again.");
}
