//! A mail about an account, with a link in it or not.

use sea_orm::entity::prelude::*;

/// A row of `letters`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// `None`: to an address without an account; it is not sent.
    pub user_id: Option<String>,
    pub kind: String,
    /// Where it goes, if not to the address of the account.
    pub email: Option<String>,
    pub created_at: String,
    pub expires_at: String,
    pub used_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
