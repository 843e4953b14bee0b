//! Pages as a browser without the program gets them.

use super::{Program, routed};
use domain::account::NewAccount;
use services::accounts::{self, Client, LoggedIn};
use std::time::Duration;

const PASSWORD: &str = "seven-grey-herons-over-Lake-Pages";

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_page_the_head_of_the_page_is_as_everywhere() {
    let program = Program::with(&[("RESUMAX_AUTH", "accounts")]).await;
    let services = &program.bench.services;
    let new = NewAccount { email: "ada@example.org".into(), password: PASSWORD.into(), name: String::new() };
    accounts::admin::create(services, new, false).await.expect("an account");
    let Ok(LoggedIn::In(opened)) = accounts::log_in(services, "ada@example.org", PASSWORD, &Client::default()).await else {
        panic!("let in")
    };
    let cookie = format!("cookie: resumax-access={}", opened.entry.access_token);
    for (path, status) in [("/trash", 200), ("/nothing", 404), ("/sessions/nothing/nowhere", 404)] {
        let page = program.ask(&format!("GET {path}"), &[&cookie], "").await;
        assert_eq!(page.status.as_u16(), status, "{path}");
        let (head, _) = page.body.split_once("id=\"main\"").expect("a main part");
        assert!(head.contains("account-menu"), "{path}: a script would have to put it there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_loads_what_it_shows_while_another_router_is_made() {
    let program = Program::with(&[]).await;
    let services = program.bench.services.clone();
    let others = tokio::task::spawn_blocking(move || (0..100).for_each(|_| drop(routed(services.clone()))));
    while !others.is_finished() {
        let page = tokio::time::timeout(Duration::from_secs(20), program.ask("GET /trash", &["x-tenant-id: ada"], "")).await;
        assert_eq!(page.expect("a page that does not wait without end").status, 200);
    }
    others.await.expect("made");
}
