//! Wake-ups inside one process.

use super::Dispatch;
use crate::jobs::Queue;
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// Wakes the workers of this process.
#[derive(Debug, Default)]
pub struct Embedded {
    wake: Notify,
    /// Somebody waits, and was not woken yet.
    waiting: watch::Sender<bool>,
}

impl Embedded {
    /// Wakes who waits now; false: nobody does, and nothing happened.
    pub(super) fn wake(&self) -> bool {
        let waits = self.waiting.send_if_modified(std::mem::take);
        if waits {
            self.wake.notify_one();
        }
        waits
    }

    /// Until somebody waits.
    pub(super) async fn waited_for(&self) {
        // Fails only without a sender, and `self` is one.
        let _ = self.waiting.subscribe().wait_for(|waits| *waits).await;
    }
}

#[async_trait::async_trait]
impl Dispatch for Embedded {
    fn announce(&self) {
        self.wake.notify_one();
    }

    async fn wait(&self, _: &[Queue], at_most: Duration) {
        let _waits = Waits::at(&self.waiting);
        // Running out of time is an answer too: the worker looks for itself.
        let _ = tokio::time::timeout(at_most, self.wake.notified()).await;
    }
}

/// As long as it lives, also when the wait is given up.
struct Waits<'a>(&'a watch::Sender<bool>);

impl<'a> Waits<'a> {
    fn at(waiting: &'a watch::Sender<bool>) -> Self {
        waiting.send_replace(true);
        Self(waiting)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.send_replace(false);
    }
}

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::*;
    use std::sync::Arc;

    #[tokio::test(flavor = "multi_thread")]
    async fn keeps_what_is_promised_of_dispatch() {
        conformance::all(async || {
            let both = Arc::new(Embedded::default());
            (both.clone() as Arc<dyn Dispatch>, both as Arc<dyn Dispatch>)
        })
        .await;
    }
}
