//! Live events of a run: rows with an increasing number, sent as server-sent events and replayed from any of them.

use crate::ids::{ApprovalId, ChangeId, EventId, RunId, SessionId, VersionId};
use crate::proposal::{Change, Decision, ProposalArgs};
use crate::run::RunStatus;
use serde::{Deserialize, Serialize};

/// One event with its envelope: `{event_id, session_id, run_id, type, ts, payload}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Sorts as a string in order within the run.
    pub event_id: EventId,
    /// Where it belongs.
    pub session_id: SessionId,
    /// Where it belongs.
    pub run_id: RunId,
    /// ISO 8601, UTC.
    pub ts: String,
    /// `type` and `payload`.
    #[serde(flatten)]
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", content = "payload", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum What {
    /// Always first.
    RunStarted {
        status: RunStatus,
    },
    /// More of what the provider says.
    AssistantDelta {
        text: String,
    },
    /// One change as it is produced.
    ChangeProposed(Box<Proposed>),
    /// The run waits for its owner.
    ToolCallProposed {
        approval_id: ApprovalId,
        tool_name: String,
        args: ProposalArgs,
    },
    ToolCallApproved {
        approval_id: ApprovalId,
    },
    ToolCallRejected {
        approval_id: ApprovalId,
        reason: String,
    },
    ChangeDecided {
        change_id: ChangeId,
        decision: Decision,
    },
    /// Only after an approval or with auto-approve.
    ToolResult {
        tool_name: String,
        success: bool,
        result: String,
        version_id: Option<VersionId>,
    },
    BudgetWarning {
        spent: f64,
        cap: f64,
    },
    RunCompleted {
        status: RunStatus,
        final_text: String,
    },
    RunFailed {
        status: RunStatus,
        error_code: String,
        message: String,
    },
    RunInterrupted {
        status: RunStatus,
    },
}

/// A change as it is produced, and the approval that it belongs to: it can be decided at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposed {
    /// Where decisions on it are sent.
    pub approval_id: ApprovalId,
    /// The change itself.
    #[serde(flatten)]
    pub change: Change,
}

impl What {
    /// Exactly one of these ends a run's events.
    pub fn is_final(&self) -> bool {
        matches!(self, What::RunCompleted { .. } | What::RunFailed { .. } | What::RunInterrupted { .. })
    }
}
