//! How many streams somebody has open. Each keeps a connection, and there are only so many of those for everybody.

use crate::Result;
use domain::Code;
use domain::ids::TenantId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Of one account, in this process: a run in each of many tabs.
const MOST: usize = 32;
/// Seconds.
const RETRY_AFTER: u32 = 5;

/// The streams of everybody; clones share the count.
#[derive(Clone, Default)]
pub struct OpenStreams(Arc<Mutex<HashMap<TenantId, usize>>>);

/// One of them, until it is dropped.
pub struct Place {
    all: OpenStreams,
    tenant: TenantId,
}

impl OpenStreams {
    /// One more, or `RATE_LIMITED`.
    pub fn take(&self, tenant: &TenantId) -> Result<Place> {
        let mut all = self.all();
        let open = all.entry(tenant.clone()).or_default();
        if *open >= MOST {
            let message = "So many live views are open that no more are taken. Close some tabs, and reload this one.";
            return Err(domain::Error::new(Code::RateLimited, message).with("retry_after_seconds", RETRY_AFTER).into());
        }
        *open += 1;
        Ok(Place { all: self.clone(), tenant: tenant.clone() })
    }

    fn all(&self) -> MutexGuard<'_, HashMap<TenantId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.all.all();
        if let Some(open) = all.get_mut(&self.tenant) {
            *open -= 1;
            if *open == 0 {
                all.remove(&self.tenant);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_opens_so_many_and_another_one_when_one_is_closed() {
        let (all, ada, ben) = (OpenStreams::default(), TenantId::new("ada"), TenantId::new("ben"));
        let mut open: Vec<_> = (0..MOST).map(|_| all.take(&ada).expect("a place")).collect();
        assert_eq!(all.take(&ada).err().expect("no more").public().code, Code::RateLimited);
        let bens = all.take(&ben).expect("another one's");
        open.pop();
        open.push(all.take(&ada).expect("there is one again"));
        drop((open, bens));
        assert!(all.all().is_empty(), "nobody is remembered");
    }
}
