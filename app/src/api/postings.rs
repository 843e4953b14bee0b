//! Job descriptions: give one to a session, correct what was understood.

use super::{Failure, Wire};
use domain::ids::{PostingId, SessionId};
use domain::posting::{JobDescription, Requirement};
use domain::session::Session;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the job page of a session shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostingDesk {
    /// `None` before one is given.
    pub posting: Option<JobDescription>,
    /// Of the library, for a session without a job description.
    pub library: Vec<JobDescription>,
    /// Without one no job description can be given.
    pub has_resume: bool,
}

/// The job description of a session.
#[server(prefix = "/fn", endpoint = "load_posting_desk", output = Wire)]
pub async fn load_posting_desk(session: SessionId) -> Result<PostingDesk, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let state = services::sessions::get(&services, &actor, &session).await?;
    let (posting, library) = match services::postings::of(&services, &actor, &session).await? {
        Some(posting) => (Some(posting), Vec::new()),
        None => (None, services::postings::list(&services, &actor, &super::ssr::page_request(24, "", None)).await?.items),
    };
    Ok(PostingDesk { posting, library, has_resume: state.resume_id.is_some() })
}

/// Reads a job description and attaches it; a text that is nothing but an address is fetched, which takes up to ten seconds.
#[server(prefix = "/fn", endpoint = "give_posting", output = Wire)]
pub async fn give_posting(
    session: SessionId,
    text: String,
    #[server(default)] title: String,
    #[server(default)] company: String,
) -> Result<JobDescription, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let given = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let (text, url) = match domain::posting::link(&text).map(str::to_owned) {
        Some(url) => (None, Some(url)),
        None => (Some(text), None),
    };
    let new = services::postings::NewPosting { text, url, title: given(title), company: given(company), ..Default::default() };
    Ok(services::postings::give(&services, &actor, &session, new).await?.0)
}

/// Takes one of the library.
#[server(prefix = "/fn", endpoint = "attach_posting", output = Wire)]
pub async fn attach_posting(session: SessionId, posting: PostingId) -> Result<Session, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::postings::attach(&services, &actor, &session, &posting).await?)
}

/// Corrects title, company and place.
#[server(prefix = "/fn", endpoint = "correct_posting", output = Wire)]
pub async fn correct_posting(posting: PostingId, title: String, company: String, location: String) -> Result<JobDescription, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let patch =
        services::postings::PostingPatch { title: Some(title), company: Some(company), location: Some(location), ..Default::default() };
    Ok(services::postings::update(&services, &actor, &posting, patch).await?)
}

/// Replaces the text; it is read anew.
#[server(prefix = "/fn", endpoint = "reread_posting", output = Wire)]
pub async fn reread_posting(posting: PostingId, text: String) -> Result<JobDescription, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let patch = services::postings::PostingPatch { text: Some(text), ..Default::default() };
    Ok(services::postings::update(&services, &actor, &posting, patch).await?)
}

/// The requirements as the owner wants them.
#[server(prefix = "/fn", endpoint = "set_requirements", input = leptos::server_fn::codec::Json, output = Wire)]
pub async fn set_requirements(posting: PostingId, requirements: Vec<Requirement>) -> Result<JobDescription, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let patch = services::postings::PostingPatch { requirements: Some(requirements), ..Default::default() };
    Ok(services::postings::update(&services, &actor, &posting, patch).await?)
}

/// One step of the chips' form, for a browser without the program: see `components::job::changed`.
#[server(prefix = "/fn", endpoint = "change_requirement", output = Wire)]
pub async fn change_requirement(posting: PostingId, step: String, #[server(default)] name: String) -> Result<JobDescription, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let known = services::postings::get(&services, &actor, &posting).await?;
    let Some(requirements) = crate::components::job::changed(known.posting.requirements.clone(), &step, &name) else { return Ok(known) };
    let patch = services::postings::PostingPatch { requirements: Some(requirements), ..Default::default() };
    Ok(services::postings::update(&services, &actor, &posting, patch).await?)
}

/// To the trash, for 30 days.
#[server(prefix = "/fn", endpoint = "trash_posting", output = Wire)]
pub async fn trash_posting(posting: PostingId) -> Result<(), Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::postings::trash(&services, &actor, &posting).await?)
}
