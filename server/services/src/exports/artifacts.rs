//! Exports as their owner sees them, and the file behind a link.

use super::{Delivery, links};
use crate::config::Auth;
use crate::entity::{artifact, session};
use crate::{Actor, Error, Result, Services, Via, accounts, archives, audit, clock, entity, sessions};
use chrono::{DateTime, Utc};
use domain::Code;
use domain::export::Artifact;
use domain::ids::{ArchiveId, ArtifactId, SessionId, VersionId};
use domain::session::WorkflowState;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde_json::json;

/// Newest first; what has ended is not there any more.
pub async fn list(services: &Services, actor: &Actor, session: &SessionId) -> Result<Vec<Artifact>> {
    let own = services.read(actor);
    let state = entity::read(&sessions::row(&own, session).await?.workflow_state)?;
    let rows = own
        .find::<artifact::Entity>()
        .filter(artifact::Column::SessionId.eq(session.as_str()))
        .filter(artifact::Column::ExpiresAt.gt(services.now()))
        .order_by_desc(artifact::Column::CreatedAt)
        .order_by_desc(artifact::Column::Id)
        .all(own.connection())
        .await?;
    rows.iter().map(|row| shown(services, actor, row, state)).collect()
}

/// The file behind a signed link; `ARTIFACT_NOT_FOUND` for a wrong, changed or expired one.
///
/// A link is ours whatever store keeps the file, so that it holds for weeks (S3's end after a week at most), bound to the artifact and
/// its name, and is dead as soon as its session lies in the trash. S3 then sends the file itself, by an address made on the spot.
pub async fn download(services: &Services, token: &str) -> Result<Delivery> {
    let claim = links::parse(token).ok_or_else(ended)?;
    let actor = Actor::of(claim.tenant.clone());
    if claim.artifact.as_str().starts_with(ArchiveId::PREFIX) {
        return archives::download(services, &actor, claim.artifact.as_str(), token).await;
    }
    let own = services.read(&actor);
    let row = own.one::<artifact::Entity>(claim.artifact.as_str()).await?;
    // In the trash: the link is dead until the session is restored.
    sessions::row(&own, &SessionId::new(row.session_id.as_str())).await.map_err(|_| ended())?;
    if !claim.holds(services.secrets.all(), &row.path, services.clock.now().timestamp()) || !let_in(services, &claim).await? {
        return Err(ended());
    }
    let details = json!({ "session_id": row.session_id, "by": "link" });
    audit::fetched(services, &actor, "download.artifact", &row.id, details).await?;
    let file_name = row.path.rsplit('/').next().unwrap_or("resume").to_owned();
    Delivery::of(services, &actor.tenant, &row.sha256, &file_name, &row.mime_type, claim.via.as_ref()).await
}

/// An address of ours that sends this file of the caller until then, and as long as what let the caller in stands.
pub(crate) fn link(services: &Services, actor: &Actor, id: &str, path: &str, expires_at: &str) -> String {
    let expires = clock::read(expires_at).map_or(0, |time| time.timestamp());
    let token = links::sign(services.secrets.newest(), actor, &ArtifactId::new(id), path, expires);
    format!("{}/api/v1/downloads/{token}", services.config.public_url)
}

/// Whether the token was signed for a file at that path, has not ended, and what let its owner in still stands: answers with that.
pub(crate) async fn signed_path_holds(services: &Services, token: &str, path: &str) -> Result<Option<Option<Via>>> {
    let Some(claim) = links::parse(token) else { return Ok(None) };
    let holds = claim.holds(services.secrets.all(), path, services.clock.now().timestamp()) && let_in(services, &claim).await?;
    Ok(holds.then_some(claim.via))
}

/// Whether what let its owner in still stands. What was signed where nobody logs in lets nobody in where people do.
async fn let_in(services: &Services, claim: &links::Claim) -> Result<bool> {
    match &claim.via {
        None => Ok(services.config.auth != Auth::Accounts),
        Some(via) => accounts::still_lets_in(services, via).await,
    }
}

fn ended() -> Error {
    Error::refused(Code::ArtifactNotFound, "This link is not valid any more. Open the session and export the version again.")
}

/// When an export of now ends.
pub(super) fn expiry(services: &Services, now: DateTime<Utc>) -> DateTime<Utc> {
    let ttl = chrono::Duration::from_std(services.config.limits.artifact_ttl).unwrap_or(chrono::Duration::days(365));
    now.checked_add_signed(ttl).unwrap_or(now)
}

/// One of the session's, with a fresh link.
pub(super) async fn get(services: &Services, actor: &Actor, session: &session::Model, id: &ArtifactId) -> Result<Artifact> {
    let row = services.read(actor).one::<artifact::Entity>(id.as_str()).await?;
    shown(services, actor, &row, entity::read(&session.workflow_state)?)
}

/// With a link that holds as long as the file is kept, and what let the caller in stands.
pub(super) fn shown(services: &Services, actor: &Actor, row: &artifact::Model, state: WorkflowState) -> Result<Artifact> {
    let artifact_id = ArtifactId::new(row.id.as_str());
    let download_url = link(services, actor, &row.id, &row.path, &row.expires_at);
    Ok(Artifact {
        artifact_id,
        artifact_path: row.path.clone(),
        format: entity::read(&row.format)?,
        template: row.template.as_deref().map(entity::read).transpose()?,
        version_id: VersionId::new(row.version_id.as_str()),
        sha256: row.sha256.clone(),
        size: u64::try_from(row.size).unwrap_or(0),
        pages: row.pages.and_then(|pages| u32::try_from(pages).ok()),
        download_url,
        expires_at: row.expires_at.clone(),
        round_trip: entity::parse(&row.round_trip)?,
        created_at: row.created_at.clone(),
        workflow_state: state,
    })
}
