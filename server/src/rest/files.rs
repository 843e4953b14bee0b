//! The files of a workspace.

use axum::extract::rejection::PathRejection;
use axum::extract::{Multipart, Path, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{FileId, SessionId};
use domain::{Code, Error};
use serde::Serialize;
use services::Services;
use services::files::{self, FileRow};
use utoipa::ToSchema;

use super::{Json, Keyed, downloads, upload};
use crate::http::{ApiResult, Caller};

/// A file of a workspace.
#[derive(Serialize, ToSchema)]
pub struct WorkspaceFile {
    file_id: FileId,
    path: String,
    size: u64,
    mime_type: String,
    updated_at: String,
}

impl From<FileRow> for WorkspaceFile {
    fn from(FileRow { file_id, path, size, mime_type, updated_at }: FileRow) -> Self {
        Self { file_id, path, size, mime_type, updated_at }
    }
}

/// Every file of a workspace, by path.
#[derive(Serialize, ToSchema)]
pub struct WorkspaceFiles {
    files: Vec<WorkspaceFile>,
}

/// Puts a file into the workspace, under its name.
#[utoipa::path(post, path = "/sessions/{id}/files/upload", tag = "files", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body(content_type = "multipart/form-data", content = upload::FileForm), responses((status = 201, body = WorkspaceFile)))]
pub async fn upload(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Keyed(key): Keyed,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<WorkspaceFile>)> {
    let mut form = upload::Form::read(&actor, form, services.config.limits.max_posting_bytes()).await?;
    let path = form.take_text("path");
    let mut file = form.file()?;
    if let Some(path) = path {
        file.file_name = path.into();
    }
    Ok((StatusCode::CREATED, Json(files::upload_once(&services, &actor, &id, file, key.as_deref()).await?.into())))
}

/// Every file of the workspace.
#[utoipa::path(get, path = "/sessions/{id}/files", tag = "files", params(("id" = String, Path)), responses((status = 200, body = WorkspaceFiles)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
) -> ApiResult<Json<WorkspaceFiles>> {
    let files = files::list(&services, &actor, &id).await?.into_iter().map(WorkspaceFile::from).collect();
    Ok(Json(WorkspaceFiles { files }))
}

/// The bytes of one file.
#[utoipa::path(get, path = "/sessions/{id}/files/{*path}", tag = "files", params(("id" = String, Path), ("path" = String, Path)), responses((status = 200, content_type = "application/octet-stream")))]
pub async fn read(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    path: Result<Path<(SessionId, String)>, PathRejection>,
) -> ApiResult<Response> {
    // Only a path that is not UTF-8 is refused by the framework.
    let Path((id, path)) = path.map_err(|_| Error::new(Code::InvalidPath, "The path is not UTF-8: percent-encode it as UTF-8."))?;
    Ok(downloads::attachment(files::read(&services, &actor, &id, &path).await?))
}

/// The bytes of the file that is called like the call that uploads.
pub async fn read_upload(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<SessionId>) -> ApiResult<Response> {
    Ok(downloads::attachment(files::read(&services, &actor, &id, "upload").await?))
}

/// A path of nothing names no file.
pub async fn nameless() -> ApiResult<Response> {
    Err(Error::new(Code::InvalidPath, "Name the file behind /files/.").into())
}
