//! How many requests to the API a tenant may send a minute: a bucket each, in memory, where `RESUMAX_RATE_LIMIT_RPM` is set.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State as Extract};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::TenantId;
use domain::{Code, Error};
use services::Actor;

use super::ApiError;

/// Beyond so many buckets those that are full again are forgotten: a new one is full, too.
const MANY: usize = 10_000;

/// The buckets; clones share them.
#[derive(Clone)]
pub struct Limit {
    rpm: u32,
    buckets: Arc<Mutex<HashMap<TenantId, Bucket>>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Limit {
    /// So many a minute, and as many at once.
    pub fn new(rpm: u32) -> Self {
        Self { rpm, buckets: Arc::default() }
    }

    /// Takes one, or says how long until there is one.
    fn take(&self, tenant: &TenantId, now: Instant) -> Result<(), Duration> {
        let most = f64::from(self.rpm);
        let each_second = most / 60.0;
        let filled = |bucket: &Bucket| (bucket.left + now.saturating_duration_since(bucket.at).as_secs_f64() * each_second).min(most);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MANY {
            buckets.retain(|_, bucket| filled(bucket) < most);
        }
        let left = buckets.get(tenant).map_or(most, filled);
        let taken = if left >= 1.0 { 1.0 } else { 0.0 };
        buckets.insert(tenant.clone(), Bucket { left: left - taken, at: now });
        if taken > 0.0 { Ok(()) } else { Err(Duration::from_secs_f64((1.0 - left) / each_second)) }
    }
}

/// `RATE_LIMITED` with the time to wait. A live stream that is taken up again is not counted: it was lost, not asked for.
pub async fn hold(Extract(limit): Extract<Limit>, request: Request, next: Next) -> Response {
    let taken_up = request.uri().path().ends_with("/stream") && request.headers().contains_key("last-event-id");
    let held = match request.extensions().get::<Actor>() {
        Some(actor) if !taken_up => limit.take(&actor.tenant, Instant::now()),
        _ => Ok(()),
    };
    match held {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
            let message = format!("Too many requests: {} a minute are taken. Try again in {seconds} s.", limit.rpm);
            ApiError(Error::new(Code::RateLimited, message).with("retry_after_seconds", seconds)).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again_and_every_tenant_has_its_own() {
        let limit = Limit::new(30);
        let (one, other, start) = (TenantId::new("a"), TenantId::new("b"), Instant::now());
        let taken = (0..40).filter(|_| limit.take(&one, start).is_ok()).count();
        assert_eq!(taken, 30);
        let wait = limit.take(&one, start).expect_err("empty");
        assert!((wait.as_secs_f64() - 2.0).abs() < 0.01, "{wait:?}");
        assert!(limit.take(&other, start).is_ok(), "another tenant");
        assert!(limit.take(&one, start + wait).is_ok(), "there is one again");
        assert!(limit.take(&one, start + wait).is_err(), "and only one");
    }

    #[test]
    fn buckets_of_strangers_do_not_pile_up() {
        let (limit, start) = (Limit::new(60), Instant::now());
        for n in 0..MANY {
            let _ = limit.take(&TenantId::new(n.to_string()), start);
        }
        let _ = limit.take(&TenantId::new("new"), start + Duration::from_secs(60));
        assert_eq!(limit.buckets.lock().expect("not poisoned").len(), 1);
    }
}
