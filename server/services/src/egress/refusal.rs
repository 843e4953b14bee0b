//! Why an address was not fetched, and what to do instead.

use domain::{Code, Error};

/// Why an address was not fetched. Says nothing about a network that is not public beyond that it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No address of a page, or far too long a one.
    NotALink,
    /// Neither `http` nor `https`.
    Scheme,
    /// A name and password stand in it.
    Login,
    /// No port of pages.
    Port,
    /// The name has no address.
    Unknown,
    /// It is not on the public internet.
    Private,
    /// Nobody takes the connection.
    Unreachable,
    /// Its certificate is not to be trusted.
    Untrusted,
    /// We have nobody to trust.
    NoTrust,
    /// More than [`super::PATIENCE`].
    Slow,
    /// More than [`super::MAX_REDIRECTS`].
    Redirects,
    /// An encrypted page sends to one that is not.
    Downgrade,
    /// The site answers with this status.
    Status(u16),
    /// More than [`super::MAX_BYTES`].
    TooLarge,
    /// Neither a page nor a document.
    Kind,
    /// The reply broke off, or is none.
    Broken,
}

impl Refusal {
    /// Stable, for programs.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NotALink => "not_a_link",
            Self::Scheme => "scheme",
            Self::Login => "login_in_link",
            Self::Port => "port",
            Self::Unknown => "unknown_host",
            Self::Private => "not_public",
            Self::Unreachable => "unreachable",
            Self::Untrusted | Self::NoTrust => "certificate",
            Self::Slow => "too_slow",
            Self::Redirects | Self::Downgrade => "redirects",
            Self::Status(_) => "status",
            Self::TooLarge => "too_large",
            Self::Kind => "kind",
            Self::Broken => "broken_reply",
        }
    }

    fn what(self) -> String {
        let said = match self {
            Self::NotALink => "This is not the address of a page.",
            Self::Scheme => "Only addresses that begin with https:// or http:// can be read.",
            Self::Login => "This address has a name or password in it, which are not sent on.",
            Self::Port => "This address names a port that pages are not read from.",
            Self::Unknown => "No site was found under this address. Check it for typing errors.",
            Self::Private => "This address is not on the public internet, so it is not read from here.",
            Self::Unreachable => "The site does not answer.",
            Self::Untrusted => "The site does not prove that it is the one that this address names.",
            Self::NoTrust => "This installation can't check the certificates of sites.",
            Self::Slow => "The site took longer than 10 seconds to answer.",
            Self::Redirects => "The site sends from one address to the next without end.",
            Self::Downgrade => "The site sends from an encrypted page to one that is not.",
            Self::Status(401 | 402 | 403 | 407 | 429 | 451 | 999) => "The site shows this page only to people, or only after a login.",
            Self::Status(404 | 410) => "The site says that this page is not there, or no longer.",
            Self::Status(status) => return format!("The site can't show this page just now: it answers with {status}."),
            Self::TooLarge => "The page is larger than 2 MB.",
            Self::Kind => "This address does not lead to a page or a document.",
            Self::Broken => "The answer of the site broke off.",
        };
        said.to_owned()
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let message = format!("{} {PASTE}", refusal.what());
        Error::new(Code::JdUrlUnreadable, message).with("field", "url").with("reason", refusal.reason())
    }
}

/// The way that always works.
pub const PASTE: &str = "Open the page, copy the text of the job description and paste it instead.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_happened_and_what_to_do_instead() {
        let error = Error::from(Refusal::Status(403));
        assert_eq!(error.code, Code::JdUrlUnreadable);
        assert!(error.message.starts_with("The site shows this page only to people") && error.message.ends_with("paste it instead."));
        assert_eq!(error.details["reason"], "status");
        assert!(Error::from(Refusal::Status(503)).message.contains("503"));
    }
}
