//! The queue: work that is done although processes die.
//!
//! **The table `jobs` is the queue of record**; [`dispatch`] only wakes workers up, and a poll every two seconds makes
//! even that optional.
//!
//! A job is inserted in the transaction of the state that needs it. A worker *claims* it: `attempt` grows by one and the
//! row carries a lease of ten seconds by the database's clock, which the worker's heartbeat extends. Whatever a worker
//! writes is fenced: the same transaction updates the job `WHERE id, attempt, state = 'running'`, and when that hits no
//! row the lease was lost, nothing of the transaction is written, and the worker stops. The effect and the completion commit
//! together. So a worker that froze for a minute and wakes up changes nothing, and a job whose worker died is claimed
//! again when its lease runs out: delivery at least once, effects exactly once.
//!
//! Leases that ran out (crashes) and attempts that said they failed (errors) are counted apart: three crashes bury a job,
//! however patient its retries are.

pub mod desk;
pub mod dispatch;
pub mod ledger;
mod lock;
#[cfg(test)]
mod tests;
mod waiting;
mod worker;

pub use ledger::{Claimed, Claims, Lease, NewJob, enqueue};
pub(crate) use waiting::{Answer, Waiting, answer};
pub(crate) use worker::chance;
#[cfg(test)]
pub(crate) use worker::take_back;
pub use worker::{Shift, Workers, start_workers};

use crate::redis::Redis;
use dispatch::Dispatch;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// What capabilities need of the queue: to announce work, and to stop work that has become pointless. Cheap to clone.
#[derive(Clone)]
pub struct Queue {
    dispatch: Arc<dyn Dispatch>,
    working: Arc<Mutex<HashMap<String, (Lease, CancellationToken)>>>,
    /// Changes when a job has ended here.
    ends: watch::Sender<()>,
}

impl Queue {
    /// With wake-ups between processes where there is Redis, else inside this process.
    pub fn new(redis: Option<&Redis>) -> Self {
        Self::over(dispatch::open(redis))
    }

    /// With other wake-ups.
    pub(crate) fn over(dispatch: Arc<dyn Dispatch>) -> Self {
        Self { dispatch, working: Arc::default(), ends: watch::Sender::new(()) }
    }

    /// After the commit: there is work.
    pub fn announce(&self) {
        self.dispatch.announce();
    }

    /// After the commit that took the job away from its worker: a worker of this process hears it at once, others when
    /// they next write or beat.
    pub fn stop(&self, job: &str) {
        if let Some((_, stopped)) = self.working().get(job) {
            stopped.cancel();
        }
    }

    fn begin(&self, job: &Claimed) {
        let before = self.working().insert(job.lease.id.clone(), (job.lease.clone(), job.stopped.clone()));
        if let Some((_, stopped)) = before {
            stopped.cancel();
        }
    }

    pub(crate) fn end(&self, lease: &Lease) {
        let mut working = self.working();
        if working.get(&lease.id).is_some_and(|(now, _)| now == lease) {
            working.remove(&lease.id);
        }
        drop(working);
        self.ends.send_replace(());
    }

    fn at_work(&self) -> Vec<(Lease, CancellationToken)> {
        self.working().values().cloned().collect()
    }

    fn working(&self) -> MutexGuard<'_, HashMap<String, (Lease, CancellationToken)>> {
        self.working.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
