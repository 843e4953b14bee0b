//! An account. Its tenant is named like it.

use crate::db::{Listed, Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `users`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// As [`domain::account::Email`] compares them.
    pub email: String,
    pub name: String,
    /// Argon2id, in the PHC format.
    pub password_hash: String,
    /// `member` or `admin`.
    pub role: String,
    /// JSON: [`domain::account::JobPreferences`].
    pub preferences: String,
    pub verified_at: Option<String>,
    /// Sealed; see `accounts::second_factor`.
    pub second_factor: Option<String>,
    /// `None` while it is being set up.
    pub second_factor_since: Option<String>,
    /// The newest step of 30 s whose code was taken.
    pub second_factor_step: Option<i64>,
    pub created_at: String,
    pub updated_at: String,
    /// It is being deleted.
    pub closing_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Id;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::NotFound, "There is no such account. Look at the list of accounts.");
}

impl Listed for Entity {
    const CREATED: Column = Column::CreatedAt;
    const SEARCHED: &'static [Column] = &[Column::Email, Column::Name];

    fn position(row: &Model) -> (&str, &str) {
        (&row.created_at, &row.id)
    }
}
