//! Proposals, which the API calls approvals: decide on them as a whole and change by change.

use axum::extract::{Path, Query, State as Extract};
use axum::response::Response;
use domain::ids::{ApprovalId, ChangeId, SessionId};
use domain::page::Page;
use domain::proposal::{Approve, Change, ChangeDecision, Decided, Proposal};
use services::{Services, exports, proposals};

use super::Json;
use super::versions::{Sheet, image};
use crate::http::{ApiResult, Caller};

/// Those that wait for a decision.
#[utoipa::path(get, path = "/sessions/{id}/approvals", tag = "approvals", params(("id" = String, Path)), responses((status = 200, body = Page<Proposal>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
) -> ApiResult<Json<Page<Proposal>>> {
    Ok(Json(Page { items: proposals::waiting(&services, &actor, &id).await?, next_cursor: None }))
}

/// Writes the approved changes as a new version; the run goes on.
#[utoipa::path(post, path = "/sessions/{id}/approvals/{approval_id}/approve", tag = "approvals", params(("id" = String, Path), ("approval_id" = String, Path)), request_body = Approve, responses((status = 200, body = Decided)))]
pub async fn approve(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, approval)): Path<(SessionId, ApprovalId)>,
    Json(body): Json<Approve>,
) -> ApiResult<Json<Decided>> {
    Ok(Json(proposals::approve(&services, &actor, &id, &approval, body).await?))
}

/// Nothing is written; the run completes.
#[utoipa::path(post, path = "/sessions/{id}/approvals/{approval_id}/reject", tag = "approvals", params(("id" = String, Path), ("approval_id" = String, Path)), responses((status = 200, body = Decided)))]
pub async fn reject(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, approval)): Path<(SessionId, ApprovalId)>,
) -> ApiResult<Json<Decided>> {
    Ok(Json(proposals::reject(&services, &actor, &id, &approval).await?))
}

/// Decides one change while others stay open.
#[utoipa::path(post, path = "/sessions/{id}/approvals/{approval_id}/changes/{change_id}", tag = "approvals", params(("id" = String, Path), ("approval_id" = String, Path), ("change_id" = String, Path)), request_body = ChangeDecision, responses((status = 200, body = Change)))]
pub async fn decide(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, approval, change)): Path<(SessionId, ApprovalId, ChangeId)>,
    Json(decision): Json<ChangeDecision>,
) -> ApiResult<Json<Change>> {
    Ok(Json(proposals::decide(&services, &actor, &id, &approval, &change, decision).await?))
}

/// A page of the document as it would be with the changes approved so far.
#[utoipa::path(get, path = "/sessions/{id}/approvals/{approval_id}/preview", tag = "approvals", params(("id" = String, Path), ("approval_id" = String, Path), ("template" = Option<String>, Query), ("page" = Option<u32>, Query)), responses((status = 200, content_type = "image/png")))]
pub async fn preview(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, approval)): Path<(SessionId, ApprovalId)>,
    Query(sheet): Query<Sheet>,
) -> ApiResult<Response> {
    Ok(image(exports::preview_proposal(&services, &actor, &id, &approval, sheet.template()?, sheet.page()).await?))
}
