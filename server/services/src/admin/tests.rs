//! To the life, on a real database.

use super::*;
use crate::testing::{Bench, document};
use crate::{Upload, files, outbox, resumes, sessions};
use chrono::Duration;
use std::path::Path;
use std::time::SystemTime;

#[tokio::test]
async fn what_is_past_its_time_goes_and_what_is_shared_stays() {
    let bench = Bench::with(&[("RESUMAX_SESSION_TTL_S", "3600")]).await;
    let (services, actor) = (&bench.services, &bench.actor);
    let old = bench.session(&document(), false).await;
    bench.clock.advance(Duration::hours(2));
    let new = bench.session(&document(), false).await;
    let removed = cleanup(services, actor).await.expect("cleaned up");
    assert_eq!((removed.removed_sessions, removed.removed_workspace_files, removed.removed_artifact_files), (1, 1, 0));
    assert!(sessions::get(services, actor, &old).await.is_err());
    assert!(crate::files::read(services, actor, &new, "original/cv.pdf").await.is_ok());
    assert_eq!(cleanup(services, actor).await.expect("again").removed_sessions, 0);
}

#[tokio::test]
async fn the_trash_is_emptied_after_thirty_days() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.resume(&document()).await;
    resumes::trash(services, actor, &id).await.expect("trashed");
    bench.clock.advance(Duration::days(29));
    cleanup(services, actor).await.expect("too early");
    resumes::restore(services, actor, &id).await.expect("still there");
    resumes::trash(services, actor, &id).await.expect("trashed");
    bench.clock.advance(Duration::days(31));
    cleanup(services, actor).await.expect("cleaned up");
    assert!(resumes::restore(services, actor, &id).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_empty_the_trash_without_being_asked() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    resumes::trash(services, actor, &bench.resume(&document()).await).await.expect("trashed");
    bench.clock.advance(Duration::days(31));
    let workers = crate::start_workers(services, crate::Shift::of_all(1));
    let emptied = async {
        while !resumes::trashed(services, actor, &Default::default()).await.expect("a list").items.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), emptied).await.expect("emptied");
    workers.drain(std::time::Duration::from_secs(1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_count_what_runs_have_cost() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = bench.session(&document(), true).await;
    let new = domain::run::NewRun { message: "Tailor it.".to_owned(), strategy: None, idempotency_key: None };
    let run = crate::runs::start(services, actor, &session, new).await.expect("queued").run_id;
    let spend = format!("UPDATE runs SET input_tokens = 40, output_tokens = 2, cost_usd = 0.5 WHERE id = '{}'", run.as_str());
    services.write(async |tx| Ok(sea_orm::ConnectionTrait::execute_unprepared(tx, &spend).await?)).await.expect("spent");
    let figures = metrics(services, actor).await.expect("figures");
    assert_eq!((figures.total_tokens, figures.total_estimated_cost_usd, figures.queue_depth), (42, 0.5, 1));
}

/// As if all bytes had been put two hours ago.
fn age(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        match entry.is_dir() {
            true => age(&entry),
            false => {
                let file = std::fs::File::options().write(true).open(&entry).expect("a file");
                file.set_modified(SystemTime::now() - std::time::Duration::from_secs(7200)).expect("aged");
            }
        }
    }
}

fn upload(name: &str, bytes: &'static [u8]) -> Upload {
    Upload { file_name: name.into(), bytes: bytes.into() }
}

#[tokio::test]
async fn bytes_go_with_the_last_row_that_names_them() {
    let bench = Bench::with(&[("RESUMAX_SESSION_TTL_S", "3600")]).await;
    let (services, actor) = (&bench.services, &bench.actor);
    let old = sessions::create(services, actor, Default::default()).await.expect("a session").session_id;
    let put = async |name, bytes| {
        files::upload(services, actor, &old, upload(name, bytes)).await.expect("kept");
        crate::blobs::sha256(bytes)
    };
    let (own, shared, replaced) = (put("own.txt", b"own").await, put("shared.txt", b"shared").await, put("x.txt", b"one").await);
    put("x.txt", b"two").await;
    bench.clock.advance(Duration::hours(2));
    let new = sessions::create(services, actor, Default::default()).await.expect("a session").session_id;
    files::upload(services, actor, &new, upload("shared.txt", b"shared")).await.expect("kept");
    age(&bench.dir.path().join("objects"));
    cleanup(services, actor).await.expect("cleaned up");
    assert!(services.blobs.get(&actor.tenant, &own).await.is_ok(), "not before the commit");
    while outbox::send_due(services).await.expect("sent") > 0 {}
    for gone in [&own, &replaced] {
        assert!(services.blobs.get(&actor.tenant, gone).await.is_err(), "{gone}");
    }
    assert!(services.blobs.get(&actor.tenant, &shared).await.is_ok());
}

#[tokio::test]
async fn what_no_row_names_goes_when_it_is_old() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = bench.session(&document(), false).await;
    files::upload(services, actor, &session, upload("note.txt", b"named")).await.expect("kept");
    let orphan = services.blobs.put(&actor.tenant, b"nobody's"[..].into()).await.expect("kept");
    // Named, but by somebody else.
    let foreign = services.blobs.put(&bench.stranger.tenant, b"named"[..].into()).await.expect("kept");
    assert_eq!(collect_garbage(services, Duration::hours(1)).await.expect("collected"), 0, "all is young");
    age(&bench.dir.path().join("objects"));
    let young = services.blobs.put(&actor.tenant, b"on its way"[..].into()).await.expect("kept");
    assert_eq!(collect_garbage(services, Duration::hours(1)).await.expect("collected"), 2);
    assert!(services.blobs.get(&actor.tenant, &orphan).await.is_err());
    assert!(services.blobs.get(&bench.stranger.tenant, &foreign).await.is_err());
    assert!(services.blobs.get(&actor.tenant, &young).await.is_ok());
    assert!(files::read(services, actor, &session, "note.txt").await.is_ok());
    assert!(files::read(services, actor, &session, "original/cv.pdf").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_database_takes_nothing_out_of_the_store_of_another() {
    let (old, new) = (Bench::open().await, Bench::open().await);
    let hash = old.services.blobs.put(&old.actor.tenant, b"a resume"[..].into()).await.expect("kept");
    collect_garbage(&old.services, Duration::hours(1)).await.expect("it is the store's database now");
    age(&old.dir.path().join("objects"));
    let mixed = Services { blobs: old.services.blobs.clone(), ..new.services.clone() };
    assert_eq!(collect_garbage(&mixed, Duration::hours(1)).await.expect("looked"), 0);
    assert!(mixed.blobs.get(&old.actor.tenant, &hash).await.is_ok());
    assert_eq!(collect_garbage(&old.services, Duration::hours(1)).await.expect("collected"), 1);
}

#[tokio::test]
async fn figures_and_alerts_are_calm_at_the_start() {
    let bench = Bench::open().await;
    bench.session(&document(), false).await;
    let figures = metrics(&bench.services, &bench.actor).await.expect("figures");
    assert_eq!((figures.sessions, figures.runs_total, figures.error_rate), (1, 0, 0.0));
    let alerts = alerts(&bench.services, &bench.actor).await.expect("alerts");
    assert!(alerts.items.iter().all(|alert| alert.status == AlertStatus::Ok), "{alerts:?}");
    let policy = provider_policy(&bench.services, &bench.actor).expect("said");
    assert_eq!(policy.fallback_chain[0].provider, "offline");
    assert!(policy.retry.max_attempts >= 1);
}
