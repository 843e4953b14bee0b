//! Tailoring workspaces.

use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use domain::ids::SessionId;
use domain::page::{Page, PageRequest};
use domain::session::{NewSession, Session, Usage};
use serde::{Deserialize, Serialize};
use services::{Services, sessions};
use utoipa::ToSchema;

use super::{Json, Keyed};
use crate::http::{ApiResult, Caller};

/// Opens a session; the same `Idempotency-Key` and body give the same session.
#[utoipa::path(post, path = "/sessions", tag = "sessions", params(("Idempotency-Key" = Option<String>, Header)), request_body = NewSession, responses((status = 201, body = Session)))]
pub async fn create(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Keyed(key): Keyed,
    Json(new): Json<NewSession>,
) -> ApiResult<(StatusCode, Json<Session>)> {
    Ok((StatusCode::CREATED, Json(sessions::create_once(&services, &actor, new, key.as_deref()).await?)))
}

/// Newest first.
#[utoipa::path(get, path = "/sessions", tag = "sessions", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query), ("search" = Option<String>, Query)), responses((status = 200, body = Page<Session>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Session>>> {
    Ok(Json(sessions::list(&services, &actor, &page).await?))
}

/// One session with its state, score, usage and settings.
#[utoipa::path(get, path = "/sessions/{id}", tag = "sessions", params(("id" = String, Path)), responses((status = 200, body = Session)))]
pub async fn get(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<SessionId>) -> ApiResult<Json<Session>> {
    Ok(Json(sessions::get(&services, &actor, &id).await?))
}

/// Sums over its runs.
#[utoipa::path(get, path = "/sessions/{id}/usage", tag = "sessions", params(("id" = String, Path)), responses((status = 200, body = Usage)))]
pub async fn usage(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<SessionId>) -> ApiResult<Json<Usage>> {
    Ok(Json(sessions::usage(&services, &actor, &id).await?))
}

/// Another name.
#[derive(Deserialize, ToSchema)]
pub struct RenameSession {
    /// 1 to 200 characters.
    workspace_name: String,
}

/// Gives a session another name.
#[utoipa::path(patch, path = "/sessions/{id}", tag = "sessions", params(("id" = String, Path)), request_body = RenameSession, responses((status = 200, body = Session)))]
pub async fn rename(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Json(new): Json<RenameSession>,
) -> ApiResult<Json<Session>> {
    Ok(Json(sessions::rename(&services, &actor, &id, &new.workspace_name).await?))
}

/// Moves a session with all that belongs to it to the trash.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "sessions", params(("id" = String, Path)), responses((status = 204)))]
pub async fn delete(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<SessionId>) -> ApiResult<StatusCode> {
    sessions::delete(&services, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a session up; its run is interrupted.
#[utoipa::path(post, path = "/sessions/{id}/cancel", tag = "sessions", params(("id" = String, Path)), responses((status = 200, body = Session)))]
pub async fn cancel(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<SessionId>) -> ApiResult<Json<Session>> {
    Ok(Json(sessions::cancel(&services, &actor, &id).await?))
}

/// Whether runs write their supported changes without asking.
#[derive(Deserialize, Serialize, ToSchema)]
pub struct AutoApprove {
    /// On or off.
    enabled: bool,
}

/// Turns auto-approve on or off.
#[utoipa::path(post, path = "/sessions/{id}/settings/auto-approve", tag = "sessions", params(("id" = String, Path)), request_body = AutoApprove, responses((status = 200, body = AutoApprove)))]
pub async fn auto_approve(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Json(new): Json<AutoApprove>,
) -> ApiResult<Json<AutoApprove>> {
    let enabled = sessions::set_auto_approve(&services, &actor, &id, new.enabled).await?;
    Ok(Json(AutoApprove { enabled }))
}
