//! Live events between processes, by pub/sub.
//!
//! One channel, `resumax:events:<database number>`, that every process subscribes to on a connection of its own. A message is
//! `<sender> <run> <session> <ts> <first> [what, …]` ([`wire`]); it is parsed only where somebody listens to the run, so that one channel
//! for all runs costs a process little more than receiving. What is too big is sent as a mere wake-up: nothing behind the run.
//!
//! Listeners of this process hear its own events without Redis, by [`Local`]. What Redis lost (it was away, a reader was
//! slow) is never sent again: instead those who may have missed something are told to look at the rows, and a listener
//! looks by itself every two seconds anyway. Between here and Redis there is room for [`UNSENT`] messages; beyond it they
//! are dropped, and nobody waits.

use super::bus::{Bus, Told};
use super::local::Local;
use super::wire;
use crate::redis::{self, Redis};
use domain::event::Event;
use domain::ids::RunId;
use fred::interfaces::{ClientLike, EventInterface, PubsubInterface};
use futures::future::join_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};
use tokio_util::task::AbortOnDropHandle;

/// In the place of a run: all of them.
const ALL: &str = "*";
/// More bytes than this are not sent.
const BIG: usize = 64 * 1024;
/// Messages that wait to be sent.
const UNSENT: usize = 256;
/// Sent at once. Up to 30 futures are started in the order in which they are given.
const BATCH: usize = 30;
/// How often those who missed something are told, until it works.
const RETRY: Duration = Duration::from_millis(500);
/// After so much silence the subscription is made again, to see whether anybody is there.
const SILENCE: Duration = Duration::from_secs(10);

/// This process's end of the channel.
pub struct PubSub {
    end: Arc<End>,
    unsent: mpsc::Sender<Told>,
    _tasks: [AbortOnDropHandle<()>; 2],
}

struct End {
    redis: Redis,
    channel: String,
    /// Unlike that of any other start of any process.
    sender: String,
    here: Local,
    /// Something was not sent.
    missed: AtomicBool,
}

impl PubSub {
    /// Begins to listen; waits for nothing.
    pub fn open(redis: &Redis) -> Self {
        let end = Arc::new(End {
            redis: redis.clone(),
            channel: redis.channel("events"),
            sender: crate::ids::hex(&crate::ids::random::<8>()),
            here: Local::default(),
            missed: AtomicBool::new(false),
        });
        let (unsent, sending) = mpsc::channel(UNSENT);
        let tasks = [tokio::spawn(end.clone().send(sending)), tokio::spawn(end.clone().listen())];
        Self { end, unsent, _tasks: tasks.map(AbortOnDropHandle::new) }
    }
}

impl Bus for PubSub {
    fn publish(&self, told: Told) {
        self.end.here.publish(told.clone());
        if self.unsent.try_send(told).is_err() {
            self.end.missed.store(true, Ordering::Relaxed);
        }
    }

    fn follow_run(&self, run: &RunId) -> broadcast::Receiver<Arc<[Event]>> {
        self.end.here.follow_run(run)
    }
}

impl End {
    async fn send(self: Arc<Self>, mut unsent: mpsc::Receiver<Told>) {
        let mut batch = Vec::with_capacity(BATCH);
        // 0 means that the bus is gone; running out of time, that there is nothing but perhaps a retry.
        while tokio::time::timeout(RETRY, unsent.recv_many(&mut batch, BATCH - 1)).await != Ok(0) {
            let mut messages: Vec<_> = batch.drain(..).map(|told| self.message(&told)).collect();
            if self.missed.swap(false, Ordering::Relaxed) {
                messages.push(format!("{} {ALL} ", self.sender));
            }
            let publish = |message| self.redis.client().publish::<(), _, _>(&self.channel, message);
            if join_all(messages.into_iter().map(publish)).await.iter().any(Result::is_err) {
                self.missed.store(true, Ordering::Relaxed);
            }
        }
    }

    fn message(&self, told: &Told) -> String {
        let events = wire::write(&told.events).filter(|events| events.len() <= BIG);
        format!("{} {} {}", self.sender, told.run, events.as_deref().unwrap_or_default())
    }

    async fn listen(self: Arc<Self>) {
        let line = self.redis.line();
        let (mut messages, mut connections) = (line.message_rx(), line.reconnect_rx());
        loop {
            tokio::select! {
                message = messages.recv() => match message {
                    Ok(message) => message.value.as_str().into_iter().for_each(|message| self.hear(&message)),
                    // Too much at once.
                    Err(RecvError::Lagged(_)) => self.here.look(),
                    Err(RecvError::Closed) => return,
                },
                _ = connections.recv() => self.subscribe(&line).await,
                () = tokio::time::sleep(SILENCE) => self.subscribe(&line).await,
            }
        }
    }

    /// As often as wanted. What was said before it is lost.
    async fn subscribe(&self, line: &redis::Line) {
        if tokio::time::timeout(redis::ANSWER, line.subscribe(self.channel.as_str())).await.is_err() {
            // A connection that only listens is not seen to be dead by anybody else.
            let _ = tokio::time::timeout(redis::ANSWER, line.force_reconnection()).await;
        }
        self.here.look();
    }

    fn hear(&self, message: &str) {
        let mut parts = message.splitn(3, ' ');
        let (Some(sender), Some(run), Some(events)) = (parts.next(), parts.next(), parts.next()) else { return };
        if sender == self.sender {
            return;
        }
        if run == ALL {
            return self.here.look();
        }
        let run = RunId::new(run);
        if self.here.is_followed(&run) {
            // What another release says, and this one does not know, is read from the rows, or reported there.
            let events = wire::read(&run, events).unwrap_or_default();
            self.here.publish(Told { run, events: events.into() });
        }
    }
}

#[cfg(test)]
mod tests;
