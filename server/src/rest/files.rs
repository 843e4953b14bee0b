//! The files of a workspace.

use axum::extract::{Multipart, Path, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::SessionId;
use domain::{Code, Error};
use serde_json::{Value, json};
use services::{Services, files};

use super::{Json, downloads, upload};
use crate::http::{ApiResult, Caller};

/// Puts a file into the workspace, under its name.
#[utoipa::path(post, path = "/sessions/{id}/files/upload", tag = "files", params(("id" = String, Path)), request_body(content_type = "multipart/form-data", content = upload::FileForm), responses((status = 201, body = Value)))]
pub async fn upload(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let mut form = upload::Form::read(form, services.config.limits.max_posting_bytes()).await?;
    let path = form.take_text("path");
    let mut file = form.file()?;
    if let Some(path) = path {
        file.file_name = path;
    }
    let row = files::upload(&services, &actor, &id, file).await?;
    Ok((StatusCode::CREATED, Json(json!({"file_id": row.file_id, "path": row.path, "size": row.size, "mime_type": row.mime_type}))))
}

/// Every file of the workspace.
#[utoipa::path(get, path = "/sessions/{id}/files", tag = "files", params(("id" = String, Path)), responses((status = 200, body = Value)))]
pub async fn list(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<SessionId>) -> ApiResult<Json<Value>> {
    Ok(Json(json!({"files": files::list(&services, &actor, &id).await?})))
}

/// The bytes of one file.
#[utoipa::path(get, path = "/sessions/{id}/files/{*path}", tag = "files", params(("id" = String, Path), ("path" = String, Path)), responses((status = 200, content_type = "application/octet-stream")))]
pub async fn read(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, path)): Path<(SessionId, String)>,
) -> ApiResult<Response> {
    Ok(downloads::attachment(files::read(&services, &actor, &id, &path).await?))
}

/// A path of nothing names no file.
pub async fn nameless() -> ApiResult<Response> {
    Err(Error::new(Code::InvalidPath, "Name the file behind /files/.").into())
}
