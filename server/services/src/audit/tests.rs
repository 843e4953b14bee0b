//! What the audit log promises, against whoever can write to the database and has no key.

use super::*;
use crate::testing::Bench;
use domain::account::NewAccount;
use domain::audit::{Fault, Kind};
use domain::ids::{LoginId, UserId};
use domain::page::PageRequest;
use sea_orm::{ConnectionTrait, DbBackend};

const PASSWORD: &str = "violet kayak beneath the tundra";

async fn bench_with(entries: u32) -> Bench {
    let bench = Bench::open().await;
    for n in 0..entries {
        note(&bench, &bench.actor, "resume.upload", n).await.expect("appended");
    }
    bench
}

async fn note(bench: &Bench, actor: &Actor, action: &str, n: u32) -> Result<()> {
    let services = &bench.services;
    let at = services.now();
    services.write(async |tx| append(tx, actor, &at, action, "x", json!({ "n": n })).await).await
}

/// As somebody who can do with the database what he likes: the guards are off first.
async fn forge(services: &Services, sql: &str) {
    let db = services.db.migrator();
    let guards: &[&str] = match db.get_database_backend() {
        DbBackend::Postgres => {
            &["DROP TRIGGER IF EXISTS audit_log_is_kept ON audit_log", "DROP TRIGGER IF EXISTS audit_log_is_not_emptied ON audit_log"]
        }
        _ => &["DROP TRIGGER IF EXISTS audit_log_is_not_changed", "DROP TRIGGER IF EXISTS audit_log_is_kept"],
    };
    for sql in guards.iter().copied().chain([sql]) {
        db.execute_unprepared(sql).await.expect(sql);
    }
}

async fn fault(bench: &Bench) -> Option<Fault> {
    verify(&bench.services, &bench.actor).await.expect("read").fault
}

#[tokio::test]
async fn a_chain_that_nobody_touched_is_whole_and_so_are_all() {
    let bench = bench_with(3).await;
    let verdict = verify(&bench.services, &bench.actor).await.expect("read");
    assert_eq!((verdict.entries, verdict.fault), (3, None));
    let all = verify_all(&bench.services).await.expect("read");
    assert_eq!(all.iter().map(|one| (one.tenant.as_str(), one.entries)).collect::<Vec<_>>(), [("ada", 3), ("~installation", 1)]);
    assert!(all.iter().all(|one| one.fault.is_none()), "{all:?}");
    let nothing = verify(&bench.services, &bench.stranger).await.expect("read");
    assert_eq!((nothing.entries, nothing.fault), (0, None));
}

#[tokio::test]
async fn a_changed_entry_shows() {
    let bench = bench_with(3).await;
    forge(&bench.services, "UPDATE audit_log SET details = '{}' WHERE tenant = 'ada' AND seq = 2").await;
    assert_eq!(fault(&bench).await, Some(Fault::Entry { seq: 2 }));
}

#[tokio::test]
async fn an_entry_that_says_somebody_else_did_it_shows() {
    let bench = bench_with(3).await;
    forge(&bench.services, "UPDATE audit_log SET who = 'usr_2' WHERE tenant = 'ada' AND seq = 1").await;
    assert_eq!(fault(&bench).await, Some(Fault::Entry { seq: 1 }));
}

#[tokio::test]
async fn an_entry_that_was_taken_out_shows() {
    let bench = bench_with(3).await;
    forge(&bench.services, "DELETE FROM audit_log WHERE tenant = 'ada' AND seq = 2").await;
    assert_eq!(fault(&bench).await, Some(Fault::Entry { seq: 2 }));
}

#[tokio::test]
async fn an_entry_that_somebody_adds_who_can_not_seal_shows() {
    let bench = bench_with(2).await;
    let last = bench.services.read(&bench.actor).find::<Entity>().order_by_desc(Column::Seq).one(bench.services.db.reader()).await;
    let last = last.expect("read").expect("there");
    let mut forged = Model { seq: 3, previous: last.hash.clone(), ..last };
    forged.hash = hash(&forged);
    let row = forged.into_active_model();
    bench.services.write(async |tx| tx.of(&bench.actor).insert(row.clone()).await).await.expect("written");
    assert_eq!(fault(&bench).await, Some(Fault::Entry { seq: 3 }));
    note(&bench, &bench.actor, "resume.trash", 4).await.expect_err("its number is taken");
}

#[tokio::test]
async fn last_entries_that_are_gone_show_and_what_comes_later_does_not_cover_it_up() {
    let bench = bench_with(3).await;
    forge(&bench.services, "DELETE FROM audit_log WHERE tenant = 'ada' AND seq = 3").await;
    assert_eq!(fault(&bench).await, Some(Fault::Missing { seq: 3, of: 3 }));
    note(&bench, &bench.actor, "resume.trash", 4).await.expect("appended");
    assert_eq!(fault(&bench).await, Some(Fault::Entry { seq: 3 }));
}

#[tokio::test]
async fn last_entries_that_are_gone_with_a_head_that_was_changed_to_fit_show_for_ever() {
    let bench = bench_with(3).await;
    forge(&bench.services, "DELETE FROM audit_log WHERE tenant = 'ada' AND seq = 3").await;
    let sql = "UPDATE audit_heads SET count = 2, hash = (SELECT hash FROM audit_log WHERE tenant = 'ada' AND seq = 2) WHERE tenant = 'ada'";
    forge(&bench.services, sql).await;
    assert_eq!(fault(&bench).await, Some(Fault::Seal));
    note(&bench, &bench.actor, "resume.trash", 4).await.expect("appended");
    assert_eq!(fault(&bench).await, Some(Fault::Seal), "it is not sealed again");
}

#[tokio::test]
async fn a_head_that_is_gone_shows_for_ever() {
    let bench = bench_with(3).await;
    forge(&bench.services, "DELETE FROM audit_heads WHERE tenant = 'ada'").await;
    assert_eq!(fault(&bench).await, Some(Fault::Head));
    note(&bench, &bench.actor, "resume.trash", 4).await.expect("appended");
    assert_eq!(fault(&bench).await, Some(Fault::Seal));
}

#[tokio::test]
async fn a_chain_that_is_gone_as_a_whole_is_missed_also_when_another_one_begins() {
    let bench = bench_with(3).await;
    forge(&bench.services, "DELETE FROM audit_log WHERE tenant = 'ada'").await;
    forge(&bench.services, "DELETE FROM audit_heads WHERE tenant = 'ada'").await;
    assert_eq!(fault(&bench).await, Some(Fault::Head));
    note(&bench, &bench.actor, "resume.upload", 1).await.expect("appended");
    let all = verify_all(&bench.services).await.expect("read");
    assert_eq!(all.iter().find(|one| one.tenant.as_str() == "ada").and_then(|one| one.fault), Some(Fault::BegunAgain));
}

#[tokio::test]
async fn entries_of_the_old_form_still_fit_and_what_follows_them_is_sealed() {
    let bench = Bench::open().await;
    let mut previous = String::new();
    for seq in 1..=2 {
        let mut old = Model {
            tenant: "ada".to_owned(),
            seq,
            at: bench.services.now(),
            action: "export".to_owned(),
            subject: "sess_1".to_owned(),
            details: "{}".to_owned(),
            previous,
            hash: String::new(),
            form: 1,
            who: None,
            via: None,
            network: None,
        };
        old.hash = hash(&old);
        previous = old.hash.clone();
        let row: ActiveModel = old.into_active_model();
        bench.services.write(async |tx| tx.of(&bench.actor).insert(row.clone()).await).await.expect("kept");
    }
    assert_eq!(fault(&bench).await, None);
    note(&bench, &bench.actor, "resume.upload", 1).await.expect("appended");
    let verdict = verify(&bench.services, &bench.actor).await.expect("read");
    assert_eq!((verdict.entries, verdict.fault), (3, None));
    forge(&bench.services, "DELETE FROM audit_log WHERE tenant = 'ada' AND seq = 3").await;
    assert_eq!(fault(&bench).await, Some(Fault::Missing { seq: 3, of: 3 }));
}

#[tokio::test]
async fn the_database_itself_changes_and_removes_no_entry() {
    let bench = bench_with(2).await;
    let mut attempts = vec!["UPDATE audit_log SET details = '{}'", "DELETE FROM audit_log", "DELETE FROM audit_log WHERE seq = 2"];
    if bench.services.db.migrator().get_database_backend() == DbBackend::Postgres {
        attempts.push("TRUNCATE audit_log");
    }
    for sql in attempts {
        let error = bench.services.db.migrator().execute_unprepared(sql).await.expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    assert_eq!(fault(&bench).await, None);
}

#[tokio::test]
async fn a_seal_of_a_key_that_was_replaced_holds_until_it_is_renewed_and_then_without_it() {
    let mut bench = bench_with(2).await;
    let keys = |keys: &[&str]| {
        let config = crate::testing::config(bench.dir.path(), &[("RESUMAX_SECRET", &keys.join(","))]);
        std::sync::Arc::new(crate::config::Secrets::load(&config).expect("keys"))
    };
    let old = String::from_utf8(bench.services.secrets.newest().to_vec()).expect("text");
    let new = "another key of 32 characters or of more";
    let (both, alone) = (keys(&[new, &old]), keys(&[new]));
    bench.services.secrets = both;
    assert_eq!(fault(&bench).await, None);
    // That of the tenant, and that of the installation.
    assert_eq!(renew_seals(&bench.services).await.expect("renewed"), 2);
    assert_eq!(renew_seals(&bench.services).await.expect("nothing to do"), 0);
    bench.services.secrets = alone;
    assert_eq!(fault(&bench).await, None);
}

#[tokio::test]
async fn an_entry_says_which_login_did_it_from_which_network() {
    let bench = Bench::open().await;
    let access = Access::Account { user: UserId::new("usr_1"), via: Via::Login(LoginId::new("log_1")), verified: true, admin: false };
    let actor = Actor { access, ..bench.actor.clone() }.from([203, 0, 113, 9].into());
    let by = By::of(&actor);
    let noted =
        bench.services.write(async |tx| append_by(tx, &actor, &by, "2026-11-22T10:00:00Z", "resume.upload", "res_1", json!({})).await);
    noted.await.expect("appended");
    let entry = list(&bench.services, &actor, &PageRequest::default(), None).await.expect("listed").items.remove(0);
    assert_eq!((entry.who.as_deref(), entry.via.as_deref()), (Some("usr_1"), Some("log_1")));
    assert_eq!(entry.network.as_deref(), Some("203.0.113.0/24"));
    assert_eq!(fault(&bench).await, None);
}

#[tokio::test]
async fn the_pages_of_a_log_are_the_log_newest_first_and_of_one_kind_where_asked() {
    let bench = bench_with(5).await;
    note(&bench, &bench.actor, "session.cancel", 6).await.expect("appended");
    note(&bench, &bench.stranger, "resume.upload", 7).await.expect("appended");
    let mut seen = Vec::new();
    let mut request = PageRequest { limit: Some(2), ..PageRequest::default() };
    for _ in 0..5 {
        let page = list(&bench.services, &bench.actor, &request, Some(Kind::Resume)).await.expect("listed");
        seen.extend(page.items.into_iter().map(|entry| entry.seq));
        request.cursor = page.next_cursor;
        if request.cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, [5, 4, 3, 2, 1]);
    let mut all = Vec::new();
    let mut request = PageRequest { limit: Some(4), ..PageRequest::default() };
    for _ in 0..5 {
        let page = list_all(&bench.services, &bench.actor, &request, None).await.expect("listed");
        all.extend(page.items.into_iter().map(|entry| (entry.tenant.to_string(), entry.seq)));
        request.cursor = page.next_cursor;
        if request.cursor.is_none() {
            break;
        }
    }
    // Two chains of tenants, that both began, and the first look itself.
    assert_eq!(all.len(), 6 + 1 + 2 + 1);
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
    let foreign = PageRequest { cursor: Some("x".to_owned()), ..PageRequest::default() };
    assert!(list(&bench.services, &bench.actor, &foreign, None).await.is_err());
    assert!(list_all(&bench.services, &bench.actor, &foreign, None).await.is_err());
}

#[tokio::test]
async fn who_does_not_look_after_the_installation_sees_nobody_elses_log() {
    let bench = Bench::with(&[("RESUMAX_AUTH", "accounts")]).await;
    let services = &bench.services;
    let inside = async |email: &str, admin| {
        let new = NewAccount { email: email.into(), password: PASSWORD.into(), name: String::new() };
        let user = accounts::admin::create(services, new, admin).await.expect("made");
        let Ok(accounts::LoggedIn::In(opened)) = accounts::log_in(services, email, PASSWORD, &accounts::Client::default()).await else {
            panic!("let in")
        };
        (user, accounts::of_access_token(services, &opened.entry.access_token).await.expect("read").expect("somebody"))
    };
    let ((_, member), (user, admin)) = (inside("ada@example.org", false).await, inside("ben@example.org", true).await);
    let seen = async |actor: &Actor| list_all(services, actor, &PageRequest::default(), None).await.map_err(|error| error.public().code);
    assert_eq!(seen(&member).await, Err(Code::Forbidden));
    let log = seen(&admin).await.expect("listed").items;
    assert_eq!((log[0].action.as_str(), log[0].who.as_deref()), ("admin.read_audit", Some(user.as_str())));
    assert!(log.iter().any(|entry| entry.tenant != log[0].tenant), "of others as well: {log:?}");
    accounts::log_out_everywhere(services, &admin).await.expect("out");
    assert_eq!(seen(&admin).await, Err(Code::Unauthorized), "a request that was on its way");
}
