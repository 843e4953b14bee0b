//! What every dispatch promises. Each runs on two ends, which for one process are the same.

use super::Dispatch;
use crate::jobs::Queue;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// What a wake-up may take.
const SOON: Duration = Duration::from_millis(100);
/// What it may take on a machine that is busy with tests.
const PROMPT: Duration = Duration::from_secs(2);
/// Nobody waits so long unless the wake-up did not come.
const LONG: Duration = Duration::from_secs(10);

type Ends = (Arc<dyn Dispatch>, Arc<dyn Dispatch>);

/// Everything, each with new ends that are connected.
pub async fn all(ends: impl AsyncFn() -> Ends) {
    an_announcement_before_the_wait_is_not_lost(ends().await).await;
    an_announcement_wakes_who_waits_soon(ends().await).await;
    one_announcement_wakes_one_of_those_who_wait(ends().await).await;
    announcements_that_nobody_waits_for_become_few(ends().await).await;
    a_wait_ends_by_itself(ends().await).await;
}

async fn an_announcement_before_the_wait_is_not_lost((one, other): Ends) {
    one.announce();
    tokio::time::sleep(SOON).await;
    assert!(waited(&*other, LONG).await < PROMPT);
}

async fn an_announcement_wakes_who_waits_soon((one, other): Ends) {
    let mut took = Vec::new();
    for _ in 0..20 {
        let waiting = wait_for(&other);
        tokio::time::sleep(Duration::from_millis(20)).await;
        let announced = Instant::now();
        one.announce();
        waiting.await.expect("no panic");
        took.push(announced.elapsed());
    }
    // Whatever else the machine may be doing.
    took.sort();
    assert!(took[took.len() / 2] < SOON && took[took.len() * 9 / 10 - 1] < PROMPT, "{took:?}");
}

async fn one_announcement_wakes_one_of_those_who_wait((one, other): Ends) {
    let waiting = [wait_for(&one), wait_for(&other)];
    tokio::time::sleep(SOON).await;
    one.announce();
    tokio::time::sleep(3 * SOON).await;
    assert_eq!(waiting.iter().filter(|waiting| waiting.is_finished()).count(), 1);
    one.announce();
    other.announce();
    for waiting in waiting {
        waiting.await.expect("no panic");
    }
}

async fn announcements_that_nobody_waits_for_become_few((one, other): Ends) {
    let announced = Instant::now();
    for _ in 0..10_000 {
        one.announce();
    }
    assert!(announced.elapsed() < Duration::from_secs(1), "{:?}", announced.elapsed());
    tokio::time::sleep(3 * SOON).await;
    let mut wakes = 0;
    while waited(&*other, 3 * SOON).await < 2 * SOON {
        wakes += 1;
    }
    assert!((1..=3).contains(&wakes), "{wakes}");
}

async fn a_wait_ends_by_itself((one, _): Ends) {
    assert!((SOON..LONG).contains(&waited(&*one, SOON).await));
}

/// How long the wait was.
pub async fn waited(end: &dyn Dispatch, at_most: Duration) -> Duration {
    let begun = Instant::now();
    end.wait(&Queue::ALL, at_most).await;
    begun.elapsed()
}

fn wait_for(end: &Arc<dyn Dispatch>) -> JoinHandle<()> {
    let end = end.clone();
    tokio::spawn(async move { end.wait(&Queue::ALL, LONG).await })
}
