//! What only PostgreSQL has to prove: the same schema, the settings of a connection, and that transactions side by side are as good as
//! one after the other.

mod walls;

use super::*;
use crate::testing::Bench;
use crate::{audit, idempotency, sessions};
use domain::session::NewSession;
use sea_orm::DbBackend;
use std::collections::BTreeSet;

const ON_SQLITE: [&str; 4] = [
    "SELECT m.name || '.' || p.name || ' ' || replace(lower(p.type), 'bigint', 'integer') || iif(p.\"notnull\", ' not null', '') AS said \
     FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'seaql%'",
    "SELECT m.name || ' key ' || group_concat(p.name ORDER BY p.pk) AS said \
     FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND p.pk AND m.name NOT LIKE 'seaql%' GROUP BY m.name",
    "SELECT i.name || ' on ' || m.name || ' ' || (SELECT group_concat(c.name ORDER BY c.seqno) FROM pragma_index_info(i.name) c) \
     || iif(i.\"unique\", ' unique', '') || iif(i.partial, ' partial', '') AS said \
     FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin = 'c'",
    "SELECT m.name || '.' || f.\"from\" || ' to ' || f.\"table\" || '.' || f.\"to\" || ' ' || lower(f.on_delete) AS said \
     FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
];

const COLUMNS: &str = "SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, n) \
                       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number";

/// In the words of SQLite, which has one size of integers.
fn on_postgres() -> [String; 4] {
    let indexes = "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid \
                   WHERE t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE 'seaql%'";
    [
        "SELECT table_name || '.' || column_name || ' ' \
         || replace(replace(replace(data_type, 'character varying', 'varchar'), 'double precision', 'double'), 'bigint', 'integer') \
         || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END AS said \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'seaql%'"
            .to_owned(),
        format!("SELECT t.relname || ' key ' || ({COLUMNS}) AS said {indexes} AND indisprimary"),
        format!(
            "SELECT c.relname || ' on ' || t.relname || ' ' || ({COLUMNS}) || CASE WHEN indisunique THEN ' unique' ELSE '' END \
             || CASE WHEN indpred IS NULL THEN '' ELSE ' partial' END AS said {indexes} AND NOT indisprimary"
        ),
        "SELECT t.relname || '.' || a.attname || ' to ' || o.relname || '.' || b.attname || ' ' \
         || CASE c.confdeltype WHEN 'c' THEN 'cascade' WHEN 'a' THEN 'no action' ELSE c.confdeltype::text END AS said \
         FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1] \
         JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = c.confkey[1] WHERE c.contype = 'f'"
            .to_owned(),
    ]
}

async fn said(db: &DatabaseConnection, sql: &str) -> BTreeSet<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("reads");
    rows.iter().map(|row| row.try_get("", "said").expect("text")).collect()
}

async fn postgres() -> Bench {
    let bench = Bench::open().await;
    let backend = bench.services.db.reader().get_database_backend();
    assert_eq!(backend, DbBackend::Postgres, "RESUMAX_TEST_POSTGRES names the server that these tests need");
    bench
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn both_engines_have_the_same_schema() {
    let bench = postgres().await;
    let file = bench.dir.path().join("schema.db");
    let sqlite = Db::open(&format!("sqlite://{}", file.display())).await.expect("opens");
    sqlite.migrate().await.expect("migrates");
    for (mine, theirs) in ON_SQLITE.iter().zip(on_postgres()) {
        let (mine, theirs) = (said(sqlite.reader(), mine).await, said(bench.services.db.reader(), &theirs).await);
        assert!(mine.len() > 5, "{mine:?}");
        assert_eq!(mine, theirs);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn migrations_go_down_to_nothing_and_up_again() {
    let bench = postgres().await;
    let db = &bench.services.db;
    let before = said(db.reader(), &on_postgres()[0]).await;
    Migrator::down(db.migrator(), None).await.expect("down");
    assert!(said(db.reader(), &on_postgres()[0]).await.is_empty());
    db.migrate().await.expect("up");
    assert_eq!(said(db.reader(), &on_postgres()[0]).await, before);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn replicas_that_start_at_once_migrate_once() {
    let bench = postgres().await;
    let url = bench.services.config.database_url.expose();
    Migrator::down(bench.services.db.migrator(), None).await.expect("down");
    let starts = (0..4).map(|_| async { Db::open(url).await.expect("opens").migrate().await });
    for started in futures::future::join_all(starts).await {
        started.expect("migrated, or found it done");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn every_connection_has_limits_and_waits_for_the_disk() {
    let bench = postgres().await;
    let settings = [("statement_timeout", "15s"), ("lock_timeout", "5s"), ("synchronous_commit", "on")];
    let db = &bench.services.db;
    for connection in [db.reader(), db.migrator()] {
        for (name, wanted) in settings {
            let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, format!("SHOW {name}"))).await;
            let is: String = row.expect("asks").expect("a row").try_get_by_index(0).expect("text");
            assert_eq!(is, wanted, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn the_same_key_at_once_makes_one_session() {
    let bench = postgres().await;
    let create = || async {
        let key = idempotency::Key::new("test", "k", &"same").expect("a key");
        let (services, actor) = (&bench.services, &bench.actor);
        services
            .write(async |tx| {
                let work = async || {
                    let id = crate::ids::new::<domain::ids::SessionId>();
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    Ok(id)
                };
                idempotency::once(tx, actor, &services.now(), Some(&key), work).await
            })
            .await
            .expect("answered")
    };
    let answers = futures::future::join_all((0..8).map(|_| create())).await;
    assert!(answers.iter().all(|answer| answer == &answers[0]), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn entries_at_once_make_a_whole_chain() {
    let bench = postgres().await;
    let append = |n: u32| {
        let (services, actor) = (&bench.services, &bench.actor);
        async move {
            let at = services.now();
            services.write(async |tx| audit::append(tx, actor, &at, "test", "x", serde_json::json!({ "n": n })).await).await
        }
    };
    for appended in futures::future::join_all((0..30).map(append)).await {
        appended.expect("appended");
    }
    assert_eq!(audit::verify(&bench.services, &bench.actor).await.expect("read").fault, None);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn a_transaction_whose_connection_is_lost_is_done_again_and_once() {
    let bench = postgres().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = sessions::create(services, actor, NewSession::default()).await.expect("made").session_id;
    let tries = std::sync::atomic::AtomicU32::new(0);
    services
        .write(async |tx| {
            sessions::row(&tx.of(actor), &session).await?;
            let sql = "UPDATE sessions SET run_count = run_count + 1";
            tx.execute_unprepared(sql).await?;
            if tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 {
                tx.execute_unprepared("SELECT pg_terminate_backend(pg_backend_pid())").await?;
            }
            Ok(())
        })
        .await
        .expect("done in the end");
    let row = sessions::row(&services.read(actor), &session).await.expect("there");
    assert_eq!((tries.into_inner(), row.run_count), (2, 1));
}
