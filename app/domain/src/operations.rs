//! What the operations calls of the API answer: policy, clean-up, figures, alerts.

use crate::ids::JobId;
use crate::run::RetryPolicy;
use serde::{Deserialize, Serialize};

/// How often and how long a provider is asked again, and who is asked, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ProviderPolicy {
    pub retry: RetryPolicy,
    pub fallback_chain: Vec<AskedProvider>,
}

/// One that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct AskedProvider {
    pub provider: String,
    pub model: String,
}

/// What a clean-up has removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Removed {
    pub removed_sessions: u64,
    pub removed_workspace_files: u64,
    pub removed_artifact_files: u64,
}

/// Figures of an instance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Figures {
    pub sessions: u64,
    pub queue_depth: i64,
    pub pending_approvals: i64,
    pub runs_total: i64,
    pub runs_active: i64,
    pub runs_completed: i64,
    pub runs_failed: i64,
    pub runs_interrupted: i64,
    /// Failed ones among those that ended.
    pub error_rate: f64,
    /// From start to end of completed runs, with the time that their owner took to decide.
    pub avg_latency_ms: f64,
    pub p95_latency_ms: f64,
    pub total_tokens: i64,
    pub total_estimated_cost_usd: f64,
    pub dead_letters: i64,
}

/// Where a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits for a worker, or for its time.
    Queued,
    /// A worker has it.
    Running,
    /// Its effect is there.
    Done,
    /// Nobody wants it any more.
    Cancelled,
    /// It was given up after its last try: a dead letter.
    Dead,
}

impl JobState {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Cancelled, Self::Dead];

    /// As it is stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Dead => "dead",
        }
    }
}

/// An item of the queue, as an operator sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Names it.
    pub job_id: JobId,
    /// What is to be done.
    pub kind: String,
    /// Which workers look for it.
    pub queue: String,
    /// Where it is.
    pub state: JobState,
    /// Small first.
    pub priority: i32,
    /// How often a worker took it.
    pub attempt: i32,
    /// How often its worker died.
    pub crashes: i32,
    /// How often it said that it failed.
    pub errors: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// ISO 8601.
    pub created_at: String,
    /// Not before; ISO 8601.
    pub run_at: String,
    /// ISO 8601.
    pub ended_at: Option<String>,
    /// It comes back so long after its end, in milliseconds.
    pub every_ms: Option<i64>,
    /// JSON, by kind: ids, never contents.
    pub payload: String,
}

impl Job {
    /// Whether its owner is told what became of it: a run, which must not end twice.
    fn has_an_owner(&self) -> bool {
        self.kind == "run"
    }

    /// Whether it can be made due now: it waits, or is dead and nobody was told.
    pub fn can_be_retried(&self) -> bool {
        self.state == JobState::Queued || (self.state == JobState::Dead && !self.has_an_owner())
    }

    /// Whether it can be given up: it is dead, or waits and nobody waits for it.
    pub fn can_be_discarded(&self) -> bool {
        self.state == JobState::Dead || (self.state == JobState::Queued && !self.has_an_owner() && self.every_ms.is_none())
    }
}

/// What needs attention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Alerts {
    pub items: Vec<Alert>,
}

/// A figure against what it should not exceed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Alert {
    pub name: String,
    pub status: AlertStatus,
    pub value: f64,
    pub threshold: f64,
    /// What it may be, and what to do.
    pub message: String,
}

/// Whether something has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AlertStatus {
    Ok,
    Alert,
}
