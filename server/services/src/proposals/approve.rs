//! Decides a proposal as a whole, and ends its run in the same transaction: no worker is needed, so none can die in between.

use super::outcome::{Outcome, write_version};
use super::row::{change, refuse_closed, row, rows, set_version, settle, write_decisions};
use crate::entity::{self, session};
use crate::runs::{self, Advance, Ground, Key, advance, moved_on};
use crate::{Actor, Error, Result, Services, audit, sessions};
use domain::Code;
use domain::event::What;
use domain::ids::{ApprovalId, ChangeId, RunId, SessionId, VersionId};
use domain::proposal::{Approve, Change, Decided, ProposalStatus, decide as rules};
use domain::run::RunStatus;
use sea_orm::ActiveValue::Set;
use serde_json::json;
use std::sync::Arc;

/// How often head or decisions may move on under an approval before it is refused.
const TRIES: usize = 8;

/// Writes the approved changes as a new version; the run goes on, to its end.
///
/// `ALREADY_DECIDED`, `INVALID_STATE` for one whose run has ended or still streams, `UNSUPPORTED_CLAIM`, `CHANGE_NOT_FOUND`,
/// `STALE_VERSION` when the document has moved on under all that is taken.
/// When nothing could be applied there is no new version; the answer names the head.
pub async fn approve(services: &Services, actor: &Actor, session: &SessionId, id: &ApprovalId, approve: Approve) -> Result<Decided> {
    for _ in 0..TRIES {
        if let Some(decided) = attempt(services, actor, session, id, &approve).await? {
            return Ok(decided);
        }
    }
    Err(Error::refused(Code::StaleVersion, "The resume keeps changing while you decide. Load the page again and approve once more."))
}

/// `None` when something moved on between look and write.
async fn attempt(services: &Services, actor: &Actor, session: &SessionId, id: &ApprovalId, approve: &Approve) -> Result<Option<Decided>> {
    let own = services.read(actor);
    let seen = sessions::row(&own, session).await?;
    let proposal = row(&own, session, id).await?;
    refuse_closed(&proposal)?;
    if entity::read::<ProposalStatus>(&proposal.status)? == ProposalStatus::Streaming {
        let message = "The run still proposes changes. Wait until it has said all, or decide on single changes.";
        return Err(Error::refused(Code::InvalidState, message));
    }
    let run = RunId::new(proposal.run_id.as_str());
    let model = runs::row(&own, session, &run).await?.model;
    let ground = Ground::load(services, actor, session, Some(&proposal.base_version_id)).await?;
    let before = rows(&own, &proposal.id).await?.iter().map(change).collect::<Result<Vec<Change>>>()?;
    let decided = rules::decide_all(&before, approve, &|edit| ground.check(edit))?;
    let head = match &seen.head_version_id {
        Some(head) if *head != proposal.base_version_id => runs::document(services, actor, session, head).await?,
        _ => ground.base.clone(),
    };
    let now = services.now();
    let outcome = Outcome::of(&ground.base, &head, decided, ground.posting.as_deref(), &now);
    if outcome.is_left_behind() {
        let message = "The resume has moved on under every change that you approve. Reject the proposal and start a new run.";
        return Err(Error::refused(Code::StaleVersion, message));
    }
    let key = Key { actor: actor.clone(), session: session.clone(), run: run.clone() };
    let written = services
        .write(async |tx| {
            let own = tx.of(actor);
            let session_now = sessions::row(&own, session).await?;
            if session_now.head_version_id != seen.head_version_id || !settle(tx, &proposal, ProposalStatus::Approved, &now).await? {
                return Ok(None);
            }
            let (version, change) = write_version(tx, &key, &session_now, &model, &outcome, &now).await?.unzip();
            if let (Some(version), Some(change)) = (&version, change) {
                sessions::change(tx, actor, session.as_str(), change).await?;
                set_version(tx, &proposal.id, version).await?;
            }
            write_decisions(tx, actor, &before, &outcome, &now).await?;
            if approve.apply_to_future {
                let change = session::ActiveModel { auto_approve: Set(true), ..Default::default() };
                sessions::change(tx, actor, session.as_str(), change).await?;
            }
            let head = version.clone().or_else(|| seen.head_version_id.as_deref().map(VersionId::new));
            let mut events = outcome.decisions(&before);
            events.push(What::ToolCallApproved { approval_id: id.clone() });
            events.extend(outcome.events(head.clone()));
            let told = end(&key, tx, events, &now).await?;
            let details = json!({ "run_id": run, "version_id": head, "summary": outcome.summary() });
            for change in newly_confirmed(&before, &outcome.decided) {
                audit::append(tx, actor, &now, "change.confirm", change, json!({ "approval_id": id })).await?;
            }
            audit::append(tx, actor, &now, "proposal.approve", id.as_str(), details).await?;
            Ok(Some((told, version, head)))
        })
        .await?;
    let Some((told, version, head)) = written else { return Ok(None) };
    if let Some(version) = version {
        services.memory.documents.put(version.as_str(), Arc::new(outcome.document));
    }
    services.bus.publish(told);
    Ok(Some(Decided { approval_id: id.clone(), run_id: run, status: ProposalStatus::Approved, version_id: head }))
}

/// Changes whose claims their owner vouches for with this approval, and did not before.
fn newly_confirmed<'a>(before: &'a [Change], decided: &'a [Change]) -> impl Iterator<Item = &'a str> {
    let was = |id: &ChangeId| before.iter().find(|change| change.change_id == *id).and_then(|change| change.confirmation.as_ref());
    let newly = decided.iter().filter(move |next| next.confirmation.is_some() && was(&next.change_id) != next.confirmation.as_ref());
    newly.map(|change| change.change_id.as_str())
}

/// Nothing is written; the run completes.
pub async fn reject(services: &Services, actor: &Actor, session: &SessionId, id: &ApprovalId) -> Result<Decided> {
    for _ in 0..TRIES {
        let own = services.read(actor);
        sessions::row(&own, session).await?;
        let proposal = row(&own, session, id).await?;
        refuse_closed(&proposal)?;
        if entity::read::<ProposalStatus>(&proposal.status)? == ProposalStatus::Streaming {
            return Err(Error::refused(Code::InvalidState, "The run still proposes changes. Interrupt it to be rid of them."));
        }
        let key = Key { actor: actor.clone(), session: session.clone(), run: RunId::new(proposal.run_id.as_str()) };
        let now = services.now();
        let told = services
            .write(async |tx| {
                if !settle(tx, &proposal, ProposalStatus::Rejected, &now).await? {
                    return Ok(None);
                }
                let events = vec![
                    What::ToolCallRejected { approval_id: id.clone(), reason: "rejected by its owner".to_owned() },
                    What::RunCompleted { status: RunStatus::Completed, final_text: "Nothing was changed.".to_owned() },
                ];
                let told = end(&key, tx, events, &now).await?;
                audit::append(tx, actor, &now, "proposal.reject", id.as_str(), json!({ "run_id": key.run })).await?;
                Ok(Some(told))
            })
            .await?;
        if let Some(told) = told {
            services.bus.publish(told);
            return Ok(Decided { approval_id: id.clone(), run_id: key.run, status: ProposalStatus::Rejected, version_id: None });
        }
    }
    Err(Error::refused(Code::InvalidState, "Decisions keep changing while you reject. Load the page again and reject once more."))
}

/// `waiting_approval → running → completed`, in one step.
async fn end(key: &Key, tx: &crate::db::Tx, events: Vec<What>, now: &str) -> Result<crate::events::Told> {
    let step = Advance::to(RunStatus::Completed, events);
    advance(tx, key, &[RunStatus::WaitingApproval], step, now).await?.ok_or_else(|| moved_on(key))
}
