//! Carries what was written to those who listen. May lose anything: the rows are the truth.

use domain::event::Event;
use domain::ids::RunId;
use std::sync::Arc;
use tokio::sync::broadcast::Receiver;

/// What a committed transaction has to tell.
#[derive(Clone, Debug)]
pub struct Told {
    /// Of which run.
    pub run: RunId,
    /// In order, without gaps.
    pub events: Arc<[Event]>,
}

/// Brings what was written to those who listen.
pub trait Bus: Send + Sync {
    /// After the commit.
    fn publish(&self, told: Told);

    /// The events of a run from now on; empty slices are mere wake-ups.
    fn follow_run(&self, run: &RunId) -> Receiver<Arc<[Event]>>;
}
