//! The bus over a Redis that is there, and over one that is killed and frozen.

mod on_servers {
    use super::super::super::conformance::{self, next, told};
    use super::super::*;
    use crate::testing::{RedisServer, redis::shared};
    use std::time::Instant;

    const SOON: Duration = Duration::from_millis(100);

    /// Two processes that hear each other.
    async fn ends(redis: &Redis) -> (Arc<PubSub>, Arc<PubSub>) {
        let ends = (Arc::new(PubSub::open(redis)), Arc::new(PubSub::open(redis)));
        until_heard(&ends.0, &ends.1).await;
        until_heard(&ends.1, &ends.0).await;
        ends
    }

    async fn until_heard(one: &PubSub, other: &PubSub) -> Duration {
        let (begun, run) = (Instant::now(), RunId::from_bits(u128::from(u64::MAX)));
        let mut heard = other.follow_run(&run);
        loop {
            one.publish(told(&run, 1, "is anybody there?"));
            let answer = async { while heard.recv().await.is_ok_and(|events| events.is_empty()) {} };
            if tokio::time::timeout(2 * SOON, answer).await.is_ok() {
                return begun.elapsed();
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "no event came over");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn keeps_what_is_promised_of_a_bus() {
        conformance::all(async || {
            let (one, other) = ends(&shared()).await;
            (one as Arc<dyn Bus>, other as Arc<dyn Bus>)
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn what_is_too_big_comes_as_a_wake_up() {
        let (one, other) = ends(&shared()).await;
        let run = RunId::from_bits(1);
        let (mut here, mut there) = (one.follow_run(&run), other.follow_run(&run));
        one.publish(told(&run, 1, &"x".repeat(BIG)));
        assert_eq!(next(&mut here).await, 1, "whole inside the process");
        assert!(there.recv().await.expect("heard").is_empty());
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn without_redis_a_process_hears_itself_and_afterwards_the_others_look() {
        let mut server = RedisServer::start(&[]);
        let (one, other) = ends(&Redis::open(&server.url()).expect("an address")).await;
        let run = RunId::from_bits(1);
        server.kill();
        let (mut here, mut there) = (one.follow_run(&run), other.follow_run(&run));
        let begun = Instant::now();
        for seq in 1..=20 {
            one.publish(told(&run, seq, "nobody else hears it"));
            assert_eq!(next(&mut here).await, seq);
        }
        assert!(begun.elapsed() < crate::redis::ANSWER, "{:?}", begun.elapsed());
        server.start_again();
        let looked = tokio::time::timeout(Duration::from_secs(5), there.recv()).await.expect("in time").expect("heard");
        assert!(looked.is_empty(), "a wake-up: the rows have what was missed");
        let took = until_heard(&one, &other).await;
        assert!(took < Duration::from_secs(5), "back after {took:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn a_redis_that_hangs_holds_up_nobody_and_fills_no_memory() {
        let server = RedisServer::start(&[]);
        let (one, other) = ends(&Redis::open(&server.url()).expect("an address")).await;
        let run = RunId::from_bits(1);
        server.freeze();
        let begun = Instant::now();
        for seq in 1..=10_000 {
            one.publish(told(&run, seq, "nobody else hears it"));
        }
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        assert!(one.end.missed.load(Ordering::Relaxed) && one.unsent.max_capacity() == UNSENT);
        let mut there = other.follow_run(&run);
        server.thaw();
        let looked = async {
            // Some of it still comes before the wake-up; who was too slow for that looks, too.
            while there.recv().await.is_ok_and(|events| !events.is_empty()) {}
        };
        tokio::time::timeout(Duration::from_secs(5), looked).await.expect("told to look at the rows");
        until_heard(&one, &other).await;
    }
}
