//! Who did what to what, one chain of hashes a tenant.

use crate::db::Owned;
use sea_orm::entity::prelude::*;

/// A row of `audit_log`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant: String,
    /// 1, 2, 3 … within the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at: String,
    pub action: String,
    pub subject: String,
    /// JSON.
    pub details: String,
    /// The hash of the entry before; empty for the first.
    pub previous: String,
    /// Of the other columns, as its form says.
    pub hash: String,
    /// Which columns the hash covers.
    pub form: i32,
    /// The account; `None`: the installation itself, or whoever needs no login.
    pub who: Option<String>,
    /// The login or token of the account.
    pub via: Option<String>,
    /// Where the request came from, as far as a network.
    pub network: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}
