//! How many connections each address has open: nobody takes all places. Our own proxies bring everybody's, and this machine its own.

use std::net::IpAddr;

use ipnet::IpNet;
use services::limits::{ClientAddr, Place, Places};

/// More than the browsers of an office need that share an address.
const MOST: usize = 256;

/// Counts connections.
pub struct Crowd {
    proxies: Vec<IpNet>,
    places: Places<IpAddr>,
}

/// A connection; it counts until it is dropped.
pub struct Visit(#[expect(dead_code, reason = "held, not read")] Option<Place<IpAddr>>);

impl Crowd {
    /// Nobody is there yet.
    pub fn new(proxies: Vec<IpNet>) -> Self {
        Self { proxies, places: Places::new(MOST) }
    }

    /// `None`: this address has too many already.
    pub fn enter(&self, peer: IpAddr) -> Option<Visit> {
        let client = ClientAddr::new(peer);
        if client.ip().is_loopback() || self.proxies.iter().any(|network| network.contains(&client.ip())) {
            return Some(Visit(None));
        }
        self.places.take(&client.counted()).map(|place| Visit(Some(place)))
    }
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
