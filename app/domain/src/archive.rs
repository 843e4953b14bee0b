//! All data of a tenant in one file, as its owner sees it.

use crate::ids::ArchiveId;
use serde::{Deserialize, Serialize};

/// A file with everything, that is being made or can be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Archive {
    /// Names it.
    pub archive_id: ArchiveId,
    /// How far it is.
    pub status: ArchiveStatus,
    /// Steps that are done …
    pub done: u64,
    /// … of so many; 0 while nobody knows.
    pub total: u64,
    /// In bytes, when it is ready.
    pub size: Option<u64>,
    /// When it was asked for.
    pub created_at: String,
    /// When it was ready: what came later is not in it.
    pub ready_at: Option<String>,
    /// When it is removed.
    pub expires_at: String,
    /// Sends the file to whoever has this address, until it is removed.
    pub download_url: Option<String>,
}

/// How far an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ArchiveStatus {
    /// It waits for a worker, or one is at it.
    Making,
    /// It can be fetched.
    Ready,
    /// It was given up. Another one can be asked for.
    Failed,
}
