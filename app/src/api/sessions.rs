//! Sessions: list, open, rename, cancel, delete.

use super::{Failure, Wire};
use domain::ids::SessionId;
use domain::page::Page;
use domain::posting::JobDescription;
use domain::resume::library::Resume;
use domain::session::Session;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the dashboard shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    /// Newest first.
    pub sessions: Page<Session>,
    /// Newest first.
    pub resumes: Page<Resume>,
    /// Newest first.
    pub postings: Page<JobDescription>,
    /// The first steps are not to be shown any more.
    pub checklist_dismissed: bool,
}

/// The preference that hides the first steps.
#[cfg(feature = "ssr")]
const CHECKLIST: &str = "checklist.dismissed";

/// Which page of which list: the cursors of sessions, resumes and job descriptions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cursors(pub [Option<String>; 3]);

/// Sessions, resumes and job descriptions whose titles have the words.
#[server(prefix = "/fn", endpoint = "load_dashboard", input = leptos::server_fn::codec::Json, output = Wire)]
pub async fn load_dashboard(search: String, cursors: Cursors) -> Result<Dashboard, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let [sessions, resumes, postings] = cursors.0;
    let page = |limit, cursor| super::ssr::page_request(limit, &search, cursor);
    let (sessions, resumes, postings) = (page(12, sessions), page(6, resumes), page(6, postings));
    Ok(Dashboard {
        sessions: services::sessions::list(&services, &actor, &sessions).await?,
        resumes: services::resumes::list(&services, &actor, &resumes).await?,
        postings: services::postings::list(&services, &actor, &postings).await?,
        checklist_dismissed: services::preferences::get(&services, &actor, CHECKLIST).await?.is_some(),
    })
}

/// One session.
#[server(prefix = "/fn", endpoint = "load_session", output = Wire)]
pub async fn load_session(session: SessionId) -> Result<Session, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::sessions::get(&services, &actor, &session).await?)
}

/// Opens an empty session, or one with a resume and a job description of the library; goes there.
#[server(prefix = "/fn", endpoint = "open_session", output = Wire)]
pub async fn open_session(
    #[server(default)] resume: Option<String>,
    #[server(default)] posting: Option<String>,
) -> Result<SessionId, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let given = |id: Option<String>| id.filter(|id| !id.is_empty());
    let new = domain::session::NewSession {
        resume_id: given(resume).map(domain::ids::ResumeId::new),
        job_description_id: given(posting).map(domain::ids::PostingId::new),
        ..Default::default()
    };
    let session = services::sessions::create(&services, &actor, new).await?;
    leptos_axum::redirect(&format!("/sessions/{}", session.session_id));
    Ok(session.session_id)
}

/// Opens a session without going there: the browser uploads a file into it next.
#[server(prefix = "/fn", endpoint = "create_session", output = Wire)]
pub async fn create_session() -> Result<SessionId, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::sessions::create(&services, &actor, Default::default()).await?.session_id)
}

/// A session with an invented resume and job description, and a first run; goes to its review.
#[server(prefix = "/fn", endpoint = "try_sample", output = Wire)]
pub async fn try_sample() -> Result<(), Failure> {
    let (services, actor) = super::ssr::caller()?;
    let session = super::sample::open(&services, &actor).await?;
    leptos_axum::redirect(&format!("/sessions/{session}/review"));
    Ok(())
}

/// Another name.
#[server(prefix = "/fn", endpoint = "rename_session", output = Wire)]
pub async fn rename_session(session: SessionId, name: String) -> Result<Session, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::sessions::rename(&services, &actor, &session, &name).await?)
}

/// To the trash.
#[server(prefix = "/fn", endpoint = "delete_session", output = Wire)]
pub async fn delete_session(session: SessionId) -> Result<(), Failure> {
    let (services, actor) = super::ssr::caller()?;
    services::sessions::delete(&services, &actor, &session).await?;
    leptos_axum::redirect("/");
    Ok(())
}

/// Ends a session; nothing can be changed after it.
#[server(prefix = "/fn", endpoint = "cancel_session", output = Wire)]
pub async fn cancel_session(session: SessionId) -> Result<Session, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::sessions::cancel(&services, &actor, &session).await?)
}

/// Whether a run writes its supported changes without asking.
#[server(prefix = "/fn", endpoint = "set_auto_approve", output = Wire)]
pub async fn set_auto_approve(session: SessionId, #[server(default)] enabled: bool) -> Result<bool, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::sessions::set_auto_approve(&services, &actor, &session, enabled).await?)
}

/// The first steps are not to be shown any more.
#[server(prefix = "/fn", endpoint = "dismiss_checklist", output = Wire)]
pub async fn dismiss_checklist() -> Result<(), Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::preferences::set(&services, &actor, CHECKLIST, &true.into()).await?)
}
