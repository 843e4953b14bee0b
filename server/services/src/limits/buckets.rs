//! Buckets that hold a minute's worth and fill evenly: in Redis, or in this process while it does not answer.

use crate::redis::Redis;
use fred::error::Error;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Beyond so many buckets those that are full again are forgotten: a new one is full, too.
const MANY: usize = 10_000;
/// A request waits for Redis so long.
const PATIENCE: Duration = Duration::from_millis(50);
/// After silence Redis is not asked for so long, so that requests don't all wait for nothing.
const PAUSE: Duration = Duration::from_secs(1);

/// One bucket by the server's clock. Answers how many milliseconds there are to wait; 0: taken. A bucket that was not
/// asked for in a minute is full, so its key may go.
const TAKE: &str = "
local most = tonumber(ARGV[1])
local each_ms = most / 60000
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(bucket[1]) or most
left = math.min(most, left + math.max(0, now - (tonumber(bucket[2]) or now)) * each_ms)
local wait = 0
if left >= 1 then left = left - 1 else wait = math.max(1, math.ceil((1 - left) / each_ms)) end
redis.call('HSET', KEYS[1], 'left', left, 'at', now)
redis.call('PEXPIRE', KEYS[1], 60000)
return wait";

/// All buckets; clones share them.
#[derive(Clone)]
pub struct Buckets {
    redis: Option<Redis>,
    patience: Duration,
    here: Arc<Mutex<Here>>,
}

/// What this process counts.
struct Here {
    buckets: HashMap<String, Bucket>,
    /// With so many it is looked for those that may be forgotten: twice as many as were left the last time, so that looking costs
    /// little for each request, however many come.
    enough: usize,
    /// Redis is not asked before.
    ask_again: Option<Instant>,
}

#[derive(Clone, Copy)]
struct Bucket {
    most: f64,
    left: f64,
    at: Instant,
}

impl Bucket {
    /// What is in it now.
    fn filled(&self, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        (self.left + passed * self.most / 60.0).min(self.most)
    }
}

impl Buckets {
    pub fn new(redis: Option<Redis>) -> Self {
        let here = Here { buckets: HashMap::new(), enough: MANY, ask_again: None };
        Self { redis, patience: PATIENCE, here: Arc::new(Mutex::new(here)) }
    }

    /// Takes one from a bucket that gets `rpm` a minute and holds as many, or says how long until there is one.
    pub async fn take(&self, name: &str, rpm: u32) -> Result<(), Duration> {
        let now = Instant::now();
        match self.asked(now) {
            Some(redis) => match self.take_there(redis, name, rpm).await {
                Ok(0) => Ok(()),
                Ok(wait) => Err(Duration::from_millis(wait)),
                Err(_) => {
                    self.here().ask_again = Some(Instant::now() + PAUSE);
                    self.take_here(name, rpm, now)
                }
            },
            None => self.take_here(name, rpm, now),
        }
    }

    /// Redis, unless it has just been silent.
    fn asked(&self, now: Instant) -> Option<&Redis> {
        let silent = self.here().ask_again.is_some_and(|then| then > now);
        self.redis.as_ref().filter(|_| !silent)
    }

    async fn take_there(&self, redis: &Redis, name: &str, rpm: u32) -> Result<u64, Error> {
        redis.script(self.patience, TAKE, &redis.key(&format!("requests:{name}")), &[&rpm.to_string()]).await
    }

    fn take_here(&self, name: &str, rpm: u32, now: Instant) -> Result<(), Duration> {
        let mut here = self.here();
        if here.buckets.len() >= here.enough {
            here.buckets.retain(|_, bucket| bucket.filled(now) < bucket.most);
            here.enough = MANY.max(here.buckets.len() * 2);
        }
        let most = f64::from(rpm);
        let left = here.buckets.get(name).map_or(most, |bucket| bucket.filled(now));
        let taken = if left >= 1.0 { 1.0 } else { 0.0 };
        here.buckets.insert(name.to_owned(), Bucket { most, left: left - taken, at: now });
        if taken > 0.0 { Ok(()) } else { Err(Duration::from_secs_f64((1.0 - left) * 60.0 / most)) }
    }

    fn here(&self) -> MutexGuard<'_, Here> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What holds for the buckets of a process and for those that replicas share; both ends count together.
    async fn a_bucket_empties_and_fills_again_and_every_name_has_its_own(one: Buckets, other: Buckets) {
        let mut taken = 0;
        let wait = loop {
            match if taken % 2 == 0 { &one } else { &other }.take("ada", 60).await {
                Ok(()) => taken += 1,
                Err(wait) => break wait,
            }
        };
        // One is added each second meanwhile.
        assert!((60..=62).contains(&taken), "{taken}");
        assert!(wait <= Duration::from_secs(1), "{wait:?}");
        assert!(other.take("ada", 60).await.is_err(), "empty for both");
        assert!(one.take("ben", 60).await.is_ok(), "another name");
        tokio::time::sleep(wait + Duration::from_millis(5)).await;
        assert!(other.take("ada", 60).await.is_ok(), "there is one again");
        assert!(one.take("ada", 60).await.is_err(), "and only one");
    }

    #[tokio::test]
    async fn buckets_of_one_process_empty_and_fill() {
        let buckets = Buckets::new(None);
        a_bucket_empties_and_fills_again_and_every_name_has_its_own(buckets.clone(), buckets).await;
    }

    #[test]
    fn buckets_of_strangers_do_not_pile_up() {
        let (buckets, start) = (Buckets::new(None), Instant::now());
        for n in 0..MANY {
            let _ = buckets.take_here(&n.to_string(), 60, start);
        }
        let _ = buckets.take_here("new", 60, start + Duration::from_secs(60));
        assert_eq!(buckets.here().buckets.len(), 1);
    }

    #[test]
    fn a_bucket_that_is_not_full_is_never_forgotten_however_many_come() {
        let (buckets, start) = (Buckets::new(None), Instant::now());
        while buckets.take_here("guesses", 20, start).is_ok() {}
        for n in 0..MANY * 3 {
            let _ = buckets.take_here(&n.to_string(), 20, start);
        }
        assert!(buckets.take_here("guesses", 20, start).is_err());
    }

    mod on_servers {
        use super::*;
        use crate::testing::{RedisServer, redis};

        #[tokio::test(flavor = "multi_thread")]
        #[ignore = "scripts/test gives it Redis"]
        async fn buckets_that_replicas_share_empty_and_fill() {
            let redis = redis::shared();
            redis.connected().await;
            // Both are to count together, however slow the machine is.
            let replica = || Buckets { patience: Duration::from_secs(5), ..Buckets::new(Some(redis.clone())) };
            a_bucket_empties_and_fills_again_and_every_name_has_its_own(replica(), replica()).await;
        }

        #[tokio::test(flavor = "multi_thread")]
        #[ignore = "scripts/test gives it Redis"]
        async fn a_redis_that_hangs_or_is_away_holds_up_no_request() {
            let mut server = RedisServer::start(&[]);
            let buckets = Buckets::new(Some(Redis::open(&server.url()).expect("an address")));
            let take = async |what: &str| {
                let asked = Instant::now();
                assert!(buckets.take("ada", 60).await.is_ok(), "{what}");
                assert!(asked.elapsed() < PATIENCE * 10, "{what}: {:?}", asked.elapsed());
            };
            take("not connected yet").await;
            tokio::time::sleep(PAUSE * 2).await;
            take("connected").await;
            assert!(buckets.here().ask_again.is_none_or(|then| then < Instant::now()), "Redis answered");
            server.freeze();
            take("hangs").await;
            assert!(buckets.here().ask_again.is_some_and(|then| then > Instant::now()), "Redis did not answer");
            server.thaw();
            server.kill();
            tokio::time::sleep(PAUSE).await;
            take("away").await;
            while buckets.take("guesses", 20).await.is_ok() {}
            assert!(buckets.take("guesses", 20).await.is_err(), "this process counts, as long as nobody else does");
        }
    }
}
