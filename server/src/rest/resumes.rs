//! Resumes: into a session, and the library.

use axum::extract::{Multipart, Path, Query, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{ResumeId, SessionId};
use domain::page::{Page, PageRequest};
use domain::resume::library::{ParseStatus, Resume, ResumeDetail};
use domain::session::WorkflowState;
use serde::{Deserialize, Serialize};
use services::{Services, resumes};
use utoipa::ToSchema;

use super::{Json, Keyed, downloads, upload};
use crate::http::{ApiResult, Caller};

/// A resume that was taken into a session.
#[derive(Serialize, ToSchema)]
pub struct TakenResume {
    resume_id: ResumeId,
    /// The session's `resume_path`.
    path: Option<String>,
    resume_path: Option<String>,
    size: u64,
    mime_type: String,
    parse_status: ParseStatus,
    workflow_state: WorkflowState,
}

/// Uploads a resume into a session.
#[utoipa::path(post, path = "/sessions/{id}/resume", tag = "sessions", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body(content_type = "multipart/form-data", content = upload::FileForm), responses((status = 201, body = TakenResume)))]
pub async fn upload_to_session(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Keyed(key): Keyed,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<TakenResume>)> {
    let file = upload::Form::read(&actor, form, upload::KEPT).await?.file()?;
    let (resume, session) = resumes::upload_to_session_once(&services, &actor, &id, file, key.as_deref()).await?;
    let taken = TakenResume {
        resume_id: resume.resume_id,
        path: session.resume_path.clone(),
        resume_path: session.resume_path,
        size: resume.size,
        mime_type: resume.mime_type,
        parse_status: resume.parse_status,
        workflow_state: session.workflow_state,
    };
    Ok((StatusCode::CREATED, Json(taken)))
}

/// Uploads a resume into the library.
#[utoipa::path(post, path = "/resumes", tag = "resumes", params(("Idempotency-Key" = Option<String>, Header)), request_body(content_type = "multipart/form-data", content = upload::FileForm), responses((status = 201, body = Resume)))]
pub async fn upload(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Keyed(key): Keyed,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<Resume>)> {
    let file = upload::Form::read(&actor, form, upload::KEPT).await?.file()?;
    Ok((StatusCode::CREATED, Json(resumes::upload_once(&services, &actor, file, key.as_deref()).await?)))
}

/// Newest first.
#[utoipa::path(get, path = "/resumes", tag = "resumes", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query), ("search" = Option<String>, Query)), responses((status = 200, body = Page<Resume>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Resume>>> {
    Ok(Json(resumes::list(&services, &actor, &page).await?))
}

/// A resume with what was read from it.
#[utoipa::path(get, path = "/resumes/{id}", tag = "resumes", params(("id" = String, Path)), responses((status = 200, body = ResumeDetail)))]
pub async fn get(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<ResumeId>) -> ApiResult<Json<ResumeDetail>> {
    Ok(Json(resumes::get(&services, &actor, &id).await?))
}

/// Another name.
#[derive(Deserialize, ToSchema)]
pub struct RenameResume {
    /// 1 to 200 characters.
    name: String,
}

/// Gives a resume another name.
#[utoipa::path(patch, path = "/resumes/{id}", tag = "resumes", params(("id" = String, Path)), request_body = RenameResume, responses((status = 200, body = Resume)))]
pub async fn rename(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<ResumeId>,
    Json(new): Json<RenameResume>,
) -> ApiResult<Json<Resume>> {
    Ok(Json(resumes::rename(&services, &actor, &id, &new.name).await?))
}

/// Moves a resume to the trash, where it is kept for 30 days.
#[utoipa::path(delete, path = "/resumes/{id}", tag = "resumes", params(("id" = String, Path)), responses((status = 204)))]
pub async fn trash(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<ResumeId>) -> ApiResult<StatusCode> {
    resumes::trash(&services, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads the original again.
#[utoipa::path(post, path = "/resumes/{id}/parse", tag = "resumes", params(("id" = String, Path)), responses((status = 200, body = Resume)))]
pub async fn parse(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<ResumeId>) -> ApiResult<Json<Resume>> {
    Ok(Json(resumes::parse(&services, &actor, &id).await?))
}

/// The bytes as they were uploaded.
#[utoipa::path(get, path = "/resumes/{id}/original", tag = "resumes", params(("id" = String, Path)), responses((status = 200, content_type = "application/octet-stream")))]
pub async fn original(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<ResumeId>) -> ApiResult<Response> {
    Ok(downloads::attachment(resumes::original(&services, &actor, &id).await?))
}
