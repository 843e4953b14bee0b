//! Wake-ups inside one process.

use super::Dispatch;
use std::time::Duration;
use tokio::sync::Notify;

/// Wakes the workers of this process.
#[derive(Debug, Default)]
pub struct Embedded(Notify);

#[async_trait::async_trait]
impl Dispatch for Embedded {
    fn announce(&self) {
        self.0.notify_one();
    }

    async fn wait(&self, at_most: Duration) {
        // Running out of time is an answer too: the worker looks for itself.
        let _ = tokio::time::timeout(at_most, self.0.notified()).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_announcement_before_the_wait_is_not_lost() {
        let dispatch = Embedded::default();
        dispatch.announce();
        let waited = tokio::time::timeout(Duration::from_secs(5), dispatch.wait(Duration::from_secs(60)));
        assert!(waited.await.is_ok());
    }
}
