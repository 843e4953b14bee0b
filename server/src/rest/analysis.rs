//! Score and gap.

use axum::extract::{Path, State as Extract};
use domain::gap::Analysis;
use domain::ids::SessionId;
use services::{Services, analysis};

use super::Json;
use crate::http::{ApiResult, Caller};

/// How the head version answers the job description.
#[utoipa::path(get, path = "/sessions/{id}/analysis", tag = "sessions", params(("id" = String, Path)), responses((status = 200, body = Analysis)))]
pub async fn of_session(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
) -> ApiResult<Json<Analysis>> {
    Ok(Json(analysis::of_session(&services, &actor, &id).await?))
}
