//! Wake-ups between processes, by Redis Streams.
//!
//! **Keys.** One stream, `resumax:wake`. An entry says that there may be work, and nothing else: the work is in the table
//! `jobs`. Processes that work on the same queues are one consumer group, `workers:run,import,export,mail,sweep` for all of them; each
//! group hears of everything. Each start of a process is a consumer with a name of its own.
//!
//! **Who moves what.** `announce` wakes a worker that waits in this very process for any work, and Redis hears nothing of
//! it. When none does, the *poster* adds an entry; what is announced meanwhile becomes one more. The *reader* asks for
//! entries only while a worker of its process waits, on a connection of its own, because the question blocks; the group
//! gives an entry to one process. The reader wakes its worker (or adds the entry anew when that one has found something
//! else by now) and acknowledges. Between the two the entry is *pending*, and if the process dies there, another takes it
//! over. The *tender* (`tend.lua`) does that every few seconds in every process with workers: it claims what has been
//! pending for long, removes consumers and groups that did not ask for a minute, and trims the stream below the lowest id
//! that somebody still needs.
//!
//! **What may break.** Everything: entries carry nothing, and a worker looks for itself after the time it gave to `wait`.
//! While Redis is away, an announcement stays in this process as with [`Embedded`]. After FLUSHALL or a restart the reader
//! finds no group and makes it again. No queue grows meanwhile: the poster has room for one announcement, the stream for
//! about [`MOST`] entries, of which the newest is enough.

use super::{Dispatch, Embedded};
use crate::jobs::Queue;
use crate::redis::{self, Redis};
use fred::error::{Error, ErrorKind};
use fred::interfaces::{ClientLike, StreamsInterface};
use fred::types::Value;
use fred::types::config::Options;
use fred::types::streams::XReadResponse;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::task::AbortOnDropHandle;

/// How long the reader asks at a time.
const BLOCK: Duration = Duration::from_secs(2);
/// The reader tries again after a fault.
const PAUSE: Duration = Duration::from_millis(200);
/// How often the tender looks; with jitter, because all processes do.
const TEND: Duration = Duration::from_secs(4);
/// Pending for so long: its process is dead, or forgot it.
const PENDING: Duration = Duration::from_secs(5);
/// Did not ask for so long: gone. A process that was only busy is a consumer again when it next asks.
const GONE: Duration = Duration::from_secs(60);
/// Entries that are kept when nobody reads them, more or less.
const MOST: i64 = 1_000;
/// Entries taken at a time: they are one wake-up.
const TAKE: u64 = 1_000;

const TENDING: &str = include_str!("redis/tend.lua");

/// This process's end of the stream.
pub struct Streams {
    end: Arc<End>,
    _tasks: [AbortOnDropHandle<()>; 3],
}

struct End {
    redis: Redis,
    stream: String,
    /// Unlike that of any other start of any process.
    consumer: String,
    /// The workers of this process.
    here: Embedded,
    /// What they work on, since they first waited.
    shift: OnceLock<Shift>,
    post: Notify,
}

struct Shift {
    group: String,
    /// Of all queues: an announcement never has to go elsewhere while they wait.
    of_all: bool,
}

impl Shift {
    fn new(queues: &[Queue]) -> Self {
        let names: Vec<_> = Queue::ALL.into_iter().filter(|queue| queues.contains(queue)).map(Queue::as_str).collect();
        Self { of_all: names.len() == Queue::ALL.len(), group: format!("workers:{}", names.join(",")) }
    }
}

impl Streams {
    /// Begins to listen; waits for nothing.
    pub fn open(redis: &Redis) -> Self {
        let end = Arc::new(End::new(redis));
        let tasks = [tokio::spawn(end.clone().post()), tokio::spawn(end.clone().read()), tokio::spawn(end.clone().tend())];
        Self { end, _tasks: tasks.map(AbortOnDropHandle::new) }
    }
}

#[async_trait::async_trait]
impl Dispatch for Streams {
    fn announce(&self) {
        let all_here = self.end.shift.get().is_some_and(|shift| shift.of_all);
        if !(all_here && self.end.here.wake()) {
            self.end.post.notify_one();
        }
    }

    fn pass_on(&self) {
        self.announce();
    }

    async fn wait(&self, queues: &[Queue], at_most: Duration) {
        self.end.shift.get_or_init(|| Shift::new(queues));
        self.end.here.wait(queues, at_most).await;
    }
}

impl End {
    fn new(redis: &Redis) -> Self {
        let consumer = crate::ids::hex(&crate::ids::random::<8>());
        Self {
            redis: redis.clone(),
            stream: redis.key("wake"),
            consumer,
            here: Embedded::default(),
            shift: OnceLock::new(),
            post: Notify::new(),
        }
    }

    async fn post(self: Arc<Self>) {
        loop {
            self.post.notified().await;
            self.add().await;
        }
    }

    /// For whoever has places. Without Redis it is for this process.
    async fn add(&self) {
        let entry = ("from", self.consumer.as_str());
        let added = self.redis.client().xadd::<(), _, _, _, _>(&self.stream, false, ("MAXLEN", "~", MOST, None), "*", entry);
        if added.await.is_err() {
            self.here.announce();
        }
    }

    async fn read(self: Arc<Self>) {
        let line = self.redis.line();
        let options = Options { fail_fast: true, timeout: Some(BLOCK + redis::ANSWER), ..Options::default() };
        let client = line.with_options(&options);
        loop {
            self.here.waited_for().await;
            let Some(shift) = self.shift.get() else { continue };
            match self.next(&client, &shift.group).await {
                Ok(entries) => self.take(&shift.group, entries).await,
                Err(error) => {
                    if *error.kind() == ErrorKind::Timeout {
                        // A connection that blocks is not seen to be dead by anybody else.
                        let _ = tokio::time::timeout(redis::ANSWER, line.force_reconnection()).await;
                    }
                    if self.make(&shift.group).await.is_err() {
                        tokio::time::sleep(PAUSE).await;
                    }
                }
            }
        }
    }

    /// Entries that no other process of the group was given; none when there were none for a while.
    async fn next(&self, client: &impl StreamsInterface, group: &str) -> Result<Vec<String>, Error> {
        let block = u64::try_from(BLOCK.as_millis()).ok();
        let reply: Value = client.xreadgroup(group, &self.consumer, Some(TAKE), block, false, &self.stream, ">").await?;
        if reply.is_null() {
            return Ok(Vec::new());
        }
        let streams: XReadResponse<String, String, String, Value> = reply.into_xread_response()?;
        Ok(streams.into_values().flatten().map(|(id, _)| id).collect())
    }

    /// A group with everything that is in the stream still to be read. That it exists is fine.
    async fn make(&self, group: &str) -> Result<(), Error> {
        let made = self.redis.client().xgroup_create::<(), _, _, _>(&self.stream, group, "0", true).await;
        made.or_else(|error| if error.details().starts_with("BUSYGROUP") { Ok(()) } else { Err(error) })
    }

    /// First the worker, then the acknowledgement. All of them are one wake-up.
    async fn take(&self, group: &str, entries: Vec<String>) {
        if entries.is_empty() {
            return;
        }
        if !self.here.wake() {
            self.add().await;
        }
        // When it fails they stay pending, and are claimed.
        let _ = self.redis.client().xack::<(), _, _, _>(&self.stream, group, entries).await;
    }

    async fn tend(self: Arc<Self>) {
        loop {
            if let Some(shift) = self.shift.get() {
                // Without Redis, or without the group, there is nothing to tend.
                if let Ok(claimed) = self.tend_once(&shift.group, GONE).await {
                    self.take(&shift.group, claimed).await;
                }
            }
            tokio::time::sleep(TEND.mul_f64(0.75 + crate::queue::chance() / 2.0)).await;
        }
    }

    async fn tend_once(&self, group: &str, gone: Duration) -> Result<Vec<String>, Error> {
        let (pending, gone) = (PENDING.as_millis().to_string(), gone.as_millis().to_string());
        self.redis.script(redis::ANSWER, TENDING, &self.stream, &[group, &self.consumer, &pending, &gone]).await
    }
}

#[cfg(test)]
mod tests;
