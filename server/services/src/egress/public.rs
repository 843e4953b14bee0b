//! Which addresses are of the public internet, and of one computer there.
//!
//! From the special-purpose registries of IANA (2026): everything there that is not globally reachable, and also what is, but leads
//! to an address inside of it that nobody checked (6to4, Teredo, NAT64), to nobody in particular, or to the cloud that we stand in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is not public, and the length of its prefix.
const CLOSED_V4: [(Ipv4Addr, u32); 20] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),          // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),         // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),      // carrier-grade NAT; metadata of Alibaba Cloud
    (Ipv4Addr::new(127, 0, 0, 0), 8),        // loopback
    (Ipv4Addr::new(168, 63, 129, 16), 32),   // metadata of Azure
    (Ipv4Addr::new(169, 254, 0, 0), 16),     // link-local; metadata of most clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),      // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),       // protocols; metadata of Oracle Cloud
    (Ipv4Addr::new(192, 0, 2, 0), 24),       // documentation
    (Ipv4Addr::new(192, 31, 196, 0), 24),    // AS112
    (Ipv4Addr::new(192, 52, 193, 0), 24),    // multicast tunnels
    (Ipv4Addr::new(192, 88, 99, 0), 24),     // relays of 6to4
    (Ipv4Addr::new(192, 168, 0, 0), 16),     // private
    (Ipv4Addr::new(192, 175, 48, 0), 24),    // AS112
    (Ipv4Addr::new(198, 18, 0, 0), 15),      // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24),    // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),     // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),        // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),        // reserved
    (Ipv4Addr::new(255, 255, 255, 255), 32), // broadcast
];

/// The only part of IPv6 that is given out. Outside of it: `::`, `::1`, mapped and compatible IPv4, NAT64 (`64:ff9b::/96` and
/// `64:ff9b:1::/48`), discard (`100::/64`), segment routing, unique local, link-local, site-local, multicast.
const OPEN_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What of it is not public.
const CLOSED_V6: [(Ipv6Addr, u32); 5] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocols: Teredo, benchmarks, multicast tunnels, AS112, ORCHID
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Whether an address is of one computer of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_V4.iter().any(|(net, prefix)| (u32::from(address) ^ u32::from(*net)) >> (32 - prefix) == 0),
        IpAddr::V6(address) => {
            let within = |(net, prefix): &(Ipv6Addr, u32)| (u128::from(address) ^ u128::from(*net)) >> (128 - prefix) == 0;
            within(&OPEN_V6) && !CLOSED_V6.iter().any(within)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn all(list: &str) -> Vec<IpAddr> {
        list.split_whitespace().map(|text| text.parse().expect("an address")).collect()
    }

    #[rstest]
    #[case::this_network("0.0.0.0 0.0.0.1 0.255.255.255")]
    #[case::private("10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255")]
    #[case::carrier("100.64.0.0 100.100.100.200 100.127.255.255")]
    #[case::loopback("127.0.0.0 127.0.0.1 127.255.255.255")]
    #[case::metadata("169.254.169.254 169.254.0.0 169.254.255.255 168.63.129.16 192.0.0.192 fd00:ec2::254")]
    #[case::protocols("192.0.0.0 192.0.0.8 192.0.0.255 192.31.196.1 192.52.193.1 192.175.48.1 192.88.99.1")]
    #[case::documentation("192.0.2.0 192.0.2.255 198.51.100.7 203.0.113.255 2001:db8:: 2001:db8:ffff::1 3fff:: 3fff:fff::1")]
    #[case::benchmarks("198.18.0.0 198.19.255.255 2001:2::1")]
    #[case::multicast("224.0.0.0 224.0.0.251 239.255.255.255 ff02::1 ff00:: ffff::")]
    #[case::reserved("240.0.0.0 250.1.2.3 255.255.255.254 255.255.255.255")]
    #[case::unspecified(":: ::1 ::2")]
    #[case::mapped("::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:93.184.215.14 ::ffff:0:8.8.8.8")]
    #[case::compatible("::127.0.0.1 ::8.8.8.8 ::ffff")]
    #[case::nat64("64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 64:ff9b:1:ffff::1")]
    #[case::discard("100:: 100::ffff 100:0:0:1::1")]
    #[case::tunnels("2002:7f00:1:: 2002:808:808::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    #[case::hashes("2001:10::1 2001:1f::1 2001:20::1 2001:2f:ffff::1 2001:30::1")]
    #[case::as112("2001:4:112::1 2620:4f:8000::1")]
    #[case::local("fc00:: fd12:3456::1 fdff:ffff::1 fe80::1 febf::1 fec0::1 feff::1")]
    #[case::routing("5f00::1 4000::1 8000::1 1fff::1 e000::1")]
    fn what_is_not_of_the_public_internet_is_closed(#[case] list: &str) {
        for address in all(list) {
            assert!(!is_public(address), "{address}");
        }
    }

    #[rstest]
    #[case::beside("1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15 168.63.129.17")]
    #[case::between("169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255")]
    #[case::behind("192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255")]
    #[case::known("1.1.1.1 8.8.8.8 93.184.215.14")]
    #[case::given_out("2001:200::1 2001:4860:4860::8888 2003::1 2606:4700::1111 2620:4f:7fff::1 2620:4f:8001::1 3ffe::1 2a00::1")]
    fn what_stands_beside_it_is_open(#[case] list: &str) {
        for address in all(list) {
            assert!(is_public(address), "{address}");
        }
    }
}
