//! A tailoring workspace: one resume, one job description, its runs, versions and exports.

use crate::ids::{PostingId, ResumeId, RunId, SessionId, VersionId};
use crate::text::squeeze;
use crate::{Code, Error, Result};
use serde::{Deserialize, Serialize};

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum WorkflowState {
    Draft,
    ResumeUploaded,
    JdProvided,
    GapAnalyzed,
    RewriteApplied,
    Exported,
    Cancelled,
}

/// What moves a session on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A resume was uploaded or chosen (again).
    Resume,
    /// A job description was given (again).
    Posting,
    /// The analysis was looked at.
    Analysis,
    /// A change was applied.
    Change,
    /// A file was exported.
    Export,
    /// The owner gave it up.
    Cancel,
}

impl WorkflowState {
    /// The state after a step; `None` when the step can't be taken from here.
    ///
    /// A step never loses ground (a new resume in `exported` leaves it there), but for two: another job begins the work anew, and a
    /// change after an export is one that is not exported.
    pub fn after(self, step: Step) -> Option<WorkflowState> {
        use WorkflowState::*;
        Some(match (self, step) {
            (Cancelled, Step::Cancel) => Cancelled,
            (Cancelled, _) => return None,
            (_, Step::Cancel) => Cancelled,
            (Draft, Step::Resume) => ResumeUploaded,
            (Draft, _) => return None,
            (_, Step::Resume) => self,
            (_, Step::Posting) => JdProvided,
            (JdProvided, Step::Analysis) => GapAnalyzed,
            (ResumeUploaded, Step::Analysis) => return None,
            (_, Step::Analysis) => self,
            (ResumeUploaded, Step::Change) => ResumeUploaded,
            (_, Step::Change) => RewriteApplied,
            (_, Step::Export) => Exported,
        })
    }
}

/// The longest name of a session or resume, in characters.
pub const NAME_MAX: usize = 200;

/// A name that an owner gives to a session or resume: one line of 1 to 200 characters.
pub fn parse_name(text: &str) -> Result<String> {
    let name = squeeze(text);
    match name.chars().count() {
        1..=NAME_MAX => Ok(name),
        0 => Err(Error::new(Code::BadRequest, "The name is empty. Give at least one character.").with("field", "name")),
        _ => Err(Error::new(Code::BadRequest, "The name is too long. Give at most 200 characters.").with("field", "name")),
    }
}

/// What a session is called until its owner names it: "Title at Company".
pub fn default_name(title: &str, company: &str) -> String {
    let name = match (squeeze(title), squeeze(company)) {
        (title, company) if title.is_empty() && company.is_empty() => "New session".to_owned(),
        (title, company) if company.is_empty() => title,
        (title, company) if title.is_empty() => company,
        (title, company) => format!("{title} at {company}"),
    };
    name.chars().take(NAME_MAX).collect()
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Names it.
    pub session_id: SessionId,
    /// Given by the owner, or made from the posting.
    pub workspace_name: String,
    /// How far it has come.
    pub workflow_state: WorkflowState,
    /// The unfinished run.
    pub active_run_id: Option<RunId>,
    /// Changes lists that wait for a decision.
    pub pending_approvals_count: u32,
    /// In the library.
    pub resume_id: Option<ResumeId>,
    /// The head version as Markdown, in the workspace's files.
    pub resume_path: Option<String>,
    /// In the library.
    pub job_description_id: Option<PostingId>,
    /// The cleaned text.
    pub jd_text: Option<String>,
    /// Where the text came from.
    pub jd_url: Option<String>,
    /// Of the posting.
    pub jd_title: Option<String>,
    /// Of the posting.
    pub jd_company: Option<String>,
    /// The newest version; exists from the moment the resume is parsed.
    pub head_version_id: Option<VersionId>,
    /// Of the head version against the posting.
    pub score: Option<u8>,
    /// Of the first version against the posting.
    pub score_before: Option<u8>,
    /// In the workspace's files.
    pub latest_export_path: Option<String>,
    /// Sums over its runs.
    pub usage: Usage,
    /// Chosen by the owner.
    pub settings: Settings,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// ISO 8601, UTC.
    pub updated_at: String,
}

/// Sums over the runs of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Usage {
    pub run_count: u32,
    pub completed_run_count: u32,
    pub total_tokens: u64,
    pub total_estimated_cost_usd: f64,
}

/// What the owner chose for a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// A run writes its supported changes without asking.
    pub auto_approve: bool,
}

/// What it takes to open a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
#[allow(missing_docs)]
pub struct NewSession {
    pub workspace_name: Option<String>,
    pub auto_approve: Option<bool>,
    pub resume_id: Option<ResumeId>,
    pub job_description_id: Option<PostingId>,
}

#[cfg(test)]
mod tests;
