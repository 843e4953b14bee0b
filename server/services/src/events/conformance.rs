//! What every bus promises. Each runs on two ends that hear each other, which for one process are the same.

use super::bus::{Bus, Told};
use domain::event::{Event, What};
use domain::ids::{EventId, RunId, SessionId};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

type Heard = Receiver<Arc<[Event]>>;
type Ends = (Arc<dyn Bus>, Arc<dyn Bus>);

/// Everything, each with new ends.
pub async fn all(ends: impl AsyncFn() -> Ends) {
    both_ends_hear_what_one_says_in_order(ends().await).await;
    who_follows_another_run_hears_nothing(ends().await).await;
    a_listener_that_never_reads_holds_up_nobody_and_keeps_little(ends().await).await;
}

async fn both_ends_hear_what_one_says_in_order((one, other): Ends) {
    let run = RunId::from_bits(1);
    let mut listeners = [one.follow_run(&run), other.follow_run(&run)];
    for seq in 1..=200 {
        one.publish(told(&run, seq, "more"));
        for heard in &mut listeners {
            assert_eq!(next(heard).await, seq);
        }
    }
    for seq in 201..=230 {
        one.publish(told(&run, seq, "more at once"));
    }
    for heard in &mut listeners {
        for seq in 201..=230 {
            assert_eq!(next(heard).await, seq);
        }
    }
}

async fn who_follows_another_run_hears_nothing((one, other): Ends) {
    let (run, another) = (RunId::from_bits(1), RunId::from_bits(2));
    let (mut heard, mut nothing) = (other.follow_run(&run), other.follow_run(&another));
    one.publish(told(&run, 1, "for one"));
    assert_eq!(next(&mut heard).await, 1);
    let mut rest = std::iter::from_fn(|| nothing.try_recv().ok());
    assert!(rest.all(|events| events.is_empty()), "wake-ups at most");
}

async fn a_listener_that_never_reads_holds_up_nobody_and_keeps_little((one, other): Ends) {
    const MANY: u64 = 5_000;
    let run = RunId::from_bits(1);
    let mut deaf: Vec<Heard> = (0..200).map(|_| other.follow_run(&run)).collect();
    let mut heard = other.follow_run(&run);
    let (begun, rows) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let written = rows.clone();
    let listening = tokio::spawn(async move {
        let mut seen = 0;
        while seen < MANY {
            seen = match heard.recv().await {
                Ok(events) if !events.is_empty() => events.iter().filter_map(|event| event.event_id.seq()).fold(seen, u64::max),
                // It looks at the rows.
                Ok(_) | Err(RecvError::Lagged(_)) => written.load(Ordering::Relaxed),
                Err(RecvError::Closed) => panic!("the bus ended"),
            };
        }
    });
    for seq in 1..=MANY {
        rows.store(seq, Ordering::Relaxed);
        one.publish(told(&run, seq, "as fast as it goes"));
        if seq % 100 == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    tokio::time::timeout(Duration::from_secs(10), listening).await.expect("it hears of the last one").expect("no panic");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    for heard in &mut deaf {
        assert!(matches!(heard.try_recv(), Err(TryRecvError::Lagged(_))), "it missed some");
        let kept = std::iter::from_fn(|| heard.try_recv().ok()).count();
        assert!(kept <= 64, "{kept}");
    }
}

/// One event.
pub fn told(run: &RunId, seq: u64, text: &str) -> Told {
    let event = Event {
        event_id: EventId::at(run, seq),
        session_id: SessionId::from_bits(1),
        run_id: run.clone(),
        ts: "2026-03-01T09:00:00.000Z".into(),
        what: What::AssistantDelta { text: text.into() },
    };
    Told { run: run.clone(), events: [event].into() }
}

/// The number of the next event, passing over mere wake-ups.
pub async fn next(heard: &mut Heard) -> u64 {
    loop {
        let events = tokio::time::timeout(Duration::from_secs(5), heard.recv()).await.expect("in time").expect("nothing was missed");
        if let Some(event) = events.first() {
            return event.event_id.seq().expect("an event of a run");
        }
    }
}
