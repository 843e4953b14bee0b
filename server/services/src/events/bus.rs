//! Carries what was written to those who listen. May lose anything: the rows are the truth.

use domain::event::{Event, SessionWake, Touched};
use domain::ids::{RunId, SessionId};
use std::sync::Arc;
use tokio::sync::broadcast::Receiver;

/// What a committed transaction has to tell.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where.
    pub session: SessionId,
    /// Of which run; `None`: nothing of a run.
    pub run: Option<RunId>,
    /// In order, without gaps.
    pub events: Arc<[Event]>,
    /// What of the session has changed.
    pub touched: Vec<Touched>,
}

/// Brings what was written to those who listen.
pub trait Bus: Send + Sync {
    /// After the commit.
    fn publish(&self, told: Told);

    /// The events of a run from now on; empty slices are mere wake-ups.
    fn follow_run(&self, run: &RunId) -> Receiver<Arc<[Event]>>;

    /// What of a session changes from now on.
    fn follow_session(&self, session: &SessionId) -> Receiver<SessionWake>;
}
