//! A process that is killed in the middle of a run, and the next one that starts on its data.
//!
//! The test runs itself as the process to be killed: `the_process_to_be_killed` does nothing unless it is told where.

use async_trait::async_trait;
use domain::event::What;
use domain::ids::{BlockId, RunId, SessionId, TenantId};
use domain::resume::edit::Edit;
use domain::resume::{Document, Field, Item, Line, Place, Section, SectionKind};
use domain::run::{NewRun, RunStatus};
use futures::StreamExt;
use services::ai::{Draft, Piece, Provider, ProviderError, Reply, Request};
use services::testing::{TempDir, config, ready};
use services::{Actor, Services, events, proposals, runs, start_workers};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

const WHERE: &str = "RESUMAX_TEST_KILLED_IN";

/// Proposes three changes; in the process to be killed it stops after two and never ends.
struct Slow {
    ends: bool,
}

#[async_trait]
impl Provider for Slow {
    fn name(&self) -> &str {
        "slow"
    }

    fn model(&self) -> &str {
        "slow-1"
    }

    async fn rewrite(&self, request: &Request, pieces: &mpsc::Sender<Piece>) -> Result<Reply, ProviderError> {
        let mut reply = Reply { final_text: "Done.".into(), ..Reply::default() };
        for n in 0..3 {
            if n == 2 && !self.ends {
                std::future::pending::<()>().await;
            }
            let place = Place { block: BlockId::new(format!("b{n}")), field: Field::Text };
            let before = request.document.text(&place).unwrap_or_default();
            let edit = Edit::Replace { place, before, after: format!("Looked after {}.", ["builds", "tests", "releases"][n]) };
            let piece = Piece::Change(Box::new(Draft { edit, reason: "Shorter.".into(), evidence: Vec::new() }));
            if pieces.send(piece.clone()).await.is_err() {
                return Err(ProviderError::Timeout);
            }
            reply.pieces.push(piece);
        }
        Ok(reply)
    }
}

fn resume() -> Document {
    let text = ["Was responsible for builds.", "Was responsible for tests.", "Was responsible for releases."];
    let bullets = text.iter().enumerate().map(|(n, text)| Item::Bullet(Line { id: BlockId::new(format!("b{n}")), text: (*text).into() }));
    let section = Section { id: BlockId::new("s"), kind: SectionKind::Experience, title: "Experience".into(), items: bullets.collect() };
    Document { sections: vec![section], ..Document::default() }
}

async fn open(dir: &Path, ends: bool) -> (Services, Actor) {
    let mut services = Services::open(config(dir, &[])).await.expect("opens");
    services.provider = Arc::new(Slow { ends });
    (services, Actor::of(TenantId::local()))
}

async fn wait_for(services: &Services, actor: &Actor, session: &SessionId, run: &RunId, is: impl Fn(&What) -> bool) {
    let mut heard = events::stream(services, actor, session, run, None).await.expect("streams");
    while !is(&heard.next().await.expect("more events").expect("an event").what) {}
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs as the child of the other test"]
async fn the_process_to_be_killed() {
    let Ok(dir) = std::env::var(WHERE) else { return };
    let (services, actor) = open(Path::new(&dir), false).await;
    let session = ready(&services, &actor, &resume(), &domain::posting::Posting::default()).await.expect("a session");
    let _workers = start_workers(&services, services::Shift::of_all(2));
    let run = runs::start(&services, &actor, &session, NewRun { message: "Go.".into(), ..NewRun::default() }).await.expect("starts");
    wait_for(&services, &actor, &session, &run.run_id, |what| matches!(what, What::ChangeProposed(_))).await;
    println!("\nat work: {session} {}", run.run_id);
    std::future::pending::<()>().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_resumes_its_run_at_the_next_start() {
    let dir = TempDir::new();
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "the_process_to_be_killed", "--ignored", "--nocapture"])
        .env(WHERE, dir.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the child starts");
    let said = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
    let ids = said.into_iter().find_map(|line| line.strip_prefix("at work: ").map(str::to_owned)).expect("the child comes to work");
    child.kill().expect("killed");
    child.wait().expect("waited for");
    let (session, run) = ids.split_once(' ').expect("two ids");
    let (session, run) = (SessionId::new(session), RunId::new(run));

    let (services, actor) = open(dir.path(), true).await;
    assert_eq!(runs::get(&services, &actor, &session, &run).await.expect("is there").status, RunStatus::Running);
    let began = Instant::now();
    let workers = start_workers(&services, services::Shift::of_all(2));
    let proposal = wait_for(&services, &actor, &session, &run, |what| matches!(what, What::ToolCallProposed { .. }));
    tokio::time::timeout(Duration::from_secs(15), proposal).await.expect("recovers in 15 s");
    println!("recovered in {:?}", began.elapsed());
    let waiting = proposals::pending(&services, &actor, &session).await.expect("lists");
    assert_eq!(waiting.iter().map(|proposal| proposal.changes.len()).collect::<Vec<_>>(), [3], "kept, none doubled");
    workers.drain(Duration::from_secs(1)).await;
}
