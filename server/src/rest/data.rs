//! All data of the caller as a whole, and the record of who did what.

use axum::extract::{Query, State as Extract};
use axum::http::StatusCode;
use domain::archive::Archive;
use domain::audit::{Kind, Log};
use domain::page::PageRequest;
use serde::Deserialize;
use services::{Services, archives, audit};

use super::Json;
use crate::http::{ApiResult, Caller};

/// Has an archive of all data made, unless one is being made.
#[utoipa::path(post, path = "/me/archive", tag = "me", responses((status = 202, body = Archive)))]
pub async fn make_archive(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<(StatusCode, Json<Archive>)> {
    Ok((StatusCode::ACCEPTED, Json(archives::begin(&services, &actor).await?)))
}

/// The archive that was asked for last: how far it is, and its link.
#[utoipa::path(get, path = "/me/archive", tag = "me", responses((status = 200, body = Archive)))]
pub async fn archive(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Json<Archive>> {
    Ok(Json(archives::newest(&services, &actor).await?))
}

/// Which entries are asked for.
#[derive(Deserialize)]
pub struct Asked {
    limit: Option<u64>,
    cursor: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    verify: bool,
}

impl Asked {
    fn page(&self) -> PageRequest {
        PageRequest { limit: self.limit, cursor: self.cursor.clone(), search: None }
    }
}

/// What was done with the caller's data, newest first; with the first page, whether the record is whole.
#[utoipa::path(get, path = "/me/activity", tag = "me", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query), ("kind" = Option<Kind>, Query)), responses((status = 200, body = Log)))]
pub async fn activity(Extract(services): Extract<Services>, Caller(actor): Caller, Query(asked): Query<Asked>) -> ApiResult<Json<Log>> {
    Ok(Json(audit::own_log(&services, &actor, &asked.page(), asked.kind).await?))
}

/// What was done by everybody: actions and ids. With `verify`, whether every chain of the record is whole.
#[utoipa::path(get, path = "/settings/audit", tag = "operations", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query), ("kind" = Option<Kind>, Query), ("verify" = Option<bool>, Query)), responses((status = 200, body = Log)))]
pub async fn audit_log(Extract(services): Extract<Services>, Caller(actor): Caller, Query(asked): Query<Asked>) -> ApiResult<Json<Log>> {
    Ok(Json(audit::whole_log(&services, &actor, &asked.page(), asked.kind, asked.verify).await?))
}
