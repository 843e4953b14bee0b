//! Versions: timeline, compare, restore, label, blame, and edits by hand.

use super::{Failure, Wire};
use domain::ids::{BlockId, ChangeId, SessionId, VersionId};
use domain::resume::Field;
use domain::resume::edit::Edit;
use domain::version::{Blame, Version, VersionDiff, VersionSummary};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the history page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryDesk {
    /// Newest first.
    pub versions: Vec<VersionSummary>,
    /// The newest one; `None` before a resume is read.
    pub head: Option<Version>,
    /// Who made each block of the newest one what it is.
    pub blame: Vec<Blame>,
}

/// The timeline of a session.
#[server(prefix = "/fn", endpoint = "load_history", output = Wire)]
pub async fn load_history(session: SessionId) -> Result<HistoryDesk, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let versions = services::versions::list(&services, &actor, &session).await?;
    let Some(newest) = versions.first().map(|version| version.version_id.clone()) else {
        return Ok(HistoryDesk { versions, head: None, blame: Vec::new() });
    };
    Ok(HistoryDesk {
        versions,
        head: Some(services::versions::get(&services, &actor, &session, &newest).await?),
        blame: services::versions::blame(&services, &actor, &session, &newest).await?,
    })
}

/// What differs between two versions.
#[server(prefix = "/fn", endpoint = "compare_versions", output = Wire)]
pub async fn compare_versions(session: SessionId, from: VersionId, to: VersionId) -> Result<VersionDiff, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::versions::diff(&services, &actor, &session, &from, &to).await?)
}

/// A new version with the old document.
#[server(prefix = "/fn", endpoint = "restore_version", output = Wire)]
pub async fn restore_version(session: SessionId, version: VersionId) -> Result<VersionSummary, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::versions::restore(&services, &actor, &session, &version).await?.summary)
}

/// A name for a version; empty takes it away.
#[server(prefix = "/fn", endpoint = "label_version", output = Wire)]
pub async fn label_version(session: SessionId, version: VersionId, #[server(default)] label: String) -> Result<VersionSummary, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::versions::label(&services, &actor, &session, &version, &label).await?)
}

/// Takes one applied change back.
#[server(prefix = "/fn", endpoint = "revert_change", output = Wire)]
pub async fn revert_change(session: SessionId, change: ChangeId) -> Result<VersionSummary, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::versions::revert(&services, &actor, &session, &change).await?.summary)
}

/// The owner's edit of one field.
#[server(prefix = "/fn", endpoint = "edit_field", output = Wire)]
pub async fn edit_field(
    session: SessionId,
    base: VersionId,
    block: BlockId,
    field: Field,
    before: String,
    #[server(default)] after: String,
) -> Result<Version, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let edit = Edit::Replace { place: domain::resume::Place { block, field }, before, after };
    Ok(services::versions::edit(&services, &actor, &session, &base, &[edit]).await?)
}

/// The owner's edits of blocks: new ones, gone ones, moved ones.
#[server(prefix = "/fn", endpoint = "edit_document", input = leptos::server_fn::codec::Json, output = Wire)]
pub async fn edit_document(session: SessionId, base: VersionId, edits: Vec<Edit>) -> Result<Version, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::versions::edit(&services, &actor, &session, &base, &edits).await?)
}
