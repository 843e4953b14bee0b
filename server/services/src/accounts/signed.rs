//! What leaves the program and comes back: signed, so that nobody else can make it. Signatures of one purpose say nothing to another.

use crate::config::Secrets;
use crate::ids::hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A longer one is none of ours.
const LONGEST: usize = 1000;

/// What a signature is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// The link in a mail.
    Letter,
    /// A right password, until the code of the second factor.
    Challenge,
    /// A browser in which somebody has logged in before.
    Device,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Challenge => "challenge",
            Self::Device => "device",
        }
    }
}

/// `body.signature`, signed with the newest key.
pub(super) fn sign(secrets: &Secrets, purpose: Purpose, body: &str) -> String {
    format!("{body}.{}", hex(&mac(secrets.newest(), purpose, body).finalize().into_bytes()))
}

/// The body, if one of our keys signed it.
pub(super) fn open<'a>(secrets: &Secrets, purpose: Purpose, text: &'a str) -> Option<&'a str> {
    if text.len() > LONGEST {
        return None;
    }
    let (body, signature) = text.rsplit_once('.')?;
    let signature = crate::ids::unhex(signature)?;
    secrets.all().any(|key| mac(key, purpose, body).verify_slice(&signature).is_ok()).then_some(body)
}

/// Tells one password from the next, to whoever has our key: what was signed for the one says nothing when there is another.
pub(super) fn mark(secrets: &Secrets, password_hash: &str) -> String {
    hex(&derived(secrets.newest(), &format!("password {password_hash}"))[..8])
}

/// A key of its own for everything that a secret is used for.
pub(super) fn derived(secret: &[u8], purpose: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(b"resumax key 1\n");
    mac.update(purpose.as_bytes());
    mac.finalize().into_bytes().into()
}

fn mac(secret: &[u8], purpose: Purpose, body: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&derived(secret, purpose.name())).expect("HMAC takes keys of any length");
    mac.update(body.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_opens_for_its_purpose_under_any_key_in_use() {
        let (old, new) = (Secrets::of(&["old"]), Secrets::of(&["new", "old"]));
        let signed = sign(&old, Purpose::Letter, "let_1");
        assert_eq!(open(&new, Purpose::Letter, &signed), Some("let_1"));
        assert_eq!(open(&new, Purpose::Device, &signed), None, "another purpose");
        assert_eq!(open(&Secrets::of(&["new"]), Purpose::Letter, &signed), None, "the key is gone");
        assert_eq!(open(&new, Purpose::Letter, &signed.replace("let_1", "let_2")), None, "changed");
        for nonsense in ["", ".", "let_1.", "let_1.zz", "é.é", &"a.".repeat(600)] {
            assert_eq!(open(&new, Purpose::Letter, nonsense), None, "{nonsense}");
        }
    }
}
