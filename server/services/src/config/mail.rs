//! Who sends mail, and for whom: `SMTP_URL`, `RESUMAX_MAIL_FROM`.

use super::read::Vars;
use super::{Auth, network};
use crate::Secret;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

/// How mail leaves.
#[derive(Clone, PartialEq)]
pub struct Mail {
    /// `SMTP_URL`, `smtps://user:password@host:port` or `smtp://…?tls=required`; `None`: it stays in a folder.
    pub server: Option<Secret>,
    /// `RESUMAX_MAIL_FROM`: who it is from.
    pub from: Mailbox,
}

pub(super) fn read(vars: &mut Vars, public_url: &str, auth: Auth) -> Mail {
    let server = vars.secret("SMTP_URL");
    if let Some(url) = &server
        && let Err(error) = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())
    {
        let wanted = "use smtps://user:password@host or smtp://user:password@host?tls=required, or leave it unset to keep mail in a folder";
        vars.fault(format!("SMTP_URL: {wanted} ({error})."));
    } else if server.as_ref().is_some_and(|url| auth == Auth::Accounts && !is_private(url.expose())) {
        vars.fault("SMTP_URL: with accounts, mail holds links that let people in: use smtps://… or smtp://…?tls=required.".to_owned());
    }
    let from = vars.parsed("RESUMAX_MAIL_FROM", noreply(public_url), "an address such as resuMAX <noreply@example.com>");
    Mail { server, from }
}

/// Nobody on the way reads along: by TLS that is not given up, or because it does not leave this machine.
fn is_private(url: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(url) else { return false };
    let here = url.host_str().is_some_and(network::is_this_machine);
    here || url.scheme() == "smtps" || url.query_pairs().any(|pair| pair == ("tls".into(), "required".into()))
}

/// At the host of our own address.
fn noreply(public_url: &str) -> Mailbox {
    let url = reqwest::Url::parse(public_url).ok();
    let at = |host: &str| lettre::Address::new("noreply", host).ok();
    let address = url.as_ref().and_then(|url| url.host_str()).and_then(at);
    let address = address.unwrap_or_else(|| lettre::Address::new_dangerous("noreply", "localhost"));
    Mailbox::new(Some("resuMAX".to_owned()), address)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn with(vars: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        Config::from_vars(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn mail_is_from_our_own_host_unless_somebody_else_is_named() {
        let from = |vars: &[(&str, &str)]| with(vars).expect("valid").mail.from.to_string();
        assert_eq!(from(&[]), "resuMAX <noreply@127.0.0.1>");
        assert_eq!(from(&[("RESUMAX_PUBLIC_URL", "https://cv.example.org:8443/x/")]), "resuMAX <noreply@cv.example.org>");
        assert_eq!(from(&[("RESUMAX_MAIL_FROM", "Ada <ada@example.com>")]), "Ada <ada@example.com>");
    }

    #[test]
    fn links_that_let_people_in_travel_encrypted() {
        let fault = |url: &str| with(&[("RESUMAX_AUTH", "accounts"), ("SMTP_URL", url)]).err().map(|faults| faults.join(" "));
        for url in ["smtps://a:b@mail.example.org", "smtp://a:b@mail.example.org?tls=required", "smtp://127.0.0.1:2525", "smtp://localhost"]
        {
            assert_eq!(fault(url), None, "{url}");
        }
        for url in ["smtp://a:b@mail.example.org", "smtp://a:b@mail.example.org?tls=opportunistic", "smtp://localhost.example.org"] {
            assert!(fault(url).is_some_and(|said| said.contains("SMTP_URL") && !said.contains("a:b")), "{url}");
        }
    }

    #[test]
    fn faults_are_named_and_the_password_is_not() {
        let faults = with(&[("SMTP_URL", "mail://ada:hush-hush@example.com"), ("RESUMAX_MAIL_FROM", "nobody")]).expect_err("two faults");
        let named: Vec<_> = faults.iter().map(|fault| fault.split(':').next().unwrap_or_default()).collect();
        assert!(named == ["SMTP_URL", "RESUMAX_MAIL_FROM"] && !faults[0].contains("hush-hush"), "{faults:?}");
        let config = with(&[("SMTP_URL", "smtps://ada:hush-hush@example.com")]).expect("valid");
        assert!(!format!("{config:?}").contains("hush-hush"));
    }
}
