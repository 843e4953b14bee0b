//! One AI request in a session.
//!
//! `queued → running → waiting_approval → running → completed / failed`, and `interrupting → interrupted` from any
//! state that is not final. At most one unfinished run a session.

use crate::ids::{RunId, SessionId};
use serde::{Deserialize, Serialize};

/// Where a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RunStatus {
    Queued,
    Running,
    WaitingApproval,
    Interrupting,
    Completed,
    Failed,
    Interrupted,
}

impl RunStatus {
    /// No way out of it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Interrupted)
    }

    /// Whether a run may go from here to there.
    pub fn may_become(self, next: RunStatus) -> bool {
        use RunStatus::*;
        matches!(
            (self, next),
            (Queued, Running | Interrupting | Failed)
                | (Running, WaitingApproval | Completed | Failed | Interrupting)
                | (WaitingApproval, Running | Completed | Failed | Interrupting)
                | (Interrupting, Interrupted)
        )
    }
}

/// How boldly the provider rewrites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Only what is clearly better: fillers, spelling of skills.
    Conservative,
    /// The default.
    #[default]
    Balanced,
    /// The posting's words wherever the resume proves the thing.
    KeywordFocused,
}

/// What is asked of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRun {
    /// The owner's words; may be a free instruction ("shorten the summary").
    pub message: String,
    /// Taken as balanced when not given.
    #[serde(default)]
    pub strategy: Option<Strategy>,
    /// The same key and body: the same run. The same key with another body: 409.
    #[serde(default)]
    pub idempotency_key: Option<String>,
}

/// A run as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    /// Names it.
    pub run_id: RunId,
    /// Where it belongs.
    pub session_id: SessionId,
    /// Where it is.
    pub status: RunStatus,
    /// The owner's words.
    pub message: String,
    /// How boldly.
    pub strategy: Strategy,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// ISO 8601, UTC.
    pub started_at: Option<String>,
    /// ISO 8601, UTC.
    pub ended_at: Option<String>,
    /// Of a failed run.
    pub error: Option<crate::Error>,
    /// "offline", "mock" …
    pub provider: String,
    /// Of the provider.
    pub model: String,
    /// In and out.
    pub usage_tokens: u64,
    /// US dollars.
    pub estimated_cost_usd: f64,
}
