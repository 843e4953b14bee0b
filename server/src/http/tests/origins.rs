//! What other sites make browsers send.

use super::Program;
use axum::http::{Method, StatusCode};
use domain::{Code, Error};

/// The proxy writes the name of the machine behind it.
const HOST: &str = "host: 127.0.0.1:3000";
const OWN: (&str, &str) = ("RESUMAX_PUBLIC_URL", "https://CV.example.org:443/");
const JSON: &str = "content-type: application/json";

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_change_nothing() {
    let program = Program::with(&[OWN]).await;
    let hostile: [&[&str]; 9] = [
        &["sec-fetch-site: cross-site"],
        &["sec-fetch-site: same-site"],
        &["sec-fetch-site: cross-site", "origin: https://evil.example"],
        &["sec-fetch-site: cross-site", "origin: null"],
        &["origin: https://evil.example"],
        &["origin: null"],
        &["origin: http://cv.example.org"],
        &["origin: https://cv.example.org.evil.example"],
        &["origin: https://cv.example.org:8443"],
    ];
    for says in hostile {
        for call in
            ["POST /api/v1/sessions", "DELETE /api/v1/sessions/x", "PATCH /api/v1/sessions/x", "POST /fn/create_session", "POST /upload"]
        {
            let headers: Vec<_> = says.iter().copied().chain([HOST, JSON]).collect();
            let reply = program.ask(call, &headers, "").await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{call} {says:?}");
            match call.split(['/', ' ']).nth(2) {
                Some("api") => assert_eq!(reply.code(), "FORBIDDEN", "{}", reply.body),
                Some("fn") => assert!(serde_json::from_str::<Error>(&reply.body).is_ok_and(|error| error.code == Code::Forbidden)),
                _ => assert!(reply.body.starts_with("This request came from another site"), "{}", reply.body),
            }
        }
    }
    assert_eq!(program.ask("GET /api/v1/sessions", &[HOST], "").await.json()["items"].as_array().map(Vec::len), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_pages_and_programs_that_are_no_browser_are_heard_also_behind_a_proxy() {
    let program = Program::with(&[OWN]).await;
    let own: [&[&str]; 6] = [
        &[],
        &["sec-fetch-site: same-origin"],
        &["sec-fetch-site: none"],
        &["sec-fetch-site: same-origin", "origin: https://cv.example.org"],
        &["origin: https://cv.example.org"],
        &["origin: http://127.0.0.1:3000"],
    ];
    for says in own {
        let headers: Vec<_> = says.iter().copied().chain([HOST, JSON]).collect();
        let reply = program.ask("POST /api/v1/sessions", &headers, "{}").await;
        assert_eq!(reply.status, StatusCode::CREATED, "{says:?}: {}", reply.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_server_function_and_no_form_answers_to_a_link() {
    let program = Program::with(&[]).await;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}");
        assert_eq!(program.ask(&format!("GET {path}"), &[], "").await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    for form in ["/upload", "/sessions/x/upload"] {
        assert_eq!(program.ask(&format!("GET {form}"), &[], "").await.status, StatusCode::METHOD_NOT_ALLOWED, "{form}");
    }
}
