//! The walls between tenants: what a query finds that forgot to say whose rows it means.

use super::*;
use crate::config::Auth;
use crate::entity::{event, reply, session};
use crate::{Actor, Services, readiness};
use domain::ids::SessionId;
use futures::StreamExt;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QuerySelect};

/// The queue's own, which workers go through for all tenants. Their rows name people's things and hold what runs were asked for; no page reads
/// them for one tenant.
const WITHOUT: [&str; 2] = ["jobs", "outbox"];

/// Of every table that says whose its rows are, or whose rows go with those of such a table.
const HAS_NO_WALL: &str = "SELECT t.relname::text AS said FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace \
    AND (EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant') \
         OR EXISTS (SELECT 1 FROM pg_constraint f JOIN pg_class o ON o.oid = f.confrelid WHERE f.conrelid = t.oid AND f.contype = 'f' \
                    AND o.relforcerowsecurity)) \
    AND NOT (t.relrowsecurity AND t.relforcerowsecurity AND row_security_active(t.oid) \
             AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*' \
                         AND pg_get_expr(p.polqual, t.oid) LIKE '%resumax.tenant%'))";

async fn session_of(services: &Services, actor: &Actor) -> SessionId {
    sessions::create(services, actor, NewSession::default()).await.expect("made").session_id
}

/// Two people, with a session each.
async fn two() -> (Bench, SessionId, SessionId) {
    let bench = postgres().await;
    let mine = session_of(&bench.services, &bench.actor).await;
    let theirs = session_of(&bench.services, &bench.stranger).await;
    (bench, mine, theirs)
}

async fn seen(connection: &impl ConnectionTrait) -> Vec<String> {
    let ids = session::Entity::find().select_only().column(session::Column::Id);
    ids.into_tuple().all(connection).await.expect("reads")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn every_table_of_a_tenant_has_a_wall() {
    let bench = postgres().await;
    let bare = said(bench.services.db.reader(), HAS_NO_WALL).await;
    let known: BTreeSet<String> = WITHOUT.map(str::to_owned).into();
    assert_eq!(bare, known, "a new table needs a wall (migration::m0009_walls::wall), or its name here and why");
    assert!(bench.services.db.walls_hold().await.expect("asks"), "RESUMAX_TEST_POSTGRES names an ordinary user");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn a_query_that_forgets_whose_rows_it_means_finds_the_own_alone() {
    let (bench, mine, theirs) = two().await;
    let (services, actor) = (&bench.services, &bench.actor);
    assert_eq!(seen(services.read(actor).connection()).await, [mine.as_str()]);
    assert_eq!(seen(services.read(&bench.stranger).connection()).await, [theirs.as_str()]);
    assert_eq!(seen(services.db.reader()).await.len(), 2, "the program itself sees all");

    let rename = async |tx: &Tx| {
        tx.see(&actor.tenant);
        let all = session::Entity::update_many().col_expr(session::Column::WorkspaceName, Expr::value("Mine"));
        Ok::<_, Error>(all.exec(tx).await?.rows_affected)
    };
    assert_eq!(services.write(rename).await.expect("written"), 1);
    assert_eq!(services.db.write_one(rename).await.expect("written"), 1);
    let removed = services.write(async |tx| {
        tx.see(&actor.tenant);
        assert_eq!(seen(tx).await, [mine.as_str()]);
        Ok(session::Entity::delete_many().exec(tx).await?.rows_affected)
    });
    assert_eq!(removed.await.expect("removed"), 1);
    let left = sessions::row(&services.read(&bench.stranger), &theirs).await.expect("theirs is there");
    assert_ne!(left.workspace_name, "Mine");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn no_row_is_written_for_somebody_else() {
    let (bench, mine, theirs) = two().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let give_away = services.write(async |tx| {
        tx.see(&actor.tenant);
        let all = session::Entity::update_many().col_expr(session::Column::Tenant, Expr::value("ben"));
        Ok(all.exec(tx).await.map(|_| ())?)
    });
    refused(give_away.await);
    let row = sessions::row(&services.read(&bench.stranger), &theirs).await.expect("there");
    let forged = session::ActiveModel { id: Set("ses_forged".to_owned()), ..row.into() };
    let insert = services.write(async |tx| {
        tx.see(&actor.tenant);
        Ok(session::Entity::insert(forged.clone().reset_all()).exec_without_returning(tx).await.map(|_| ())?)
    });
    refused(insert.await);
    assert_eq!(seen(services.read(actor).connection()).await, [mine.as_str()]);
}

fn refused(written: Result<()>) {
    let error = match written.expect_err("the wall") {
        Error::Database(error) => error.to_string(),
        other => panic!("{other}"),
    };
    assert!(error.contains("row-level security"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn what_belongs_to_a_run_is_seen_and_written_by_who_sees_the_run() {
    let (bench, mine, theirs) = two().await;
    let services = &bench.services;
    let run = |id: &str, tenant: &str, session: &SessionId| {
        format!(
            "INSERT INTO runs (id, tenant, session_id, job_id, status, message, strategy, request_hash, provider, model, input_tokens, \
             output_tokens, cost_usd, last_seq, created_at) VALUES ('{id}', '{tenant}', '{session}', '', 'completed', '', '', '', '', '', 0, 0, 0, 1, '')"
        )
    };
    let told = |run: &str| format!("INSERT INTO events (run_id, seq, ts, what) VALUES ('{run}', (SELECT COUNT(*) FROM events), '', '')");
    let replied = |run: &str| format!("INSERT INTO replies (run_id, step, attempt, reply, created_at) VALUES ('{run}', 's', 1, '', '')");
    let rows = [run("mine", "ada", &mine), run("theirs", "ben", &theirs), told("mine"), told("theirs"), replied("theirs")].join("; ");
    services.write(async |tx| Ok(tx.execute_unprepared(&rows).await.map(|_| ())?)).await.expect("written for both");

    let own = services.read(&bench.actor);
    let events = event::Entity::find().all(own.connection()).await.expect("reads");
    assert_eq!(events.iter().map(|event| event.run_id.as_str()).collect::<Vec<_>>(), ["mine"]);
    assert!(reply::Entity::find().all(own.connection()).await.expect("reads").is_empty());
    for forged in [told("theirs"), replied("theirs")] {
        let insert = services.write(async |tx| {
            tx.see(&bench.actor.tenant);
            Ok(tx.execute_unprepared(&forged).await.map(|_| ())?)
        });
        refused(insert.await);
    }
    let insert = services.write(async |tx| {
        tx.see(&bench.actor.tenant);
        Ok(tx.execute_unprepared(&replied("mine")).await.map(|_| ())?)
    });
    insert.await.expect("the own run's");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn a_transaction_sees_whom_it_was_told_of_and_nobody_inherits_it() {
    let (bench, mine, theirs) = two().await;
    let services = &bench.services;
    for _ in 0..30 {
        let tx = services.db.begin().await.expect("begins");
        assert_eq!(seen(&tx).await.len(), 2);
        tx.see(&bench.actor.tenant);
        assert_eq!(seen(&tx).await, [mine.as_str()]);
        tx.see(&TenantId::new("cleo"));
        assert_eq!(seen(&tx).await, [mine.as_str()]);
        tx.see(&bench.stranger.tenant);
        assert_eq!(seen(&tx).await.len(), 2, "{theirs}");
        tx.commit().await.expect("nothing to write");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn reads_side_by_side_and_given_up_halfway_see_their_own() {
    let (bench, mine, theirs) = two().await;
    let reads = (0..400u64).map(|n| {
        let (actor, id) = if n % 2 == 0 { (&bench.actor, &mine) } else { (&bench.stranger, &theirs) };
        let services = &bench.services;
        async move {
            let own = services.read(actor);
            let patience = if n % 3 == 0 { Duration::from_micros(n * 5) } else { Duration::from_secs(10) };
            if let Ok(ids) = tokio::time::timeout(patience, seen(own.connection())).await {
                assert_eq!(ids, [id.as_str()]);
            }
        }
    });
    futures::stream::iter(reads).buffer_unordered(40).collect::<()>().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn who_says_nothing_sees_nothing_and_nobody_is_everybody() {
    let (bench, ..) = two().await;
    let plain = Database::connect(bench.services.config.database_url.expose()).await.expect("connects");
    assert!(seen(&plain).await.is_empty());
    let everybody = Actor::of(TenantId::new(wall::ALL));
    let all = session::Entity::find().all(bench.services.read(&everybody).connection()).await;
    assert!(all.expect_err("no such tenant").to_string().contains("no tenant"));
    let both = Actor::of(TenantId::new("ada,ben"));
    let all = bench.services.write(async |tx| Ok(session::Entity::find().all(tx.of(&both).connection()).await?));
    all.await.expect_err("no such tenant");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "scripts/test gives it PostgreSQL"]
async fn a_wall_that_is_down_is_said_where_there_are_several_people() {
    let mut bench = postgres().await;
    let down = "ALTER TABLE sessions DISABLE ROW LEVEL SECURITY";
    bench.services.db.migrator().execute_unprepared(down).await.expect("taken down");
    assert_eq!(readiness::fallen_walls(&bench.services).await, None, "one person");
    let mut config = (*bench.services.config).clone();
    config.auth = Auth::Token;
    bench.services.config = Arc::new(config);
    let warnings = readiness::warnings(&bench.services).await;
    assert!(warnings.iter().any(|warning| warning.contains("ordinary user")), "{warnings:?}");
}
