//! Signed links: who has one may fetch that file until the link ends, without a login.
//!
//! The token is `hex(expiry . artifact . via . tenant) . hex(HMAC-SHA256)`, and ends with the login or personal token that it was made for. The
//! signature also covers the file's path, which only the row knows, so a token can't be turned to another file of the same id.

use crate::ids::{hex, unhex};
use crate::{Access, Actor, Via};
use domain::ids::{ArtifactId, LoginId, TenantId, TokenId};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Where nobody logs in.
const NOBODY: &str = "-";

/// What a token says; true only after [`Claim::holds`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// Unix seconds.
    pub expires: i64,
    pub artifact: ArtifactId,
    pub tenant: TenantId,
    /// What let its owner in; `None`: nobody logs in.
    pub via: Option<Via>,
    signature: Vec<u8>,
}

/// A token for an artifact at a path.
pub(super) fn sign(key: &[u8], actor: &Actor, artifact: &ArtifactId, path: &str, expires: i64) -> String {
    let via = match &actor.access {
        Access::Installation => None,
        Access::Account { via, .. } => Some(via),
    };
    let body = body(expires, artifact, via, &actor.tenant);
    let signature = mac(key, &body, path).finalize().into_bytes();
    format!("{}.{}", hex(body.as_bytes()), hex(&signature))
}

/// Takes a token apart; `None` for anything else.
pub(super) fn parse(token: &str) -> Option<Claim> {
    if token.len() > 1000 {
        return None;
    }
    let (body, signature) = token.split_once('.')?;
    let body = String::from_utf8(unhex(body)?).ok()?;
    let (expires, rest) = body.split_once('.')?;
    let (artifact, rest) = rest.split_once('.')?;
    let (via, tenant) = rest.split_once('.')?;
    if !TenantId::may_be_named(tenant) {
        return None;
    }
    let via = match via {
        NOBODY => None,
        login if login.starts_with(LoginId::PREFIX) => Some(Via::Login(LoginId::new(login))),
        token => Some(Via::Token(TokenId::new(token))),
    };
    Some(Claim {
        expires: expires.parse().ok()?,
        artifact: ArtifactId::new(artifact),
        tenant: TenantId::new(tenant),
        via,
        signature: unhex(signature)?,
    })
}

impl Claim {
    /// Whether one of the keys signed this for the path, and it has not ended.
    pub fn holds<'a>(&self, mut keys: impl Iterator<Item = &'a [u8]>, path: &str, now: i64) -> bool {
        let body = body(self.expires, &self.artifact, self.via.as_ref(), &self.tenant);
        now < self.expires && keys.any(|key| mac(key, &body, path).verify_slice(&self.signature).is_ok())
    }
}

fn body(expires: i64, artifact: &ArtifactId, via: Option<&Via>, tenant: &TenantId) -> String {
    let via = match via {
        None => NOBODY,
        Some(Via::Login(login)) => login.as_str(),
        Some(Via::Token(token)) => token.as_str(),
    };
    format!("{expires}.{artifact}.{via}.{tenant}")
}

/// The first line keeps these signatures apart from all others that the same key makes.
fn mac(key: &[u8], body: &str, path: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(b"resumax download 1\n");
    mac.update(body.as_bytes());
    mac.update(b"\n");
    mac.update(path.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "exports/alex-chen-v1.md";

    fn token(expires: i64) -> String {
        sign(b"key", &Actor::of(TenantId::new("ada.b")), &ArtifactId::new("art_1"), PATH, expires)
    }

    fn holds(token: &str, keys: &[&[u8]], path: &str, now: i64) -> bool {
        parse(token).is_some_and(|claim| claim.holds(keys.iter().copied(), path, now))
    }

    #[test]
    fn a_link_holds_until_it_ends_under_any_key_in_use() {
        let token = token(100);
        assert_eq!(parse(&token).expect("a token").tenant, TenantId::new("ada.b"));
        assert!(holds(&token, &[b"new", b"key"], PATH, 99));
        assert!(!holds(&token, &[b"key"], PATH, 100), "it has ended");
        assert!(!holds(&token, &[b"new"], PATH, 99), "the key is gone");
        assert!(!holds(&token, &[b"key"], "exports/other.md", 99), "another file");
    }

    #[test]
    fn a_changed_link_does_not_hold() {
        let token = token(100);
        let (body, signature) = token.split_once('.').expect("two parts");
        let later = hex(b"999.art_1.-.ada.b");
        assert!(!holds(&format!("{later}.{signature}"), &[b"key"], PATH, 99));
        assert!(!holds(&format!("{body}.{}", "00".repeat(32)), &[b"key"], PATH, 99));
        assert!(!holds(&format!("{body}."), &[b"key"], PATH, 99));
        for nonsense in ["", ".", "zz.zz", "0", "é.é", &"00".repeat(600)] {
            assert_eq!(parse(nonsense), None, "{nonsense}");
        }
    }
}
