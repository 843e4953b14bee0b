//! Exported files.

use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use domain::export::{Artifact, NewExport};
use domain::ids::SessionId;
use domain::page::{Page, PageRequest};
use services::{Services, exports};

use super::paging::page;
use super::{Json, Keyed};
use crate::http::{ApiResult, Caller};

/// Exports a version in a format and reads the file back.
#[utoipa::path(post, path = "/sessions/{id}/export", tag = "exports", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = NewExport, responses((status = 201, body = Artifact)))]
pub async fn create(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Keyed(key): Keyed,
    Json(new): Json<NewExport>,
) -> ApiResult<(StatusCode, Json<Artifact>)> {
    Ok((StatusCode::CREATED, Json(exports::create_once(&services, &actor, &id, new, key.as_deref()).await?)))
}

/// Newest first, with fresh links.
#[utoipa::path(get, path = "/sessions/{id}/exports", tag = "exports", params(("id" = String, Path), ("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<Artifact>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Query(asked): Query<PageRequest>,
) -> ApiResult<Json<Page<Artifact>>> {
    let all = exports::list(&services, &actor, &id).await?;
    Ok(Json(page(all, &asked, |artifact| artifact.artifact_id.as_str())?))
}
