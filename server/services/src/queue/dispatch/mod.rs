//! How workers hear of work before they would look for it. A lost wake-up costs the time of a poll, nothing else.
//!
//! A wake-up says "there may be work", not which. So many of them may become one, and one wakes one process of those that
//! work on the same queues: **who takes it takes all the work it has places for, and when that filled its places, passes it
//! on**; so a process that is busy holds nothing back from one that is idle, and there is no stampede.

#[cfg(test)]
mod conformance;
mod embedded;
mod redis;

pub use embedded::Embedded;
pub use redis::Streams;

use crate::jobs::Queue;
use crate::redis::Redis;
use std::sync::Arc;
use std::time::Duration;

/// Between processes where there is Redis, else inside this process.
pub fn open(redis: Option<&Redis>) -> Arc<dyn Dispatch> {
    match redis {
        Some(redis) => Arc::new(Streams::open(redis)),
        None => Arc::new(Embedded::default()),
    }
}

/// Carries wake-ups to workers. Each process has an end of it, at which one loop waits.
#[async_trait::async_trait]
pub trait Dispatch: Send + Sync {
    /// There is work. Never waits.
    fn announce(&self);

    /// There may be more than this process has places for. Where no other process listens, nobody has to hear of it: a
    /// worker looks again by itself when it has a place.
    fn pass_on(&self) {}

    /// Waits for an announcement, also one made since the last wait, at most this long. To be called only with free places
    /// for jobs of these queues, which are always the same in a process.
    async fn wait(&self, queues: &[Queue], at_most: Duration);
}
