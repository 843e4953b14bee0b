//! Resumes: what was read from an upload, and the library.

use super::{Failure, Wire};
use domain::ids::{ResumeId, SessionId};
use domain::resume::library::{Resume, ResumeDetail};
use domain::session::Session;
use domain::version::Version;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the resume page of a session shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResumeDesk {
    /// The upload, and what was read from it; `None` before an upload.
    pub upload: Option<ResumeDetail>,
    /// The newest version; `None` until the upload is read.
    pub head: Option<Version>,
    /// Where the workspace keeps the upload, `original/…`.
    pub original: Option<String>,
    /// Of the library, for a session without a resume.
    pub library: Vec<Resume>,
}

/// The resume of a session as it was read and as it is now.
#[server(prefix = "/fn", endpoint = "load_resume_desk", output = Wire)]
pub async fn load_resume_desk(session: SessionId) -> Result<ResumeDesk, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let state = services::sessions::get(&services, &actor, &session).await?;
    Ok(ResumeDesk {
        upload: services::resumes::of(&services, &actor, &session).await?,
        head: match &state.head_version_id {
            Some(version) => Some(services::versions::get(&services, &actor, &session, version).await?),
            None => None,
        },
        original: services::files::list(&services, &actor, &session)
            .await?
            .into_iter()
            .filter(|file| file.path.starts_with("original/"))
            .max_by(|a, b| a.updated_at.cmp(&b.updated_at))
            .map(|file| file.path),
        library: match &state.resume_id {
            Some(_) => Vec::new(),
            None => services::resumes::list(&services, &actor, &super::ssr::page_request(24, "", None)).await?.items,
        },
    })
}

/// Takes a resume of the library into a session.
#[server(prefix = "/fn", endpoint = "attach_resume", output = Wire)]
pub async fn attach_resume(session: SessionId, resume: ResumeId) -> Result<Session, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::resumes::attach(&services, &actor, &session, &resume).await?)
}

/// Reads the original again.
#[server(prefix = "/fn", endpoint = "parse_resume", output = Wire)]
pub async fn parse_resume(resume: ResumeId) -> Result<Resume, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::resumes::parse(&services, &actor, &resume).await?)
}

/// Another name.
#[server(prefix = "/fn", endpoint = "rename_resume", output = Wire)]
pub async fn rename_resume(resume: ResumeId, name: String) -> Result<Resume, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::resumes::rename(&services, &actor, &resume, &name).await?)
}

/// To the trash, for 30 days.
#[server(prefix = "/fn", endpoint = "trash_resume", output = Wire)]
pub async fn trash_resume(resume: ResumeId) -> Result<(), Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::resumes::trash(&services, &actor, &resume).await?)
}

/// Out of the trash.
#[server(prefix = "/fn", endpoint = "restore_resume", output = Wire)]
pub async fn restore_resume(resume: ResumeId) -> Result<Resume, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::resumes::restore(&services, &actor, &resume).await?)
}
