//! A tailoring workspace.

use super::posting;
use crate::db::{Listed, Named, Owned, any_like};
use domain::Code;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, LikeExpr, Query};

/// A row of `sessions`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tenant: String,
    pub workspace_name: String,
    /// The owner gave the name; otherwise it follows the posting.
    pub named: bool,
    pub workflow_state: String,
    pub auto_approve: bool,
    pub resume_id: Option<String>,
    pub resume_path: Option<String>,
    pub posting_id: Option<String>,
    pub head_version_id: Option<String>,
    /// The version that claims are checked against: the first of the resume in use.
    pub source_version_id: Option<String>,
    /// The number of the newest version.
    pub version_count: i32,
    pub score: Option<i32>,
    pub score_before: Option<i32>,
    pub latest_export_path: Option<String>,
    /// The unfinished run. Kept by `runs` in the transaction of its state, as are the next five.
    pub active_run_id: Option<String>,
    /// Proposals that wait for a decision.
    pub pending_approvals: i32,
    pub run_count: i32,
    pub completed_run_count: i32,
    pub total_tokens: i64,
    pub total_cost_usd: f64,
    pub created_at: String,
    pub updated_at: String,
    pub trashed_at: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Owned for Entity {
    const TENANT: Column = Column::Tenant;
}

impl Named for Entity {
    const ID: Column = Column::Id;
    const MISSING: (Code, &'static str) =
        (Code::SessionNotFound, "There is no such session. It may have been deleted; look at the dashboard.");
}

impl Listed for Entity {
    const CREATED: Column = Column::CreatedAt;
    const SEARCHED: &'static [Column] = &[Column::WorkspaceName];

    /// The job that it is for.
    fn found_elsewhere(like: &LikeExpr) -> Option<Expr> {
        let its = Expr::col(posting::Column::Id.as_column_ref()).equals(Column::PostingId.as_column_ref());
        let job = Query::select().expr(1).from(posting::Entity).and_where(its).cond_where(any_like(posting::Entity::SEARCHED, like)).take();
        Some(Expr::exists(job))
    }

    fn position(row: &Model) -> (&str, &str) {
        (&row.created_at, &row.id)
    }
}
