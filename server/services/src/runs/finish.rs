//! How the work on a run ends: a proposal that waits, a version written without asking, nothing to do, or a failure. Each
//! is one transaction, with the completion of the job in it.

use super::book::{Batch, Numbered};
use super::budget;
use super::ground;
use super::pipeline::Attempt;
use super::row::{Advance, Key, Spent, advance, moved_on, row};
use crate::ai::Reply;
use crate::db::Tx;
use crate::entity::{self, reply, session};
use crate::events::{self, Told};
use crate::jobs::RunJob;
use crate::proposals::{self, Filing, Outcome};
use crate::queue::{Claimed, ledger};
use crate::{Actor, Error, Result, Services, audit, sessions};
use domain::Code;
use domain::event::What;
use domain::ids::ApprovalId;
use domain::proposal::{Approve, Change, ProposalArgs, ProposalStatus, decide};
use domain::run::RunStatus;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::sync::Arc;

const WORKING: [RunStatus; 2] = [RunStatus::Queued, RunStatus::Running];

/// How often the head may move on under a version that is about to be written.
const TRIES: usize = 8;

/// What an earlier attempt has left.
#[derive(Default)]
pub(super) struct Earlier {
    /// The run needs no worker any more.
    pub over: bool,
    pub started: bool,
    pub proposal: Option<(ApprovalId, String)>,
    pub kept: Vec<Numbered>,
    pub heard: String,
    pub reply: Option<Reply>,
}

pub(super) async fn earlier(services: &Services, key: &Key) -> Result<Earlier> {
    let own = services.read(&key.actor);
    let run = row(&own, &key.session, &key.run).await?;
    let status: RunStatus = entity::read(&run.status)?;
    if !WORKING.contains(&status) {
        return Ok(Earlier { over: true, ..Earlier::default() });
    }
    let reply = reply::Entity::find().filter(reply::Column::RunId.eq(key.run.as_str())).one(own.connection()).await?;
    let proposal = proposals::of_run(&own, &key.run).await?;
    let kept = match &proposal {
        Some(proposal) => {
            let rows = proposals::rows(&own, &proposal.id).await?;
            let numbered = |row: &crate::entity::change::Model| {
                Ok(Numbered { change: proposals::change(row)?, ordinal: row.ordinal, position: row.position })
            };
            rows.iter().map(numbered).collect::<Result<Vec<_>>>()?
        }
        None => Vec::new(),
    };
    let heard = events::spoken(services, &key.actor, &key.run).await?;
    Ok(Earlier {
        over: false,
        started: run.last_seq > 0,
        proposal: proposal.map(|row| (ApprovalId::new(row.id), row.base_version_id)),
        kept,
        heard,
        reply: reply.map(|row| entity::parse(&row.reply)).transpose()?,
    })
}

/// The provider has said all.
pub(super) async fn finish(mut attempt: Attempt<'_>, reply: &Reply) -> Result<()> {
    let spent = Spent { input_tokens: reply.input_tokens, output_tokens: reply.output_tokens, cost_usd: reply.cost_usd };
    let (warning, stopped) = budget::settle(attempt.services, &attempt.key, spent).await?;
    if let Some(stopped) = stopped {
        attempt.book.say(&stopped);
    }
    let mut batch = attempt.book.drain();
    batch.events.extend(warning);
    if attempt.book.changes.is_empty() {
        return nothing_to_do(attempt, batch, reply, spent).await;
    }
    let mut session = attempt.ground.session.clone();
    for _ in 0..TRIES {
        let written = if session.auto_approve {
            write_unasked(&attempt, &batch, &session, spent).await?
        } else {
            propose(&attempt, &batch, &session, reply, spent).await?
        };
        match written {
            Ok(told) => {
                attempt.services.bus.publish(told);
                return Ok(());
            }
            Err(now) => session = *now,
        }
    }
    Err(Error::Fault("the head of the session moved on each time that a version was to be written".to_owned()))
}

/// The changes wait for their owner. Answers with the session as it is now when it is no longer the one that was looked at.
async fn propose(
    attempt: &Attempt<'_>,
    batch: &Batch,
    seen: &session::Model,
    reply: &Reply,
    spent: Spent,
) -> Result<std::result::Result<Told, Box<session::Model>>> {
    let id = attempt.proposal_id();
    let waits = What::ToolCallProposed {
        approval_id: id.clone(),
        tool_name: proposals::TOOL.to_owned(),
        args: ProposalArgs { path: proposals::path(&attempt.ground.session), base_version_id: attempt.ground.base_id.clone() },
    };
    let now = attempt.services.now();
    attempt
        .services
        .write(async |tx| {
            let session = sessions::row(&tx.of(&attempt.key.actor), &attempt.key.session).await?;
            if session.auto_approve != seen.auto_approve {
                return Ok(Err(Box::new(session)));
            }
            ledger::complete(tx, &attempt.job.lease).await?;
            attempt.write_changes(tx, batch, Filing::as_(ProposalStatus::Pending), &now).await?;
            if attempt.proposal.is_some() {
                proposals::wait(tx, &id).await?;
            }
            let step = Advance {
                spent,
                final_text: Some(reply.final_text.clone()),
                proposes: true,
                ..Advance::to(RunStatus::WaitingApproval, attempt.events(batch, [waits.clone()]))
            };
            Ok(Ok(advance(tx, &attempt.key, &WORKING, step, &now).await?.ok_or_else(|| moved_on(&attempt.key))?))
        })
        .await
}

/// With auto-approve: the supported changes become a version at once. What the owner has decided meanwhile is kept.
async fn write_unasked(
    attempt: &Attempt<'_>,
    batch: &Batch,
    seen: &session::Model,
    spent: Spent,
) -> Result<std::result::Result<Told, Box<session::Model>>> {
    let (services, key, ground) = (attempt.services, &attempt.key, attempt.ground);
    let head = match &seen.head_version_id {
        Some(id) if *id != ground.base_id.as_str() => ground::document(services, &key.actor, &key.session, id).await?,
        _ => ground.base.clone(),
    };
    let (changes, revision) = current(attempt, batch).await?;
    let decided = decide::decide_all(&changes, &Approve::default(), &|edit| ground.check(edit))?;
    let now = services.now();
    let outcome = Outcome::of(&ground.base, &head, decided, ground.posting.as_deref(), &now);
    let id = attempt.proposal_id();
    let written = services
        .write(async |tx| {
            let session = sessions::row(&tx.of(&key.actor), &key.session).await?;
            if session.auto_approve != seen.auto_approve || session.head_version_id != seen.head_version_id {
                return Ok(Err(Box::new(session)));
            }
            if revision.is_some() && proposals::revision(&tx.of(&key.actor), &key.run).await? != revision {
                return Ok(Err(Box::new(session)));
            }
            ledger::complete(tx, &attempt.job.lease).await?;
            let (version, change) = proposals::write_version(tx, key, &session, services.provider.model(), &outcome, &now).await?.unzip();
            let filing = Filing { status: ProposalStatus::Approved, decided: Some(&outcome.decided), version: version.as_ref() };
            attempt.write_changes(tx, batch, filing, &now).await?;
            if attempt.proposal.is_some() {
                proposals::close(tx, &id, filing, &now).await?;
                proposals::write_decisions(tx, &key.actor, &changes, &outcome, &now).await?;
            }
            let head = version.clone().or_else(|| session.head_version_id.map(domain::ids::VersionId::new));
            let events = attempt.events(batch, outcome.events(head));
            let step = Advance { spent, session: change.unwrap_or_default(), ..Advance::to(RunStatus::Completed, events) };
            let told = advance(tx, key, &WORKING, step, &now).await?.ok_or_else(|| moved_on(key))?;
            if let Some(version) = &version {
                // Last: until the commit nobody else of this tenant can append.
                let details = json!({ "run_id": key.run, "version_id": version, "summary": outcome.summary() });
                audit::append(tx, &key.actor, &now, "proposal.auto_approve", id.as_str(), details).await?;
            }
            Ok(Ok((told, version)))
        })
        .await?;
    Ok(written.map(|(told, version)| {
        if let Some(version) = version {
            services.memory.documents.put(version.as_str(), Arc::new(outcome.document));
        }
        told
    }))
}

/// The changes with the decisions that were taken while the run went on, and the revision of the proposal, where one is written:
/// another one later says that a decision was taken since.
async fn current(attempt: &Attempt<'_>, batch: &Batch) -> Result<(Vec<Change>, Option<i32>)> {
    let mut numbered: Vec<&Numbered> = attempt.book.changes.iter().collect();
    numbered.sort_by_key(|one| (one.position, one.ordinal));
    let mut changes: Vec<Change> = numbered.into_iter().map(|one| one.change.clone()).collect();
    let mut revision = None;
    if attempt.proposal.is_some() {
        let own = attempt.services.read(&attempt.key.actor);
        // Before the rows: what is decided in between is looked at again, never missed.
        revision = proposals::revision(&own, &attempt.key.run).await?;
        let fresh: Vec<_> = batch.changes.iter().map(|numbered| &numbered.change.change_id).collect();
        let rows = proposals::rows(&own, attempt.proposal_id().as_str()).await?;
        for change in changes.iter_mut().filter(|change| !fresh.contains(&&change.change_id)) {
            if let Some(row) = rows.iter().find(|row| row.id == change.change_id.as_str()) {
                *change = proposals::change(row)?;
            }
        }
    }
    Ok((changes, revision))
}

async fn nothing_to_do(attempt: Attempt<'_>, batch: Batch, reply: &Reply, spent: Spent) -> Result<()> {
    let said = reply.final_text.trim();
    let final_text = if said.is_empty() { "There is nothing to change for this job description." } else { said };
    end(attempt, batch, spent, RunStatus::Completed, None, |_| What::RunCompleted {
        status: RunStatus::Completed,
        final_text: final_text.to_owned(),
    })
    .await
}

/// The time for a run is over: what there is waits for its owner; without anything, the run has failed.
pub(super) async fn out_of_time(mut attempt: Attempt<'_>) -> Result<()> {
    let seconds = attempt.services.config.limits.run_timeout.as_secs();
    if attempt.book.changes.is_empty() {
        let message = format!("The AI provider was not ready within {seconds} seconds. Nothing was changed; try again later.");
        return fail(attempt, domain::Error::new(Code::ProviderError, message).with("timeout_s", seconds), Spent::default()).await;
    }
    let final_text = format!("The run was stopped after {seconds} seconds; these are the changes made until then.");
    attempt.book.say(&final_text);
    finish(attempt, &Reply { final_text, ..Reply::default() }).await
}

pub(super) async fn fail(mut attempt: Attempt<'_>, error: domain::Error, spent: Spent) -> Result<()> {
    let batch = attempt.book.drain();
    end(attempt, batch, spent, RunStatus::Failed, Some(error), failed).await
}

async fn end(
    attempt: Attempt<'_>,
    batch: Batch,
    spent: Spent,
    to: RunStatus,
    error: Option<domain::Error>,
    last: impl Fn(Option<&domain::Error>) -> What,
) -> Result<()> {
    let now = attempt.services.now();
    let told = attempt
        .services
        .write(async |tx| {
            ledger::complete(tx, &attempt.job.lease).await?;
            attempt.write_changes(tx, &batch, Filing::as_(ProposalStatus::Withdrawn), &now).await?;
            proposals::withdraw(tx, &attempt.key, &now).await?;
            let events = attempt.events(&batch, [last(error.as_ref())]);
            let step = Advance { spent, error: error.clone(), ..Advance::to(to, events) };
            advance(tx, &attempt.key, &WORKING, step, &now).await?.ok_or_else(|| moved_on(&attempt.key))
        })
        .await?;
    attempt.services.bus.publish(told);
    Ok(())
}

/// What the run stands on is gone.
pub(super) async fn fail_early(services: &Services, job: &Claimed, key: &Key, error: domain::Error) -> Result<()> {
    let now = services.now();
    let told = services
        .write(async |tx| {
            ledger::complete(tx, &job.lease).await?;
            end_failed(tx, key, error.clone(), &now).await
        })
        .await?;
    told.into_iter().for_each(|told| services.bus.publish(told));
    Ok(())
}

/// Its job was buried: the run says so in the same transaction, and keeps the last reason.
pub(crate) async fn give_up(services: &Services, tx: &Tx, actor: &Actor, asked: &RunJob, last_error: &str) -> Result<Vec<Told>> {
    let key = Key { actor: actor.clone(), session: asked.session.clone(), run: asked.run.clone() };
    let message = "The run failed several times for a reason of ours and was given up. Nothing was changed; start it again.";
    let error = domain::Error::new(Code::Internal, message).with("last_error", last_error);
    let told = end_failed(tx, &key, error, &services.now()).await?;
    Ok(told.into_iter().collect())
}

async fn end_failed(tx: &Tx, key: &Key, error: domain::Error, now: &str) -> Result<Option<Told>> {
    let step = Advance { error: Some(error.clone()), ..Advance::to(RunStatus::Failed, Vec::new()) };
    let run = row(&tx.of(&key.actor), &key.session, &key.run).await?;
    let first = (run.last_seq == 0).then_some(What::RunStarted { status: RunStatus::Running });
    let events = first.into_iter().chain([failed(Some(&error))]).collect();
    let told = advance(tx, key, &WORKING, Advance { events, ..step }, now).await?;
    if told.is_some() {
        proposals::withdraw(tx, key, now).await?;
    }
    Ok(told)
}

fn failed(error: Option<&domain::Error>) -> What {
    What::RunFailed {
        status: RunStatus::Failed,
        error_code: error.map(|error| error.code.as_str()).unwrap_or_default(),
        message: error.map(|error| error.message.clone()).unwrap_or_default(),
    }
}
