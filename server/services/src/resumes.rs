//! Resumes: uploads into the library and into a session.

use crate::{Actor, Result, Services};
use crate::{Download, Upload};
use domain::ids::{ResumeId, SessionId};
use domain::page::{Page, PageRequest};
use domain::resume::edit::Edit;
use domain::resume::library::{Resume, ResumeDetail};

/// Keeps the bytes, reads them (in the bounded child process), waits for it. A parse that fails keeps the upload: the answer is `Refused` with the code and `details.resume_id`.
pub async fn upload(_services: &Services, _actor: &Actor, _upload: Upload) -> Result<Resume> {
    todo!()
}

/// As [`upload`], and makes the first version of the session. The original is kept under `original/`.
pub async fn upload_to_session(
    _services: &Services,
    _actor: &Actor,
    _session: &SessionId,
    _upload: Upload,
) -> Result<(Resume, domain::session::Session)> {
    todo!()
}

/// Takes a parsed resume of the library into the session.
pub async fn attach(_services: &Services, _actor: &Actor, _session: &SessionId, _resume: &ResumeId) -> Result<domain::session::Session> {
    todo!()
}

/// Newest first, without the trash.
pub async fn list(_services: &Services, _actor: &Actor, _page: &PageRequest) -> Result<Page<Resume>> {
    todo!()
}

/// Or `RESUME_NOT_FOUND`.
pub async fn get(_services: &Services, _actor: &Actor, _id: &ResumeId) -> Result<ResumeDetail> {
    todo!()
}

/// 1 to 200 characters.
pub async fn rename(_services: &Services, _actor: &Actor, _id: &ResumeId, _name: &str) -> Result<Resume> {
    todo!()
}

/// Kept for 30 days.
pub async fn trash(_services: &Services, _actor: &Actor, _id: &ResumeId) -> Result<()> {
    todo!()
}

/// Out of the trash.
pub async fn restore(_services: &Services, _actor: &Actor, _id: &ResumeId) -> Result<Resume> {
    todo!()
}

/// Reads the original again; corrections by hand are lost, sessions keep their versions.
pub async fn parse(_services: &Services, _actor: &Actor, _id: &ResumeId) -> Result<Resume> {
    todo!()
}

/// Corrections by hand of what was read.
pub async fn correct(_services: &Services, _actor: &Actor, _id: &ResumeId, _edits: &[Edit]) -> Result<ResumeDetail> {
    todo!()
}

/// Byte-equal to the upload.
pub async fn original(_services: &Services, _actor: &Actor, _id: &ResumeId) -> Result<Download> {
    todo!()
}
