//! An event as it is stored. A change that was proposed stands in its own row already, and is not written twice.

use crate::Result;
use crate::entity::{self, change, event};
use domain::event::{Event, Proposed, What};
use domain::ids::{ApprovalId, RunId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, Select};

/// In the place of what was proposed.
const PROPOSED: &str = r#"{"type":"change_proposed"}"#;

/// To be written together with the change that it may propose.
pub(super) fn new(event: &Event, seq: u64) -> Result<event::ActiveModel> {
    let (what, change) = match &event.what {
        What::ChangeProposed(proposed) => (PROPOSED.to_owned(), Some(proposed.change.change_id.as_str().to_owned())),
        what => (entity::json(what)?, None),
    };
    Ok(event::ActiveModel {
        run_id: Set(event.run_id.as_str().to_owned()),
        seq: Set(i64::try_from(seq).unwrap_or(i64::MAX)),
        ts: Set(event.ts.clone()),
        what: Set(what),
        change_id: Set(change),
    })
}

/// A row, with that of its change.
#[derive(FromQueryResult)]
pub(super) struct Kept {
    pub seq: i64,
    pub ts: String,
    what: String,
    proposal_id: Option<String>,
    body: Option<String>,
}

impl Kept {
    /// Of a run, after one of them, in order.
    pub(super) fn after(run: &RunId, seq: u64) -> Select<event::Entity> {
        let change = event::Entity::belongs_to(change::Entity).from(event::Column::ChangeId).to(change::Column::Id);
        event::Entity::find()
            .select_only()
            .columns([event::Column::Seq, event::Column::Ts, event::Column::What])
            .columns([change::Column::ProposalId, change::Column::Body])
            .join(JoinType::LeftJoin, change.into())
            .filter(event::Column::RunId.eq(run.as_str()))
            .filter(event::Column::Seq.gt(i64::try_from(seq).unwrap_or(i64::MAX)))
            .order_by_asc(event::Column::Seq)
    }

    pub(super) fn what(&self) -> Result<What> {
        match (&self.proposal_id, &self.body) {
            (Some(proposal), Some(body)) => {
                let proposed = Proposed { approval_id: ApprovalId::new(proposal.as_str()), change: entity::parse(body)? };
                Ok(What::ChangeProposed(Box::new(proposed)))
            }
            _ => entity::parse(&self.what),
        }
    }
}
