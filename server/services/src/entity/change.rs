//! One change of a proposal: what was proposed, and what its owner said.

use crate::db::{Named, Owned};
use domain::Code;
use sea_orm::entity::prelude::*;

/// A row of `changes`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub session_id: String,
    pub proposal_id: String,
    /// In the order of the reply, from 0.
    pub ordinal: i32,
    /// Sorts in the order of the document.
    pub position: i32,
    /// JSON: the change as it was proposed; never changed.
    pub body: String,
    pub decision: String,
    /// The owner's own words.
    pub text: Option<String>,
    /// Why a claim without support is true, as the owner stated it at `decided_at`.
    pub confirmation: Option<String>,
    /// JSON: the claims of `text`; `None`: those of the body.
    pub findings: Option<String>,
    /// The claims that count now are not all supported.
    pub unsupported: bool,
    /// It was taken, but the document had moved on.
    pub stale: bool,
    pub decided_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) = (Code::ChangeNotFound, "This approval has no such change. Load it again.");
}
