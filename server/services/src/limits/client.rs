//! Where a request comes from on the network.

use std::fmt::{Display, Formatter, Result};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address of who asks, as far as those in front of us can be trusted to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddr(IpAddr);

impl ClientAddr {
    /// An IPv4 address in the clothes of IPv6 (`::ffff:203.0.113.7`) is the IPv4 address.
    pub fn new(ip: IpAddr) -> Self {
        Self(ip.to_canonical())
    }

    /// The address itself.
    pub fn ip(self) -> IpAddr {
        self.0
    }

    /// What counts as one: with IPv6 a household, or a single machine, has 2⁶⁴ addresses, and would never be counted twice.
    pub fn counted(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(ip) => ip.into(),
            IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() & (u128::MAX << 64)).into(),
        }
    }
}

/// Nobody knows where it comes from: all those are counted together.
impl Default for ClientAddr {
    fn default() -> Self {
        Self(Ipv4Addr::UNSPECIFIED.into())
    }
}

impl Display for ClientAddr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> ClientAddr {
        ClientAddr::new(text.parse().expect("an address"))
    }

    #[test]
    fn an_address_of_ipv4_is_one_in_any_clothes() {
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.7"));
        assert_eq!(of("::ffff:203.0.113.7").counted(), of("203.0.113.7").ip());
        assert_ne!(of("203.0.113.7").counted(), of("203.0.113.8").counted());
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_and_is_still_told_apart() {
        let (one, other) = (of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert!(one != other && one.counted() == other.counted());
        assert_ne!(one.counted(), of("2001:db8:1:3::1").counted());
        assert_eq!(other.to_string(), "2001:db8:1:2:ffff:ffff:ffff:ffff");
    }
}
