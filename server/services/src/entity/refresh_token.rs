//! A refresh token: good for one rotation.

use sea_orm::entity::prelude::*;

/// A row of `refresh_tokens`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    pub login_id: String,
    pub created_at: String,
    pub rotated_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
