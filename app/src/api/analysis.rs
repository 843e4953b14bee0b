//! Score and gap of a session.

use super::{Failure, Wire};
use domain::gap::Analysis as Gap;
use domain::ids::SessionId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the analysis page of a session shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalysisDesk {
    /// The score, explained.
    pub gap: Gap,
    /// Changes wait for a decision; until then no other run can begin.
    pub waiting: bool,
}

/// `None` while a resume or a job description is missing.
#[server(prefix = "/fn", endpoint = "load_analysis", output = Wire)]
pub async fn load_analysis(session: SessionId) -> Result<Option<AnalysisDesk>, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let state = services::sessions::get(&services, &actor, &session).await?;
    if state.head_version_id.is_none() || state.job_description_id.is_none() {
        return Ok(None);
    }
    let gap = services::analysis::of_session(&services, &actor, &session).await?;
    Ok(Some(AnalysisDesk { gap, waiting: state.pending_approvals_count > 0 }))
}
