//! The disk is full to the last byte while clients write and upload: they are told so, nothing is half there, what was acknowledged stays,
//! and everything works again when there is room.
//!
//! The data folder lies on a small file system in a mount namespace of the program's own, which ends with it. From outside it is seen
//! through `/proc`.

use super::report::Report;
use super::servers::{Signal, free_port, until};
use super::web::{Answer, Web, settle};
use super::{Asked, Dice, Played};
use domain::ids::TenantId;
use domain::resume::markdown;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use services::Services;
use services::testing::{TempDir, config, document, posting_text};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const SIZE: &str = "size=24m,mode=0700";
const MOUNTED: &str = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && exec \"$3\" serve";
/// So much is asked for at once while there is no room.
const AT_ONCE: usize = 6;
/// When there is room again, this is how soon it must be noticed.
const NOTICED: Duration = Duration::from_secs(5);

/// What must not be in a database that is whole: what it is called, and how many there are.
const HALVES: [(&str, &str); 3] = [
    ("rows that point nowhere", "SELECT COUNT(*) FROM pragma_foreign_key_check"),
    (
        "sessions without their version",
        "SELECT COUNT(*) FROM sessions WHERE head_version_id IS NOT NULL AND head_version_id NOT IN (SELECT id FROM versions)",
    ),
    (
        "versions without the one before",
        "SELECT COUNT(*) FROM versions WHERE parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM versions)",
    ),
];
const OBJECTS: &str =
    "SELECT tenant, sha256 FROM files UNION SELECT tenant, sha256 FROM resumes UNION SELECT tenant, sha256 FROM artifacts";

/// What was acknowledged.
#[derive(Default)]
struct Kept {
    sessions: Vec<String>,
    /// Address and bytes.
    files: Vec<(String, Vec<u8>)>,
}

struct Disk {
    web: Web,
    /// The data folder, through `/proc`.
    data: PathBuf,
    refused: BTreeMap<String, usize>,
    unclear: Vec<String>,
    kept: Kept,
    /// Uploads that are kept, as their client heard, and have to be read again.
    to_read: Vec<String>,
}

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let rounds = asked.size(12, 2);
    if !Command::new("unshare").args(["--mount", "true"]).output().is_ok_and(|output| output.status.success()) {
        report.skip("this needs a mount namespace (unshare --mount), which is not allowed here; run it as root");
        return Ok(());
    }
    let (dir, port) = (TempDir::new(), free_port()?);
    let mut command = Command::new("unshare");
    settle(&mut command, dir.path(), port, &[("RESUMAX_MAX_RUNS_PER_SESSION", "1000000".to_owned())]);
    command.args(["--mount", "sh", "-c", MOUNTED, "sh", SIZE]).arg(dir.path()).arg(&asked.binary);
    let web = Web::of(&mut command, port).await?;
    let data = PathBuf::from(format!("/proc/{}/root{}", web.process.id(), dir.path().display()));
    let mut disk = Disk { web, data, refused: BTreeMap::new(), unclear: Vec::new(), kept: Kept::default(), to_read: Vec::new() };
    let mut dice = Dice::new(asked.seed);
    let (mut unread, mut faults, mut noticed, mut again) = (0, Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        let (waits, ready) = disk.well(round).await?;
        // To the last byte, or with room for a few more writes.
        disk.fill(if round == 0 { 0 } else { dice.of(400) * 1024 })?;
        disk.full(asked, round, &waits, &ready).await;
        unread += disk.unread().await;
        faults.extend(disk.halves().await?.into_iter().map(|fault| format!("full, round {round}: {fault}")));
        std::fs::remove_file(disk.data.join("filler"))?;
        noticed.push(disk.works_again(round).await?);
        let approved = disk.approve(&waits).await;
        // Perhaps it was approved before, when there was still room for it.
        if !approved.done() && approved.status != 409 {
            again.push(format!("round {round}: {}", approved.said()));
        }
        again.extend(disk.read_again().await.into_iter().map(|said| format!("round {round}: {said}")));
        unread += disk.unread().await;
        faults.extend(disk.halves().await?.into_iter().map(|fault| format!("room again, round {round}: {fault}")));
    }
    let left = staged(&disk.data.join("objects"));
    let slowest = noticed.iter().max().copied().unwrap_or_default();
    let kinds = |what: &str| disk.refused.keys().any(|said| said.starts_with(what));
    let all = ["a session", "a file", "a resume", "an approval", "a run"].iter().filter(|what| !kinds(what)).copied().collect::<Vec<_>>();
    let first = |all: &[String]| all.first().map_or(String::new(), |one| format!(", such as {one}"));
    report.figure("times full", rounds);
    report.figure("acknowledged", json!({ "sessions": disk.kept.sessions.len(), "files": disk.kept.files.len() }));
    report.figure("refused", json!(disk.refused));
    report.check("there was no room for anything", all.is_empty(), format!("never refused: {all:?}"));
    let unclear = format!("{} others{}", disk.unclear.len(), first(&disk.unclear));
    report.check("refusals are 507 or 503 with a code", disk.unclear.is_empty(), unclear);
    report.check("what was acknowledged is read, full or not", unread == 0, format!("{unread} unread"));
    report.check("nothing is half there", faults.is_empty(), format!("{} faults{}", faults.len(), first(&faults)));
    report.check("no piece of a refused upload takes up room", left == 0, format!("{left} left behind"));
    report.check("with room again it works", slowest <= NOTICED, format!("slowest {:.2} s", slowest.as_secs_f64()));
    report.check(
        "what waited is approved then, and what was kept is read",
        again.is_empty(),
        format!("{} failed{}", again.len(), first(&again)),
    );
    report.check("the program was not started again", !disk.web.process.ended(), "by its process");
    Ok(())
}

impl Disk {
    /// A day like any other; answers with where a proposal waits, and where a run may be asked for.
    async fn well(&mut self, round: u64) -> Played<(String, String)> {
        let asked = self.ready(&format!("round {round}")).await?;
        fine("a run", &self.web.post(&format!("{asked}/messages"), None, &json!({ "message": "Tailor." })).await)?;
        let waits = until("a proposal", async || {
            let waiting = self.web.get(&format!("{asked}/approvals")).await;
            waiting.body["items"][0]["approval_id"].as_str().map(str::to_owned)
        });
        let approve = format!("{asked}/approvals/{}/approve", waits.await?);
        Ok((approve, self.ready(&format!("round {round}, not asked yet")).await?))
    }

    /// A session with everything that a run needs, and a file.
    async fn ready(&mut self, name: &str) -> Played<String> {
        let session = self.session(name).await.ok_or("a session was refused although there is room")?;
        let base = format!("/api/v1/sessions/{session}");
        fine("a file", &self.file(&session, "notes.txt", &noise(name.len() as u64, 20_000)).await)?;
        let resume = markdown::write(&document()).into_bytes();
        fine("a resume", &self.web.upload(&format!("{base}/resume"), "cv.md", &resume).await)?;
        self.kept.files.push((format!("{base}/files/original/cv.md"), resume));
        let job = json!({ "text": posting_text(), "title": "Senior Data Engineer" });
        fine("a job description", &self.web.post(&format!("{base}/jd"), None, &job).await)?;
        Ok(base)
    }

    /// Everything at once, again and again, until there is no room for anything.
    async fn full(&mut self, asked: &Asked, round: u64, waits: &str, base: &str) {
        let times = asked.size(12, 4);
        let resume = markdown::write(&document());
        for time in 0..times {
            if time >= times / 2 {
                // Until then the room that was left runs out by itself, in the middle of anything.
                let _ = self.fill(0);
            }
            let web = &self.web;
            let writes = futures::future::join_all((0..AT_ONCE).map(async |n| {
                let name = format!("full {round} {time} {n}");
                (name.clone(), web.post("/api/v1/sessions", Some(&name), &json!({ "workspace_name": name })).await)
            }));
            let files = futures::future::join_all((0..AT_ONCE).map(async |n| {
                let (name, bytes) = (format!("full-{round}-{time}-{n}.txt"), noise(round * 1_000 + time * 10 + n as u64, 10_000 << n));
                (format!("{base}/files/{name}"), web.upload(&format!("{base}/files/upload"), &name, &bytes).await, bytes)
            }));
            let resumes = async {
                let another = format!("{resume}\n\nRound {round}, time {time}.\n");
                web.upload("/api/v1/resumes", "another.md", another.as_bytes()).await
            };
            let runs = async {
                let message = json!({ "message": format!("Tailor {time}.") });
                web.post(&format!("{base}/messages"), None, &message).await
            };
            let (writes, files, resumed, ran) = tokio::join!(writes, files, resumes, runs);
            for (_, answer) in &writes {
                self.hear("a session", answer);
            }
            self.kept.sessions.extend(writes.iter().filter(|(_, answer)| answer.done()).map(|(_, answer)| answer.text("session_id")));
            for (path, answer, bytes) in files {
                self.hear("a file", &answer);
                if answer.done() {
                    self.kept.files.push((path, bytes));
                }
            }
            self.hear("a resume", &resumed);
            self.to_read.extend(resumed.body["error"]["details"]["resume_id"].as_str().map(str::to_owned));
            self.hear("a run", &ran);
            if time + 1 == times {
                let approved = self.approve(waits).await;
                self.hear("an approval", &approved);
            }
        }
    }

    /// What is refused must be refused well; that somebody was quicker is no refusal of the disk.
    fn hear(&mut self, what: &str, answer: &Answer) {
        if answer.done() || answer.status == 409 {
            return;
        }
        *self.refused.entry(format!("{what}: {}", answer.said())).or_default() += 1;
        if !matches!(answer.status, 503 | 507) || answer.code().is_empty() {
            self.unclear.push(format!("{what}: {}", answer.said()));
        }
    }

    async fn session(&mut self, name: &str) -> Option<String> {
        let answer = self.web.post("/api/v1/sessions", Some(name), &json!({ "workspace_name": name })).await;
        let id = answer.done().then(|| answer.text("session_id"))?;
        self.kept.sessions.push(id.clone());
        Some(id)
    }

    async fn file(&mut self, session: &str, name: &str, bytes: &[u8]) -> Answer {
        let answer = self.web.upload(&format!("/api/v1/sessions/{session}/files/upload"), name, bytes).await;
        if answer.done() {
            self.kept.files.push((format!("/api/v1/sessions/{session}/files/{name}"), bytes.to_vec()));
        }
        answer
    }

    async fn approve(&self, waits: &str) -> Answer {
        self.web.post(waits, None, &json!({})).await
    }

    /// How long it took.
    async fn works_again(&mut self, round: u64) -> Played<Duration> {
        let began = Instant::now();
        let name = format!("again {round}");
        let session = loop {
            match self.session(&name).await {
                Some(session) => break session,
                None if began.elapsed() > NOTICED => return Err("no session opens although there is room again".into()),
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        let answer = self.file(&session, "again.txt", &noise(round, 30_000)).await;
        if !answer.done() {
            return Err(format!("an upload is refused although there is room again: {}", answer.said()).into());
        }
        Ok(began.elapsed())
    }

    /// What went wrong.
    async fn read_again(&mut self) -> Vec<String> {
        let mut wrong = Vec::new();
        for id in std::mem::take(&mut self.to_read) {
            let answer = self.web.post(&format!("/api/v1/resumes/{id}/parse"), None, &json!({})).await;
            if answer.text("parse_status") != "completed" {
                wrong.push(format!("a resume: {}", answer.said()));
            }
        }
        let parsing = self.web.get("/api/v1/resumes?limit=100").await;
        let unknown = parsing.body["items"].as_array().into_iter().flatten().filter(|resume| resume["parse_status"] == "parsing").count();
        if unknown > 0 {
            wrong.push(format!("{unknown} resumes that nobody reads"));
        }
        wrong
    }

    /// How much of what was acknowledged can't be read.
    async fn unread(&self) -> usize {
        let mut unread = 0;
        for session in &self.kept.sessions {
            unread += usize::from(self.web.get(&format!("/api/v1/sessions/{session}")).await.status != 200);
        }
        for (path, bytes) in &self.kept.files {
            unread += usize::from(self.web.bytes(path).await.as_ref() != Some(bytes));
        }
        unread
    }

    /// Leaves so many bytes and takes all others.
    fn fill(&self, leave: u64) -> Played {
        let mut filler = File::options().create(true).append(true).open(self.data.join("filler"))?;
        let block = [0x5a_u8; 4096];
        loop {
            let free = rustix::fs::statvfs(&self.data)?;
            if free.f_bavail * free.f_frsize <= leave || filler.write_all(&block).is_err() {
                return Ok(());
            }
        }
    }

    /// What is wrong in a copy of the folder, taken as if the program died now.
    async fn halves(&self) -> Played<Vec<String>> {
        let copied = TempDir::new();
        self.web.process.signal(Signal::STOP);
        let copy = copy(&self.data, copied.path());
        self.web.process.signal(Signal::CONT);
        copy?;
        let services = Services::open(config(copied.path(), &[])).await?;
        let db = services.db.reader();
        let all = async |sql: &str| db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
        let mut faults = Vec::new();
        let whole: String = all("PRAGMA integrity_check").await?.first().ok_or("no row")?.try_get_by_index(0)?;
        if whole != "ok" {
            faults.push(format!("integrity_check: {whole}"));
        }
        for (what, sql) in HALVES {
            let many: i64 = all(sql).await?.first().ok_or("no row")?.try_get_by_index(0)?;
            if many > 0 {
                faults.push(format!("{many} {what}"));
            }
        }
        for row in all(OBJECTS).await? {
            let (tenant, hash): (String, String) = (row.try_get("", "tenant")?, row.try_get("", "sha256")?);
            if let Err(error) = services.blobs.get(&TenantId::new(tenant), &hash).await {
                faults.push(format!("a row without its object {hash}: {error}"));
            }
        }
        Ok(faults)
    }
}

fn fine(what: &str, answer: &Answer) -> Played {
    answer.done().then_some(()).ok_or_else(|| format!("{what}: {}", answer.said()).into())
}

/// Everything but the filler, and what is made anew from the rest.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let there = to.join(&name);
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&there)?;
            copy(&entry.path(), &there)?;
        } else if name != "filler" && !name.to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), &there)?;
        }
    }
    Ok(())
}

/// Files that the object store had begun.
fn staged(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => staged(&entry.path()),
            _ => usize::from(entry.file_name().to_string_lossy().contains('#')),
        })
        .sum()
}

/// Text that nothing makes smaller.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    (0..length).map(|_| b'a' + dice.of(26) as u8).collect()
}
