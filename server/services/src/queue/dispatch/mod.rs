//! How workers hear of work before they would look for it. A lost wake-up costs the time of a poll, nothing else.

mod embedded;

pub use embedded::Embedded;

use std::time::Duration;

/// Carries wake-ups to workers.
#[async_trait::async_trait]
pub trait Dispatch: Send + Sync {
    /// There is work.
    fn announce(&self);

    /// Waits for an announcement, also one made since the last wait, at most this long.
    async fn wait(&self, at_most: Duration);
}
