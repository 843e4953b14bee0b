//! A queue that is measured: its workers, how jobs get into it, what its jobs did.

use super::Played;
use super::crew::Crew;
use super::ours::Ours;
use super::theirs::Theirs;
use services::testing::RedisServer;
use std::time::{SystemTime, UNIX_EPOCH};

/// Its name.
pub const OURS: &str = "resuMAX";
/// Worker processes of each.
pub const PROCESSES: usize = 2;
/// Jobs at a time in each of them.
pub const AT_ONCE: usize = 8;

/// Some jobs, of names of their own.
pub struct Batch {
    /// Their names are this, `_` and a number.
    pub prefix: &'static str,
    /// How many.
    pub count: usize,
    /// Each waits up to so many milliseconds; by its number, so that all contenders have the same.
    pub most_ms: u64,
    /// After each group that is enqueued.
    pub pause_ms: u64,
    /// So many are enqueued at once, where the contender can.
    pub group: usize,
}

impl Batch {
    /// How long the job of this number lasts.
    pub fn lasts(&self, n: usize) -> u64 {
        n as u64 * 7919 % (self.most_ms + 1)
    }
}

/// That something happened to a job, and when: in milliseconds since 1970.
pub struct Moment {
    /// Its name.
    pub job: String,
    /// When.
    pub at: f64,
}

/// What a producer says.
pub struct Sent {
    /// When each job was about to be enqueued.
    pub jobs: Vec<Moment>,
    /// When all were acknowledged.
    pub acknowledged: f64,
}

/// Now.
pub fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1_000.0
}

/// One of them.
pub enum Contender {
    /// On PostgreSQL and Redis.
    Ours(Box<Ours>),
    /// On Redis.
    Theirs(Theirs),
}

impl Contender {
    /// With its version.
    pub fn name(&self) -> &str {
        match self {
            Self::Ours(_) => OURS,
            Self::Theirs(theirs) => &theirs.name,
        }
    }

    /// Its workers, started.
    pub fn crew(&self, redis: &RedisServer) -> Played<Crew> {
        match self {
            Self::Ours(ours) => ours.crew(),
            Self::Theirs(theirs) => theirs.crew(redis),
        }
    }

    /// Puts jobs into it and waits until all are acknowledged.
    pub async fn enqueue(&self, redis: &RedisServer, batch: &Batch) -> Played<Sent> {
        match self {
            Self::Ours(ours) => ours.enqueue(batch).await,
            Self::Theirs(theirs) => theirs.enqueue(redis, batch),
        }
    }

    /// What the jobs of this prefix did: one for each time.
    pub async fn effects(&self, prefix: &str) -> Played<Vec<Moment>> {
        match self {
            Self::Ours(ours) => ours.effects(prefix).await,
            Self::Theirs(theirs) => theirs.effects(prefix),
        }
    }

    /// Kills what keeps its jobs, and starts it again on the same data.
    pub async fn kill_store(&mut self, redis: &mut RedisServer) -> Played {
        redis.kill();
        if let Self::Ours(ours) = self {
            ours.postgres.kill9();
        }
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        redis.start_again();
        if let Self::Ours(ours) = self {
            ours.postgres.again().await?;
        }
        Ok(())
    }
}
