//! Job descriptions, from text or file.

use crate::Upload;
use crate::{Actor, Result, Services};
use domain::ids::{PostingId, SessionId};
use domain::page::{Page, PageRequest};
use domain::posting::{JobDescription, Requirement};
use domain::session::Session;

/// What is given: exactly one of text, url and file, and what the owner knows better.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct NewPosting {
    pub text: Option<String>,
    pub url: Option<String>,
    pub file: Option<Upload>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
}

/// Corrections by the owner; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PostingPatch {
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
    pub text: Option<String>,
    pub requirements: Option<Vec<Requirement>>,
}

/// Reads the posting and attaches it. Before a resume: `INVALID_STATE`. No title found or given: `JD_TITLE_REQUIRED`.
pub async fn give(_services: &Services, _actor: &Actor, _session: &SessionId, _new: NewPosting) -> Result<(JobDescription, Session)> {
    todo!()
}

/// Takes one of the library.
pub async fn attach(_services: &Services, _actor: &Actor, _session: &SessionId, _posting: &PostingId) -> Result<Session> {
    todo!()
}

/// Into the library only.
pub async fn create(_services: &Services, _actor: &Actor, _new: NewPosting) -> Result<JobDescription> {
    todo!()
}

/// Newest first, without the trash.
pub async fn list(_services: &Services, _actor: &Actor, _page: &PageRequest) -> Result<Page<JobDescription>> {
    todo!()
}

/// Or `JD_NOT_FOUND`.
pub async fn get(_services: &Services, _actor: &Actor, _id: &PostingId) -> Result<JobDescription> {
    todo!()
}

/// Another text is read anew.
pub async fn update(_services: &Services, _actor: &Actor, _id: &PostingId, _patch: PostingPatch) -> Result<JobDescription> {
    todo!()
}

/// Kept for 30 days.
pub async fn trash(_services: &Services, _actor: &Actor, _id: &PostingId) -> Result<()> {
    todo!()
}
