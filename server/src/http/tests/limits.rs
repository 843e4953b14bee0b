//! Requests that are too many, of each kind and from everywhere.

use super::{Program, Reply};
use axum::http::{StatusCode, header};
use domain::{Code, Error};
use std::net::IpAddr;

const ACCOUNTS: (&str, &str) = ("RESUMAX_AUTH", "accounts");
const FORM: &str = "content-type: application/x-www-form-urlencoded";
const LOG_IN: &str = "POST /fn/account_log_in";

fn is_held(reply: &Reply) -> bool {
    reply.status == StatusCode::TOO_MANY_REQUESTS
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_from_one_address_are_held_whatever_it_says_and_nobody_elses_are() {
    let program = Program::with(&[ACCOUNTS, ("RESUMAX_RATE_LIMIT_AUTH_RPM", "3")]).await;
    let attempt = async |from: &str, call: &str, says: &str| {
        is_held(&program.asked_from(address(from), call, &[FORM, &format!("x-forwarded-for: {says}")], "").await)
    };
    for n in 0..3 {
        assert!(!attempt("2001:db8::7", if n == 0 { "POST /api/v1/auth/log-in" } else { LOG_IN }, "192.0.2.1").await, "{n}");
    }
    for n in 0..5 {
        assert!(attempt("2001:db8::7", LOG_IN, &format!("192.0.2.{n}")).await, "another name each time");
        assert!(attempt(&format!("2001:db8::{n}"), LOG_IN, "").await, "another address of the same network each time");
    }
    assert!(attempt("2001:db8::7", "POST /fn/account_reset", "").await && attempt("2001:db8::7", "POST /api/v1/auth/log-in", "").await);
    assert!(!attempt("203.0.113.7", LOG_IN, "2001:db8::7").await, "another address, though it says that of the first");
    assert!(!attempt("2001:db8::7", "GET /api/v1/sessions", "").await, "who guesses passwords may still look at pages");
    assert!(!attempt("2001:db8::7", "POST /fn/account_log_out", "").await, "and log out");
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_proxy_of_ours_everybody_is_counted_for_themselves() {
    let program = Program::with(&[ACCOUNTS, ("RESUMAX_RATE_LIMIT_AUTH_RPM", "1"), ("RESUMAX_TRUSTED_PROXIES", "10.0.0.0/8")]).await;
    let attempt = async |from: &str, says: &str| {
        is_held(&program.asked_from(address(from), LOG_IN, &[FORM, &format!("x-forwarded-for: {says}")], "").await)
    };
    assert!(!attempt("10.0.0.1", "203.0.113.7").await && attempt("10.0.0.2", "203.0.113.7").await, "by any of the proxies");
    assert!(attempt("10.0.0.1", "192.0.2.1, 203.0.113.7").await, "what it wrote itself does not count");
    assert!(attempt("203.0.113.7", "").await, "past the proxy");
    assert!(!attempt("10.0.0.1", "203.0.113.8").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_held_hears_it_in_words_that_they_can_read() {
    let program = Program::with(&[ACCOUNTS, ("RESUMAX_RATE_LIMIT_AUTH_RPM", "1")]).await;
    let ask = async |call: &str, accept: &str| program.ask(call, &[FORM, &format!("accept: {accept}")], "").await;
    ask(LOG_IN, "*/*").await;
    let of_api = ask("POST /api/v1/auth/log-in", "*/*").await;
    assert!(is_held(&of_api) && of_api.code() == "RATE_LIMITED", "{}", of_api.body);
    assert_eq!(of_api.json()["error"]["details"]["retry_after_seconds"].to_string(), of_api.header(header::RETRY_AFTER));
    let of_page = ask(LOG_IN, "application/json").await;
    let failure: Error = serde_json::from_str(&of_page.body).expect("what a page makes a failure of");
    assert!(is_held(&of_page) && failure.code == Code::RateLimited && failure.message.starts_with("Too many attempts: 1 a minute"));
    for (referer, back) in
        [("https://cv.example.org/login?next=%2Ftrash", "/login?next=%2Ftrash"), ("https://evil.example.org//evil.example.org", "/")]
    {
        let from = [FORM, "accept: text/html,*/*;q=0.8", &format!("referer: {referer}")];
        let of_form = program.ask(LOG_IN, &from, "").await;
        assert!(is_held(&of_form) && of_form.header(header::CONTENT_TYPE).starts_with("text/html"), "{:?}", of_form.headers);
        assert!(of_form.header(header::RETRY_AFTER).parse::<u64>().is_ok_and(|seconds| seconds >= 1), "{:?}", of_form.headers);
        assert!(of_form.header(header::CONTENT_SECURITY_POLICY).contains("style-src 'self'"), "{:?}", of_form.headers);
        assert!(of_form.body.contains("Too many attempts: 1 a minute are taken. Try again in "), "{}", of_form.body);
        assert!(of_form.body.contains(&format!("href=\"{back}\"")) && !of_form.body.contains("evil"), "{}", of_form.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_asked_for_too_often_is_refused_with_a_page() {
    let program = Program::with(&[("RESUMAX_RATE_LIMIT_RPM", "1")]).await;
    program.ask("GET /api/v1/sessions", &[], "").await;
    let page = program.ask("GET /trash?x=1", &["accept: text/html"], "").await;
    assert!(is_held(&page) && page.body.contains("Too many requests: 1 a minute are taken."), "{}", page.body);
    assert!(page.body.contains("href=\"/trash?x=1\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_is_held_by_itself_and_an_account_does_not_hold_another() {
    let program = Program::with(&[("RESUMAX_RATE_LIMIT_RPM", "2"), ("RESUMAX_RATE_LIMIT_UPLOAD_RPM", "1")]).await;
    let ask = async |call: &str, tenant: &str| is_held(&program.ask(call, &[FORM, &format!("x-tenant-id: {tenant}")], "").await);
    assert!(!ask("POST /upload", "ada").await);
    for call in ["POST /upload", "POST /sessions/x/upload", "POST /api/v1/resumes", "POST /api/v1/sessions/x/jd", "POST /fn/give_posting"] {
        assert!(ask(call, "ada").await, "{call}");
    }
    let ben = program.asked_from(address("198.51.100.7"), "POST /upload", &[FORM, "x-tenant-id: ben"], "").await;
    assert!(!is_held(&ben), "another one, from elsewhere");
    assert!(!ask("POST /api/v1/sessions/x/messages", "ada").await, "runs have no rate of their own here");
    assert!(!ask("POST /fn/load_trash", "ada").await);
    for call in ["GET /api/v1/sessions", "POST /fn/start_run", "GET /", "GET /nothing"] {
        assert!(ask(call, "ada").await, "{call}");
    }
    for free in ["GET /healthz", "GET /readyz", "GET /theme.js", "GET /pkg/style.css"] {
        assert!(!ask(free, "ada").await, "{free}");
    }
    let taken_up = ["x-tenant-id: ada", "last-event-id: evt_1"];
    assert!(!is_held(&program.ask("GET /api/v1/sessions/x/runs/y/stream", &taken_up, "").await), "it was lost, not asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_held_on_their_own_machine() {
    let program = Program::with(&[]).await;
    for _ in 0..100 {
        assert!(!is_held(&program.ask("POST /fn/account_log_in", &[FORM], "").await));
        assert!(!is_held(&program.ask("GET /api/v1/settings/provider-policy", &[], "").await));
    }
}
