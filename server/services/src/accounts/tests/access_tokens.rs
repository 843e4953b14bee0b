use super::super::access::{self, HOLDS};
use super::*;
use crate::config::Secrets;
use domain::ids::LoginId;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

const ISSUER: &str = "https://cv.example.org";
const NOW: i64 = 1_800_000_000;

fn secrets() -> Secrets {
    Secrets::of(&["newest key of the test, 32 characters", "older key of the test, 32 characters"])
}

fn good() -> String {
    access::sign(&secrets(), ISSUER, &UserId::new("usr_1"), &LoginId::new("log_1"), NOW).expect("signed")
}

fn read(token: &str) -> bool {
    access::read(&secrets(), ISSUER, token, NOW + 10).is_some()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        (0..=chunk.len()).for_each(|at| text.push(char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize])));
    }
    text
}

/// Header and claims as they are in a good token, signed with its key after they were changed.
fn forged(change: impl FnOnce(&mut Value, &mut Value)) -> String {
    let key = signed::derived(secrets().newest(), "access");
    let kid = crate::blobs::sha256(&[b"key id 1\n", key.as_slice()].concat())[..16].to_owned();
    let mut header = json!({"typ": "at+jwt", "alg": "HS256", "kid": kid});
    let mut claims =
        json!({"iss": ISSUER, "aud": "resumax-api", "sub": "usr_1", "sid": "log_1", "iat": NOW, "nbf": NOW, "exp": NOW + HOLDS});
    change(&mut header, &mut claims);
    sign(&key, &header.to_string(), &claims.to_string())
}

fn sign(key: &[u8], header: &str, claims: &str) -> String {
    let body = format!("{}.{}", base64(header.as_bytes()), base64(claims.as_bytes()));
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key");
    mac.update(body.as_bytes());
    format!("{body}.{}", base64(&mac.finalize().into_bytes()))
}

#[test]
fn a_good_token_is_read_under_any_key_in_use_and_for_minutes_only() {
    assert!(read(&good()) && read(&forged(|_, _| {})), "the forger knows how");
    let older = Secrets::of(&["older key of the test, 32 characters"]);
    let token = access::sign(&older, ISSUER, &UserId::new("usr_1"), &LoginId::new("log_1"), NOW).expect("signed");
    assert!(read(&token));
    let at = |now| access::read(&secrets(), ISSUER, &good(), now).is_some();
    assert!(at(NOW) && at(NOW + HOLDS - 1) && !at(NOW + HOLDS) && !at(NOW - 60));
    const { assert!(HOLDS <= 600) };
}

#[test]
fn every_header_but_ours_is_refused() {
    for algorithm in ["none", "None", "NONE", "HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "hs256", "", "HS256 "] {
        assert!(!read(&forged(|header, _| header["alg"] = json!(algorithm))), "{algorithm}");
    }
    for (name, value) in [
        ("kid", json!("0000000000000000")),
        ("kid", json!("../../dev/null")),
        ("kid", json!("' OR 1=1 --")),
        ("kid", json!("")),
        ("kid", json!(null)),
        ("kid", json!(["x"])),
        ("typ", json!("JWT")),
        ("typ", json!("rt+jwt")),
        ("typ", json!("")),
        ("typ", json!(null)),
        ("jku", json!("https://evil.example.org/keys")),
        ("jwk", json!({"kty": "oct", "k": "AAAA"})),
        ("x5u", json!("https://evil.example.org/cert")),
        ("x5c", json!(["MIIB"])),
        ("x5t", json!("AAAA")),
        ("x5t#S256", json!("AAAA")),
        ("crit", json!(["exp"])),
        ("b64", json!(false)),
        ("zip", json!("DEF")),
        ("cty", json!("JWT")),
        ("enc", json!("A128GCM")),
        ("unknown", json!(1)),
    ] {
        assert!(!read(&forged(|header, _| header[name] = value.clone())), "{name} {value}");
    }
    for missing in ["alg", "kid", "typ"] {
        assert!(!read(&forged(|header, _| drop(header.as_object_mut().expect("an object").remove(missing)))), "without {missing}");
    }
}

#[test]
fn missing_and_odd_claims_are_refused() {
    for missing in ["iss", "aud", "sub", "sid", "iat", "nbf", "exp"] {
        assert!(!read(&forged(|_, claims| drop(claims.as_object_mut().expect("an object").remove(missing)))), "without {missing}");
    }
    for (name, value) in [
        ("iss", json!("https://evil.example.org")),
        ("iss", json!([ISSUER])),
        ("iss", json!("")),
        ("aud", json!("another")),
        ("aud", json!(["resumax-api"])),
        ("aud", json!(["another", "resumax-api"])),
        ("aud", json!(null)),
        ("sub", json!(1)),
        ("sub", json!(null)),
        ("sid", json!(["log_1"])),
        ("exp", json!(NOW)),
        ("exp", json!(NOW + HOLDS + 1)),
        ("exp", json!(i64::MAX)),
        ("exp", json!(u64::MAX)),
        ("exp", json!(-1)),
        ("exp", json!(1e300)),
        ("exp", json!("9999999999")),
        ("exp", json!(null)),
        ("nbf", json!(NOW + 3600)),
        ("nbf", json!("0")),
        ("nbf", json!(null)),
        ("iat", json!(NOW + 3600)),
        ("iat", json!(NOW - 86_400)),
        ("iat", json!(i64::MIN)),
        ("iat", json!(true)),
        ("admin", json!(true)),
        ("scope", json!("admin")),
    ] {
        assert!(!read(&forged(|_, claims| claims[name] = value.clone())), "{name} {value}");
    }
}

#[test]
fn what_is_not_signed_with_our_key_is_refused() {
    let good = good();
    let parts: Vec<&str> = good.split('.').collect();
    let key = signed::derived(secrets().newest(), "access");
    let header = json!({"typ": "at+jwt", "alg": "HS256"}).to_string();
    let claims = json!({"iss": ISSUER, "aud": "resumax-api", "sub": "usr_1", "sid": "log_1", "iat": NOW, "nbf": NOW, "exp": NOW + HOLDS})
        .to_string();
    let [a, b, c] = [parts[0], parts[1], parts[2]];
    let huge = forged(|_, claims| claims["sub"] = json!("x".repeat(100_000)));
    for token in [
        String::new(),
        ".".into(),
        "..".into(),
        "...".into(),
        format!("{a}.{b}"),
        format!("{a}.{b}."),
        format!("{a}.{b}.{c}."),
        format!("{a}.{b}.{c}.{c}"),
        format!("{a}.{b}.{c}="),
        format!(" {good}"),
        format!("{a}.{b}.{}", &c[..c.len() - 1]),
        format!("{a}.{b}.{}", base64(&[0; 32])),
        format!("{a}.{}.{c}", base64(claims.replace("usr_1", "usr_2").as_bytes())),
        format!("{}.{b}.", base64(br#"{"typ":"at+jwt","alg":"none"}"#)),
        sign(b"", &header, &claims),
        sign(secrets().newest(), &header, &claims),
        sign(&key, "[]", &claims),
        sign(&key, "{", &claims),
        sign(&key, &header, "[]"),
        sign(&key, &header, "null"),
        "é.é.é".into(),
        "a".repeat(2_000_000),
        huge,
        signed::sign(&secrets(), Purpose::Letter, "let_1"),
        signed::sign(&secrets(), Purpose::Challenge, "usr_1-9999999999-x"),
        crate::ids::hex(&crate::ids::random::<32>()),
    ] {
        assert!(!read(&token), "{}", &token[..token.len().min(80)]);
    }
    assert!(access::read(&secrets(), "https://other.example.org", &good, NOW).is_none(), "another installation");
}
