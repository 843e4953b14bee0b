//! A tenant that is being erased.

use crate::db::Owned;
use sea_orm::entity::prelude::*;

/// A row of `erasures`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "erasures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant: String,
    pub job_id: String,
    /// JSON: how many rows of which table, and how many objects, are gone so far.
    pub counts: String,
    pub begun_at: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}
