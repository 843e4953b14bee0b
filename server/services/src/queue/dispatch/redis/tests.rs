//! Dispatch over a Redis that is there, and over one that is killed, emptied and frozen.

mod on_servers {
    use super::super::super::conformance::{self, waited};
    use super::super::*;
    use crate::testing::{RedisServer, redis::shared};
    use std::time::Instant;

    const SOON: Duration = Duration::from_millis(100);
    const LONG: Duration = Duration::from_secs(10);

    async fn end(redis: &Redis) -> Streams {
        redis.connected().await;
        let end = Streams::open(redis);
        // The first wait makes its reader connect and ask.
        end.wait(2 * SOON).await;
        end
    }

    /// Until an announcement at one end wakes the other.
    async fn until_heard(one: &Streams, other: &Streams) -> Duration {
        let begun = Instant::now();
        loop {
            one.announce();
            if waited(other, 2 * SOON).await < 2 * SOON {
                return begun.elapsed();
            }
            assert!(begun.elapsed() < LONG, "no announcement came over");
        }
    }

    async fn length(redis: &Redis) -> u64 {
        redis.client().xlen(redis.key("wake")).await.expect("a stream")
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn keeps_what_is_promised_of_dispatch() {
        conformance::all(async || {
            let redis = shared();
            (Arc::new(end(&redis).await) as Arc<dyn Dispatch>, Arc::new(end(&redis).await) as Arc<dyn Dispatch>)
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn what_a_dead_process_took_wakes_another() {
        let redis = shared();
        redis.connected().await;
        let (client, stream) = (redis.client(), redis.key("wake"));
        let _: () = client.xgroup_create(&stream, GROUP, "0", true).await.expect("made");
        let id: String = client.xadd(&stream, false, None, "*", ("from", "dead")).await.expect("added");
        let _: Value = client.xreadgroup(GROUP, "dead", None, None, false, &stream, ">").await.expect("taken");
        let long_ago = u64::try_from(PENDING.as_millis()).ok().map(|pending| pending * 2);
        let aged: Vec<String> =
            client.xclaim(&stream, GROUP, "dead", 0, id.as_str(), long_ago, None, None, false, true).await.expect("aged");
        assert_eq!(aged, [id]);
        let end = Streams::open(&redis);
        assert!(waited(&end, LONG).await < TEND * 2);
        tokio::time::sleep(SOON).await;
        let pending: Vec<Value> = client.xpending(&stream, GROUP, ()).await.expect("a summary");
        assert_eq!(pending[0], Value::Integer(0), "and is acknowledged");
        end.end.tend_once(Duration::ZERO).await.expect("tended");
        let consumers: Vec<Value> = client.xinfo_consumers(&stream, GROUP).await.expect("a list");
        assert_eq!(consumers.len(), 1, "the dead one is removed: {consumers:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn the_stream_stays_small_whether_somebody_reads_or_not() {
        let redis = shared();
        let one = end(&redis).await;
        for _ in 0..10_000 {
            one.end.add().await;
        }
        assert!(length(&redis).await < 2 * MOST as u64, "unread: {}", length(&redis).await);
        assert!(waited(&one, LONG).await < SOON);
        while waited(&one, 2 * SOON).await < SOON {}
        let claimed = one.end.tend_once(GONE).await.expect("tended");
        assert!(claimed.is_empty(), "all that was taken is acknowledged");
        // The last that was read, and what the reader may have passed on because nobody waited any more.
        assert!(length(&redis).await <= 2, "read: {}", length(&redis).await);
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn what_somebody_still_holds_is_not_trimmed() {
        let redis = shared();
        redis.connected().await;
        let (end, client) = (End::new(&redis), redis.client());
        end.make_group().await.expect("made");
        let read = async |consumer: &str| {
            client.xreadgroup::<Value, _, _, _, _>(GROUP, consumer, Some(1), None, false, redis.key("wake"), ">").await.expect("taken")
        };
        for _ in 0..6 {
            end.add().await;
        }
        read("slow").await;
        let quick: XReadResponse<String, String, String, Value> = read("quick").await.into_xread_response().expect("an entry");
        end.take(quick.into_values().flatten().map(|(id, _)| id).collect()).await;
        end.tend_once(GONE).await.expect("tended");
        assert_eq!(length(&redis).await, 7, "all of it, and what was passed on");
        let held: Vec<Value> = client.xpending(redis.key("wake"), GROUP, ()).await.expect("a summary");
        assert_eq!(held[0], Value::Integer(1));
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn an_emptied_redis_is_set_up_again() {
        let server = RedisServer::start(&[]);
        let redis = Redis::open(&server.url()).expect("an address");
        let (one, other) = (end(&redis).await, end(&redis).await);
        until_heard(&one, &other).await;
        for _ in 0..5 {
            let _: () = redis.client().flushall(false).await.expect("emptied");
            assert!(until_heard(&one, &other).await < Duration::from_secs(2));
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn without_redis_nothing_blocks_and_with_it_again_it_goes_on() {
        let mut server = RedisServer::start(&[]);
        let redis = Redis::open(&server.url()).expect("an address");
        let (one, other) = (end(&redis).await, end(&redis).await);
        until_heard(&one, &other).await;
        for _ in 0..3 {
            server.kill();
            let begun = Instant::now();
            for _ in 0..1_000 {
                one.announce();
            }
            assert!(begun.elapsed() < SOON, "announcing took {:?}", begun.elapsed());
            assert!(waited(&one, LONG).await < 2 * crate::redis::ANSWER, "it stays in the process");
            while waited(&one, SOON).await < SOON {}
            assert!(waited(&other, 3 * SOON).await < 4 * SOON, "a wait ends in its time");
            server.start_again();
            let took = until_heard(&one, &other).await;
            assert!(took < Duration::from_secs(5), "back after {took:?}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn a_redis_that_hangs_is_as_good_as_none() {
        let server = RedisServer::start(&[]);
        let redis = Redis::open(&server.url()).expect("an address");
        let (one, other) = (end(&redis).await, end(&redis).await);
        until_heard(&one, &other).await;
        server.freeze();
        let begun = Instant::now();
        one.announce();
        assert!(begun.elapsed() < SOON);
        assert!(waited(&one, LONG).await < 2 * crate::redis::ANSWER, "it stays in the process");
        server.thaw();
        let took = until_heard(&one, &other).await;
        assert!(took < Duration::from_secs(5), "back after {took:?}");
    }
}
