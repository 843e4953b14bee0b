//! Exported files of a session.

use super::{Failure, Wire};
use domain::export::{Artifact, Format, Template};
use domain::ids::{ApprovalId, SessionId, VersionId};
use domain::page_map::PageMap;
use domain::version::{Version, VersionSummary};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the export page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportDesk {
    /// Newest first.
    pub artifacts: Vec<Artifact>,
    /// Newest first.
    pub versions: Vec<VersionSummary>,
    /// The newest one; `None` before a resume is read.
    pub head: Option<Version>,
    /// Changes wait for a decision.
    pub waiting: bool,
}

/// Versions and exported files of a session.
#[server(prefix = "/fn", endpoint = "load_exports", output = Wire)]
pub async fn load_exports(session: SessionId) -> Result<ExportDesk, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let versions = services::versions::list(&services, &actor, &session).await?;
    Ok(ExportDesk {
        artifacts: services::exports::list(&services, &actor, &session).await?,
        head: match versions.first() {
            Some(version) => Some(services::versions::get(&services, &actor, &session, &version.version_id).await?),
            None => None,
        },
        waiting: services::sessions::get(&services, &actor, &session).await?.pending_approvals_count > 0,
        versions,
    })
}

/// Renders a version, reads the file back and keeps it.
#[server(prefix = "/fn", endpoint = "create_export", output = Wire)]
pub async fn create_export(
    session: SessionId,
    format: Format,
    template: Template,
    #[server(default)] version: Option<VersionId>,
) -> Result<Artifact, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let new = domain::export::NewExport { format: Some(format), template: Some(template), version_id: version };
    Ok(services::exports::create(&services, &actor, &session, new).await?)
}

/// Where the blocks stand on the pages: of a proposal with the changes approved so far, or of a version.
#[server(prefix = "/fn", endpoint = "load_page_map", output = Wire)]
pub async fn load_page_map(
    session: SessionId,
    #[server(default)] approval: Option<ApprovalId>,
    #[server(default)] version: Option<VersionId>,
    template: Template,
) -> Result<PageMap, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(match (approval, version) {
        (Some(approval), _) => services::exports::page_map_of_proposal(&services, &actor, &session, &approval, template).await?,
        (None, Some(version)) => services::exports::page_map(&services, &actor, &session, &version, template).await?,
        (None, None) => PageMap::default(),
    })
}

/// How many pages a version has in a template.
#[server(prefix = "/fn", endpoint = "count_pages", output = Wire)]
pub async fn count_pages(session: SessionId, version: VersionId, template: Template) -> Result<u32, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::exports::preview(&services, &actor, &session, &version, template, 1).await?.pages)
}
