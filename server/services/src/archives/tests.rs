//! There and back again, and archives that are not what they should be.

use super::manifest::{Manifest, NAME};
use super::*;
use crate::accounts::{self, Client, LoggedIn};
use crate::jobs::Queue;
use crate::testing::life::{Life, live, work_off};
use crate::testing::{Bench, TempDir};
use crate::{resumes, runs, sessions};
use domain::account::{JobPreferences, NewAccount, ProfileChange};
use domain::run::RunStatus;
use domain::session::NewSession;
use std::fs::File;
use std::io::{Cursor, Read, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// All that the actor has, as it would be downloaded.
async fn archived(bench: &Bench, actor: &Actor) -> Vec<u8> {
    let services = &bench.services;
    let begun = begin(services, actor).await.expect("begun");
    assert_eq!((begun.status, begun.download_url), (ArchiveStatus::Making, None));
    assert_eq!(begin(services, actor).await.expect("the same").archive_id, begun.archive_id, "one at a time");
    work_off(services, &[Queue::Sweep]).await;
    let ready = newest(services, actor).await.expect("ready");
    assert_eq!(ready.status, ArchiveStatus::Ready);
    let url = ready.download_url.expect("a link");
    let token = url.rsplit('/').next().expect("a token");
    let bytes = match crate::exports::download(services, token).await.expect("the file") {
        Delivery::Here(file) => file.bytes.to_vec(),
        _ => panic!("it is small, and in a folder"),
    };
    assert_eq!(Some(bytes.len() as u64), ready.size);
    bytes
}

fn kept(dir: &TempDir, bytes: &[u8]) -> File {
    let path = dir.path().join("archive.zip");
    std::fs::write(&path, bytes).expect("written");
    File::open(path).expect("opens")
}

async fn restored(bench: &Bench, bytes: &[u8], tenant: Option<&str>) -> Result<Restored> {
    restore(&bench.services, kept(&bench.dir, bytes), tenant.map(TenantId::new)).await
}

/// Every member, in order.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = zip.len();
    let read = |at: usize| {
        let mut member = zip.by_index(at).expect("a member");
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).expect("readable");
        (member.name().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn manifest(bytes: &[u8]) -> Manifest {
    let (_, manifest) = members(bytes).into_iter().find(|(name, _)| name == NAME).expect("a manifest");
    serde_json::from_slice(&manifest).expect("readable")
}

/// The same archive with other members, and a manifest that fits them: as somebody would make it who means harm.
fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>, about: impl Fn(&mut Manifest)) -> Vec<u8> {
    let mut manifest = manifest(bytes);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).expect("a member");
        zip.write_all(bytes).expect("written");
    };
    for (name, bytes) in members(bytes).into_iter().filter(|(name, _)| name != NAME) {
        let bytes = change(&name, bytes);
        let member = manifest.members.iter_mut().find(|member| member.path == name).expect("listed");
        (member.size, member.sha256) = (bytes.len() as u64, crate::blobs::sha256(&bytes));
        put(&name, &bytes);
    }
    about(&mut manifest);
    put(NAME, &serde_json::to_vec(&manifest).expect("JSON"));
    zip.finish().expect("a zip").into_inner()
}

fn message(result: Result<Restored>) -> (Code, String) {
    let error = result.expect_err("refused").public();
    (error.code, error.message)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_along_is_the_same_where_it_is_restored() {
    let here = Bench::open().await;
    let Life { exported, waiting, queued } = live(&here, &here.actor, "Wren").await;
    live(&here, &here.stranger, "Stranger").await;
    let first = archived(&here, &here.actor).await;
    assert!(members(&first).iter().all(|(name, bytes)| !name.contains("Stranger") && !bytes.windows(8).any(|at| at == b"Stranger")));
    let names: Vec<String> = members(&first).into_iter().map(|(name, _)| name).collect();
    for wanted in ["readable/resumes/Wren CV.md", "readable/resumes/broken Wren.pdf", "readable/sessions/Workspace Wren.md", "account.json"]
    {
        assert!(names.iter().any(|name| name == wanted), "{wanted}: {names:?}");
    }

    let there = Bench::open().await;
    let came = restored(&there, &first, None).await.expect("restored");
    assert_eq!((came.tenant.as_str(), came.missing), ("ada", 0));
    let (mut one, mut two) = (manifest(&first), manifest(&archived(&there, &there.actor).await));
    assert!(one.counts.iter().all(|(table, count)| *count > 0 || table == "replies"), "{:?}", one.counts);
    for manifest in [&mut one, &mut two] {
        manifest.made_at.clear();
        // Whoever restores has an account there already, or needs none.
        manifest.members.retain(|member| member.path != "account.json");
    }
    assert_eq!(one, two);

    let (services, actor) = (&there.services, &there.actor);
    let resume = resumes::of(services, actor, &exported).await.expect("read").expect("one").resume.resume_id;
    assert!(resumes::original(services, actor, &resume).await.is_ok());
    assert_eq!(sessions::get(services, actor, &waiting).await.expect("there").pending_approvals_count, 1);
    assert_eq!(crate::audit::verify(services, actor).await.expect("read").fault, None);
    assert!(crate::audit::verify_all(services).await.expect("read").iter().all(|chain| chain.fault.is_none()));
    // What nobody had begun is done here.
    work_off(services, &[Queue::Run]).await;
    let run = runs::get(services, actor, &queued.0, &queued.1).await.expect("there");
    assert_eq!(run.status, RunStatus::WaitingApproval);
}

#[tokio::test(flavor = "multi_thread")]
async fn under_another_name_it_is_the_others_and_its_log_is_whole() {
    let here = Bench::open().await;
    let life = live(&here, &here.actor, "Wren").await;
    let archive = archived(&here, &here.actor).await;
    let there = Bench::open().await;
    restored(&there, &archive, Some("carla")).await.expect("restored");
    let carla = Actor::of(TenantId::new("carla"));
    assert!(sessions::get(&there.services, &carla, &life.exported).await.is_ok());
    assert!(sessions::get(&there.services, &there.actor, &life.exported).await.is_err());
    let verdict = crate::audit::verify(&there.services, &carla).await.expect("read");
    assert!(verdict.fault.is_none() && verdict.entries > 10, "{verdict:?}");
}

/// Somebody who is logged in.
async fn account(bench: &Bench, name: &str) -> Actor {
    let (services, password) = (&bench.services, "seven-grey-herons-over-Lake-Example");
    let new = NewAccount { email: "wren@example.org".into(), password: password.into(), name: name.into() };
    accounts::admin::create(services, new, false).await.expect("an account");
    let Ok(LoggedIn::In(opened)) = accounts::log_in(services, "wren@example.org", password, &Client::default()).await else {
        panic!("they can log in");
    };
    accounts::of_access_token(services, &opened.entry.access_token).await.expect("read").expect("good")
}

#[tokio::test(flavor = "multi_thread")]
async fn with_accounts_it_is_for_the_one_with_the_same_address() {
    let mode = [("RESUMAX_AUTH", "accounts"), ("RESUMAX_PUBLIC_URL", "http://127.0.0.1:3000")];
    let here = Bench::with(&mode).await;
    let wren = account(&here, "Wren Example").await;
    let preferences = JobPreferences { title: "Baker".into(), location: "Leeds".into(), ..Default::default() };
    let change = ProfileChange { name: None, preferences: Some(preferences.clone()) };
    accounts::change_profile(&here.services, &wren, change).await.expect("changed");
    let session = sessions::create(&here.services, &wren, NewSession::default()).await.expect("a session").session_id;
    let archive = archived(&here, &wren).await;

    let there = Bench::with(&mode).await;
    let (code, said) = message(restored(&there, &archive, None).await);
    assert!(code == Code::NotFound && said.contains("Make one first"), "{said}");
    let wren = account(&there, "").await;
    assert_eq!(restored(&there, &archive, None).await.expect("restored").tenant, wren.tenant);
    assert!(sessions::get(&there.services, &wren, &session).await.is_ok());
    let profile = accounts::profile(&there.services, &wren).await.expect("a profile");
    assert_eq!((profile.name.as_str(), profile.preferences), ("Wren Example", preferences));

    let local = Bench::open().await;
    sessions::create(&local.services, &local.actor, NewSession::default()).await.expect("a session");
    let nobodys = archived(&local, &local.actor).await;
    let (code, said) = message(restored(&Bench::with(&mode).await, &nobodys, None).await);
    assert!(code == Code::BadRequest && said.contains("--email"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_comes_into_nothing_or_not_at_all() {
    let here = Bench::open().await;
    live(&here, &here.actor, "Wren").await;
    let archive = archived(&here, &here.actor).await;
    let (code, said) = message(restored(&here, &archive, None).await);
    assert!(code == Code::InvalidState && said.contains("already"), "{said}");
    let (code, said) = message(restored(&here, &archive, Some("carla")).await);
    assert!(code == Code::InvalidState && said.contains("ids are taken"), "{said}");
    let carla = Actor::of(TenantId::new("carla"));
    assert!(sessions::list(&here.services, &carla, &Default::default()).await.expect("a list").items.is_empty());
    let (code, _) = message(restored(&here, &archive, Some("~installation")).await);
    assert_eq!(code, Code::BadRequest);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_damaged_cut_off_newer_or_no_archive_is_refused_and_nothing_is_kept() {
    let here = Bench::open().await;
    live(&here, &here.actor, "Wren").await;
    let archive = archived(&here, &here.actor).await;
    let there = Bench::open().await;
    let refused = async |bytes: &[u8], wanted: &str| {
        let (code, said) = message(restored(&there, bytes, None).await);
        assert!(code == Code::BadRequest && said.contains(wanted), "{code:?} {said}");
    };
    refused(b"not a zip", "not an archive").await;
    refused(&archive[..archive.len() - 100], "not an archive").await;
    refused(&repacked(&archive, |_, bytes| bytes, |manifest| manifest.format = 2), "newer program").await;
    let gone = |manifest: &mut Manifest| manifest.members.retain(|member| member.path != "rows/sessions.jsonl");
    refused(&repacked(&archive, |_, bytes| bytes, gone), "rows/sessions.jsonl").await;
    let bomb = |manifest: &mut Manifest| manifest.members[0].size = 1 << 40;
    refused(&repacked(&archive, |_, bytes| bytes, bomb), "far more").await;
    let short = |manifest: &mut Manifest| manifest.members[0].size -= 1;
    refused(&repacked(&archive, |_, bytes| bytes, short), "damaged").await;
    assert!(sessions::list(&there.services, &there.actor, &Default::default()).await.expect("a list").items.is_empty());
    // A byte in the middle of each tenth of the file: refused, unless it stands in what is not read back.
    for tenth in 0..10 {
        let mut bytes = archive.clone();
        let at = bytes.len() * (2 * tenth + 1) / 20;
        bytes[at] ^= 0x55;
        let there = Bench::open().await;
        match restored(&there, &bytes, None).await {
            Ok(_) => assert_eq!(read_back(&bytes), read_back(&archive), "{at}"),
            Err(error) => assert_eq!(error.public().code, Code::BadRequest, "{at}: {error:?}"),
        }
    }
}

/// What is read back, as far as it can be read.
fn read_back(bytes: &[u8]) -> Vec<(String, Option<Vec<u8>>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = zip.len();
    let read = |at: usize| {
        let mut member = zip.by_index(at).ok()?;
        let mut bytes = Vec::new();
        let whole = member.read_to_end(&mut bytes).is_ok();
        Some((member.name().to_owned(), whole.then_some(bytes)))
    };
    let all: Vec<_> = (0..count).filter_map(read).collect();
    all.into_iter().filter(|(name, _)| name.starts_with("rows/") || name.starts_with("objects/")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_would_hang_on_somebody_elses_are_refused() {
    let here = Bench::open().await;
    live(&here, &here.actor, "Wren").await;
    let archive = archived(&here, &here.actor).await;
    let there = Bench::open().await;
    let theirs = live(&there, &there.stranger, "Stranger").await;
    for table in ["events", "versions", "runs"] {
        let target = if table == "events" { theirs.queued.1.as_str() } else { theirs.exported.as_str() };
        let column = if table == "events" { "run_id" } else { "session_id" };
        let aim = |name: &str, bytes: Vec<u8>| {
            if name != super::manifest::rows_of(table) {
                return bytes;
            }
            let text = String::from_utf8(bytes).expect("text");
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let mut row: serde_json::Value = serde_json::from_str(&lines[0]).expect("JSON");
            row[column] = target.into();
            lines[0] = row.to_string();
            (lines.join("\n") + "\n").into_bytes()
        };
        let (code, said) = message(restored(&there, &repacked(&archive, aim, |_| ()), None).await);
        assert!(code == Code::BadRequest && said.contains(table), "{said}");
    }
    let sweep = |name: &str, bytes: Vec<u8>| {
        if name != "rows/runs.jsonl" {
            return bytes;
        }
        let lines = String::from_utf8(bytes).expect("text");
        let of_sweep = |line: &str| {
            let mut row: serde_json::Value = serde_json::from_str(line).expect("JSON");
            row["job_id"] = "job_sweep".into();
            row.to_string() + "\n"
        };
        lines.lines().map(of_sweep).collect::<String>().into_bytes()
    };
    let (code, _) = message(restored(&there, &repacked(&archive, sweep, |_| ()), None).await);
    assert_eq!(code, Code::InvalidState, "who interrupts that run would end the sweep");
    let other = |name: &str, bytes: Vec<u8>| {
        if name == "rows/resumes.jsonl" {
            String::from_utf8(bytes).expect("text").replace("\"pages\":", "\"blood_type\":").into_bytes()
        } else {
            bytes
        }
    };
    let (_, said) = message(restored(&there, &repacked(&archive, other, |_| ()), None).await);
    assert!(said.contains("newer one"), "{said}");
    assert!(sessions::list(&there.services, &there.actor, &Default::default()).await.expect("a list").items.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_is_kept_for_a_week_and_only_the_newest() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    live(&bench, actor, "Wren").await;
    archived(&bench, actor).await;
    let first = newest(services, actor).await.expect("ready");
    bench.clock.advance(chrono::Duration::days(1));
    archived(&bench, actor).await;
    let token = |archive: &Archive| archive.download_url.as_deref().and_then(|url| url.rsplit('/').next()).expect("a link").to_owned();
    assert!(crate::exports::download(services, &token(&first)).await.is_err(), "another one took its place");
    let second = newest(services, actor).await.expect("ready");
    assert!(newest(services, &bench.stranger).await.is_err());
    bench.clock.advance(chrono::Duration::days(8));
    assert!(crate::exports::download(services, &token(&second)).await.is_err(), "it has ended");
    assert!(newest(services, actor).await.is_err());
    sweep(services).await.expect("swept");
    let own = services.read(actor);
    assert!(own.find::<archive::Entity>().all(own.connection()).await.expect("read").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_gone_are_said_to_be_and_the_rest_is_there() {
    let here = Bench::open().await;
    let (services, actor) = (&here.services, &here.actor);
    live(&here, actor, "Wren").await;
    services.blobs.delete(&actor.tenant, &crate::blobs::sha256(b"A note of Wren.")).await.expect("gone");
    let archive = archived(&here, actor).await;
    assert_eq!(manifest(&archive).missing.len(), 1);
    let there = Bench::open().await;
    assert_eq!(restored(&there, &archive, None).await.expect("restored").missing, 1);
}
