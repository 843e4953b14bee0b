//! Exported files, their round trip, previews and signed links.

use crate::Download;
use crate::{Actor, Result, Services};
use domain::export::{Artifact, NewExport, Template};
use domain::ids::{ApprovalId, SessionId, VersionId};

/// A page of the exported file as an image.
#[derive(Clone, Debug)]
pub struct Preview {
    /// PNG.
    pub png: bytes::Bytes,
    /// Of the whole document.
    pub pages: u32,
}

/// Renders, reads back, keeps and signs. A version with an unconfirmed claim: `UNSUPPORTED_CLAIM`.
pub async fn create(_services: &Services, _actor: &Actor, _session: &SessionId, _new: NewExport) -> Result<Artifact> {
    todo!()
}

/// Newest first.
pub async fn list(_services: &Services, _actor: &Actor, _session: &SessionId) -> Result<Vec<Artifact>> {
    todo!()
}

/// The exported page itself.
pub async fn preview(
    _services: &Services,
    _actor: &Actor,
    _session: &SessionId,
    _version: &VersionId,
    _template: Template,
    _page: u32,
) -> Result<Preview> {
    todo!()
}

/// The page as it would be with the changes approved so far.
pub async fn preview_proposal(
    _services: &Services,
    _actor: &Actor,
    _session: &SessionId,
    _approval: &ApprovalId,
    _template: Template,
    _page: u32,
) -> Result<Preview> {
    todo!()
}

/// The file behind a signed link; `ARTIFACT_NOT_FOUND` for a wrong, changed or expired one.
pub async fn download(_services: &Services, _token: &str) -> Result<Download> {
    todo!()
}
