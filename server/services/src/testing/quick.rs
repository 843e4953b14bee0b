//! Does what somebody waits for with the page open, so that a test can upload and export without workers. Everything else stays in the
//! queue, for the workers that a test starts.

use crate::Services;
use crate::jobs::{self, Queue as Name};
use crate::queue::dispatch::{self, Dispatch};
use crate::queue::{Claims, Queue, ledger};
use crate::redis::Redis;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// A queue whose announcements are also heard here.
pub(super) fn queue(redis: Option<&Redis>) -> (Queue, Arc<Notify>) {
    let heard = Arc::new(Notify::new());
    let inner = dispatch::open(redis);
    (Queue::over(Arc::new(Overheard { inner, heard: heard.clone() })), heard)
}

struct Overheard {
    inner: Arc<dyn Dispatch>,
    heard: Arc<Notify>,
}

#[async_trait::async_trait]
impl Dispatch for Overheard {
    fn announce(&self) {
        self.heard.notify_one();
        self.inner.announce();
    }

    fn pass_on(&self) {
        self.inner.pass_on();
    }

    async fn wait(&self, queues: &[Name], at_most: Duration) {
        self.inner.wait(queues, at_most).await;
    }
}

/// Until it is dropped.
pub(super) async fn work(services: Services, heard: Arc<Notify>) {
    let claims = Claims { owner: "bench", queues: &Name::QUICK, most: 8, of_one_tenant: None };
    loop {
        heard.notified().await;
        let claimed = services.db.write_one(async |tx| ledger::claim(tx, &claims).await).await.unwrap_or_default();
        for job in claimed {
            // A fault is left as it is: the test waits in vain, and says so.
            let _ = jobs::work(&services, &job).await;
            services.queue.end(&job.lease);
        }
    }
}
