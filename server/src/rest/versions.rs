//! Versions and their previews.

use axum::body::Body;
use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::export::Template;
use domain::ids::{SessionId, VersionId};
use domain::page::{Page, PageRequest};
use domain::version::{Version, VersionDiff, VersionSummary};
use serde::Deserialize;
use services::exports::Preview;
use services::{Services, exports, versions};
use utoipa::ToSchema;

use super::paging::page;
use super::{Json, Keyed};
use crate::http::{ApiError, ApiResult, Caller};

/// Newest first.
#[utoipa::path(get, path = "/sessions/{id}/versions", tag = "versions", params(("id" = String, Path), ("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<VersionSummary>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Query(asked): Query<PageRequest>,
) -> ApiResult<Json<Page<VersionSummary>>> {
    let all = versions::list(&services, &actor, &id).await?;
    Ok(Json(page(all, &asked, |version| version.version_id.as_str())?))
}

/// A version with its document.
#[utoipa::path(get, path = "/sessions/{id}/versions/{version_id}", tag = "versions", params(("id" = String, Path), ("version_id" = String, Path)), responses((status = 200, body = Version)))]
pub async fn get(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, version)): Path<(SessionId, VersionId)>,
) -> ApiResult<Json<Version>> {
    Ok(Json(versions::get(&services, &actor, &id, &version).await?))
}

/// What differs between two versions.
#[utoipa::path(get, path = "/sessions/{id}/versions/{from}/diff/{to}", tag = "versions", params(("id" = String, Path), ("from" = String, Path), ("to" = String, Path)), responses((status = 200, body = VersionDiff)))]
pub async fn diff(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, from, to)): Path<(SessionId, VersionId, VersionId)>,
) -> ApiResult<Json<VersionDiff>> {
    Ok(Json(versions::diff(&services, &actor, &id, &from, &to).await?))
}

/// Makes an older version the newest again.
#[utoipa::path(post, path = "/sessions/{id}/versions/{version_id}/restore", tag = "versions", params(("id" = String, Path), ("version_id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = Version)))]
pub async fn restore(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, version)): Path<(SessionId, VersionId)>,
    Keyed(key): Keyed,
) -> ApiResult<Json<Version>> {
    Ok(Json(versions::restore_once(&services, &actor, &id, &version, key.as_deref()).await?))
}

/// A name for a version.
#[derive(Deserialize, ToSchema)]
pub struct Label {
    /// At most 100 characters.
    label: String,
}

/// Names a version.
#[utoipa::path(patch, path = "/sessions/{id}/versions/{version_id}", tag = "versions", params(("id" = String, Path), ("version_id" = String, Path)), request_body = Label, responses((status = 200, body = VersionSummary)))]
pub async fn label(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, version)): Path<(SessionId, VersionId)>,
    Json(new): Json<Label>,
) -> ApiResult<Json<VersionSummary>> {
    Ok(Json(versions::label(&services, &actor, &id, &version, &new.label).await?))
}

/// Which page, in which template.
#[derive(Deserialize)]
pub struct Sheet {
    template: Option<String>,
    page: Option<u32>,
}

impl Sheet {
    /// Classic when not given.
    pub fn template(&self) -> ApiResult<Template> {
        let unknown = || ApiError::bad_request("There is no such template: take classic, modern, compact or formal.");
        self.template.as_deref().map_or(Ok(Template::default()), |name| Template::parse(name).ok_or_else(unknown))
    }

    /// From 1.
    pub fn page(&self) -> u32 {
        self.page.unwrap_or(1).max(1)
    }
}

/// A page of the exported file as an image.
#[utoipa::path(get, path = "/sessions/{id}/versions/{version_id}/preview", tag = "versions", params(("id" = String, Path), ("version_id" = String, Path), ("template" = Option<String>, Query), ("page" = Option<u32>, Query)), responses((status = 200, content_type = "image/png")))]
pub async fn preview(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, version)): Path<(SessionId, VersionId)>,
    Query(sheet): Query<Sheet>,
) -> ApiResult<Response> {
    Ok(image(exports::preview(&services, &actor, &id, &version, sheet.template()?, sheet.page()).await?))
}

/// A PNG; `X-Page-Count` says how many pages there are.
pub fn image(preview: Preview) -> Response {
    let mut response = Response::new(Body::from(preview.png));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    response.headers_mut().insert("x-page-count", HeaderValue::from(preview.pages));
    response
}
