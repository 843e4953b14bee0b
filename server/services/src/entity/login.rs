//! A browser, or program, that is logged in: the family of its refresh tokens.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `logins`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "logins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user_id: String,
    /// "Firefox on Linux".
    pub device: String,
    /// Where it was last seen.
    pub address: Option<String>,
    pub created_at: String,
    pub seen_at: String,
    pub expires_at: String,
    pub ended_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it lets in at this time.
    pub fn stands(&self, now: &str) -> bool {
        self.ended_at.is_none() && now < self.expires_at.as_str()
    }
}

impl Owned for Entity {
    const TENANT: Column = Column::UserId;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::NotFound, "There is no such login. It may have ended; look at the list again.");
}
