//! How long each chain of the audit log is, and its last hash.

use crate::db::Owned;
use sea_orm::entity::prelude::*;

/// A row of `audit_heads`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_heads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant: String,
    pub count: i64,
    pub hash: String,
    /// HMAC of the other columns; empty when what stood here before did not hold.
    pub seal: String,
    /// Its tenant is being erased: nothing is appended any more.
    pub closed: bool,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}
