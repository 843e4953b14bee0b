//! How many requests a tenant may send a minute: a bucket each, that holds a minute's worth and fills evenly. With Redis
//! all replicas share the buckets; while it does not answer, each counts for itself.

use crate::redis::Redis;
use domain::ids::TenantId;
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

/// The buckets of all tenants; clones share them.
#[derive(Clone)]
pub struct Requests {
    rpm: u32,
    redis: Option<Redis>,
    here: Arc<Mutex<Here>>,
}

/// What this process counts.
#[derive(Default)]
struct Here {
    buckets: HashMap<TenantId, Bucket>,
    /// Redis is not asked before.
    ask_again: Option<Instant>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Requests {
    /// So many a minute, and as many at once.
    pub fn new(rpm: u32, redis: Option<Redis>) -> Self {
        Self { rpm, redis, here: Arc::default() }
    }

    /// How many a minute.
    pub fn rpm(&self) -> u32 {
        self.rpm
    }

    /// Takes one, or says how long until there is one.
    pub async fn take(&self, tenant: &TenantId) -> Result<(), Duration> {
        let now = Instant::now();
        match self.asked(now) {
            Some(redis) => match self.take_there(redis, tenant).await {
                Ok(0) => Ok(()),
                Ok(wait) => Err(Duration::from_millis(wait)),
                Err(_) => {
                    self.here().ask_again = Some(Instant::now() + PAUSE);
                    self.take_here(tenant, now)
                }
            },
            None => self.take_here(tenant, now),
        }
    }

    /// Redis, unless it has just been silent.
    fn asked(&self, now: Instant) -> Option<&Redis> {
        let silent = self.here().ask_again.is_some_and(|then| then > now);
        self.redis.as_ref().filter(|_| !silent)
    }

    async fn take_there(&self, redis: &Redis, tenant: &TenantId) -> Result<u64, Error> {
        let key = redis.key(&format!("requests:{tenant}"));
        redis.script(PATIENCE, TAKE, &key, &[&self.rpm.to_string()]).await
    }

    fn take_here(&self, tenant: &TenantId, now: Instant) -> Result<(), Duration> {
        let most = f64::from(self.rpm);
        let each_second = most / 60.0;
        let filled = |bucket: &Bucket| (bucket.left + now.saturating_duration_since(bucket.at).as_secs_f64() * each_second).min(most);
        let buckets = &mut self.here().buckets;
        if buckets.len() >= MANY {
            buckets.retain(|_, bucket| filled(bucket) < most);
        }
        let left = buckets.get(tenant).map_or(most, filled);
        let taken = if left >= 1.0 { 1.0 } else { 0.0 };
        buckets.insert(tenant.clone(), Bucket { left: left - taken, at: now });
        if taken > 0.0 { Ok(()) } else { Err(Duration::from_secs_f64((1.0 - left) / each_second)) }
    }

    fn here(&self) -> MutexGuard<'_, Here> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What holds for the buckets of a process and for those that replicas share; both ends count together.
    async fn a_bucket_empties_and_fills_again_and_every_tenant_has_its_own(one: Requests, other: Requests) {
        let (ada, ben) = (TenantId::new("ada"), TenantId::new("ben"));
        let mut taken = 0;
        let wait = loop {
            match if taken % 2 == 0 { &one } else { &other }.take(&ada).await {
                Ok(()) => taken += 1,
                Err(wait) => break wait,
            }
        };
        // One is added each second meanwhile.
        assert!((60..=62).contains(&taken), "{taken}");
        assert!(wait <= Duration::from_secs(1), "{wait:?}");
        assert!(other.take(&ada).await.is_err(), "empty for both");
        assert!(one.take(&ben).await.is_ok(), "another tenant");
        tokio::time::sleep(wait + Duration::from_millis(5)).await;
        assert!(other.take(&ada).await.is_ok(), "there is one again");
        assert!(one.take(&ada).await.is_err(), "and only one");
    }

    #[tokio::test]
    async fn buckets_of_one_process_empty_and_fill() {
        let requests = Requests::new(60, None);
        a_bucket_empties_and_fills_again_and_every_tenant_has_its_own(requests.clone(), requests).await;
    }

    #[test]
    fn buckets_of_strangers_do_not_pile_up() {
        let (requests, start) = (Requests::new(60, None), Instant::now());
        for n in 0..MANY {
            let _ = requests.take_here(&TenantId::new(n.to_string()), start);
        }
        let _ = requests.take_here(&TenantId::new("new"), start + Duration::from_secs(60));
        assert_eq!(requests.here().buckets.len(), 1);
    }

    mod on_servers {
        use super::*;
        use crate::testing::{RedisServer, redis};

        #[tokio::test(flavor = "multi_thread")]
        #[ignore = "scripts/test gives it Redis"]
        async fn buckets_that_replicas_share_empty_and_fill() {
            let redis = redis::shared();
            redis.connected().await;
            let replica = || Requests::new(60, Some(redis.clone()));
            a_bucket_empties_and_fills_again_and_every_tenant_has_its_own(replica(), replica()).await;
        }

        #[tokio::test(flavor = "multi_thread")]
        #[ignore = "scripts/test gives it Redis"]
        async fn a_redis_that_hangs_or_is_away_holds_up_no_request() {
            let mut server = RedisServer::start(&[]);
            let requests = Requests::new(60, Some(Redis::open(&server.url()).expect("an address")));
            let ada = TenantId::new("ada");
            let take = async |what: &str| {
                let asked = Instant::now();
                assert!(requests.take(&ada).await.is_ok(), "{what}");
                assert!(asked.elapsed() < PATIENCE * 3, "{what}: {:?}", asked.elapsed());
            };
            take("not connected yet").await;
            tokio::time::sleep(PAUSE * 2).await;
            take("connected").await;
            assert!(requests.here().ask_again.is_none_or(|then| then < Instant::now()), "Redis answered");
            server.freeze();
            take("hangs").await;
            assert!(requests.here().ask_again.is_some_and(|then| then > Instant::now()), "Redis did not answer");
            server.thaw();
            server.kill();
            tokio::time::sleep(PAUSE).await;
            take("away").await;
        }
    }
}
