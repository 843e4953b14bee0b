//! A session that is ready for runs, and a provider that says what a test wants.

use crate::ai::{Draft, Piece, Provider, ProviderError, Reply, Request};
use crate::entity::job;
use crate::events;
use crate::queue::{Claimed, ledger};
use crate::testing::Bench;
use crate::{Result, Services, jobs, runs, sessions};
use domain::event::{Event, What};
use domain::ids::{BlockId, EventId, RunId, SessionId, VersionId};
use domain::posting::Posting;
use domain::resume::edit::Edit;
use domain::resume::{Contact, Document, Entry, Field, Item, Line, Place, Section, SectionKind, SkillGroup};
use domain::run::{NewRun, Run};
use futures::StreamExt;
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc};

/// One answer of the provider.
#[derive(Clone, Debug, Default)]
pub struct Act {
    pub pieces: Vec<Piece>,
    /// Before its end it waits for [`Scripted::go_on`].
    pub waits: bool,
    pub fails: Option<ProviderError>,
}

/// Says its acts in order; the last one again and again.
pub struct Scripted {
    acts: Mutex<VecDeque<Act>>,
    pub calls: AtomicUsize,
    gate: Semaphore,
}

impl Scripted {
    pub fn new(acts: impl IntoIterator<Item = Act>) -> Arc<Self> {
        Arc::new(Self { acts: Mutex::new(acts.into_iter().collect()), calls: AtomicUsize::new(0), gate: Semaphore::new(0) })
    }

    pub fn go_on(&self) {
        self.gate.add_permits(1);
    }

    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}

#[async_trait::async_trait]
impl Provider for Scripted {
    fn name(&self) -> &str {
        "scripted"
    }

    fn model(&self) -> &str {
        "scripted-1"
    }

    async fn rewrite(&self, _: &Request, pieces: &mpsc::Sender<Piece>) -> std::result::Result<Reply, ProviderError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let act = {
            let mut acts = self.acts.lock().expect("not poisoned");
            if acts.len() > 1 { acts.pop_front() } else { acts.front().cloned() }.expect("an act")
        };
        for piece in &act.pieces {
            if pieces.send(piece.clone()).await.is_err() {
                return Err(ProviderError::Timeout);
            }
        }
        if act.waits {
            self.gate.acquire().await.expect("open").forget();
        }
        match act.fails {
            Some(error) => Err(error),
            None => Ok(Reply { pieces: act.pieces, final_text: "Done.".into(), input_tokens: 100, output_tokens: 20, cost_usd: 0.01 }),
        }
    }
}

/// A session with resume and job description, and its provider.
pub struct Stage {
    pub bench: Bench,
    pub provider: Arc<Scripted>,
    pub session: SessionId,
}

impl Stage {
    pub async fn open(acts: impl IntoIterator<Item = Act>) -> Self {
        Self::with(&[], acts).await
    }

    pub async fn with(vars: &[(&str, &str)], acts: impl IntoIterator<Item = Act>) -> Self {
        let mut bench = Bench::with(vars).await;
        let provider = Scripted::new(acts);
        bench.services.provider = provider.clone();
        let session = ready(&bench).await;
        Self { bench, provider, session }
    }

    pub fn services(&self) -> &Services {
        &self.bench.services
    }

    pub async fn start(&self) -> Run {
        self.start_as(None).await.expect("the run starts")
    }

    pub async fn start_as(&self, key: Option<&str>) -> Result<Run> {
        let new = NewRun { message: "Make it fit.".into(), strategy: None, idempotency_key: key.map(str::to_owned) };
        runs::start(self.services(), &self.bench.actor, &self.session, new).await
    }

    /// Claims what is ready, as a worker does.
    pub async fn claim(&self) -> Option<Claimed> {
        let claims = ledger::Claims { owner: "tester", queues: &[jobs::Queue::Run], most: 1, of_one_tenant: None };
        let mut claimed = self.services().write(async |tx| ledger::claim(tx, &claims).await).await.expect("claims");
        claimed.pop()
    }

    /// Does all the work that is ready.
    pub async fn work(&self) {
        while let Some(job) = self.claim().await {
            jobs::work(self.services(), &job).await.expect("the work is done");
        }
    }

    /// Works in the background, as a worker that can be killed.
    pub async fn work_aside(&self) -> tokio::task::JoinHandle<Result<()>> {
        let job = self.claim().await.expect("there is work");
        let services = self.services().clone();
        tokio::spawn(async move { jobs::work(&services, &job).await })
    }

    pub async fn run(&self, id: &RunId) -> Run {
        runs::get(self.services(), &self.bench.actor, &self.session, id).await.expect("the run is there")
    }

    pub async fn session(&self) -> domain::session::Session {
        sessions::get(self.services(), &self.bench.actor, &self.session).await.expect("the session is there")
    }

    /// All events of a run that has ended, or so many of one that has not.
    pub async fn events(&self, run: &RunId, after: Option<EventId>, most: usize) -> Vec<Event> {
        let stream = events::stream(self.services(), &self.bench.actor, &self.session, run, after).await.expect("streams");
        let all = stream.take(most).map(|event| event.expect("an event")).collect::<Vec<_>>();
        tokio::time::timeout(Duration::from_secs(20), all).await.expect("the stream goes on")
    }

    /// Waits until the history of a run has an event like this.
    pub async fn until(&self, run: &RunId, is: impl Fn(&What) -> bool) {
        let mut stream = events::stream(self.services(), &self.bench.actor, &self.session, run, None).await.expect("streams");
        let seen = async { while !is(&stream.next().await.expect("more events").expect("an event").what) {} };
        tokio::time::timeout(Duration::from_secs(20), seen).await.expect("the event comes");
    }

    pub async fn job(&self) -> job::Model {
        let jobs = job::Entity::find().all(self.services().db.reader()).await.expect("reads");
        jobs.into_iter().rfind(|job| job.kind == "run").expect("a job")
    }

    /// Time passes for the leases of the queue.
    pub async fn let_leases_run_out(&self) {
        let all = "UPDATE jobs SET lease_until = lease_until - 60000, run_at = run_at - 60000";
        self.services().write(async |tx| Ok(tx.execute_unprepared(all).await?)).await.expect("written");
    }

    /// What the sweep of any worker does.
    pub async fn sweep(&self) -> u64 {
        crate::queue::take_back(self.services(), ledger::Stale::Expired).await.expect("sweeps")
    }

    pub async fn head(&self) -> (VersionId, Document) {
        let id = self.session().await.head_version_id.expect("a head");
        let version = crate::versions::get(self.services(), &self.bench.actor, &self.session, &id).await.expect("the version is there");
        (id, version.document)
    }

    pub async fn set_auto_approve(&self, enabled: bool) {
        sessions::set_auto_approve(self.services(), &self.bench.actor, &self.session, enabled).await.expect("set");
    }
}

/// What kinds of events, in order, without the deltas and changes that may come in any number.
pub fn kinds(events: &[Event]) -> Vec<String> {
    let kind = |event: &Event| serde_json::to_value(&event.what).expect("serialises")["type"].as_str().unwrap_or_default().to_owned();
    events.iter().map(kind).collect()
}

pub fn resume() -> Document {
    let line = |id: &str, text: &str| Line { id: BlockId::new(id), text: text.to_owned() };
    let section = |id: &str, kind, title: &str, items| Section { id: BlockId::new(id), kind, title: title.into(), items };
    let bullets = vec![line("b1", "Was responsible for builds."), line("b2", "Wrote tests."), line("b3", "Ran services.")];
    let entry =
        Entry { id: BlockId::new("e1"), title: "Engineer".into(), organisation: "Harbor Works".into(), bullets, ..Entry::default() };
    let skills = SkillGroup { id: BlockId::new("k1"), label: "Tools".into(), skills: vec!["Rust".into(), "SQL".into()] };
    Document {
        contact: Contact { name: "Robin Vale".into(), email: "robin@example.com".into(), ..Contact::default() },
        sections: vec![
            section("s1", SectionKind::Experience, "Experience", vec![Item::Entry(entry)]),
            section("s2", SectionKind::Skills, "Skills", vec![Item::Skills(skills)]),
        ],
    }
}

/// A draft that another text stands in a bullet.
pub fn draft(block: &str, after: &str) -> Piece {
    let place = Place { block: BlockId::new(block), field: Field::Text };
    let before = resume().text(&place).unwrap_or_default();
    let edit = Edit::Replace { place, before, after: after.into() };
    Piece::Change(Box::new(Draft { edit, reason: "Clearer.".into(), evidence: Vec::new() }))
}

/// Two changes that the resume supports.
pub fn two() -> Act {
    Act { pieces: vec![Piece::Text("Looking. ".into()), draft("b1", "Ran builds."), draft("b2", "Wrote the tests.")], ..Act::default() }
}

/// One that the resume supports, and one that it does not.
pub fn bold() -> Act {
    Act { pieces: vec![draft("b1", "Ran builds."), draft("b2", "Wrote 4000 tests.")], ..Act::default() }
}

/// The text of a block.
pub fn text(document: &Document, block: &str) -> String {
    document.text(&Place { block: BlockId::new(block), field: Field::Text }).expect("the block is there")
}

async fn ready(bench: &Bench) -> SessionId {
    let posting = Posting { title: "Engineer".into(), text: "Rust".into(), ..Posting::default() };
    crate::testing::ready(&bench.services, &bench.actor, &resume(), &posting).await.expect("a session")
}
