//! What every reply tells a browser to do and not to do.

use super::{Program, Reply};
use axum::http::header;
use services::testing::document;

const HTTPS: (&str, &str) = ("RESUMAX_PUBLIC_URL", "https://cv.example.org");
const JSON: &str = "content-type: application/json";
const FORM: &str = "content-type: application/x-www-form-urlencoded";
/// The tenant of the bench.
const ADA: &str = "x-tenant-id: ada";

/// What holds for all of them.
fn check(what: &str, status: u16, reply: &Reply) {
    let mut missing = Vec::new();
    let mut expect = |name: &str, held: bool| {
        if !held {
            missing.push(name.to_owned());
        }
    };
    let policy = reply.header(header::CONTENT_SECURITY_POLICY);
    for rule in ["default-src ", "base-uri 'none'", "frame-ancestors 'none'", "form-action "] {
        expect(rule, policy.contains(rule));
    }
    expect("no unsafe-inline", !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ] {
        expect(name, reply.header(name) == value);
    }
    expect("permissions-policy", reply.header("permissions-policy").contains("camera=()"));
    expect("x-request-id", !reply.header("x-request-id").is_empty());
    expect("cache-control", reply.header(header::CACHE_CONTROL) == if what.contains("asset") { "no-cache" } else { "no-store" });
    assert_eq!(reply.status, status, "{what}: {}", reply.body);
    assert!(missing.is_empty(), "{what}: {missing:?} in {:?}", reply.headers);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_reply_carries_them() {
    let program = Program::with(&[HTTPS]).await;
    let session = program.bench.session(&document(), false).await;
    let exported = program.ask(&format!("POST /api/v1/sessions/{session}/export"), &[ADA, JSON], r#"{"format":"md"}"#).await;
    check("an API reply", 201, &exported);
    let address = exported.json()["download_url"].as_str().expect("an address").to_owned();
    let download = format!("GET {}", &address[address.find("/api/").expect("an address of ours")..]);
    let file = program.ask(&download, &[], "").await;
    check("a download", 200, &file);
    assert!(file.header(header::CONTENT_DISPOSITION).starts_with("attachment"), "{:?}", file.headers);
    check("a page", 200, &program.ask("GET /", &[ADA], "").await);
    check("a server function", 200, &program.ask("POST /fn/load_trash", &[ADA, FORM], "").await);
    check("an API error", 404, &program.ask("GET /api/v1/sessions/nothing", &[ADA], "").await);
    check("an unknown call", 404, &program.ask("GET /api/v1/nothing", &[ADA], "").await);
    let asset = program.ask("GET /theme.js", &[], "").await;
    check("an asset", 200, &asset);
    let seen = format!("if-none-match: {}", asset.header(header::ETAG));
    check("an asset that is there already", 304, &program.ask("GET /theme.js", &[&seen], "").await);
    check("nothing", 404, &program.ask("GET /nothing", &[ADA], "").await);
    check("nothing among the files", 404, &program.ask("GET /pkg/nothing.js", &[ADA], "").await);
    let parts = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.md\"\r\n\r\n# Ada Example\n\r\n--x--\r\n";
    check("a redirect", 303, &program.ask("POST /upload", &["content-type: multipart/form-data; boundary=x"], parts).await);
    check("a method that is not taken", 405, &program.ask("GET /fn/load_trash", &[], "").await);
    check("another site", 403, &program.ask("POST /api/v1/sessions", &["sec-fetch-site: cross-site"], "").await);
    std::fs::remove_dir_all(program.bench.dir.path().join("objects")).expect("the objects of this test");
    let broken = program.ask(&download, &[], "").await;
    check("a fault of ours", 500, &broken);
    assert!(broken.code() == "INTERNAL" && !broken.body.contains("objects"), "{}", broken.body);

    let held = Program::with(&[HTTPS, ("RESUMAX_RATE_LIMIT_RPM", "1")]).await;
    check("the last that is taken", 200, &held.ask("GET /api/v1/sessions", &[], "").await);
    for call in ["GET /api/v1/sessions", "POST /fn/load_trash", "GET /", "POST /upload"] {
        let reply = held.ask(call, &[FORM], "").await;
        check(&format!("one too many: {call}"), 429, &reply);
        assert!(reply.header(header::RETRY_AFTER).parse::<u64>().is_ok_and(|seconds| seconds >= 1), "{:?}", reply.headers);
    }
    check("one too many: a page", 429, &held.ask("GET /", &["accept: text/html"], "").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_run_their_own_scripts_alone_and_carry_no_style_or_script_of_their_own() {
    let program = Program::with(&[]).await;
    let session = program.bench.session(&document(), false).await;
    let stages = ["resume", "job", "analysis", "review", "export", "history"].map(|stage| format!("/sessions/{session}/{stage}"));
    for path in ["/", "/settings", "/settings/jobs", "/trash", "/nothing"].map(str::to_owned).into_iter().chain(stages) {
        let page = program.ask(&format!("GET {path}"), &[ADA], "").await;
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
        assert!(nonce.len() >= 16 && policy.contains("object-src 'none'"), "{path}: {policy}");
        let scripts: Vec<_> = page.body.match_indices("<script").map(|(at, _)| page.body[at..].split('>').next().unwrap_or("")).collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: {script}");
        }
        for inline in ["<style", " style=\"", " onclick=", " onload=", " onerror=", "javascript:"] {
            assert!(!page.body.contains(inline), "{path}: {inline}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_pages_never_have_the_same_nonce() {
    let program = Program::with(&[]).await;
    let (one, other) = tokio::join!(program.ask("GET /", &[], ""), program.ask("GET /", &[], ""));
    assert_ne!(one.header(header::CONTENT_SECURITY_POLICY), other.header(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_there_is_tls_is_said_by_the_public_address_and_never_by_a_request() {
    let (plain, tls) = (Program::with(&[]).await, Program::with(&[HTTPS]).await);
    assert_eq!(plain.ask("GET /healthz", &["x-forwarded-proto: https"], "").await.header(header::STRICT_TRANSPORT_SECURITY), "");
    assert_ne!(tls.ask("GET /healthz", &["x-forwarded-proto: http"], "").await.header(header::STRICT_TRANSPORT_SECURITY), "");
}
