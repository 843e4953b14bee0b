//! Dispatch over a Redis that is there, and over one that is killed, emptied and frozen.

mod on_servers {
    use super::super::super::conformance::{self, waited};
    use super::super::*;
    use crate::testing::{RedisServer, redis::shared};
    use std::time::Instant;

    const ALL: &str = "workers:run,import,export,mail,sweep";
    const SOON: Duration = Duration::from_millis(100);
    const LONG: Duration = Duration::from_secs(10);
    /// Woken, on a machine that may be busy: whoever is not waits much longer. How soon it is otherwise is measured in `scripts/prove latency`.
    const PROMPT: Duration = Duration::from_secs(2);

    async fn end(redis: &Redis) -> Streams {
        redis.connected().await;
        let end = Streams::open(redis);
        // The first wait makes its reader connect and ask.
        end.wait(&Queue::ALL, 2 * SOON).await;
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
        let _: () = client.xgroup_create(&stream, ALL, "0", true).await.expect("made");
        let id: String = client.xadd(&stream, false, None, "*", ("from", "dead")).await.expect("added");
        let _: Value = client.xreadgroup(ALL, "dead", None, None, false, &stream, ">").await.expect("taken");
        let long_ago = u64::try_from(PENDING.as_millis()).ok().map(|pending| pending * 2);
        let aged: Vec<String> = client.xclaim(&stream, ALL, "dead", 0, id.as_str(), long_ago, None, None, false, true).await.expect("aged");
        assert_eq!(aged, [id]);
        let end = Streams::open(&redis);
        end.end.shift.get_or_init(|| Shift::new(&Queue::ALL));
        assert!(waited(&end, LONG).await < TEND * 2);
        tokio::time::sleep(5 * SOON).await;
        let pending: Vec<Value> = client.xpending(&stream, ALL, ()).await.expect("a summary");
        assert_eq!(pending[0], Value::Integer(0), "and is acknowledged");
        end.end.tend_once(ALL, Duration::ZERO).await.expect("tended");
        let consumers: Vec<Value> = client.xinfo_consumers(&stream, ALL).await.expect("a list");
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
        assert!(waited(&one, LONG).await < PROMPT);
        while waited(&one, 2 * SOON).await < SOON {}
        let claimed = one.end.tend_once(ALL, GONE).await.expect("tended");
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
        end.make(ALL).await.expect("made");
        let read = async |consumer: &str| {
            client.xreadgroup::<Value, _, _, _, _>(ALL, consumer, Some(1), None, false, redis.key("wake"), ">").await.expect("taken")
        };
        for _ in 0..6 {
            end.add().await;
        }
        read("slow").await;
        let quick: XReadResponse<String, String, String, Value> = read("quick").await.into_xread_response().expect("an entry");
        end.take(ALL, quick.into_values().flatten().map(|(id, _)| id).collect()).await;
        end.tend_once(ALL, GONE).await.expect("tended");
        assert_eq!(length(&redis).await, 7, "all of it, and what was passed on");
        let held: Vec<Value> = client.xpending(redis.key("wake"), ALL, ()).await.expect("a summary");
        assert_eq!(held[0], Value::Integer(1));
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn who_works_on_other_queues_takes_no_wake_up_from_the_rest() {
        let redis = shared();
        let (one, mail, run) = (end(&redis).await, Streams::open(&redis), Streams::open(&redis));
        let waits = async |end: &Streams, queues: &[Queue], at_most| {
            let begun = Instant::now();
            end.wait(queues, at_most).await;
            begun.elapsed()
        };
        tokio::join!(waits(&mail, &[Queue::Mail], SOON), waits(&run, &[Queue::Run, Queue::Sweep], SOON));
        let announce = async {
            tokio::time::sleep(SOON).await;
            one.announce();
        };
        let (of_mail, of_run, ()) =
            tokio::join!(waits(&mail, &[Queue::Mail], LONG), waits(&run, &[Queue::Sweep, Queue::Run], LONG), announce);
        assert!(of_mail < PROMPT && of_run < PROMPT, "{of_mail:?} {of_run:?}");
        // And neither keeps what it announces for itself.
        let announce = async {
            tokio::time::sleep(SOON).await;
            mail.announce();
        };
        let (_, of_run, ()) = tokio::join!(waits(&mail, &[Queue::Mail], LONG), waits(&run, &[Queue::Run, Queue::Sweep], LONG), announce);
        assert!(of_run < PROMPT, "{of_run:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "scripts/test gives it Redis"]
    async fn a_group_that_nobody_is_in_any_more_goes() {
        let redis = shared();
        let one = end(&redis).await;
        one.end.make("workers:mail").await.expect("made");
        one.end.add().await;
        one.end.tend_once(ALL, GONE).await.expect("tended");
        let groups: Vec<Value> = redis.client().xinfo_groups(redis.key("wake")).await.expect("a list");
        assert_eq!(groups.len(), 1, "{groups:?}");
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
            assert!(begun.elapsed() < PROMPT, "announcing took {:?}", begun.elapsed());
            assert!(waited(&one, LONG).await < 2 * crate::redis::ANSWER, "it stays in the process");
            while waited(&one, SOON).await < SOON {}
            assert!(waited(&other, 3 * SOON).await < PROMPT, "a wait ends in its time");
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
        assert!(begun.elapsed() < crate::redis::ANSWER);
        assert!(waited(&one, LONG).await < 2 * crate::redis::ANSWER, "it stays in the process");
        server.thaw();
        let took = until_heard(&one, &other).await;
        assert!(took < Duration::from_secs(5), "back after {took:?}");
    }
}
