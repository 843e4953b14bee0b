//! Workers: claim, work, beat, sweep, and shut down without losing or burning anything.

use super::ledger::{self, Claimed, Claims, Lease, Stale};
use super::lock::Presence;
use crate::hands::hands;
use crate::{Error, Result, Services, jobs, outbox, told};
use futures::FutureExt;
use sea_orm::DbBackend;
use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long an idle worker waits before it looks for itself.
const POLL: Duration = Duration::from_secs(2);
/// How long one waits that has just found work, and so on twice as long each time up to [`POLL`]: without Redis the jobs of a busy time are
/// found soon all the same.
const SOON: Duration = Duration::from_millis(25);
/// How often one looks for quick jobs whose other places are all taken.
const QUICK: Duration = Duration::from_millis(250);
/// After a claim that failed: the database is away.
const PAUSE: Duration = Duration::from_millis(500);
/// A third of a lease: two beats may be late.
const BEAT: Duration = Duration::from_secs(3);
const SWEEP: Duration = Duration::from_secs(2);
/// Attempts of a job that fail for a reason of ours, before it is buried.
const MAX_ERRORS: i32 = 3;

/// The workers of this process. Dropped without [`Workers::drain`] they stop as in a crash: their leases run out.
pub struct Workers {
    services: Services,
    owner: String,
    /// Claim no more.
    draining: CancellationToken,
    /// Stop at once.
    halted: CancellationToken,
    jobs: TaskTracker,
    claiming: Option<JoinHandle<()>>,
    watching: [JoinHandle<()>; 2],
    _presence: Arc<Presence>,
}

/// What the workers of a process do.
#[derive(Clone, Debug)]
pub struct Shift {
    /// At most so many jobs at a time.
    pub concurrency: usize,
    /// Of these queues.
    pub queues: Vec<jobs::Queue>,
    /// At most so many of one tenant, so that nobody waits until all of another's long jobs are done.
    pub of_one_tenant: Option<usize>,
}

impl Shift {
    /// Queues whose jobs are done in a moment, and so many places that are kept for them: who waits with the page open does not wait until one
    /// of many long runs is over.
    fn kept_for_quick(&self) -> (Vec<jobs::Queue>, usize) {
        let quick: Vec<_> = jobs::Queue::QUICK.into_iter().filter(|queue| self.queues.contains(queue)).collect();
        let kept = if quick.is_empty() || quick.len() == self.queues.len() { 0 } else { self.concurrency / 8 };
        (quick, kept)
    }

    /// Of all queues, whoever's they are.
    pub fn of_all(concurrency: usize) -> Self {
        Self { concurrency: concurrency.max(1), queues: jobs::Queue::ALL.to_vec(), of_one_tenant: None }
    }
}

/// Starts workers.
pub fn start_workers(services: &Services, shift: Shift) -> Workers {
    let owner = crate::ids::hex(&crate::ids::random::<8>());
    let (draining, halted, jobs) = (CancellationToken::new(), CancellationToken::new(), TaskTracker::new());
    let presence = Arc::new(Presence::show(&services.config.data_dir));
    let crew = Crew { services: services.clone(), owner: owner.clone(), halted: halted.clone(), jobs: jobs.clone(), ended: Arc::default() };
    let take_over = presence.alone && services.db.reader().get_database_backend() == DbBackend::Sqlite;
    if shift.queues.contains(&jobs::Queue::Mail) {
        jobs.spawn(crew.clone().send_loop(draining.clone()));
    }
    let claiming = Some(tokio::spawn(crew.clone().claim_loop(shift, draining.clone(), take_over)));
    let watching = [tokio::spawn(crew.clone().beat_loop()), tokio::spawn(crew.sweep_loop())];
    Workers { services: services.clone(), owner, draining, halted, jobs, claiming, watching, _presence: presence }
}

impl Workers {
    /// Under which name they hold jobs: the `lease_owner` of the ledger.
    pub fn name(&self) -> &str {
        &self.owner
    }

    /// Claims no more, gives what is at work this long to finish, and hands the rest back: another process takes it up
    /// at once, and no attempt is counted as failed.
    pub async fn drain(mut self, at_most: Duration) {
        self.draining.cancel();
        if let Some(claiming) = self.claiming.take() {
            // It ends by itself, after the claim that it may be in the middle of.
            let _ = claiming.await;
        }
        self.jobs.close();
        // Out of time: the rest is handed back.
        let _ = tokio::time::timeout(at_most, self.jobs.wait()).await;
        self.halted.cancel();
        self.jobs.wait().await;
        if let Err(error) = self.hand_back().await {
            tracing::warn!(error = told(&error), "Unfinished jobs were not handed back; they go on when their leases run out.");
        }
    }

    async fn hand_back(&self) -> Result<()> {
        self.services
            .write(async |tx| {
                for lease in ledger::beat(tx, &self.owner).await? {
                    ledger::hand_back(tx, &lease).await?;
                }
                Ok(())
            })
            .await?;
        self.services.queue.announce();
        Ok(())
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.draining.cancel();
        self.halted.cancel();
        self.claiming.iter().chain(&self.watching).for_each(JoinHandle::abort);
    }
}

#[derive(Clone)]
struct Crew {
    services: Services,
    owner: String,
    halted: CancellationToken,
    jobs: TaskTracker,
    /// A job has ended: its tenant has a place again.
    ended: Arc<Notify>,
}

impl Crew {
    async fn claim_loop(self, shift: Shift, draining: CancellationToken, take_over: bool) {
        if take_over {
            match take_back(&self.services, Stale::All).await {
                Ok(0) => {}
                Ok(jobs) => tracing::info!(jobs, "Took over jobs of a process that died."),
                Err(error) => tracing::error!(error = told(&error), "Jobs of a dead process were not taken over yet."),
            }
        }
        if let Err(error) = jobs::begin_sweeps(&self.services).await {
            tracing::warn!(error = told(&error), "What is past its time is not looked for; the next start tries again.");
        }
        let places = Arc::new(Semaphore::new(shift.concurrency));
        let (quick, kept) = shift.kept_for_quick();
        let mut patience = SOON;
        while !draining.is_cancelled() {
            let Some(Ok(place)) = draining.run_until_cancelled(places.clone().acquire_owned()).await else { return };
            drop(place);
            let free = places.available_permits();
            let only_quick = free <= kept;
            let (queues, most) = if only_quick { (&quick, free) } else { (&shift.queues, free - kept) };
            let claims = Claims { owner: &self.owner, queues, most, of_one_tenant: shift.of_one_tenant };
            let claimed = match self.services.db.write_one(async |tx| ledger::claim(tx, &claims).await).await {
                Ok(claimed) => claimed,
                Err(error) => {
                    tracing::error!(error = told(&error), "No job can be claimed now; trying again.");
                    draining.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
                    continue;
                }
            };
            let count = claimed.len();
            patience = if count > 0 { SOON } else { POLL.min(patience * 2) };
            for job in claimed {
                let place = places.clone().try_acquire_owned().ok();
                let crew = self.clone();
                let work = async move {
                    crew.work(job).await;
                    drop(place);
                    crew.ended.notify_one();
                };
                self.jobs.spawn_on(work, hands());
            }
            if count < most && only_quick {
                // Not heard of here, where there is no place for most of what is announced.
                tokio::select! {
                    () = draining.cancelled() => {}
                    () = tokio::time::sleep(QUICK) => {}
                    () = self.ended.notified() => {}
                }
            } else if count < most {
                let rest = self.next_look(patience).await;
                tokio::select! {
                    () = draining.cancelled() => {}
                    () = self.services.queue.dispatch.wait(&shift.queues, rest) => {}
                    () = self.ended.notified(), if shift.of_one_tenant.is_some() => {}
                }
            } else {
                self.services.queue.dispatch.pass_on();
            }
        }
    }

    async fn next_look(&self, at_most: Duration) -> Duration {
        let due = ledger::next_due(self.services.db.reader()).await.ok().flatten();
        due.map_or(at_most, |due| due.clamp(Duration::from_millis(1), at_most))
    }

    async fn work(&self, job: Claimed) {
        self.services.queue.begin(&job);
        let work = AssertUnwindSafe(jobs::work(&self.services, &job)).catch_unwind();
        let ended = tokio::select! {
            biased;
            () = self.halted.cancelled() => None,
            ended = work => Some(ended.unwrap_or_else(|_| Err(Error::Fault("the job panicked".to_owned())))),
        };
        self.services.queue.end(&job.lease);
        match ended {
            None | Some(Ok(())) => {}
            Some(Err(Error::LeaseLost)) => {
                tracing::info!(job = job.lease.id, attempt = job.lease.attempt, "lease lost: somebody else has this job now")
            }
            Some(Err(error)) => {
                tracing::error!(job = job.lease.id, attempt = job.lease.attempt, error = told(&error), "A job failed.");
                if let Err(error) = self.give_up(&job, &error).await {
                    tracing::error!(job = job.lease.id, error = told(&error), "Its lease has to run out.");
                }
            }
        }
    }

    /// After a fault of ours: another attempt, or the end.
    async fn give_up(&self, job: &Claimed, error: &Error) -> Result<()> {
        let message = told(error);
        let last = job.errors + 1 >= MAX_ERRORS;
        let written = self
            .services
            .write(async |tx| {
                if last {
                    ledger::bury(tx, &job.lease, &message).await?;
                    return jobs::buried(&self.services, tx, &job.kind, &job.tenant, &job.payload, &message).await.map(Some);
                }
                let failed = u32::try_from(job.errors + 1).unwrap_or(u32::MAX);
                let after = self.services.retry.delay(failed, chance(), None).unwrap_or_default();
                ledger::retry(tx, &job.lease, Duration::from_secs_f64(after), &message).await?;
                Ok(None)
            })
            .await;
        match written {
            Ok(told) => {
                told.into_iter().flatten().for_each(|told| self.services.bus.publish(told));
                self.services.queue.announce();
                Ok(())
            }
            Err(Error::LeaseLost) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Says that what is at work here is alive. What is held in our name but not at work is of a claim whose answer was lost on the way: it goes
    /// back when it was so at two beats, because a claim is known here a moment after it is written.
    async fn beat_loop(self) {
        let mut unknown = HashSet::new();
        loop {
            if self.halted.run_until_cancelled(tokio::time::sleep(BEAT)).await.is_none() {
                return;
            }
            // As it was before the beat: what is claimed during the beat is not missing in it.
            let working = self.services.queue.at_work();
            if working.is_empty() {
                continue;
            }
            let held = match self.services.db.write_one(async |tx| ledger::beat(tx, &self.owner).await).await {
                Ok(held) => held,
                Err(error) => {
                    tracing::warn!(error = told(&error), "Leases were not extended; trying again.");
                    continue;
                }
            };
            working.iter().filter(|(lease, _)| !held.contains(lease)).for_each(|(_, stopped)| stopped.cancel());
            let known = self.services.queue.at_work();
            let strangers: HashSet<Lease> = held.into_iter().filter(|held| known.iter().all(|(lease, _)| lease != held)).collect();
            for lease in strangers.intersection(&unknown) {
                let back = self.services.write(async |tx| ledger::hand_back(tx, lease).await).await;
                tracing::warn!(job = lease.id, given_back = back.is_ok(), "A job was held that nobody here works on.");
            }
            unknown = strangers;
        }
    }

    async fn sweep_loop(self) {
        loop {
            if self.halted.run_until_cancelled(tokio::time::sleep(SWEEP)).await.is_none() {
                return;
            }
            let swept = async {
                if ledger::any_expired(self.services.db.reader()).await? {
                    take_back(&self.services, Stale::Expired).await?;
                }
                Ok::<_, Error>(())
            };
            if let Err(error) = swept.await {
                tracing::warn!(error = told(&error), "The sweep failed; trying again.");
            }
        }
    }

    /// Sends what the outbox has; what is being sent when the workers drain is sent to its end.
    async fn send_loop(self, draining: CancellationToken) {
        while !draining.is_cancelled() {
            let Some(sent) = self.halted.run_until_cancelled(outbox::send_due(&self.services)).await else { return };
            let rest = match sent {
                Ok(0) => POLL,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::warn!(error = told(&error), "The outbox was not sent; trying again.");
                    POLL
                }
            };
            draining.run_until_cancelled(self.services.outbox.wait(rest)).await;
        }
    }
}

/// Anything from 0 to 1, for jitter.
pub(crate) fn chance() -> f64 {
    f64::from(u32::from_le_bytes(crate::ids::random())) / f64::from(u32::MAX)
}

/// Takes stale leases back; what is buried says so in the same transaction.
pub(crate) async fn take_back(services: &Services, stale: Stale) -> Result<u64> {
    let (queued, told) = services
        .write(async |tx| {
            let (queued, buried) = ledger::take_back(tx, stale).await?;
            let mut told = Vec::new();
            for job in buried {
                let tenant = domain::ids::TenantId::new(job.tenant);
                told.extend(jobs::buried(services, tx, &job.kind, &tenant, &job.payload, &job.last_error).await?);
            }
            Ok((queued, told))
        })
        .await?;
    told.into_iter().for_each(|told| services.bus.publish(told));
    if queued > 0 {
        services.queue.announce();
    }
    Ok(queued)
}
