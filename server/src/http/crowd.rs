//! How many connections each address has open: nobody takes all places. Our own proxies bring everybody's, and this machine its own.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ipnet::IpNet;
use services::limits::ClientAddr;

/// More than the browsers of an office need that share an address.
const MOST: u32 = 256;

type Open = Arc<Mutex<HashMap<IpAddr, u32>>>;

/// Counts connections.
pub struct Crowd {
    proxies: Vec<IpNet>,
    open: Open,
}

/// A connection; it counts until it is dropped.
pub struct Visit(Option<(Open, IpAddr)>);

impl Crowd {
    /// Nobody is there yet.
    pub fn new(proxies: Vec<IpNet>) -> Self {
        Self { proxies, open: Open::default() }
    }

    /// `None`: this address has too many already.
    pub fn enter(&self, peer: IpAddr) -> Option<Visit> {
        let client = ClientAddr::new(peer);
        if client.ip().is_loopback() || self.proxies.iter().any(|network| network.contains(&client.ip())) {
            return Some(Visit(None));
        }
        let mut open = all(&self.open);
        let count = open.entry(client.counted()).or_default();
        if *count == MOST {
            return None;
        }
        *count += 1;
        Some(Visit(Some((self.open.clone(), client.counted()))))
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let Some((open, address)) = &self.0 else { return };
        if let Entry::Occupied(mut count) = all(open).entry(*address) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

fn all(open: &Open) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(crowd: &Crowd, address: &str) -> Option<Visit> {
        crowd.enter(address.parse().expect("an address"))
    }

    #[test]
    fn one_address_takes_so_many_places_and_leaves_the_others() {
        let crowd = Crowd::new(Vec::new());
        let visits: Vec<_> = (0..MOST).map(|_| enter(&crowd, "203.0.113.7").expect("a place")).collect();
        assert!(enter(&crowd, "203.0.113.7").is_none() && enter(&crowd, "::ffff:203.0.113.7").is_none());
        assert!(enter(&crowd, "203.0.113.8").is_some());
        drop(visits);
        assert!(enter(&crowd, "203.0.113.7").is_some());
        assert!(all(&crowd.open).is_empty(), "who has gone is forgotten");
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one() {
        let crowd = Crowd::new(Vec::new());
        let visits: Vec<_> = (0..MOST).map(|n| enter(&crowd, &format!("2001:db8::{n:x}")).expect("a place")).collect();
        assert!(enter(&crowd, "2001:db8::ffff").is_none() && enter(&crowd, "2001:db8:0:1::1").is_some());
        drop(visits);
    }

    #[test]
    fn a_proxy_of_ours_and_this_machine_are_not_counted() {
        let crowd = Crowd::new(vec!["10.0.0.0/8".parse().expect("a network")]);
        for address in ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.1.2.3"] {
            let visits: Vec<_> = (0..=MOST).map(|_| enter(&crowd, address)).collect();
            assert!(visits.iter().all(Option::is_some), "{address}");
        }
    }
}
