//! Exported files.

use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use domain::export::{Artifact, NewExport};
use domain::ids::SessionId;
use domain::page::Page;
use services::{Services, exports};

use super::Json;
use crate::http::{ApiResult, Caller};

/// Exports a version in a format and reads the file back.
#[utoipa::path(post, path = "/sessions/{id}/export", tag = "exports", params(("id" = String, Path)), request_body = NewExport, responses((status = 201, body = Artifact)))]
pub async fn create(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Json(new): Json<NewExport>,
) -> ApiResult<(StatusCode, Json<Artifact>)> {
    Ok((StatusCode::CREATED, Json(exports::create(&services, &actor, &id, new).await?)))
}

/// Newest first, with fresh links.
#[utoipa::path(get, path = "/sessions/{id}/exports", tag = "exports", params(("id" = String, Path)), responses((status = 200, body = Page<Artifact>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
) -> ApiResult<Json<Page<Artifact>>> {
    Ok(Json(Page { items: exports::list(&services, &actor, &id).await?, next_cursor: None }))
}
