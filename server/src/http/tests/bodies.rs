//! What is sent by those who may send little, or nothing any more.

use super::{Program, Reply};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use domain::account::NewAccount;
use futures::StreamExt;
use services::accounts::{self, Client, LoggedIn};
use services::{Access, Actor};
use std::time::Duration;
use tower::ServiceExt;

const ACCOUNTS: (&str, &str) = ("RESUMAX_AUTH", "accounts");
const PASSWORD: &str = "nine-grey-herons-over-Lake-Bodies";
const PARTS: &str = "multipart/form-data; boundary=x";

/// Somebody who is logged in, and the header with which they are.
async fn ada(program: &Program) -> (Actor, String) {
    let services = &program.bench.services;
    let new = NewAccount { email: "ada@example.org".into(), password: PASSWORD.into(), name: String::new() };
    accounts::admin::create(services, new, false).await.expect("an account");
    let Ok(LoggedIn::In(opened)) = accounts::log_in(services, "ada@example.org", PASSWORD, &Client::default()).await else {
        panic!("let in")
    };
    let actor = accounts::of_access_token(services, &opened.entry.access_token).await.expect("read").expect("somebody");
    (actor, format!("Bearer {}", opened.entry.access_token))
}

/// Asks with a body of which the second part comes when `then` has ended.
async fn slowly(
    program: &Program,
    path: &str,
    kind: &str,
    bearer: &str,
    parts: [&str; 2],
    then: impl Future<Output = ()> + Send + 'static,
) -> Reply {
    let [first, second] = parts.map(|part| Ok::<_, std::io::Error>(Bytes::from(part.to_owned())));
    let late = futures::stream::once(async move {
        then.await;
        second
    });
    let body = Body::from_stream(futures::stream::iter([first]).chain(late));
    let request = Request::post(path).header("content-type", kind).header("authorization", bearer);
    Reply::of(program.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_coming_when_its_sender_is_logged_out_is_not_taken() {
    let program = Program::with(&[ACCOUNTS]).await;
    let (actor, bearer) = ada(&program).await;
    assert!(matches!(actor.access, Access::Account { .. }));
    let form = ["--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.md\"\r\n\r\n# Ada Example\n", "\r\n--x--\r\n"];
    let json = ["{\"title\":", "\"Late\"}"];
    let wait = || tokio::time::sleep(Duration::from_millis(1_800));
    let slow = slowly(&program, "/api/v1/resumes", PARTS, &bearer, form, wait()).await;
    assert_eq!(slow.status, StatusCode::CREATED, "who is still in may be slow: {}", slow.body);
    assert_eq!(slowly(&program, "/api/v1/sessions", "application/json", &bearer, json, wait()).await.status, StatusCode::CREATED);

    let (services, out) = (program.bench.services.clone(), actor.clone());
    let leaves = async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        accounts::log_out_everywhere(&services, &out).await.expect("out");
        wait().await;
    };
    let held = tokio::join!(
        slowly(&program, "/api/v1/resumes", PARTS, &bearer, form, leaves),
        slowly(&program, "/api/v1/sessions", "application/json", &bearer, json, wait()),
        slowly(&program, "/fn/create_session", "application/x-www-form-urlencoded", &bearer, ["title=", "Late"], wait()),
    );
    for reply in [held.0, held.1] {
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.body);
    }
    assert!(!held.2.status.is_success(), "{}", held.2.body);
    let again = program.bench.services.clone();
    let Ok(LoggedIn::In(opened)) = accounts::log_in(&again, "ada@example.org", PASSWORD, &Client::default()).await else {
        panic!("let in")
    };
    let bearer = format!("authorization: Bearer {}", opened.entry.access_token);
    for list in ["resumes", "sessions"] {
        let kept = program.ask(&format!("GET /api/v1/{list}"), &[&bearer], "").await;
        assert_eq!(kept.json()["items"].as_array().map(Vec::len), Some(1), "{list}: {}", kept.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_send_no_more_than_they_need() {
    let program = Program::with(&[ACCOUNTS]).await;
    let (_, bearer) = ada(&program).await;
    let form = "content-type: application/x-www-form-urlencoded";
    let long = format!("name={}", "x".repeat(100 << 10));
    let stranger = program.ask("POST /fn/create_session", &[form], &long).await;
    assert!(stranger.body.contains("could not be read"), "{}: {}", stranger.status, stranger.body);
    let known = program.ask("POST /fn/create_session", &[form, &format!("authorization: {bearer}")], &long).await;
    assert!(!known.body.contains("could not be read"), "{}: {}", known.status, known.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_texts_of_a_form_are_a_megabyte_together() {
    let program = Program::with(&[]).await;
    let field = |name: &str| format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{}\r\n", "x".repeat(600 << 10));
    let file = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.md\"\r\n\r\n# Ada Example\n\r\n--x--\r\n";
    let kind = format!("content-type: {PARTS}");
    let ask = async |body: String| program.ask("POST /api/v1/resumes", &[&kind, "x-tenant-id: ada"], &body).await;
    assert_eq!(ask(field("a") + file).await.status, StatusCode::CREATED);
    let refused = ask(field("a") + &field("b") + file).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "UPLOAD_TOO_LARGE"));
}
