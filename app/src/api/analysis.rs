//! Score and gap of a session.

use super::{Failure, Wire};
use domain::gap::Analysis;
use domain::ids::SessionId;
use leptos::prelude::*;

/// `None` while a resume or a job description is missing.
#[server(prefix = "/fn", endpoint = "load_analysis", output = Wire)]
pub async fn load_analysis(session: SessionId) -> Result<Option<Analysis>, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let state = services::sessions::get(&services, &actor, &session).await?;
    if state.head_version_id.is_none() || state.job_description_id.is_none() {
        return Ok(None);
    }
    Ok(Some(services::analysis::of_session(&services, &actor, &session).await?))
}
