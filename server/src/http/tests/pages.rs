//! Pages as a browser without the program gets them.

use super::Program;
use domain::account::NewAccount;
use services::accounts::{self, Client, LoggedIn};

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
