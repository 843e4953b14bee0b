//! Cookies: HttpOnly, SameSite=Lax, of this host alone where there is TLS (`__Host-`).

use super::Opened;
use crate::Secret;
use crate::config::Config;
use domain::account::Entry;

/// Days that the browser keeps what we know it by.
const DEVICE_DAYS: u32 = 365;
const DAY: u32 = 24 * 60 * 60;
const REFRESH_DAYS: u32 = 30;

/// What a browser sends along.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// The access token.
    pub access: Option<Secret>,
    /// The refresh token.
    pub refresh: Option<Secret>,
    /// What we know the browser by.
    pub device: Option<Secret>,
}

/// Of the values of all `Cookie` headers of a request.
pub fn sent<'a>(config: &Config, headers: impl Iterator<Item = &'a str>) -> Sent {
    let mut sent = Sent::default();
    for pair in headers.flat_map(|header| header.split(';')) {
        let Some((name, value)) = pair.trim().split_once('=') else { continue };
        for (cookie, place) in [("access", &mut sent.access), ("refresh", &mut sent.refresh), ("device", &mut sent.device)] {
            if place.is_none() && name == self::name(config, cookie) {
                *place = Some(value.into());
            }
        }
    }
    sent
}

/// Values of `Set-Cookie` headers after logging in.
pub fn opened(config: &Config, opened: &Opened) -> Vec<String> {
    let mut cookies = entry(config, &opened.entry);
    cookies.push(set(config, "device", &opened.device, DEVICE_DAYS * DAY));
    cookies
}

/// Values of `Set-Cookie` headers after a rotation.
pub fn entry(config: &Config, entry: &Entry) -> Vec<String> {
    vec![set(config, "access", &entry.access_token, entry.expires_in), set(config, "refresh", &entry.refresh_token, REFRESH_DAYS * DAY)]
}

/// Values of `Set-Cookie` headers after logging out. What we know the browser by stays.
pub fn cleared(config: &Config) -> Vec<String> {
    ["access", "refresh"].map(|cookie| set(config, cookie, "", 0)).into()
}

/// Whether browsers talk to us over TLS.
pub fn tls(config: &Config) -> bool {
    config.is_https()
}

fn name(config: &Config, cookie: &str) -> String {
    let host = if tls(config) { "__Host-" } else { "" };
    format!("{host}resumax-{cookie}")
}

fn set(config: &Config, cookie: &str, value: &str, seconds: u32) -> String {
    let secure = if tls(config) { "; Secure" } else { "" };
    format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(config, cookie))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &'static str) -> Config {
        Config::from_vars(|name| (name == "RESUMAX_PUBLIC_URL").then(|| url.to_owned())).expect("valid")
    }

    #[test]
    fn cookies_belong_to_this_host_alone_where_there_is_tls() {
        let entry = Entry { access_token: "a".into(), expires_in: 300, refresh_token: "r".into() };
        let of = |url| super::entry(&config(url), &entry)[0].clone();
        assert_eq!(of("https://cv.example.org"), "__Host-resumax-access=a; Path=/; Max-Age=300; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(of("http://127.0.0.1:3000"), "resumax-access=a; Path=/; Max-Age=300; HttpOnly; SameSite=Lax");
        // What a neighbour without TLS may have set is not ours.
        let said = ["x=1; __Host-resumax-access=a", "resumax-refresh=r"];
        let sent = sent(&config("https://cv.example.org"), said.into_iter());
        assert!(sent == Sent { access: Some("a".into()), ..Sent::default() });
    }
}
