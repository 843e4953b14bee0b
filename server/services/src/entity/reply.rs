//! What a provider said, saved before it is used: a second attempt reads it here and does not pay again.

use sea_orm::entity::prelude::*;

/// A row of `replies`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "replies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: String,
    /// Which request of the run.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    /// The attempt that got it.
    pub attempt: i32,
    /// JSON.
    pub reply: String,
    pub created_at: String,
}

impl ActiveModelBehavior for ActiveModel {}
