//! Somebody's things: one of every kind, each with a word in it that stands nowhere else.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::archive::ArchiveStatus;
use domain::export::{Artifact, Format, NewExport, RenderReply, RenderRequest};
use domain::ids::{LoginId, SessionId, TenantId, TokenId, UserId};
use domain::proposal::{Approve, Proposal};
use domain::run::NewRun;
use domain::session::NewSession;
use services::postings::NewPosting;
use services::testing::Bench;
use services::{
    Actor, Services, Upload, analysis, archives, exports, files, postings, proposals, queue, resumes, runs, sessions, versions,
};

use super::callers::PASSWORD;
use super::table::known_as;

/// What the provider of these tests says to every run.
pub const SCRIPT: &str = r#"{"repeat": true, "steps": [{"text": ["Reading."], "changes": [{"find": "pipelines", "append": " well"}]}]}"#;

/// What [`World::fill`] puts in, by name.
#[derive(Clone, Debug)]
pub struct World {
    names: BTreeMap<&'static str, String>,
    /// Stands in every text of this tenant, and in nobody else's.
    pub secret: String,
}

impl World {
    /// Makes one of every kind for this tenant.
    pub async fn of(bench: &Bench, tenant: &str) -> Self {
        services::child::parse_here();
        exports::render::render_here(rendered);
        let (services, actor) = (&bench.services, Actor::of(TenantId::new(tenant)));
        let secret = format!("Xq{}", &services::blobs::sha256(tenant.as_bytes())[..12]);
        let named = |what: &str| Some(format!("{what} {secret}"));
        let job = || NewPosting {
            text: Some(format!("We look for someone who builds pipelines with {secret}.\n\nRequirements:\n- Python\n- {secret}")),
            title: named("Engineer"),
            company: named("Example"),
            ..NewPosting::default()
        };
        let open = async |new: NewSession| sessions::create(services, &actor, new).await.expect("a session").session_id;

        let session = open(NewSession { workspace_name: named("Plans"), ..NewSession::default() }).await;
        let (resume, _) = resumes::upload_to_session(services, &actor, &session, upload(&secret)).await.expect("a resume");
        let (posting, _) = postings::give(services, &actor, &session, job()).await.expect("a job description");
        analysis::of_session(services, &actor, &session).await.expect("a score");
        let notes = format!("{secret}.txt");
        for name in [notes.as_str(), "upload"] {
            files::upload(services, &actor, &session, Upload { file_name: name.into(), ..upload(&secret) }).await.expect("a file");
        }
        let first = versions::list(services, &actor, &session).await.expect("versions")[0].version_id.clone();
        let done = proposed(bench, &actor, &session).await;
        proposals::approve(services, &actor, &session, &done.approval_id, Approve::default()).await.expect("approved");
        let version = versions::list(services, &actor, &session).await.expect("versions")[0].version_id.clone();
        assert_ne!(first, version, "the first run has written a version");
        versions::label(services, &actor, &session, &version, &format!("For {secret}")).await.expect("labelled");
        let export = NewExport { format: Some(Format::Md), ..NewExport::default() };
        let artifact = exports::create(services, &actor, &session, export).await.expect("an export");
        let token = token_of(&artifact);
        let waiting = proposed(bench, &actor, &session).await;

        let empty = open(NewSession { resume_id: Some(resume.resume_id.clone()), ..NewSession::default() }).await;
        let trashed_session = open(NewSession { workspace_name: named("Old plans"), ..NewSession::default() }).await;
        sessions::delete(services, &actor, &trashed_session).await.expect("in the trash");
        let trashed_resume = resumes::upload(services, &actor, upload(&secret)).await.expect("a resume").resume_id;
        resumes::trash(services, &actor, &trashed_resume).await.expect("in the trash");
        let trashed_posting = postings::create(services, &actor, job()).await.expect("a job description").job_description_id;
        postings::trash(services, &actor, &trashed_posting).await.expect("in the trash");
        archived(services, &actor).await;
        let job = queue::desk::newest(services, &actor).await.expect("jobs").remove(0).job_id;

        let names = BTreeMap::from([
            ("session", session.to_string()),
            ("empty", empty.to_string()),
            ("resume", resume.resume_id.to_string()),
            ("posting", posting.job_description_id.to_string()),
            ("first", first.to_string()),
            ("version", version.to_string()),
            ("run", done.run_id.to_string()),
            ("applied", done.changes[0].change_id.to_string()),
            ("approval", waiting.approval_id.to_string()),
            ("change", waiting.changes[0].change_id.to_string()),
            ("file", notes),
            ("token", token),
            ("trashed_session", trashed_session.to_string()),
            ("trashed_resume", trashed_resume.to_string()),
            ("trashed_posting", trashed_posting.to_string()),
            ("job", job.to_string()),
            ("nothing", "nothing".to_owned()),
            // Only accounts have these.
            ("login", LoginId::from_bits(1).into()),
            ("api_token", TokenId::from_bits(1).into()),
            ("account", UserId::from_bits(1).into()),
            ("password", PASSWORD.to_owned()),
        ]);
        Self { names, secret }
    }

    /// The same, where something is called otherwise.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.names.insert(name, value.into());
        self
    }

    /// The same, with a link that was made for whoever this is.
    pub async fn linked(self, bench: &Bench, actor: &Actor) -> Self {
        let session = SessionId::new(self.names["session"].as_str());
        let artifact = exports::list(&bench.services, actor, &session).await.expect("exports").remove(0);
        let token = token_of(&artifact);
        self.with("token", token)
    }

    /// The same names for things that are nowhere; each as long as the one of this world.
    pub fn nowhere(&self) -> Self {
        let missing = |name: &str, value: &str| match value.split_once('_') {
            Some((prefix, rest)) if rest.len() == 32 => format!("{prefix}_{}", rest.chars().rev().collect::<String>()),
            _ if name == "password" => value.to_owned(),
            _ => value.chars().rev().collect(),
        };
        Self { names: self.names.iter().map(|(name, value)| (*name, missing(name, value))).collect(), secret: self.secret.clone() }
    }

    /// This world's things, named from sessions of `other`.
    pub fn inside(&self, other: &Self) -> Self {
        let mut names = self.names.clone();
        names.extend(["session", "empty"].map(|name| (name, other.names[name].clone())));
        Self { names, secret: self.secret.clone() }
    }

    /// Puts the things of this world into a path.
    pub fn path(&self, path: &str) -> String {
        let segments = path.split('/').map(|segment| match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(parameter) => self.names[known_as(path, parameter)].as_str(),
            None => segment,
        });
        segments.collect::<Vec<_>>().join("/")
    }

    /// Puts the things of this world into what is sent. Longer names first: `$session` is not `$sess`.
    pub fn fill(&self, text: &str) -> String {
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.into_iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${name}"), value))
    }

    /// Takes the things of this world out of an answer again; but the account, of which nobody else is to hear.
    pub fn without(&self, answer: &str) -> String {
        let named = self.names.iter().filter(|(name, value)| value.len() > 8 && **name != "account");
        named.fold(answer.to_owned(), |text, (name, value)| text.replace(value, &format!("${name}")))
    }
}

fn token_of(artifact: &Artifact) -> String {
    artifact.download_url.rsplit('/').next().expect("a token").to_owned()
}

fn upload(secret: &str) -> Upload {
    let text = format!(
        "# Ada {secret}\n\nada.{secret}@example.com | +1 555-0100\n\n## Experience\n\n### Engineer\nExample Ltd {secret}, Leeds\nJan 2020 – Present\n\n- Built pipelines for {secret}\n- Led a team of four\n\n## Skills\n\nPython, SQL\n"
    );
    Upload { file_name: format!("{secret}.md").into(), bytes: text.into_bytes().into() }
}

/// Starts a run and waits until its changes wait.
async fn proposed(bench: &Bench, actor: &Actor, session: &SessionId) -> Proposal {
    let new = NewRun { message: "Tailor.".into(), strategy: None, idempotency_key: None };
    runs::start(&bench.services, actor, session, new).await.expect("a run");
    let proposal = until("a proposal", async || proposals::waiting(&bench.services, actor, session).await.expect("proposals").pop()).await;
    assert!(!proposal.changes.is_empty(), "the script changes something");
    proposal
}

/// Has an archive made and waits until it can be fetched.
async fn archived(services: &Services, actor: &Actor) {
    archives::begin(services, actor).await.expect("an archive");
    let newest = async || archives::newest(services, actor).await.expect("archives");
    until("an archive", async || (newest().await.status == ArchiveStatus::Ready).then_some(())).await;
}

/// What a worker makes of it.
async fn until<T>(what: &str, there: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..400 {
        if let Some(it) = there().await {
            return it;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{what} is there within ten seconds");
}

fn rendered(request: &RenderRequest) -> (RenderReply, Vec<u8>) {
    match render::once(request) {
        Ok(file) => (RenderReply { pages: file.pages, undisplayable: file.undisplayable, error: None }, file.bytes),
        Err(error) => (RenderReply { error: Some(error.to_string()), ..RenderReply::default() }, Vec::new()),
    }
}
