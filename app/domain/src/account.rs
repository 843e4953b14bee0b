//! Accounts: who has one, where they are logged in, which programs may act for them. Shapes of the pages and of the API.

use crate::error::{Code, Error, Result};
use crate::ids::{LoginId, TokenId, UserId};
use crate::run::Strategy;
use serde::{Deserialize, Serialize};

/// The longest address, in bytes (RFC 5321, 4.5.3.1.3, without the angle brackets).
const EMAIL_MAX: usize = 254;
/// The longest name of a person or token, in characters.
pub const NAME_MAX: usize = 100;
/// The longest path to go on at, in bytes.
const PATH_MAX: usize = 2000;

/// A mail address, as it is compared: trimmed and in lower case.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Takes what looks like an address; whether it is one, a mail to it shows. `BAD_REQUEST` with the field.
    pub fn parse(text: &str) -> Result<Self> {
        let email = text.trim().to_lowercase();
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>,;:\"()[]\\".contains(c);
        let whole = email.rsplit_once('@').is_some_and(|(local, host)| {
            (1..=64).contains(&local.len()) && !local.contains('@') && host.split('.').all(|label| !label.is_empty()) && host.contains('.')
        });
        if whole && email.len() <= EMAIL_MAX && email.chars().all(plain) {
            return Ok(Self(email));
        }
        Err(Error::new(Code::BadRequest, "This is not an e-mail address. Write it like name@example.com.").with("field", "email"))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name of up to [`NAME_MAX`] characters in one line; `BAD_REQUEST` with the field.
pub fn name(text: &str, field: &str) -> Result<String> {
    let name = crate::text::squeeze(text);
    if name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control) {
        return Ok(name);
    }
    Err(Error::new(Code::BadRequest, format!("A name has at most {NAME_MAX} characters. Shorten it.")).with("field", field))
}

/// Where to go on after logging in: the path of this installation that was asked for, or the start for whatever could lead elsewhere.
///
/// Browsers read `/\host` and `//host` as another host, and leave out tabs and line breaks before they look.
pub fn own_path(asked: &str) -> &str {
    let path = asked.split(['?', '#']).next().unwrap_or_default();
    let plain = asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if path.starts_with('/') && !path.contains("//") && plain && asked.len() <= PATH_MAX { asked } else { "/" }
}

/// What a new account is made of.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewAccount {
    /// Where mail arrives.
    pub email: String,
    /// 8 to 256 characters that are hard to guess.
    pub password: String,
    /// What the account's owner is called; may be empty.
    pub name: String,
}

/// What runs begin with unless something else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct JobPreferences {
    /// The title that is looked for.
    pub title: String,
    /// Where.
    pub location: String,
    /// How boldly it is rewritten.
    pub strategy: Strategy,
}

/// An account as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Names it for ever.
    pub user_id: UserId,
    /// Where mail arrives.
    pub email: String,
    /// An address that is not confirmed yet, and will be the account's then.
    pub new_email: Option<String>,
    /// May be empty.
    pub name: String,
    /// The address is confirmed.
    pub verified: bool,
    /// Looks after the installation.
    pub admin: bool,
    /// Logging in takes a code, too.
    pub second_factor: bool,
    /// How many recovery codes were not used yet.
    pub recovery_codes: u32,
    /// What runs begin with.
    pub preferences: JobPreferences,
    /// When it was made.
    pub created_at: String,
}

/// What is changed of a profile; what is missing stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
#[allow(missing_docs)]
pub struct ProfileChange {
    pub name: Option<String>,
    pub preferences: Option<JobPreferences>,
}

/// A browser, or program, that is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Login {
    /// Names it.
    pub login_id: LoginId,
    /// The one that asks.
    pub current: bool,
    /// "Firefox on Linux".
    pub device: String,
    /// The address that it was last seen at.
    pub address: Option<String>,
    /// When the password was given.
    pub created_at: String,
    /// To a few minutes.
    pub seen_at: String,
    /// When it ends unless it is used before.
    pub expires_at: String,
}

/// "Firefox on Linux", of what a browser says of itself.
pub fn device(agent: &str) -> String {
    const PROGRAMS: [(&str, &str); 8] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let of = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (of(&PROGRAMS), of(&SYSTEMS)) {
        (Some(program), Some(system)) => format!("{program} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Another program".to_owned(),
    }
}

/// What a token may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Look.
    #[default]
    Read,
    /// Look and change; never the account itself.
    Write,
}

/// A personal API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ApiToken {
    pub token_id: TokenId,
    pub name: String,
    pub scope: Scope,
    pub created_at: String,
    /// To about the minute.
    pub used_at: Option<String>,
    /// `None`: when it is taken back.
    pub expires_at: Option<String>,
}

/// A token that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scope: Scope,
    /// Days until it ends, 1 to 365; `None`: when it is taken back.
    pub days: Option<u32>,
}

/// A token that was just made: its secret is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct MadeToken {
    #[serde(flatten)]
    pub token: ApiToken,
    /// For `Authorization: Bearer`.
    pub secret: String,
}

/// A second factor that is being set up: it counts when a code of it was given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// To be typed into the app, in base 32.
    pub secret: String,
    /// `otpauth://totp/…`, what the picture says.
    pub address: String,
    /// The picture as the `d` of an SVG path, a unit a module.
    pub picture: String,
    /// Modules along an edge of the picture, without a margin.
    pub modules: u32,
}

/// What a program that logged in goes on with. A browser has them in cookies instead.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// For `Authorization: Bearer`, for a few minutes.
    pub access_token: String,
    /// Seconds that it holds.
    pub expires_in: u32,
    /// For the next access token, once.
    pub refresh_token: String,
}

/// The answer to a right password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum LogInAnswer {
    /// In.
    LoggedIn(Entry),
    /// A code of the second factor is wanted, with this.
    SecondFactor {
        /// Holds for five minutes.
        challenge: String,
    },
}

/// An account as those who look after the installation see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Account {
    pub user_id: UserId,
    pub email: String,
    pub verified: bool,
    pub admin: bool,
    pub second_factor: bool,
    /// Browsers that are logged in.
    pub logins: u32,
    pub created_at: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_in_lower_case_and_without_what_stands_around_it() {
        assert_eq!(Email::parse(" Ada.Lovelace@Example.ORG ").expect("an address").as_str(), "ada.lovelace@example.org");
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@example",
            "ada@.org",
            "a b@example.org",
            "a@b@example.org",
            "Ada <ada@example.org>",
            "a@example.org,b@example.org",
            "a@example.org\nbcc:b@example.org",
            &long,
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_browser_is_called_by_its_name_and_system() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/604.1";
        assert_eq!([device(chrome), device(phone), device("curl/8.5")], ["Chrome on Linux", "Safari on iPhone", "Another program"]);
    }

    #[test]
    fn a_name_is_one_line_of_bounded_length() {
        assert_eq!(name("  Ada \n Lovelace ", "name").expect("a name"), "Ada Lovelace");
        assert!(name(&"a".repeat(NAME_MAX + 1), "name").is_err());
    }

    #[test]
    fn after_logging_in_only_a_path_of_this_installation_is_gone_to() {
        for own in ["/", "/account", "/sessions/sess_1/review?change=chg_2", "/trash#rows", "/?q=https://example.com"] {
            assert_eq!(own_path(own), own);
        }
        let long = format!("/{}", "a".repeat(PATH_MAX));
        for elsewhere in [
            "",
            "account",
            "//example.com",
            "///example.com",
            "/\\example.com",
            "\\\\example.com",
            "/\t/example.com",
            "/\n/example.com",
            "\t//example.com",
            " //example.com",
            "/.//example.com",
            "/..//example.com",
            "https://example.com",
            "https:example.com",
            "javascript:alert(1)",
            "data:text/html,x",
            "?next=//example.com",
            "/\u{2215}example.com",
            "/a\0",
            &long,
        ] {
            assert_eq!(own_path(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
