//! The work of a run's job: ask the provider, check what it says, write it as it comes, and finish.
//!
//! Nothing is in memory that a second attempt would miss: drafts become rows within [`GATHER`], a reply that was paid
//! for is saved before it is used, and every write is fenced by the job's lease. A short run needs one transaction for all of
//! this: it starts, says and finishes in the same commit.

use super::book::{Batch, Book, Numbered, approval_of};
use super::finish::{self, Earlier};
use super::ground::Ground;
use super::row::{Advance, Key, Spent, advance, moved_on};
use crate::ai::{Piece, ProviderError, Reply, Request};
use crate::db::Tx;
use crate::entity::{self, reply};
use crate::events::Told;
use crate::jobs::RunJob;
use crate::proposals::{self, Filing};
use crate::queue::{Claimed, chance, ledger};
use crate::{Actor, Error, Result, Services};
use domain::Code;
use domain::event::What;
use domain::ids::ApprovalId;
use domain::proposal::ProposalStatus;
use domain::run::RunStatus;
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

/// How long pieces are gathered before they are written together.
const GATHER: Duration = Duration::from_millis(40);
/// Pieces that the provider may be ahead of the book.
const AHEAD: usize = 64;
/// A run asks its provider one thing, until there are tools.
const STEP: &str = "rewrite";

/// One attempt at a run.
pub(super) struct Attempt<'a> {
    pub services: &'a Services,
    pub job: &'a Claimed,
    pub key: Key,
    pub ground: &'a Ground,
    pub book: Book<'a>,
    /// `run_started` is written.
    pub started: bool,
    /// The proposal is written.
    pub proposal: Option<ApprovalId>,
}

/// How asking ended.
enum Asked {
    Replied(Reply),
    /// The time for a run is over.
    OutOfTime,
    Failed(ProviderError),
}

/// Works on a run, to its proposal or its end.
pub(crate) async fn work(services: &Services, job: &Claimed, asked: RunJob) -> Result<()> {
    let key = Key { actor: Actor::of(job.tenant.clone()), session: asked.session.clone(), run: asked.run.clone() };
    let earlier = if job.lease.attempt == 1 { Earlier::default() } else { finish::earlier(services, &key).await? };
    if earlier.over {
        return services.write(async |tx| ledger::complete(tx, &job.lease).await).await;
    }
    let base = earlier.proposal.as_ref().map(|(_, base)| base.as_str());
    let ground = match Ground::load(services, &key.actor, &key.session, base).await {
        Ok(ground) => ground,
        Err(Error::Refused(error)) => return finish::fail_early(services, job, &key, error).await,
        Err(error) => return Err(error),
    };
    let mut attempt = Attempt {
        services,
        job,
        ground: &ground,
        book: Book::new(&key.run, &ground, earlier.kept, earlier.heard),
        key,
        started: earlier.started,
        proposal: earlier.proposal.map(|(id, _)| id),
    };
    let reply = match earlier.reply {
        Some(reply) => Asked::Replied(reply),
        None => attempt.ask(&asked).await?,
    };
    match reply {
        Asked::Replied(reply) => {
            attempt.book.take_rest(&reply.pieces);
            finish::finish(attempt, &reply).await
        }
        Asked::OutOfTime => finish::out_of_time(attempt).await,
        Asked::Failed(error) => attempt.retry_or_fail(&error).await,
    }
}

impl Attempt<'_> {
    /// Asks the provider; an answer that can't be read is asked for once more.
    async fn ask(&mut self, asked: &RunJob) -> Result<Asked> {
        let request = Request {
            document: (*self.ground.base).clone(),
            source: self.ground.sources.texts.document.clone(),
            posting: self.ground.posting.as_deref().cloned().unwrap_or_default(),
            strategy: asked.strategy,
            message: asked.message.clone(),
            today: domain::resume::Month::of_stamp(&self.services.now()),
        };
        let until = Instant::now() + self.services.config.limits.run_timeout;
        let mut answer = self.listen(&request, until).await?;
        if let Asked::Failed(ProviderError::Malformed(_)) = answer {
            self.book.begin_again();
            answer = self.listen(&request, until).await?;
        }
        if let Asked::Replied(reply) = &answer
            && self.services.provider.name() != "offline"
        {
            // It may have cost money: saved by itself before anything else can go wrong.
            self.save(reply).await?;
        }
        Ok(answer)
    }

    /// Takes the pieces as they come and writes them every [`GATHER`].
    async fn listen(&mut self, request: &Request, until: Instant) -> Result<Asked> {
        let provider = self.services.provider.clone();
        let (sender, mut pieces) = mpsc::channel::<Piece>(AHEAD);
        let mut reply = provider.rewrite(request, &sender);
        let mut write_at = Instant::now() + GATHER;
        let answer = loop {
            tokio::select! {
                biased;
                () = self.job.stopped.cancelled() => return Err(Error::LeaseLost),
                Some(piece) = pieces.recv() => self.book.take(&piece),
                answer = &mut reply => break answer,
                () = sleep_until(write_at) => {
                    if !self.started || !self.book.is_empty() {
                        self.flush().await?;
                    }
                    write_at = Instant::now() + GATHER;
                }
                () = sleep_until(until) => return Ok(Asked::OutOfTime),
            }
        };
        drop(reply);
        while let Ok(piece) = pieces.try_recv() {
            self.book.take(&piece);
        }
        Ok(match answer {
            Ok(reply) => Asked::Replied(reply),
            Err(error) => Asked::Failed(error),
        })
    }

    /// Writes what was said so far; the run goes on.
    async fn flush(&mut self) -> Result<()> {
        let batch = self.book.drain();
        let now = self.services.now();
        let told = self
            .services
            .write(async |tx| {
                ledger::hold(tx, &self.job.lease).await?;
                self.write(tx, &batch, &now).await
            })
            .await?;
        self.written(&batch);
        self.services.bus.publish(told);
        Ok(())
    }

    async fn save(&self, reply: &Reply) -> Result<()> {
        let row = reply::ActiveModel {
            run_id: Set(self.key.run.as_str().to_owned()),
            step: Set(STEP.to_owned()),
            attempt: Set(self.job.lease.attempt),
            reply: Set(entity::json(reply)?),
            created_at: Set(self.services.now()),
        };
        self.services
            .write(async |tx| {
                ledger::hold(tx, &self.job.lease).await?;
                reply::Entity::insert(row.clone()).exec_without_returning(tx).await?;
                Ok(())
            })
            .await
    }

    /// The rows of a batch, with the events of the run going on. In the transaction of the caller, which has shown the lease.
    async fn write(&self, tx: &Tx, batch: &Batch, now: &str) -> Result<Told> {
        self.write_changes(tx, batch, Filing::as_(ProposalStatus::Streaming), now).await?;
        let step = Advance::to(RunStatus::Running, self.events(batch, []));
        advance(tx, &self.key, &[RunStatus::Queued, RunStatus::Running], step, now).await?.ok_or_else(|| moved_on(&self.key))
    }

    /// The events of a batch, with `run_started` in front where it is missing and these behind.
    pub(super) fn events(&self, batch: &Batch, more: impl IntoIterator<Item = What>) -> Vec<What> {
        let first = (!self.started).then_some(What::RunStarted { status: RunStatus::Running });
        first.into_iter().chain(batch.events.iter().cloned()).chain(more).collect()
    }

    /// The rows of a batch, below the proposal, which is written first where it is missing.
    pub(super) async fn write_changes(&self, tx: &Tx, batch: &Batch, filing: Filing<'_>, now: &str) -> Result<()> {
        if batch.changes.is_empty() {
            return Ok(());
        }
        let id = self.proposal_id();
        if self.proposal.is_none() {
            proposals::open(tx, &self.key, &id, self.ground, filing, now).await?;
        }
        let row = |one: &Numbered| proposals::new_row(&self.key, &id, (one.ordinal, one.position), &one.change, filing, now);
        proposals::insert(tx, batch.changes.iter().map(row).collect::<Result<_>>()?).await
    }

    /// The same in every attempt.
    pub(super) fn proposal_id(&self) -> ApprovalId {
        self.proposal.clone().unwrap_or_else(|| approval_of(&self.key.run))
    }

    fn written(&mut self, batch: &Batch) {
        self.started = true;
        if !batch.changes.is_empty() {
            self.proposal = Some(self.proposal_id());
        }
    }

    /// After a provider's fault: what it said is kept, and it is asked again after a while, or the run has failed.
    async fn retry_or_fail(mut self, error: &ProviderError) -> Result<()> {
        let failed = u32::try_from(self.job.errors + 1).unwrap_or(u32::MAX);
        let asked = match error {
            ProviderError::RateLimited(after) => *after,
            _ => None,
        };
        let repairable = !matches!(error, ProviderError::Malformed(_));
        let delay = self.services.retry.delay(failed, chance(), asked.map(|asked| asked.as_secs_f64())).map(Duration::from_secs_f64);
        match delay.filter(|delay| repairable && *delay < self.services.config.limits.run_timeout) {
            Some(delay) => {
                let batch = self.book.drain();
                let now = self.services.now();
                let told = self
                    .services
                    .write(async |tx| {
                        ledger::retry(tx, &self.job.lease, delay, error.told()).await?;
                        self.write(tx, &batch, &now).await
                    })
                    .await?;
                self.services.bus.publish(told);
                self.services.queue.announce();
                Ok(())
            }
            None => {
                let message = format!("The AI provider failed: {}. Nothing was changed; try again later.", error.told());
                let failure = domain::Error::new(Code::ProviderError, message).with("attempts", failed);
                finish::fail(self, failure, Spent::default()).await
            }
        }
    }
}
