//! Who calls in these tests, by what they send along.

use domain::account::{NewAccount, NewToken, Scope};
use domain::ids::UserId;
use services::accounts::{self, Client, LoggedIn};
use services::testing::Bench;
use services::{Access, Actor};

use super::world::World;

/// What lets a caller in, and how far.
#[derive(Clone, Copy, Debug, Default)]
pub struct May {
    /// Somebody that the program knows.
    pub known: bool,
    /// Looks after the installation.
    pub operate: bool,
    /// Has an account.
    pub account: bool,
    /// The address of that is confirmed.
    pub bring_in: bool,
    /// By a token that may only look.
    pub only_look: bool,
    /// By a token: what lets in is for people.
    pub program: bool,
}

/// Somebody who calls.
#[derive(Clone, Debug)]
pub struct Caller {
    /// "a stranger".
    pub name: &'static str,
    /// What is sent along with every request.
    pub headers: Vec<(&'static str, String)>,
    /// What they may do.
    pub may: May,
    /// Their own things, where they have some.
    pub own: Option<World>,
}

/// Of everybody who is let in without an account.
const ALL: May = May { known: true, operate: true, account: false, bring_in: true, only_look: false, program: false };

/// `local` mode: whoever names that tenant.
pub fn of_tenant(name: &'static str, tenant: &str, own: Option<World>) -> Caller {
    Caller { name, headers: vec![("x-tenant-id", tenant.to_owned())], may: ALL, own }
}

/// The service token of these tests.
pub const TOKEN: &str = "a-service-token-of-the-matrix-0123456789";

/// `token` mode: a program that says this token and that tenant.
pub fn with_token(name: &'static str, token: &str, tenant: &str, own: Option<World>) -> Caller {
    let headers = vec![("authorization", format!("Bearer {token}")), ("x-tenant-id", tenant.to_owned())];
    let may = if token == TOKEN { ALL } else { May::default() };
    Caller { name, headers, may, own }
}

/// Says nothing about who they are.
pub fn nobody() -> Caller {
    Caller { name: "nobody", headers: Vec::new(), may: May::default(), own: None }
}

impl Caller {
    /// The same, who sends this header, too.
    pub fn saying(mut self, header: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((header, value.into()));
        self
    }
}

/// The password of all accounts of these tests.
pub const PASSWORD: &str = "seven-grey-herons-over-Lake-Matrix";

/// A member with a confirmed address.
pub const MEMBER: May = May { operate: false, account: true, ..ALL };

/// An account whose address is confirmed.
pub async fn account(bench: &Bench, name: &str, admin: bool) -> UserId {
    accounts::admin::create(&bench.services, new(name), admin).await.expect("an account")
}

/// An account whose address is not confirmed.
pub async fn unconfirmed(bench: &Bench, name: &str) {
    accounts::sign_up(&bench.services, new(name)).await.expect("signed up");
}

fn new(name: &str) -> NewAccount {
    NewAccount { email: address(name), password: PASSWORD.to_owned(), name: String::new() }
}

fn address(name: &str) -> String {
    format!("{name}@example.com")
}

/// The access token of a new login.
pub async fn log_in(bench: &Bench, name: &str) -> String {
    match accounts::log_in(&bench.services, &address(name), PASSWORD, &Client::default()).await {
        Ok(LoggedIn::In(opened)) => opened.entry.access_token,
        _ => panic!("{name} can log in"),
    }
}

/// Whoever an access token lets in.
pub async fn let_in(bench: &Bench, token: &str) -> Actor {
    accounts::of_access_token(&bench.services, token).await.expect("the database answers").expect("the token is good")
}

/// The login behind an access token.
pub async fn login_of(bench: &Bench, token: &str) -> String {
    match let_in(bench, token).await.access {
        Access::Account { via: services::Via::Login(login), .. } => login.into(),
        other => panic!("a login: {other:?}"),
    }
}

/// A personal token of whoever an access token lets in: its id and its secret.
pub async fn personal_token(bench: &Bench, token: &str, scope: Scope) -> (String, String) {
    let new = NewToken { name: "For a script".into(), scope, days: None };
    let made = accounts::make_token(&bench.services, &let_in(bench, token).await, new).await.expect("a token");
    (made.token.token_id.into(), made.secret)
}

/// Says a token.
pub fn bearer(name: &'static str, token: &str, may: May, own: Option<World>) -> Caller {
    Caller { name, headers: vec![("authorization", format!("Bearer {token}"))], may, own }
}

/// A browser that is logged in.
pub fn browser(name: &'static str, token: &str, may: May, own: Option<World>) -> Caller {
    Caller { name, headers: vec![("cookie", format!("resumax-access={token}"))], may, own }
}
