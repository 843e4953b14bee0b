//! Wake-ups between processes, by Redis Streams.
//!
//! **Keys.** One stream, `resumax:wake`, with one consumer group, `workers`. An entry says that there may be work, and
//! nothing else: the work is in the table `jobs`. Each start of a process is a consumer with a name of its own.
//!
//! **Who moves what.** `announce` wakes a worker that waits in this very process, and Redis hears nothing of it. When none
//! waits here, the *poster* adds an entry; what is announced meanwhile becomes one more. The *reader* asks for entries
//! only while a worker of its process waits for work, on a connection of its own, because the question blocks; the group
//! gives an entry to one process. The reader wakes its worker (or adds the entry anew when that one has found something
//! else by now) and acknowledges. Between the two the entry is *pending*, and if the process dies there, another takes it
//! over. The *tender* does that every few seconds in every process: it claims what has been pending for long, removes
//! consumers that did not ask for a minute, and trims the stream below the lowest id that somebody still needs.
//!
//! **What may break.** Everything: entries carry nothing, and a worker looks for itself after the time it gave to `wait`.
//! While Redis is away, an announcement stays in this process as with [`Embedded`]. After FLUSHALL or a restart the reader
//! finds no group and makes it again. No queue grows meanwhile: the poster has room for one announcement, the stream for
//! about [`MOST`] entries, of which the newest is enough.

use super::{Dispatch, Embedded};
use crate::redis::{self, Redis};
use fred::error::{Error, ErrorKind};
use fred::interfaces::{ClientLike, StreamsInterface};
use fred::types::Value;
use fred::types::config::Options;
use fred::types::streams::XReadResponse;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::task::AbortOnDropHandle;

const GROUP: &str = "workers";
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

/// The tender's work in one step, so that nothing moves in between. Answers the ids that it claimed.
const TENDING: &str = "
local stream, group = KEYS[1], ARGV[1]
local function fields(row)
  local named = {}
  for i = 1, #row, 2 do named[row[i]] = row[i + 1] end
  return named
end
local claimed = redis.call('XAUTOCLAIM', stream, group, ARGV[2], ARGV[3], '0-0', 'COUNT', 100, 'JUSTID')[2]
for _, row in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
  local consumer = fields(row)
  if consumer.name ~= ARGV[2] and consumer.pending == 0 and consumer.idle > tonumber(ARGV[4]) then
    redis.call('XGROUP', 'DELCONSUMER', stream, group, consumer.name)
  end
end
local lowest = redis.call('XPENDING', stream, group)[2]
for _, row in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  if not lowest and fields(row).name == group then lowest = fields(row)['last-delivered-id'] end
end
redis.call('XTRIM', stream, 'MINID', lowest)
return claimed";

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
    post: Notify,
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
        if !self.end.here.wake() {
            self.end.post.notify_one();
        }
    }

    async fn wait(&self, at_most: Duration) {
        self.end.here.wait(at_most).await;
    }
}

impl End {
    fn new(redis: &Redis) -> Self {
        let consumer = crate::ids::hex(&crate::ids::random::<8>());
        Self { redis: redis.clone(), stream: redis.key("wake"), consumer, here: Embedded::default(), post: Notify::new() }
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
            match self.next(&client).await {
                Ok(entries) => self.take(entries).await,
                Err(error) => {
                    if *error.kind() == ErrorKind::Timeout {
                        // A connection that blocks is not seen to be dead by anybody else.
                        let _ = tokio::time::timeout(redis::ANSWER, line.force_reconnection()).await;
                    }
                    if self.make_group().await.is_err() {
                        tokio::time::sleep(PAUSE).await;
                    }
                }
            }
        }
    }

    /// Entries that no other process was given; none when there were none for a while.
    async fn next(&self, client: &impl StreamsInterface) -> Result<Vec<String>, Error> {
        let block = u64::try_from(BLOCK.as_millis()).ok();
        let reply: Value = client.xreadgroup(GROUP, &self.consumer, Some(TAKE), block, false, &self.stream, ">").await?;
        if reply.is_null() {
            return Ok(Vec::new());
        }
        let streams: XReadResponse<String, String, String, Value> = reply.into_xread_response()?;
        Ok(streams.into_values().flatten().map(|(id, _)| id).collect())
    }

    /// With everything that is in the stream still to be read. That it exists is fine.
    async fn make_group(&self) -> Result<(), Error> {
        let made = self.redis.client().xgroup_create::<(), _, _, _>(&self.stream, GROUP, "0", true).await;
        made.or_else(|error| if error.details().starts_with("BUSYGROUP") { Ok(()) } else { Err(error) })
    }

    /// First the worker, then the acknowledgement. All of them are one wake-up.
    async fn take(&self, entries: Vec<String>) {
        if entries.is_empty() {
            return;
        }
        if !self.here.wake() {
            self.add().await;
        }
        // When it fails they stay pending, and are claimed.
        let _ = self.redis.client().xack::<(), _, _, _>(&self.stream, GROUP, entries).await;
    }

    async fn tend(self: Arc<Self>) {
        loop {
            // Without Redis, or without the group, there is nothing to tend.
            if let Ok(claimed) = self.tend_once(GONE).await {
                self.take(claimed).await;
            }
            tokio::time::sleep(TEND.mul_f64(0.75 + crate::queue::chance() / 2.0)).await;
        }
    }

    async fn tend_once(&self, gone: Duration) -> Result<Vec<String>, Error> {
        let (pending, gone) = (PENDING.as_millis().to_string(), gone.as_millis().to_string());
        self.redis.script(redis::ANSWER, TENDING, &self.stream, &[GROUP, &self.consumer, &pending, &gone]).await
    }
}

#[cfg(test)]
mod tests;
