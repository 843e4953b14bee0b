//! Resumes in the library: the original bytes, kept unchanged, and what was read from them.

use super::structure::Import;
use crate::ids::ResumeId;
use serde::{Deserialize, Serialize};

/// A resume in the library, for lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resume {
    /// Names it.
    pub resume_id: ResumeId,
    /// Given by the owner; the file's name at first.
    pub name: String,
    /// As uploaded.
    pub file_name: String,
    /// By content, not by name.
    pub mime_type: String,
    /// In bytes.
    pub size: u64,
    /// Where the parse is.
    pub parse_status: ParseStatus,
    /// Of a failed parse.
    pub error: Option<crate::Error>,
    /// Source lines that were not understood.
    pub left_over_count: u32,
    /// Of the source.
    pub pages: u16,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// ISO 8601, UTC.
    pub updated_at: String,
}

/// Where the parse of an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ParseStatus {
    Pending,
    Parsing,
    Completed,
    Failed,
}

/// A resume with what was read from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResumeDetail {
    /// All but the text.
    #[serde(flatten)]
    pub resume: Resume,
    /// `None` until it is parsed.
    pub import: Option<Import>,
}
