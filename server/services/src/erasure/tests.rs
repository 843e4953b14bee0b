//! After an erasure nothing of the tenant is anywhere, and everything of the others is where it was.

use super::*;
use crate::jobs::Queue;
use crate::queue::{Claims, ledger};
use crate::testing::Bench;
use crate::testing::life::{live, work_off};
use crate::{archives, preferences, resumes, sessions};
use domain::page::PageRequest;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::path::Path;

const WORD: &str = "Zyxwvutwren";
const OTHER: &str = "Qponmlkrobin";

/// Files below the folder that have the word in their bytes or names.
fn found(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.to_string_lossy().contains(word) {
            found.push(path.display().to_string());
        }
        if path.is_dir() {
            found.extend(self::found(&path, word));
        } else if std::fs::read(&path).expect("readable").windows(word.len()).any(|at| at == word.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Tables of PostgreSQL that have the word in a row.
async fn in_tables(bench: &Bench, word: &str) -> Vec<String> {
    let db = bench.services.db.reader();
    if db.get_database_backend() != DbBackend::Postgres {
        return Vec::new();
    }
    let ask = |sql: String| db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql));
    let tables = ask("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()".to_owned()).await.expect("tables");
    let mut found = Vec::new();
    for table in tables {
        let table: String = table.try_get_by_index(0).expect("a name");
        if !ask(format!("SELECT 1 FROM {table} t WHERE t::text LIKE '%{word}%' LIMIT 1")).await.expect("asked").is_empty() {
            found.push(table);
        }
    }
    found
}

async fn traces(bench: &Bench, word: &str) -> Vec<String> {
    let mut all = found(bench.dir.path(), word);
    all.extend(in_tables(bench, word).await);
    all
}

/// As if half a minute had passed.
async fn later(bench: &Bench) {
    let sql = "UPDATE jobs SET run_at = 0 WHERE state = 'queued'";
    bench.services.write(async |tx| Ok(tx.execute_unprepared(sql).await?)).await.expect("later");
}

async fn erased(bench: &Bench, actor: &Actor) {
    begin(&bench.services, actor).await.expect("begun");
    work_off(&bench.services, &[Queue::Sweep]).await;
    later(bench).await;
    work_off(&bench.services, &[Queue::Sweep]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_tenant_is_left_anywhere_and_all_of_the_others() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    live(&bench, actor, WORD).await;
    let theirs = live(&bench, &bench.stranger, OTHER).await;
    archives::begin(services, actor).await.expect("begun");
    work_off(services, &[Queue::Sweep]).await;
    // What no row names.
    services.blobs.put(&actor.tenant, format!("never named {WORD}").into_bytes().into()).await.expect("kept");
    assert!(!traces(&bench, WORD).await.is_empty(), "there was something");
    let before = archive_of(&bench, &bench.stranger).await;

    erased(&bench, actor).await;

    assert_eq!(traces(&bench, WORD).await, Vec::<String>::new());
    assert!(traces(&bench, OTHER).await.len() > 3);
    assert_eq!(archive_of(&bench, &bench.stranger).await, before);
    assert!(sessions::get(services, &bench.stranger, &theirs.exported).await.is_ok());
    let all = audit::verify_all(services).await.expect("read");
    assert!(all.iter().all(|chain| chain.fault.is_none() && chain.tenant != actor.tenant), "{all:?}");
    let program = Actor::of(TenantId::installation());
    let log = audit::list(services, &program, &PageRequest::default(), None).await.expect("listed").items;
    let gone = log.iter().find(|entry| entry.action == audit::ERASED).expect("it stands in the installation's log");
    assert_eq!(gone.subject, "ada");
    assert!(gone.details["sessions"] == 3 && gone.details["objects"].as_u64() > Some(3) && gone.details["mails"] == 1, "{}", gone.details);
    // The name is free again.
    assert_eq!(since(services, actor).await.expect("read"), None);
    preferences::set(services, actor, "motto", &json!("new")).await.expect("taken in");
    assert_eq!(audit::verify(services, actor).await.expect("read").fault, None);
}

/// How many rows of each table somebody has.
async fn archive_of(bench: &Bench, actor: &Actor) -> Vec<(String, i64)> {
    let db = bench.services.db.reader();
    let mut counts = Vec::new();
    for one in crate::belongings::OF_TENANTS {
        let sql = format!("SELECT COUNT(*) AS count FROM {} WHERE {}", one.table, one.whose());
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [actor.tenant.as_str().into()]);
        let row = db.query_one_raw(statement).await.expect("asked").expect("a row");
        counts.push((one.table.to_owned(), row.try_get("", "count").expect("a number")));
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_goes_on_nothing_is_taken_in() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    live(&bench, actor, WORD).await;
    begin(services, actor).await.expect("begun");
    begin(services, actor).await.expect("begun already");
    assert!(since(services, actor).await.expect("read").is_some());
    let refused = async || {
        let upload = crate::Upload { file_name: "new.md".into(), bytes: "# New".into() };
        let uploaded = resumes::upload(services, actor, upload).await.map(|_| ());
        let created = sessions::create(services, actor, Default::default()).await.map(|_| ());
        let chosen = preferences::set(services, actor, "motto", &json!("x")).await;
        for result in [uploaded, created, chosen] {
            assert_eq!(result.expect_err("refused").public().code, Code::InvalidState);
        }
    };
    refused().await;
    work_off(services, &[Queue::Sweep]).await;
    refused().await;
    later(&bench).await;
    work_off(services, &[Queue::Sweep]).await;
    assert_eq!(traces(&bench, WORD).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_anywhere_leaves_the_rest_to_the_next() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    live(&bench, actor, WORD).await;
    begin(services, actor).await.expect("begun");
    let claims = Claims { owner: "mortal", queues: &[Queue::Sweep], most: 1, of_one_tenant: None };
    let claim = async || services.db.write_one(async |tx| ledger::claim(tx, &claims).await).await.expect("claimed").pop().expect("a job");
    let job = claim().await;
    end_work(services, &job, actor).await.expect("ended");
    remove::some_sessions(services, &job, actor).await.expect("some");
    remove::objects(services, &job, actor).await.expect("files");
    // Here it dies; its lease is taken back.
    crate::queue::take_back(services, ledger::Stale::All).await.expect("taken back");
    assert!(erase(services, &job, actor).await.is_err(), "what it would still write is refused");
    work_off(services, &[Queue::Sweep]).await;
    later(&bench).await;
    work_off(services, &[Queue::Sweep]).await;
    assert_eq!(traces(&bench, WORD).await, Vec::<String>::new());
    let program = Actor::of(TenantId::installation());
    let log = audit::list(services, &program, &PageRequest::default(), None).await.expect("listed").items;
    let gone: Vec<_> = log.iter().filter(|entry| entry.action == audit::ERASED).collect();
    assert!(gone.len() == 1 && gone[0].details["sessions"] == 3, "{gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_on_its_way_is_found_when_it_looks_again() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    live(&bench, actor, WORD).await;
    begin(services, actor).await.expect("begun");
    work_off(services, &[Queue::Sweep]).await;
    services.blobs.put(&actor.tenant, format!("late {WORD}").into_bytes().into()).await.expect("kept");
    let sql = format!("INSERT INTO preferences (tenant, name, value, updated_at) VALUES ('ada', 'motto', '\"{WORD}\"', '')");
    services.write(async |tx| Ok(tx.execute_unprepared(&sql).await?)).await.expect("written");
    later(&bench).await;
    work_off(services, &[Queue::Sweep]).await;
    assert_eq!(traces(&bench, WORD).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_record_of_the_installation_is_not_erased() {
    let bench = Bench::open().await;
    let program = Actor::of(TenantId::installation());
    assert_eq!(begin(&bench.services, &program).await.expect_err("refused").public().code, Code::Forbidden);
}
