//! A live event of a run: written in the transaction of the state that it tells of.

use sea_orm::entity::prelude::*;

/// A row of `events`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: String,
    /// From 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub ts: String,
    /// JSON: `type` and, but for an event with a change, `payload`.
    pub what: String,
    /// It proposed this change.
    pub change_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
