//! What one reply hands over to the next page of the same browser: in cookies of a minute or two that no script can read, and never in an address,
//! which histories and logs keep.

use super::accounts::{is_plain_form, set_cookies};
use crate::api::accounts::gate::Typed;
use crate::api::accounts::own::Shown;
use axum::http::{header::COOKIE, request::Parts};
use leptos::prelude::use_context;
use serde::{Serialize, de::DeserializeOwned};
use services::Services;
use services::accounts::cookies;

const TYPED: &str = "typed";
const SHOWN: &str = "shown";
const CHALLENGE: &str = "challenge";
/// Seconds that a form, or what is shown once, waits for its page.
const SOON: u32 = 120;
/// Seconds that the second factor may take.
const STEP: u32 = 300;

/// Keeps what was typed for the page that a plain form goes on at.
pub fn keep_typed(typed: &Typed) {
    if is_plain_form() {
        keep(TYPED, typed, "/", SOON);
    }
}

/// What was typed into the form before.
pub fn typed() -> Typed {
    kept(TYPED).unwrap_or_default()
}

/// Keeps what is shown once for the page that a plain form goes on at.
pub fn keep_shown(shown: &Shown) {
    if is_plain_form() {
        keep(SHOWN, shown, "/account", SOON);
    }
}

/// Takes what is to be shown once: another time it is gone.
pub fn take_shown() -> Option<Shown> {
    let shown = kept(SHOWN);
    if shown.is_some() {
        forget(SHOWN, "/account");
    }
    shown
}

/// Keeps the proof that the password was right, until the code is given.
pub fn keep_challenge(challenge: &str) {
    keep(CHALLENGE, &challenge, "/", STEP);
}

/// The proof that the password was right.
pub fn challenge() -> Option<String> {
    kept(CHALLENGE)
}

/// The code was given.
pub fn forget_challenge() {
    forget(CHALLENGE, "/");
}

fn keep(name: &str, value: &impl Serialize, path: &str, seconds: u32) {
    let json = serde_json::to_vec(value).unwrap_or_default();
    let text: String = json.iter().map(|byte| format!("{byte:02x}")).collect();
    set_cookies([cookie(name, &text, path, seconds)]);
}

fn forget(name: &str, path: &str) {
    set_cookies([cookie(name, "", path, 0)]);
}

fn cookie(name: &str, text: &str, path: &str, seconds: u32) -> String {
    let secure = if tls() { "; Secure" } else { "" };
    format!("{}={text}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}", full(name))
}

fn full(name: &str) -> String {
    let secure = if tls() { "__Secure-" } else { "" };
    format!("{secure}resumax-{name}")
}

fn tls() -> bool {
    use_context::<Services>().is_some_and(|services| cookies::tls(&services.config))
}

fn kept<T: DeserializeOwned>(name: &str) -> Option<T> {
    let (parts, name) = (use_context::<Parts>()?, full(name));
    let cookies = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let text = cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(called, _)| *called == name)?.1;
    let digits = text.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    serde_json::from_slice(&bytes?).ok()
}
