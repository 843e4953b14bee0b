//! What we are called by, and who stands between us and the internet: `RESUMAX_PUBLIC_URL`, `RESUMAX_TRUSTED_PROXIES`.

use super::Auth;
use super::read::Vars;
use ipnet::IpNet;
use reqwest::Url;
use std::net::{IpAddr, SocketAddr};

/// Of people who log in it has to be TLS: it is what their passwords and cookies travel over.
pub(super) fn public_url(vars: &mut Vars, auth: Auth, addr: SocketAddr) -> String {
    let given = vars.text("RESUMAX_PUBLIC_URL");
    let people = auth == Auth::Accounts;
    if given.is_none() && people && !addr.ip().is_loopback() {
        vars.fault(format!(
            "RESUMAX_PUBLIC_URL: RESUMAX_AUTH=accounts on {addr}, which other machines can reach, needs the address that people open, such as \
             https://resumax.example.com; links in mails and cookies depend on it."
        ));
        return format!("http://{addr}");
    }
    let url = given.unwrap_or_else(|| format!("http://{addr}")).trim_end_matches('/').to_owned();
    match Url::parse(&url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
        None => vars.fault("RESUMAX_PUBLIC_URL: not an address such as https://resumax.example.com."),
        Some(parsed) if people && parsed.scheme() == "http" && !is_this_machine(parsed.host_str().unwrap_or_default()) => {
            vars.fault(format!(
                "RESUMAX_PUBLIC_URL: with {url} passwords and cookies would travel unencrypted; put a proxy with TLS in front, \
                 set its https:// address here, and name the proxy in RESUMAX_TRUSTED_PROXIES."
            ));
        }
        Some(_) => {}
    }
    url
}

/// Addresses and networks, separated by commas.
pub(super) fn trusted_proxies(vars: &mut Vars) -> Vec<IpNet> {
    let text = vars.text("RESUMAX_TRUSTED_PROXIES").unwrap_or_default();
    let mut networks = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match name.parse().or_else(|_| name.parse::<IpAddr>().map(|ip| IpNet::from(ip.to_canonical()))) {
            Ok(network) if network.prefix_len() == 0 => vars.fault(format!(
                "RESUMAX_TRUSTED_PROXIES: {name} is everybody, and then everybody can say that they are somebody else; name the proxy's own addresses."
            )),
            Ok(network) => networks.push(network),
            Err(_) => vars.fault(format!("RESUMAX_TRUSTED_PROXIES: {name:?} is not an address or a network such as 10.0.0.0/8.")),
        }
    }
    networks
}

/// A name that never leads to another machine.
pub(super) fn is_this_machine(host: &str) -> bool {
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    fn with(vars: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        Config::from_vars(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    const ACCOUNTS: (&str, &str) = ("RESUMAX_AUTH", "accounts");
    const EVERYWHERE: (&str, &str) = ("RESUMAX_ADDR", "0.0.0.0:3000");

    #[test]
    fn accounts_that_others_can_reach_need_the_address_that_people_open() {
        let faults = with(&[ACCOUNTS, EVERYWHERE]).expect_err("no public address");
        assert!(faults.len() == 1 && faults[0].starts_with("RESUMAX_PUBLIC_URL:"), "{faults:?}");
        assert!(with(&[ACCOUNTS]).is_ok(), "this machine alone");
        let config = with(&[ACCOUNTS, EVERYWHERE, ("RESUMAX_PUBLIC_URL", "https://cv.example.org/")]).expect("behind a proxy with TLS");
        assert!(config.is_https() && config.public_url == "https://cv.example.org");
    }

    #[test]
    fn passwords_do_not_travel_unencrypted() {
        for url in ["http://cv.example.org", "http://10.0.0.1:3000", "http://localhost.example.org", "http://[::2]:3000"] {
            let faults = with(&[ACCOUNTS, ("RESUMAX_PUBLIC_URL", url)]).expect_err(url);
            assert!(faults.len() == 1 && faults[0].contains("RESUMAX_TRUSTED_PROXIES"), "{faults:?}");
            assert!(with(&[("RESUMAX_PUBLIC_URL", url)]).is_ok(), "nobody logs in");
        }
        for url in ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:3000"] {
            assert!(with(&[ACCOUNTS, ("RESUMAX_PUBLIC_URL", url)]).is_ok_and(|config| !config.is_https()), "{url}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in ["cv.example.org", "ftp://cv.example.org", "https://", "javascript:alert(1)", "mailto:ada@example.org"] {
            assert!(with(&[("RESUMAX_PUBLIC_URL", url)]).is_err_and(|faults| faults.len() == 1), "{url}");
        }
    }

    #[test]
    fn the_origin_is_written_as_browsers_write_it() {
        let origin = |url: &str| with(&[("RESUMAX_PUBLIC_URL", url)]).expect("valid").origin();
        assert_eq!(origin("HTTPS://CV.Example.ORG:443/x/"), "https://cv.example.org");
        assert_eq!(origin("https://bücher.example:8443"), "https://xn--bcher-kva.example:8443");
        assert_eq!(with(&[]).expect("valid").origin(), "http://127.0.0.1:3000");
    }

    #[test]
    fn proxies_are_addresses_and_networks_but_not_everybody() {
        let config = with(&[("RESUMAX_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1,::ffff:192.0.2.2, 2001:db8::/32,")]).expect("valid");
        let named: Vec<_> = config.trusted_proxies.iter().map(ToString::to_string).collect();
        assert_eq!(named, ["10.0.0.0/8", "192.0.2.1/32", "192.0.2.2/32", "2001:db8::/32"]);
        let faults = with(&[("RESUMAX_TRUSTED_PROXIES", "0.0.0.0/0,proxy,10.0.0.0/33")]).expect_err("three faults");
        assert!(faults.len() == 3 && faults[0].contains("everybody"), "{faults:?}");
    }

    #[test]
    fn behind_a_proxy_that_is_not_named_everybody_looks_like_it_which_is_said() {
        let https = ("RESUMAX_PUBLIC_URL", "https://cv.example.org");
        let warnings = with(&[ACCOUNTS, https]).expect("valid").warnings();
        assert!(warnings.len() == 1 && warnings[0].contains("RESUMAX_TRUSTED_PROXIES"), "{warnings:?}");
        let named = with(&[ACCOUNTS, https, ("RESUMAX_TRUSTED_PROXIES", "127.0.0.1")]).expect("valid");
        assert!(named.warnings().is_empty() && with(&[]).expect("valid").warnings().is_empty());
    }
}
