//! An item of the queue. Written by [`crate::queue`] alone.

use sea_orm::entity::prelude::*;

/// A row of `jobs`. Times are milliseconds of the database's clock.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub kind: String,
    /// JSON, by kind.
    pub payload: String,
    /// `queued`, `running`, `done`, `cancelled`, `dead`.
    pub state: String,
    /// Small first.
    pub priority: i32,
    /// Grows with every claim: what a worker writes must carry it.
    pub attempt: i32,
    /// Leases that ran out.
    pub crashes: i32,
    /// Attempts that said they failed.
    pub errors: i32,
    pub run_at: i64,
    pub lease_owner: Option<String>,
    pub lease_until: Option<i64>,
    pub last_error: Option<String>,
    pub created_at: i64,
    pub ended_at: Option<i64>,
    /// Which workers look for it.
    pub queue: String,
    /// Small first, among those of one priority: each tenant's jobs stand one behind the other, so that tenants take turns.
    pub turn: i64,
    /// It comes back so long after its end.
    pub every_ms: Option<i64>,
    /// JSON, by kind: what came of it, for who waits.
    pub answer: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
