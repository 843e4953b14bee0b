//! The files of a workspace: originals, the head version as Markdown, exports, and what the owner puts there.

use crate::{Actor, Result, Services};
use crate::{Download, Upload};
use domain::ids::{FileId, SessionId};
use serde::{Deserialize, Serialize};

/// A file of a workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct FileRow {
    pub file_id: FileId,
    pub path: String,
    pub size: u64,
    pub mime_type: String,
    pub updated_at: String,
}

/// The name is the path; `INVALID_PATH` for `..`, NUL, absolute and empty segments.
pub async fn upload(_services: &Services, _actor: &Actor, _session: &SessionId, _upload: Upload) -> Result<FileRow> {
    todo!()
}

/// By path.
pub async fn list(_services: &Services, _actor: &Actor, _session: &SessionId) -> Result<Vec<FileRow>> {
    todo!()
}

/// Or `FILE_NOT_FOUND`, `INVALID_PATH`.
pub async fn read(_services: &Services, _actor: &Actor, _session: &SessionId, _path: &str) -> Result<Download> {
    todo!()
}
