//! A tenant with something in every table and every text field: for what is about all that a tenant owns.

use super::Bench;
use crate::jobs::{self, Queue};
use crate::mail::Mail;
use crate::outbox::{self, Errand};
use crate::postings::{self, NewPosting};
use crate::queue::{Claims, ledger};
use crate::{Actor, Services, Upload, exports, files, preferences, proposals, resumes, runs, sessions, versions};
use domain::export::{Format, NewExport};
use domain::ids::{RunId, SessionId};
use domain::proposal::{Approve, ChangeDecision, Decision};
use domain::run::NewRun;
use domain::session::NewSession;

/// Three sessions: one exported, one whose proposal waits, one whose run nobody has begun.
pub(crate) struct Life {
    pub exported: SessionId,
    pub waiting: SessionId,
    pub queued: (SessionId, RunId),
}

/// Does what waits in these queues, until nothing does.
pub(crate) async fn work_off(services: &Services, queues: &[Queue]) {
    let claims = Claims { owner: "the test", queues, most: 4, of_one_tenant: None };
    loop {
        let claimed = services.db.write_one(async |tx| ledger::claim(tx, &claims).await).await.expect("claimed");
        if claimed.is_empty() {
            return;
        }
        for job in claimed {
            jobs::work(services, &job).await.expect("worked");
        }
    }
}

/// Lives it, with the word in every text that a person can give.
pub(crate) async fn live(bench: &Bench, actor: &Actor, word: &str) -> Life {
    let services = &bench.services;
    let exported = tailored(services, actor, word).await;
    let proposal = proposals::pending(services, actor, &exported).await.expect("proposals").pop().expect("one waits");
    let said = |decision, text: Option<&str>, confirmation: Option<&str>| ChangeDecision {
        change_id: None,
        decision,
        text: text.map(str::to_owned),
        confirmation: confirmation.map(str::to_owned),
    };
    let (id, first) = (&proposal.approval_id, &proposal.changes[0].change_id);
    let (text, why) = (format!("Led 40 people at {word}."), format!("This is true: {word} says so."));
    let edited = said(Decision::Edited, Some(&text), Some(&why));
    proposals::decide(services, actor, &exported, id, first, edited).await.expect("decided");
    proposals::approve(services, actor, &exported, id, Approve::default()).await.expect("approved");
    let version = versions::list(services, actor, &exported).await.expect("versions")[0].version_id.clone();
    versions::label(services, actor, &exported, &version, &format!("Label {word}")).await.expect("labelled");
    let new = NewExport { format: Some(Format::Md), ..NewExport::default() };
    exports::create_once(services, actor, &exported, new, Some("once")).await.expect("exported");
    let note = Upload { file_name: format!("notes/{word}.txt").into(), bytes: format!("A note of {word}.").into() };
    files::upload(services, actor, &exported, note).await.expect("kept");
    preferences::set(services, actor, "motto", &serde_json::json!(word)).await.expect("chosen");
    let broken = Upload { file_name: format!("broken {word}.pdf").into(), bytes: format!("%PDF-1.7 {word}").into() };
    resumes::upload(services, actor, broken).await.expect_err("it can't be read, and is kept");
    let mail = Mail {
        key: format!("ready:{}", exported.as_str()),
        to: format!("{word} Example <{word}@example.com>"),
        subject: format!("For {word}"),
        text: format!("Dear {word}"),
        html: format!("<p>Dear {word}</p>"),
    };
    account(services, actor, word).await;
    services.write(async |tx| outbox::add(tx, &actor.tenant, &mail.key, &Errand::Mail(mail.clone())).await).await.expect("written");
    outbox::send_due(services).await.expect("sent");
    let waiting = tailored(services, actor, word).await;
    let queued = session(services, actor, word).await;
    let run = runs::start(services, actor, &queued, run_of(word)).await.expect("queued").run_id;
    Life { exported, waiting, queued: (queued, run) }
}

/// Whose address tells which mails are to them.
async fn account(services: &Services, actor: &Actor, word: &str) {
    let sql = "INSERT INTO users (id, email, name, password_hash, role, preferences, created_at, updated_at) \
               VALUES ($1, $2, $3, 'none', 'member', '{}', $4, $4)";
    let address = format!("{}@example.com", word.to_lowercase());
    let values = [actor.tenant.as_str().into(), address.into(), word.into(), services.now().into()];
    services.write(async |tx| ledger::execute(tx, sql, values.clone()).await).await.expect("an account");
}

async fn tailored(services: &Services, actor: &Actor, word: &str) -> SessionId {
    let session = session(services, actor, word).await;
    runs::start(services, actor, &session, run_of(word)).await.expect("queued");
    work_off(services, &[Queue::Run]).await;
    session
}

fn run_of(word: &str) -> NewRun {
    NewRun { message: format!("Tailor it for {word}."), strategy: None, idempotency_key: Some("first".to_owned()) }
}

/// With a resume and a posting, ready for a run.
async fn session(services: &Services, actor: &Actor, word: &str) -> SessionId {
    let new = NewSession { workspace_name: Some(format!("Workspace {word}")), ..NewSession::default() };
    let session = sessions::create(services, actor, new).await.expect("opens").session_id;
    let text = format!(
        "# {word} Example\n\n{word}@example.com\n\n## Summary\n\nEngineer of data at {word}.\n\n## Experience\n\n### Data Engineer, Example Ltd {word}\n\
         2020 – 2024\n\n- Built pipelines in Python and k8s for 12 teams.\n- Was responsible for the nightly reports of {word}.\n\n## Skills\n\nPython, SQL\n"
    );
    let upload = Upload { file_name: format!("{word} CV.md").into(), bytes: text.into() };
    resumes::upload_to_session(services, actor, &session, upload).await.expect("read");
    let new = NewPosting {
        text: Some(format!("{}\n\nAsk for {word}.", super::posting_text())),
        title: Some(format!("Senior Data Engineer {word}")),
        company: Some(format!("Example Org {word}")),
        ..NewPosting::default()
    };
    postings::give(services, actor, &session, new).await.expect("given");
    session
}
