//! The matrix: every route, called by everybody.
//!
//! ```text
//! listing   which routes there are, as the router says
//! table     who may call each, and with what              ─┐
//! callers   who calls: headers                             ├─ every row × every caller
//! world     somebody's things, each with a secret word    ─┘
//! ```
//!
//! What belongs to somebody else is answered exactly as what is nowhere, and no answer holds a word of it. Whoever adds a route adds a
//! row; whoever adds a way to log in adds a caller.

mod callers;
mod listing;
mod table;
mod world;

use std::collections::BTreeSet;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use callers::{Caller, MEMBER, May, TOKEN, account, bearer, browser, log_in, login_of, nobody, of_tenant, personal_token, with_token};
use domain::account::Scope;
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use services::config::Auth;
use services::testing::Bench;
use services::{Shift, accounts};
use table::{Row, TABLE, Who, acts_on_an_account, brings_in, ends_logins, is_form, is_without_account, needs_accounts, takes_away};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use world::{SCRIPT, World};

/// The name under which these tests call the program.
const HOST: &str = "127.0.0.1:3000";
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(40);
const OWNER: &str = "owner-of-the-matrix";
const STRANGER: &str = "stranger-to-the-matrix";

/// The whole program without a socket.
struct Stage {
    bench: Bench,
    router: Router,
    /// The owner's.
    tenant: String,
    owner: World,
    stranger: World,
}

impl Stage {
    /// Without accounts.
    async fn open(vars: &[(&str, &str)]) -> Self {
        Self::on(bench(vars).await, OWNER, STRANGER).await
    }

    /// With an account for each; the owner's world names the account, a login and a token of it.
    async fn of_accounts() -> Self {
        let mode = [("RESUMAX_AUTH", "accounts"), ("RESUMAX_PUBLIC_URL", "http://127.0.0.1:3000")];
        let bench = bench(&[&mode[..], &CROWDED].concat()).await;
        let (owner, stranger) = (account(&bench, "owner", false).await, account(&bench, "stranger", false).await);
        let mut stage = Self::on(bench, owner.as_str(), stranger.as_str()).await;
        let token = log_in(&stage.bench, "owner").await;
        let login = login_of(&stage.bench, &token).await;
        let (api_token, _) = personal_token(&stage.bench, &token, Scope::Write).await;
        let actor = callers::let_in(&stage.bench, &token).await;
        stage.owner = stage.owner.linked(&stage.bench, &actor).await;
        stage.owner = stage.owner.with("login", login).with("api_token", api_token).with("account", owner.as_str());
        stage
    }

    async fn on(bench: Bench, owner: &str, stranger: &str) -> Self {
        let workers = services::start_workers(&bench.services, Shift::of_all(2));
        let (own, other) = tokio::join!(World::of(&bench, owner), World::of(&bench, stranger));
        // From now on only requests change anything.
        workers.drain(Duration::from_secs(5)).await;
        let state = super::State {
            services: bench.services.clone(),
            leptos: LeptosOptions::builder().output_name("frontend").build(),
            leaving: CancellationToken::new(),
            stopping: CancellationToken::new(),
        };
        Self { router: super::router(state), bench, tenant: owner.to_owned(), owner: own, stranger: other }
    }

    /// What a caller is told; ids of `world` stand in it by name.
    async fn ask(&self, caller: &Caller, (call, _, sends): &Row, world: &World) -> Said {
        self.ask_with(caller, call, &world.fill(sends), world, &[]).await
    }

    async fn ask_with(&self, caller: &Caller, call: &str, sends: &str, world: &World, more: &[(&str, &str)]) -> Said {
        let (method, path) = call.split_once(' ').expect("a method and a path");
        let mut request = Request::builder().method(method).uri(world.path(path)).header("host", HOST);
        for (name, value) in caller.headers.iter().map(|(name, value)| (*name, value.as_str())).chain(more.iter().copied()) {
            request = request.header(name, value);
        }
        let (kind, body) = match sends {
            "" => ("", String::new()),
            "file" => ("multipart/form-data; boundary=x", FILE.to_owned()),
            json if json.starts_with('{') => ("application/json", json.to_owned()),
            form => ("application/x-www-form-urlencoded", form.to_owned()),
        };
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        let asked = self.router.clone().oneshot(request.body(Body::from(body)).expect("a request"));
        let response = tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| panic!("{call} by {} is not answered", caller.name));
        let response = response.expect("an answer");
        Said::read(response, world).await
    }

    fn has_accounts(&self) -> bool {
        self.bench.services.config.auth == Auth::Accounts
    }

    /// What the database holds of the owner, but for the audit log: a link that was followed stands in it, whoever followed it.
    async fn of_owner(&self) -> Vec<String> {
        let all = self.bench.digest().await.into_iter().filter(|(table, _)| !table.contains("audit"));
        all.flat_map(|(_, rows)| rows.lines().filter(|row| row.contains(&self.tenant)).map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}

/// Everybody calls from one address, and far too often.
const CROWDED: [(&str, &str); 5] = [
    ("RESUMAX_RATE_LIMIT_RPM", "1000000"),
    ("RESUMAX_RATE_LIMIT_AUTH_RPM", "1000000"),
    ("RESUMAX_RATE_LIMIT_UPLOAD_RPM", "1000000"),
    ("RESUMAX_RATE_LIMIT_RUN_RPM", "1000000"),
    ("RESUMAX_RATE_LIMIT_EXPORT_RPM", "1000000"),
];

async fn bench(vars: &[(&str, &str)]) -> Bench {
    let script = [("AI_PROVIDER", "mock"), ("AI_MOCK_SCRIPT", SCRIPT)];
    Bench::with(&[vars, &script].concat()).await
}

const FILE: &str = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.md\"\r\n\r\n# Bo Example\n\nbo@example.org\n\n## Skills\n\nRye, spelt\n\r\n--x--\r\n";

/// An answer without what differs from one request to the next.
#[derive(Debug, PartialEq)]
struct Said {
    status: StatusCode,
    headers: BTreeSet<String>,
    body: String,
}

impl Said {
    async fn read(response: axum::response::Response, world: &World) -> Self {
        let (parts, body) = response.into_parts();
        let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
        let request = header("x-request-id");
        let nonce = header("content-security-policy").split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).map(str::to_owned);
        let same = |text: &str| {
            let text = world.without(text).replace(&request, "REQUEST");
            nonce.as_ref().map_or(text.clone(), |nonce| text.replace(nonce, "NONCE"))
        };
        let headers = parts.headers.iter().map(|(name, value)| same(&format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()))));
        let headers = headers.collect();
        // A stream that goes on is not waited for.
        let body = tokio::time::timeout(PATIENCE, body.collect()).await.expect("the answer ends").expect("a body").to_bytes();
        Self { status: parts.status, headers, body: same(&String::from_utf8_lossy(&body)) }
    }

    fn holds(&self, word: &str) -> bool {
        self.body.contains(word) || self.headers.iter().any(|header| header.contains(word))
    }
}

fn is_read(call: &str) -> bool {
    call.starts_with("GET ")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_stands_in_the_table_and_every_row_has_a_route() {
    let stage = Stage::open(&[]).await;
    let routes = listing::routes(&stage.router);
    assert!(routes.len() > 100, "{routes:?}");
    let rows: BTreeSet<String> = TABLE.iter().map(|(call, ..)| (*call).to_owned()).collect();
    let missing: Vec<_> = routes.difference(&rows).collect();
    let gone: Vec<_> = rows.difference(&routes).collect();
    assert!(missing.is_empty(), "add to http/matrix/table.rs who may call {missing:?}");
    assert!(gone.is_empty(), "take out of http/matrix/table.rs what is no route: {gone:?}");
    for (call, ..) in TABLE {
        let served = call.starts_with("GET ") || !call.contains("/fn/") || call.starts_with("POST /fn/");
        assert!(served, "{call}: server functions take POST alone, so that no link calls one");
    }
}

/// How a caller who is not the owner is refused; `None`: let in, or told what everybody is told.
fn refusal(call: &str, who: Who, may: May, accounts: bool) -> Option<StatusCode> {
    let is_page = is_read(call) && !call.contains(" /api/") && !call.contains(" /metrics");
    match who {
        Who::Anyone | Who::Holder => None,
        _ if needs_accounts(call) && !accounts => None,
        // Pages send them to where they can log in, or say that they can't.
        _ if !may.known && is_page => None,
        _ if !may.known => Some(StatusCode::UNAUTHORIZED),
        _ if may.only_look && !is_read(call) => Some(StatusCode::FORBIDDEN),
        // Plain forms lead back to their page, which says why.
        _ if is_form(call) => None,
        _ if !may.bring_in && brings_in(call) => Some(StatusCode::FORBIDDEN),
        Who::Owner if may.program && needs_accounts(call) => Some(StatusCode::FORBIDDEN),
        Who::Owner => Some(StatusCode::NOT_FOUND),
        Who::Operator => (!may.operate).then_some(StatusCode::FORBIDDEN),
        Who::Known | Who::Account => None,
    }
}

/// Calls every row as each of `callers`, none of whom is let in as the owner.
async fn nobody_else_learns_anything(stage: &Stage, callers: &[Caller]) {
    let before = stage.of_owner().await;
    assert!(before.len() > 20, "the owner has things");
    let (foreign, nowhere) = (stage.owner.clone(), stage.owner.nowhere());
    let mut faults = Vec::new();
    for row in TABLE {
        let (call, who, sends) = row;
        for caller in callers {
            let may = caller.may;
            // An administrator may do this to the owner, and the others would be out for the rest of the table.
            if may.account && (ends_logins(call) || may.operate && acts_on_an_account(call)) {
                continue;
            }
            let told = stage.ask(caller, row, &foreign).await;
            let mut fault =
                |what: &str, told: &Said| faults.push(format!("{call} by {}: {what}: {} {}", caller.name, told.status, told.body));
            if told.status.is_server_error() {
                fault("fails", &told);
            }
            if *who != Who::Holder && (told.holds(&foreign.secret) || !may.operate && told.holds(&stage.tenant)) {
                fault("learns something", &told);
            }
            if refusal(call, *who, may, stage.has_accounts()).is_some_and(|status| status != told.status) {
                fault("is not refused as it should be", &told);
            }
            if *who != Who::Owner {
                continue;
            }
            if told != stage.ask(caller, row, &nowhere).await {
                fault("is told something else than about what is nowhere", &told);
            }
            // Their own session, and in it the owner's run, approval, version.
            let Some(own) = &caller.own else { continue };
            let (inside, outside) = (foreign.inside(own), nowhere.inside(own));
            if inside.path(call) == outside.path(call) && inside.fill(sends) == outside.fill(sends) {
                continue;
            }
            let told = stage.ask(caller, row, &inside).await;
            if !told.status.is_client_error() || told != stage.ask(caller, row, &outside).await || told.holds(&foreign.secret) {
                fault("reaches it from a session of their own", &told);
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n\n"));
    assert_eq!(before, stage.of_owner().await, "nothing of the owner's was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenant_is_told_that_nothing_is_there() {
    let stage = Stage::open(&[]).await;
    let own = stage.stranger.clone();
    let other = of_tenant("another tenant", STRANGER, Some(own));
    nobody_else_learns_anything(&stage, &[other]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_service_token_nobody_is_let_in() {
    let stage = Stage::open(&[("RESUMAX_AUTH", "token"), ("RESUMAX_API_TOKEN", TOKEN)]).await;
    let own = stage.stranger.clone();
    let callers = [
        nobody(),
        with_token("who guesses the token", "a-service-token-of-the-matrix-0123456788", OWNER, None),
        Caller { name: "who names the owner alone", ..nobody() }.saying("x-tenant-id", OWNER),
        Caller { name: "who sends the token as a password", ..nobody() }.saying("authorization", format!("Basic {TOKEN}")),
        with_token("another tenant", TOKEN, STRANGER, Some(own)),
    ];
    nobody_else_learns_anything(&stage, &callers).await;
    let tenantless = nobody().saying("authorization", format!("Bearer {TOKEN}"));
    let told = stage.ask(&tenantless, &("GET /api/v1/sessions", Who::Known, ""), &stage.owner).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST, "a program says whose data it is about");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_account_and_nothing_that_has_ended_is_let_in() {
    let stage = Stage::of_accounts().await;
    let bench = &stage.bench;
    account(bench, "admin", true).await;
    callers::unconfirmed(bench, "newcomer").await;
    let own = Some(stage.stranger.clone());
    let stranger = log_in(bench, "stranger").await;
    let (_, writes) = personal_token(bench, &stranger, Scope::Write).await;
    let (_, looks) = personal_token(bench, &stranger, Scope::Read).await;
    let ended = log_in(bench, "owner").await;
    let (revoked, secret) = personal_token(bench, &ended, Scope::Write).await;
    let owner = callers::let_in(bench, &ended).await;
    accounts::revoke_token(&bench.services, &owner, &domain::ids::TokenId::new(revoked)).await.expect("taken back");
    accounts::log_out(&bench.services, &owner).await.expect("out");
    let (newcomer, admin) = (log_in(bench, "newcomer").await, log_in(bench, "admin").await);
    let callers = [
        nobody(),
        nobody().saying("x-tenant-id", &stage.tenant),
        bearer("the owner, whose login has ended", &ended, May::default(), None),
        browser("the owner's browser, whose login has ended", &ended, May::default(), None),
        bearer("the owner's token that was taken back", &secret, May::default(), None),
        browser("another account", &stranger, MEMBER, own.clone()).saying("x-tenant-id", &stage.tenant),
        bearer("a program of another account", &writes, May { program: true, ..MEMBER }, own.clone()),
        bearer("a program that may only look", &looks, May { only_look: true, ..MEMBER }, own),
        bearer("an account that is not confirmed", &newcomer, May { bring_in: false, ..MEMBER }, None),
        bearer("an administrator", &admin, May { operate: true, ..MEMBER }, None),
    ];
    nobody_else_learns_anything(&stage, &callers).await;
    let newcomer = &callers[8];
    for list in ["GET /api/v1/resumes", "GET /api/v1/job-descriptions"] {
        let told = stage.ask(newcomer, &(list, Who::Known, ""), &stage.owner).await;
        assert_eq!(told.body, r#"{"items":[],"next_cursor":null}"#, "{list}: nothing was brought in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_may_only_look_reads_everything_and_changes_nothing() {
    let stage = Stage::of_accounts().await;
    let (_, secret) = personal_token(&stage.bench, &log_in(&stage.bench, "owner").await, Scope::Read).await;
    let owner = bearer("the owner's token that may only look", &secret, May { only_look: true, ..MEMBER }, None);
    stage.ask(&owner, &("GET /api/v1/me", Who::Account, ""), &stage.owner).await;
    let before = stage.of_owner().await;
    for row in TABLE.iter().filter(|(_, who, _)| matches!(who, Who::Owner | Who::Known | Who::Account)) {
        let told = stage.ask(&owner, row, &stage.owner).await;
        let (call, ..) = row;
        let as_it_should = if is_read(call) { told.status.is_success() } else { told.status == StatusCode::FORBIDDEN };
        assert!(as_it_should, "{call}: {} {}", told.status, told.body);
    }
    assert_eq!(before, stage.of_owner().await);
}

/// Calls the whole table as the owner: without this the refusals above could be about rows that name nothing.
async fn is_let_in(stage: &Stage, mut owner: Caller, again: impl AsyncFn() -> Caller) {
    let mut rows: Vec<_> = TABLE.iter().collect();
    rows.sort_by_key(|(call, ..)| (!is_read(call), takes_away(call), ends_logins(call), call.contains("/me/password")));
    let mut faults = Vec::new();
    let mut gone = BTreeSet::new();
    for row in rows {
        let (call, who, sends) = row;
        let of_others = *who == Who::Operator && !owner.may.operate || is_without_account(call) && owner.may.account;
        let elsewhere = *who == Who::Anyone || needs_accounts(call) && !stage.has_accounts() || of_others;
        // What was taken away by another row is rightly not there.
        let named = stage.owner.fill(&format!("{} {sends}", stage.owner.path(call)));
        if elsewhere || gone.iter().any(|id: &String| named.contains(id)) {
            continue;
        }
        if ends_logins(call) {
            owner = again().await;
        }
        let told = stage.ask(&owner, row, &stage.owner).await;
        let led_away = told.headers.iter().any(|header| header.starts_with("location: /login"));
        let answered = told.status.is_success() || told.status.is_redirection() && !led_away || [409, 422].contains(&told.status.as_u16());
        // Two rows in turn ask for another address: one mail a minute.
        if !answered && !["WRONG_CREDENTIALS", "RATE_LIMITED"].iter().any(|code| told.body.contains(code)) {
            faults.push(format!("{call}: {} {}", told.status, told.body));
        }
        if *who == Who::Owner && told.status.is_success() && takes_away(call) && !call.contains("/cancel") {
            let names = ["$session", "$resume", "$posting", "$login", "$api_token"].map(|name| stage.owner.fill(name));
            gone.extend(names.into_iter().filter(|id| named.contains(id)));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_let_in_everywhere_in_local_mode() {
    let owner = of_tenant("the owner", OWNER, None);
    is_let_in(&Stage::open(&[]).await, owner.clone(), async || owner.clone()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_let_in_everywhere_with_the_service_token() {
    let owner = with_token("the owner", TOKEN, OWNER, None);
    is_let_in(&Stage::open(&[("RESUMAX_AUTH", "token"), ("RESUMAX_API_TOKEN", TOKEN)]).await, owner.clone(), async || owner.clone()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_an_account_is_let_in_everywhere() {
    let stage = Stage::of_accounts().await;
    let again = async || browser("the owner", &log_in(&stage.bench, "owner").await, MEMBER, None);
    is_let_in(&stage, again().await, again).await;
    account(&stage.bench, "admin", true).await;
    let admin = bearer("an administrator", &log_in(&stage.bench, "admin").await, May { operate: true, ..MEMBER }, None);
    for row in TABLE.iter().filter(|(_, who, _)| *who == Who::Operator) {
        let told = stage.ask(&admin, row, &stage.owner).await;
        assert!(told.status.is_success() || [409, 422].contains(&told.status.as_u16()), "{}: {} {}", row.0, told.status, told.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_a_route_does_not_take_is_refused_as_such() {
    let stage = Stage::open(&[]).await;
    let owner = of_tenant("the owner", OWNER, None);
    let rows: BTreeSet<_> = TABLE.iter().map(|(call, ..)| *call).collect();
    let paths: BTreeSet<_> = rows.iter().filter_map(|call| Some(call.split_once(' ')?.1)).collect();
    let mut faults = Vec::new();
    for path in paths {
        for method in listing::METHODS.iter().filter(|method| !rows.contains(format!("{method} {path}").as_str())) {
            let told = stage.ask_with(&owner, &format!("{method} {path}"), "", &stage.owner, &[]).await;
            if told.status != StatusCode::METHOD_NOT_ALLOWED {
                faults.push(format!("{method} {path}: {}", told.status));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Both ways in which a browser is let in.
async fn with_browsers() -> [(Stage, Caller); 2] {
    let (local, accounts) = (Stage::open(&[]).await, Stage::of_accounts().await);
    let token = log_in(&accounts.bench, "owner").await;
    [(local, of_tenant("the owner", OWNER, None)), (accounts, browser("the owner", &token, MEMBER, None))]
}

/// But the audit log, in which a look at the accounts stands. The first look at an analysis moves its session on, which the contract wants;
/// the owner of the matrix has looked already.
#[tokio::test(flavor = "multi_thread")]
async fn no_get_changes_anything() {
    for (stage, owner) in with_browsers().await {
        let before = stage.bench.digest().await;
        let overrides = [("x-http-method-override", "DELETE"), ("x-http-method", "DELETE"), ("x-method-override", "DELETE")];
        for (call, ..) in TABLE.iter().filter(|(call, ..)| is_read(call)) {
            let path = call.trim_start_matches("GET ");
            for (method, more) in [("GET", &overrides[..0]), ("GET", &overrides[..]), ("HEAD", &overrides[..0])] {
                stage.ask_with(&owner, &format!("{method} {path}"), "", &stage.owner, more).await;
            }
        }
        let after = stage.bench.digest().await;
        for (table, rows) in before.iter().filter(|(table, _)| !table.contains("audit")) {
            assert_eq!(rows, &after[table], "a GET changed {table}");
        }
    }
}

/// What browsers say of a request that another site has made, and what may be made of it on the way.
const OTHER_SITES: [&[(&str, &str)]; 7] = [
    &[("origin", "http://example.org")],
    &[("origin", "null")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:4000")],
    &[("origin", "http://localhost:3000")],
    &[("origin", "http://127.0.0.1:3000.example.org")],
    &[("origin", "http://127.0.0.1:3000@example.org")],
];

#[tokio::test(flavor = "multi_thread")]
async fn another_site_changes_nothing_and_is_given_nothing_to_read() {
    for (stage, owner) in with_browsers().await {
        let before = stage.of_owner().await;
        for (call, _, sends) in TABLE {
            for said in OTHER_SITES {
                let told = stage.ask_with(&owner, call, &stage.owner.fill(sends), &stage.owner, said).await;
                assert!(is_read(call) || told.status == StatusCode::FORBIDDEN, "{call} with {said:?}: {}", told.status);
                assert!(!told.headers.iter().any(|header| header.starts_with("access-control-")), "{call}: {:?}", told.headers);
                assert!(told.headers.contains("cross-origin-resource-policy: same-origin"), "{call}: {:?}", told.headers);
            }
        }
        assert_eq!(before, stage.of_owner().await, "another site changed something");
        let rename = ("PATCH /api/v1/sessions/{id}", r#"{"workspace_name": "Mine"}"#);
        for said in [&[][..], &[("sec-fetch-site", "same-origin")], &[("sec-fetch-site", "none")], &[("origin", "http://127.0.0.1:3000")]] {
            let told = stage.ask_with(&owner, rename.0, rename.1, &stage.owner, said).await;
            assert_eq!(told.status, StatusCode::OK, "{said:?}: {}", told.body);
        }
    }
}
