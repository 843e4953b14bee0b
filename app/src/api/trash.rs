//! The trash: what can still be brought back.

use super::{Failure, Wire};
use domain::ids::{PostingId, SessionId};
use domain::posting::JobDescription;
use domain::resume::library::Resume;
use domain::session::Session;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the trash holds, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trash {
    /// With their versions and files.
    pub sessions: Vec<Session>,
    /// With their originals.
    pub resumes: Vec<Resume>,
    /// Of the library.
    pub postings: Vec<JobDescription>,
}

/// All of it; older things than the newest hundred of a kind come up as those go.
#[server(prefix = "/fn", endpoint = "load_trash", output = Wire)]
pub async fn load_trash() -> Result<Trash, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let request = domain::page::PageRequest { limit: Some(100), ..Default::default() };
    Ok(Trash {
        sessions: services::sessions::trashed(&services, &actor, &request).await?.items,
        resumes: services::resumes::trashed(&services, &actor, &request).await?.items,
        postings: services::postings::trashed(&services, &actor, &request).await?.items,
    })
}

/// Brings a session back.
#[server(prefix = "/fn", endpoint = "restore_session", output = Wire)]
pub async fn restore_session(session: SessionId) -> Result<Session, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::sessions::restore(&services, &actor, &session).await?)
}

/// Brings a job description back.
#[server(prefix = "/fn", endpoint = "restore_posting", output = Wire)]
pub async fn restore_posting(posting: PostingId) -> Result<JobDescription, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::postings::restore(&services, &actor, &posting).await?)
}
