//! The bus of one process.

use super::bus::{Bus, Told};
use domain::event::Event;
use domain::ids::RunId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::broadcast::{Receiver, Sender};

/// How far a listener may fall behind before it has to read the rows.
const BEHIND: usize = 32;

/// Inside one process.
#[derive(Debug, Default)]
pub struct Local {
    runs: Mutex<Channels>,
}

impl Local {
    /// Whether anybody listens to the run.
    pub(super) fn is_followed(&self, run: &RunId) -> bool {
        lock(&self.runs).open.contains_key(run.as_str())
    }

    /// All who listen look at the rows: something may have been missed.
    pub(super) fn look(&self) {
        let nothing: Arc<[Event]> = Arc::default();
        lock(&self.runs).open.retain(|_, channel| channel.send(nothing.clone()).is_ok());
    }
}

impl Bus for Local {
    fn publish(&self, told: Told) {
        lock(&self.runs).send(told.run.as_str(), told.events);
    }

    fn follow_run(&self, run: &RunId) -> Receiver<Arc<[Event]>> {
        lock(&self.runs).follow(run.as_str())
    }
}

/// A channel for each run that somebody listens to.
#[derive(Debug)]
struct Channels {
    open: HashMap<String, Sender<Arc<[Event]>>>,
    /// When there are so many, those that nobody listens to any more are swept out.
    sweep_at: usize,
}

impl Default for Channels {
    fn default() -> Self {
        Self { open: HashMap::new(), sweep_at: 64 }
    }
}

impl Channels {
    fn send(&mut self, name: &str, value: Arc<[Event]>) {
        if self.open.get(name).is_some_and(|channel| channel.send(value).is_err()) {
            self.open.remove(name);
        }
    }

    fn follow(&mut self, name: &str) -> Receiver<Arc<[Event]>> {
        if self.open.len() >= self.sweep_at {
            self.open.retain(|_, channel| channel.receiver_count() > 0);
            self.sweep_at = (self.open.len() * 2).max(64);
        }
        let channel = self.open.entry(name.to_owned()).or_insert_with(|| Sender::new(BEHIND));
        channel.subscribe()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn keeps_what_is_promised_of_a_bus() {
        conformance::all(async || {
            let both = Arc::new(Local::default());
            (both.clone() as Arc<dyn Bus>, both as Arc<dyn Bus>)
        })
        .await;
    }

    #[test]
    fn channels_that_nobody_listens_to_are_swept_out() {
        let bus = Local::default();
        let kept = bus.follow_run(&RunId::from_bits(0));
        for n in 1..1_000 {
            drop(bus.follow_run(&RunId::from_bits(n)));
        }
        assert!(lock(&bus.runs).open.len() < 200);
        drop(kept);
    }
}
