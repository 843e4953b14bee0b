//! Decides one change, while others stay open and while the run still streams.

use super::row::{change, refuse_closed, revise, row, write_decision};
use crate::db::missing;
use crate::entity::change as changes;
use crate::runs::{self, Ground, Key};
use crate::{Actor, Result, Services, audit, sessions};
use domain::event::What;
use domain::ids::{ApprovalId, ChangeId, RunId, SessionId};
use domain::proposal::{Change, ChangeDecision, Decision, decide as rules};
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::json;

/// Decides one change while others stay open; `pending` takes it back. `UNSUPPORTED_CLAIM` without a confirmation.
///
/// Of two who decide the same change the later one counts; both see both decisions as events.
pub async fn decide(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    id: &ApprovalId,
    change_id: &ChangeId,
    decision: ChangeDecision,
) -> Result<Change> {
    let own = services.read(actor);
    let head = sessions::row(&own, session).await?.head_version_id;
    let proposal = row(&own, session, id).await?;
    refuse_closed(&proposal)?;
    let one = own
        .find::<changes::Entity>()
        .filter(changes::Column::Id.eq(change_id.as_str()))
        .filter(changes::Column::ProposalId.eq(id.as_str()));
    let before = change(&one.one(own.connection()).await?.ok_or_else(missing::<changes::Entity>)?)?;
    let ground = Ground::load(services, actor, session, Some(&proposal.base_version_id)).await?;
    let next = rules::decide(&before, &decision, &|edit| ground.check(edit))?;
    let key = Key { actor: actor.clone(), session: session.clone(), run: RunId::new(proposal.run_id.as_str()) };
    let event = What::ChangeDecided { change_id: next.change_id.clone(), decision: next.decision };
    let now = services.now();
    let told = services
        .write(async |tx| {
            if !revise(tx, &proposal.id).await? {
                refuse_closed(&row(&tx.of(actor), session, id).await?)?;
                return Err(runs::moved_on(&key));
            }
            write_decision(tx, &next, &now).await?;
            let action = if next.confirmation.is_some() { "change.confirm" } else { "change.decide" };
            let details = json!({ "approval_id": id, "decision": next.decision });
            audit::append(tx, actor, &now, action, next.change_id.as_str(), details).await?;
            runs::tell(tx, &key, vec![event.clone()], &now).await
        })
        .await?;
    services.bus.publish(told);
    let mut answer = [next];
    super::mark_stale(services, actor, session, head.as_deref(), &proposal, &mut answer).await?;
    let [answer] = answer;
    Ok(answer)
}

/// Decides every change that is still open and carries no unsupported claim: of one section, or of all with `None`.
pub async fn decide_open(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    id: &ApprovalId,
    decision: Decision,
    section: Option<&str>,
) -> Result<Vec<Change>> {
    let proposal = super::get(services, actor, session, id).await?;
    let mut decided = Vec::new();
    for change in rules::open_changes(&proposal.changes, section) {
        let said = ChangeDecision { change_id: None, decision, text: None, confirmation: None };
        decided.push(decide(services, actor, session, id, &change, said).await?);
    }
    Ok(decided)
}
