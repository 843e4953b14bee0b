//! Access tokens: signed statements of a few minutes that a login exists (RFC 9068, RFC 8725).
//!
//! One algorithm, HS256, under a key that the header names and that is ours; everything else about a header is refused, not passed over.
//! A token is good only as long as its login stands ([`super::of_access_token`]).

use super::signed::derived;
use crate::blobs::sha256;
use crate::config::Secrets;
use crate::{Error, Result};
use domain::ids::{LoginId, UserId};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::signature::{self, Signer, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Seconds that a token holds.
pub const HOLDS: i64 = 300;
/// Replicas' clocks may differ by so many seconds.
const LEEWAY: i64 = 5;
/// A longer one is none of ours.
const LONGEST: usize = 1024;
const TYPE: &str = "at+jwt";
const AUDIENCE: &str = "resumax-api";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    pub sub: UserId,
    /// Its login.
    pub sid: LoginId,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A token for a login, from now on.
pub(super) fn sign(secrets: &Secrets, issuer: &str, user: &UserId, login: &LoginId, now: i64) -> Result<String> {
    provide();
    let key = derived(secrets.newest(), "access");
    let header = Header { typ: Some(TYPE.to_owned()), kid: Some(id(&key)), ..Header::new(Algorithm::HS256) };
    let claims = Claims {
        iss: issuer.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user.clone(),
        sid: login.clone(),
        iat: now,
        nbf: now,
        exp: now + HOLDS,
    };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&key))
        .map_err(|error| Error::Fault(format!("a token can't be signed: {error}")))
}

/// What it says, if it is ours and holds now.
pub(super) fn read(secrets: &Secrets, issuer: &str, token: &str, now: i64) -> Option<Claims> {
    provide();
    if token.len() > LONGEST {
        return None;
    }
    let header = jsonwebtoken::decode_header(token).ok()?;
    let key = secrets.all().map(|secret| derived(secret, "access")).find(|key| header.kid.as_deref() == Some(&id(key)))?;
    let plain = Header { typ: Some(TYPE.to_owned()), kid: header.kid.clone(), ..Header::new(Algorithm::HS256) };
    if header != plain {
        return None;
    }
    let mut wanted = Validation::new(Algorithm::HS256);
    wanted.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    wanted.set_audience(&[AUDIENCE]);
    wanted.set_issuer(&[issuer]);
    // By the clock of the services, below.
    wanted.validate_exp = false;
    wanted.validate_nbf = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(&key), &wanted).ok()?.claims;
    let Claims { iat, nbf, exp, .. } = claims;
    let holds =
        nbf <= now + LEEWAY && iat <= now + LEEWAY && now < exp && exp.checked_sub(iat).is_some_and(|span| (0..=HOLDS).contains(&span));
    holds.then_some(claims)
}

/// Names a key without giving it away.
fn id(key: &[u8]) -> String {
    sha256(&[b"key id 1\n", key].concat())[..16].to_owned()
}

/// The one algorithm there is for the library, over the same HMAC as everywhere.
static HS256: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| only(algorithm).map(|()| Box::new(Key::of(key.as_bytes())) as Box<dyn JwtSigner>),
    verifier_factory: |algorithm, key| {
        only(algorithm).and_then(|()| Ok(Box::new(Key::of(key.try_get_as_bytes()?)) as Box<dyn JwtVerifier>))
    },
    key_utils: KeyUtils::new_unimplemented(),
};

fn provide() {
    // There already from the second time on.
    let _ = HS256.install_default();
}

fn only(algorithm: &Algorithm) -> jsonwebtoken::errors::Result<()> {
    if *algorithm == Algorithm::HS256 { Ok(()) } else { Err(ErrorKind::InvalidAlgorithm.into()) }
}

struct Key(Hmac<Sha256>);

impl Key {
    fn of(secret: &[u8]) -> Self {
        Self(Hmac::new_from_slice(secret).expect("HMAC takes keys of any length"))
    }

    fn over(&self, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(message);
        mac
    }
}

impl Signer<Vec<u8>> for Key {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.over(message).finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for Key {
    fn verify(&self, message: &[u8], signed: &Vec<u8>) -> Result<(), signature::Error> {
        self.over(message).verify_slice(signed).map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Key {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Key {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
