//! Failed attempts to log in.

use sea_orm::entity::prelude::*;

/// A row of `attempts`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attempts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub failures: i32,
    /// Not before.
    pub next_at: String,
}

impl ActiveModelBehavior for ActiveModel {}
