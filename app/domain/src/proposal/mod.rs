//! A proposed write that waits for its owner (the API calls it an approval): a list of changes against one version.
//!
//! [`draft`] admits what a provider says as changes, [`decide`] says what an owner may say to them, [`merge`] puts
//! the taken ones into a document, also when that document has moved on.

pub mod decide;
pub mod draft;
pub mod merge;
#[cfg(test)]
mod tests;

use crate::claims::Finding;
use crate::ids::{ApprovalId, BlockId, ChangeId, RunId, VersionId};
use crate::resume::edit::Edit;
use crate::resume::{Field, Place, SectionKind};
use serde::{Deserialize, Serialize};

/// A proposal as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// Names it.
    pub approval_id: ApprovalId,
    /// The run that made it.
    pub run_id: RunId,
    /// Always `resume_edit`.
    pub tool_name: String,
    /// What would be written to.
    pub args: ProposalArgs,
    /// In the order of the document.
    pub changes: Vec<Change>,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// Where it is.
    pub status: ProposalStatus,
}

/// What a proposal would write to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalArgs {
    /// The session's `resume_path`.
    pub path: String,
    /// The version that the changes were made for.
    pub base_version_id: VersionId,
}

/// Where a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalStatus {
    /// The run still adds changes; they can be decided already.
    Streaming,
    /// Waits for its owner.
    Pending,
    /// Decided: what was approved is in a version.
    Approved,
    /// Decided: nothing was written.
    Rejected,
    /// The run was interrupted.
    Withdrawn,
}

impl ProposalStatus {
    /// Its changes can still be decided, one by one.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Streaming | Self::Pending)
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// Names it.
    pub change_id: ChangeId,
    /// The block that it is about.
    pub block_id: BlockId,
    /// Which text of the block.
    pub field: Field,
    /// `replace`, `insert`, `remove` or `move`.
    pub kind: ChangeKind,
    /// The heading of the section that it stands in.
    pub section: String,
    /// What kind of section that is; `None` for the contact.
    pub section_kind: Option<SectionKind>,
    /// Text; `None` for an insertion.
    pub before: Option<String>,
    /// Text; `None` for a removal.
    pub after: Option<String>,
    /// Why, one sentence.
    pub reason: String,
    /// What in the source resume supports it.
    pub evidence: Vec<Evidence>,
    /// Its claims, each supported or not.
    pub findings: Vec<Finding>,
    /// What the owner said.
    pub decision: Decision,
    /// The owner's own text of an edited change.
    pub text: Option<String>,
    /// The owner's statement for a claim that the source does not support, "this is true because …".
    pub confirmation: Option<String>,
    /// The document has moved on under it: it can't be applied as it is.
    pub stale: bool,
    /// The edit itself.
    pub edit: Edit,
}

impl Change {
    /// Some claim of it has no support in the source.
    pub fn is_unsupported(&self) -> bool {
        self.findings.iter().any(|finding| !finding.supported)
    }

    /// Its owner wants it in the document, as proposed or in own words.
    pub fn is_taken(&self) -> bool {
        matches!(self.decision, Decision::Approved | Decision::Edited)
    }
}

/// What a change does to its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ChangeKind {
    Replace,
    Insert,
    Remove,
    Move,
}

/// What the owner said to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Nothing yet.
    Pending,
    /// Take it.
    Approved,
    /// Leave it. An unsupported change starts here.
    Rejected,
    /// Take the owner's text instead.
    Edited,
}

/// The span that supports a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// Where in the source resume (the first version of the session); `None` for a statement of the owner.
    pub place: Option<Place>,
    /// The words there, to the letter.
    pub quote: String,
    /// Where the quote begins in the text at `place`, in characters.
    pub start: usize,
    /// Where it ends (exclusive), in characters.
    pub end: usize,
}

/// A decision on one change, as it comes from page or API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeDecision {
    /// Which change; taken from the path where the path names it.
    #[serde(default)]
    pub change_id: Option<ChangeId>,
    /// `approved`, `rejected`, `edited`; `pending` takes a decision back.
    pub decision: Decision,
    /// Required with `edited`.
    #[serde(default)]
    pub text: Option<String>,
    /// Required where a claim has no support: why it is true.
    #[serde(default)]
    pub confirmation: Option<String>,
}

/// The decision on a proposal as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Approve {
    /// Turns auto-approve on for the session.
    pub apply_to_future: bool,
    /// Without it: all changes that are not yet decided and carry no unsupported claim are approved.
    /// With it: these, and what was decided before; all others are rejected.
    pub changes: Option<Vec<ChangeDecision>>,
}

/// What came of a decision on a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decided {
    /// Names the proposal.
    pub approval_id: ApprovalId,
    /// The run that made it, and goes on.
    pub run_id: RunId,
    /// `approved` or `rejected`.
    pub status: ProposalStatus,
    /// The new version; `None` when rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_id: Option<VersionId>,
}
