//! An immutable snapshot of the document, with its parent and what made it.

use crate::diff::BlockDiff;
use crate::ids::{BlockId, RunId, SessionId, VersionId};
use crate::resume::Document;

mod blame;
mod rebase;

pub use blame::{Ancestor, Blaming};
pub use rebase::{Conflict, Rebased, fit, rebase};

use serde::{Deserialize, Serialize};

/// A version without its document, for the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionSummary {
    /// Names it.
    pub version_id: VersionId,
    /// Where it belongs.
    pub session_id: SessionId,
    /// 1, 2, 3 … within the session.
    pub number: u32,
    /// What it was made from; `None` for the first.
    pub parent_id: Option<VersionId>,
    /// Given by the owner; may be empty.
    pub label: String,
    /// What made it.
    pub made_by: MadeBy,
    /// The run that proposed it.
    pub run_id: Option<RunId>,
    /// One line: "5 changes accepted, 2 rejected".
    pub summary: String,
    /// Against the session's posting, when it was made.
    pub score: Option<u8>,
    /// ISO 8601, UTC.
    pub created_at: String,
}

/// What made a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MadeBy {
    /// The upload.
    Import,
    /// Approved changes of a run.
    Run,
    /// The owner's own edit of the document.
    Manual,
    /// An older version became the newest again.
    Restore,
    /// One change was taken back.
    Revert,
}

/// A version with its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// All but the document.
    #[serde(flatten)]
    pub summary: VersionSummary,
    /// The document.
    pub document: Document,
    /// The document as Markdown.
    pub markdown: String,
}

/// What differs between two versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionDiff {
    /// The first.
    pub from: VersionId,
    /// The second.
    pub to: VersionId,
    /// In the order of the second document.
    pub blocks: Vec<BlockDiff>,
}

/// Who made a block what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Blame {
    /// The block.
    pub block_id: BlockId,
    /// The version that gave it its text.
    pub version_id: VersionId,
    /// What made that version.
    pub made_by: MadeBy,
    /// The run that proposed it.
    pub run_id: Option<RunId>,
    /// Of that run.
    pub model: Option<String>,
}
