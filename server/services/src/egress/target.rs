//! An address as far as its text says whether it may be fetched.

use super::Refusal;
use std::net::IpAddr;
use url::{Host, Url};

/// The longest address, in bytes: what browsers and servers agree on.
const MAX_LENGTH: usize = 2048;
/// Where job pages are. Every other port belongs to something that a page has no business with: mail, databases, consoles.
const PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// Whom to ask: `http` or `https`, a host, a usual port, and nothing that logs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    url: Url,
    host: Host,
    port: u16,
}

impl Target {
    /// Reads an address as browsers do: `http://0x7f.1` and `http://①②⑦。1` name 127.0.0.1 here, too.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        // Browsers drop and repair these; in the address of a job page they only hide what it says.
        let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        if text.len() > MAX_LENGTH || text.contains(odd) {
            return Err(Refusal::NotALink);
        }
        Self::of(Url::parse(text).map_err(|_| Refusal::NotALink)?)
    }

    /// Where a redirect sends. Never from an encrypted page to one that is not.
    pub fn follow(&self, location: &str) -> Result<Self, Refusal> {
        let url = self.url.join(location).map_err(|_| Refusal::NotALink)?;
        if url.as_str().len() > MAX_LENGTH {
            return Err(Refusal::NotALink);
        }
        if self.url.scheme() == "https" && url.scheme() == "http" {
            return Err(Refusal::Downgrade);
        }
        Self::of(url)
    }

    fn of(mut url: Url) -> Result<Self, Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Login);
        }
        url.set_fragment(None);
        let host = url.host().ok_or(Refusal::NotALink)?.to_owned();
        // A name without a dot is one of the network that this program stands in.
        if matches!(&host, Host::Domain(name) if !name.trim_end_matches('.').contains('.')) {
            return Err(Refusal::Private);
        }
        let port = url.port_or_known_default().filter(|port| PORTS.contains(port)).ok_or(Refusal::Port)?;
        Ok(Self { url, host, port })
    }

    /// The whole of it, without what stands behind `#`.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What to look up, or the address that stands in place of a name.
    pub(super) fn host(&self) -> Result<&str, IpAddr> {
        match &self.host {
            Host::Domain(name) => Ok(name),
            Host::Ipv4(address) => Err(IpAddr::V4(*address)),
            Host::Ipv6(address) => Err(IpAddr::V6(*address)),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://jobs.example.com/1?a=b#apply", "https://jobs.example.com/1?a=b")]
    #[case("  http://jobs.example.com:8080 ", "http://jobs.example.com:8080/")]
    #[case("HTTPS://JOBS.EXAMPLE.COM", "https://jobs.example.com/")]
    #[case("https://bücher.example/stelle", "https://xn--bcher-kva.example/stelle")]
    #[case("https://[2606:4700::1111]:8443/", "https://[2606:4700::1111]:8443/")]
    fn an_address_of_a_page_is_taken(#[case] text: &str, #[case] url: &str) {
        assert_eq!(Target::parse(text).expect("a page").url().as_str(), url);
    }

    #[rstest]
    #[case("jobs.example.com", Refusal::NotALink)]
    #[case("https://", Refusal::NotALink)]
    #[case("https://exa mple.com/", Refusal::NotALink)]
    #[case("https:\\\\example.com", Refusal::NotALink)]
    #[case("ht\ttps://example.com", Refusal::NotALink)]
    #[case("file:///etc/passwd", Refusal::Scheme)]
    #[case("ftp://example.com/", Refusal::Scheme)]
    #[case("javascript:alert(1)", Refusal::Scheme)]
    #[case("https://me@example.com/", Refusal::Login)]
    #[case("https://:secret@example.com/", Refusal::Login)]
    #[case("https://example.com:22/", Refusal::Port)]
    #[case("https://example.com:0/", Refusal::Port)]
    #[case("http://redis/", Refusal::Private)]
    #[case("http://localhost./", Refusal::Private)]
    fn any_other_address_is_refused_for_its_reason(#[case] text: &str, #[case] reason: Refusal) {
        assert_eq!(Target::parse(text), Err(reason));
    }

    #[test]
    fn an_address_longer_than_any_page_has_is_refused() {
        let of = |length: usize| format!("https://example.com/{}", "a".repeat(length - "https://example.com/".len()));
        assert!(Target::parse(&of(MAX_LENGTH)).is_ok());
        assert_eq!(Target::parse(&of(MAX_LENGTH + 1)), Err(Refusal::NotALink));
    }

    #[test]
    fn a_redirect_goes_through_the_same_rules_and_never_back_to_plain_http() {
        let page = Target::parse("https://jobs.example.com/a/b").expect("a page");
        let to = |location: &str| page.follow(location).map(|target| target.url.to_string());
        assert_eq!(to("../c").as_deref(), Ok("https://jobs.example.com/c"));
        assert_eq!(to("//other.example.com/x").as_deref(), Ok("https://other.example.com/x"));
        assert_eq!(to("http://jobs.example.com/a"), Err(Refusal::Downgrade));
        assert_eq!(to("ftp://jobs.example.com/a"), Err(Refusal::Scheme));
        assert_eq!(to("//me@jobs.example.com/"), Err(Refusal::Login));
        assert_eq!(to("//jobs.example.com:25/"), Err(Refusal::Port));
        let plain = Target::parse("http://jobs.example.com/").expect("a page");
        assert!(plain.follow("https://jobs.example.com/").is_ok());
    }

    #[rstest]
    #[case("http://2130706433/")]
    #[case("http://0x7f000001/")]
    #[case("http://0177.0.0.1/")]
    #[case("http://127.1/")]
    #[case("http://①②⑦.⓪.⓪.①/")]
    #[case("http://127。0。0。1/")]
    #[case("http://127.0.0.1./")]
    #[case("http://%31%32%37.0.0.1/")]
    fn however_it_is_written_a_number_is_the_address_that_it_names(#[case] text: &str) {
        let target = Target::parse(text).expect("an address");
        assert_eq!(target.host(), Err(IpAddr::from([127, 0, 0, 1])));
    }
}
