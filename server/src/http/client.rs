//! Where a request comes from: the other end of the connection, unless that is a proxy of ours, which says in `X-Forwarded-For` for whom
//! it asks. `Forwarded` is not read: of two headers that say the same, a proxy overwrites one and passes the other on as strangers wrote it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{Request, State as Extract};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;
use services::Services;
use services::limits::ClientAddr;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The other end of the connection; the accept loop leaves it with each request.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Leaves a [`ClientAddr`] with the request.
pub async fn locate(Extract(services): Extract<Services>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().map(|peer| ClientAddr::new(peer.0)).unwrap_or_default();
    let client = behind(peer, request.headers(), &services.config.trusted_proxies);
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// Each proxy adds at the right whom it was asked by. So, from the right, the first who is no proxy of ours; what stands left of it
/// anybody can have written.
fn behind(peer: ClientAddr, headers: &HeaderMap, proxies: &[IpNet]) -> ClientAddr {
    let trusted = |client: ClientAddr| proxies.iter().any(|network| network.contains(&client.ip()));
    let lines = headers.get_all(FORWARDED_FOR).into_iter().rev();
    let said = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
    let mut client = peer;
    for name in said {
        if !trusted(client) {
            break;
        }
        // A proxy that does not say who asked it is who asks us.
        let Some(ip) = address(name.trim()) else { break };
        client = ClientAddr::new(ip);
    }
    client
}

/// Some proxies add the port.
fn address(name: &str) -> Option<IpAddr> {
    let bare = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    bare.parse().ok().or_else(|| name.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    /// Who is counted, when `peer` connects and says these lines, and 10.0.0.0/8 and one of IPv6 are proxies.
    fn counted(peer: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(line).expect("a header"));
        }
        let proxies = ["10.0.0.0/8", "2001:db8:ffff::1/128"].map(|network| network.parse().expect("a network"));
        behind(ClientAddr::new(peer.parse().expect("an address")), &headers, &proxies).to_string()
    }

    #[test]
    fn a_stranger_can_say_what_they_want() {
        for lines in [&["198.51.100.9"][..], &["198.51.100.9, 10.0.0.1"], &["127.0.0.1", "10.0.0.1"], &[""], &[]] {
            assert_eq!(counted("203.0.113.7", lines), "203.0.113.7", "{lines:?}");
        }
    }

    #[test]
    fn behind_our_proxies_it_is_the_last_who_is_not_one_of_them() {
        assert_eq!(counted("10.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(counted("10.0.0.1", &["203.0.113.7, 10.0.0.2"]), "203.0.113.7", "two proxies");
        assert_eq!(counted("10.0.0.1", &["1.1.1.1, 203.0.113.7"]), "203.0.113.7", "what the client wrote itself");
        assert_eq!(counted("10.0.0.1", &["1.1.1.1", "203.0.113.7", "10.0.0.2"]), "203.0.113.7", "a line for each");
        assert_eq!(counted("2001:db8:ffff::1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(counted("10.0.0.1", &["10.0.0.3, 10.0.0.2"]), "10.0.0.3", "somebody inside");
    }

    #[test]
    fn an_address_is_one_in_any_clothes() {
        assert_eq!(counted("::ffff:10.0.0.1", &["::ffff:203.0.113.7"]), "203.0.113.7");
        assert_eq!(counted("10.0.0.1", &["203.0.113.7:5512"]), "203.0.113.7");
        assert_eq!(counted("10.0.0.1", &["[2001:db8::7]:5512"]), "2001:db8::7");
        assert_eq!(counted("10.0.0.1", &["[2001:db8::7]"]), "2001:db8::7");
    }

    #[test]
    fn what_is_no_address_hides_nobody() {
        assert_eq!(counted("10.0.0.1", &["203.0.113.7, unknown"]), "10.0.0.1");
        assert_eq!(counted("10.0.0.1", &["203.0.113.7, _hidden, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(counted("10.0.0.1", &["203.0.113.7,"]), "10.0.0.1");
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_FOR, HeaderValue::from_bytes(b"203.0.113.7, \xff").expect("opaque bytes"));
        let peer = ClientAddr::new([10, 0, 0, 1].into());
        assert_eq!(behind(peer, &headers, &["10.0.0.0/8".parse().expect("a network")]), peer);
    }
}
