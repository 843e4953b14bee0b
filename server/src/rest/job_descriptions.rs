//! Job descriptions: into a session, and the library.

use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request, State as Extract};
use axum::http::{StatusCode, header};
use domain::ids::{PostingId, SessionId};
use domain::page::{Page, PageRequest};
use domain::posting::{JobDescription, Requirement, Warning};
use domain::session::WorkflowState;
use serde::{Deserialize, Serialize};
use services::Services;
use services::postings::{self, NewPosting, PostingPatch};
use utoipa::ToSchema;

use super::{Json, Keyed, upload};
use crate::http::{ApiError, ApiResult, Caller, State};

/// A job description as text or link.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Given {
    text: Option<String>,
    url: Option<String>,
    title: Option<String>,
    company: Option<String>,
    location: Option<String>,
}

/// A job description as a form, with a file in place of text and link.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document")]
pub struct GivenFile {
    /// The bytes with a file name.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
    text: Option<String>,
    url: Option<String>,
    title: Option<String>,
    company: Option<String>,
    location: Option<String>,
}

/// JSON, or a multipart form with a file.
pub struct Posted(NewPosting);

impl FromRequest<State> for Posted {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &State) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let (mut parts, body) = request.into_parts();
            let Caller(actor) = Caller::from_request_parts(&mut parts, state).await?;
            let request = Request::from_parts(parts, body);
            let form = Multipart::from_request(request, state).await.map_err(|_| ApiError::bad_request("The form could not be read."))?;
            let mut form = upload::Form::read(&actor, form, state.services.config.limits.max_posting_bytes()).await?;
            return Ok(Self(NewPosting {
                file: form.take_file(),
                text: form.take_text("text"),
                url: form.take_text("url"),
                title: form.take_text("title"),
                company: form.take_text("company"),
                location: form.take_text("location"),
            }));
        }
        let Json(given) = Json::<Given>::from_request(request, state).await?;
        Ok(Self(NewPosting {
            text: given.text,
            url: given.url,
            file: None,
            title: given.title,
            company: given.company,
            location: given.location,
        }))
    }
}

/// A job description that was taken into a session.
#[derive(Serialize, ToSchema)]
pub struct TakenPosting {
    job_description_id: PostingId,
    title: String,
    company: String,
    location: String,
    warnings: Vec<Warning>,
    workflow_state: WorkflowState,
}

/// Gives a session its job description: text, link or file.
#[utoipa::path(post, path = "/sessions/{id}/jd", tag = "sessions", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body(content((Given = "application/json"), (GivenFile = "multipart/form-data"))), responses((status = 200, body = TakenPosting)))]
pub async fn give(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Keyed(key): Keyed,
    Posted(new): Posted,
) -> ApiResult<Json<TakenPosting>> {
    let (posting, session) = postings::give_once(&services, &actor, &id, new, key.as_deref()).await?;
    Ok(Json(TakenPosting {
        job_description_id: posting.job_description_id,
        title: posting.posting.title,
        company: posting.posting.company,
        location: posting.posting.location,
        warnings: posting.posting.warnings,
        workflow_state: session.workflow_state,
    }))
}

/// Puts a job description into the library.
#[utoipa::path(post, path = "/job-descriptions", tag = "job descriptions", params(("Idempotency-Key" = Option<String>, Header)), request_body(content((Given = "application/json"), (GivenFile = "multipart/form-data"))), responses((status = 201, body = JobDescription)))]
pub async fn create(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Keyed(key): Keyed,
    Posted(new): Posted,
) -> ApiResult<(StatusCode, Json<JobDescription>)> {
    Ok((StatusCode::CREATED, Json(postings::create_once(&services, &actor, new, key.as_deref()).await?)))
}

/// Newest first.
#[utoipa::path(get, path = "/job-descriptions", tag = "job descriptions", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query), ("search" = Option<String>, Query)), responses((status = 200, body = Page<JobDescription>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<JobDescription>>> {
    Ok(Json(postings::list(&services, &actor, &page).await?))
}

/// One job description with its requirements.
#[utoipa::path(get, path = "/job-descriptions/{id}", tag = "job descriptions", params(("id" = String, Path)), responses((status = 200, body = JobDescription)))]
pub async fn get(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<PostingId>,
) -> ApiResult<Json<JobDescription>> {
    Ok(Json(postings::get(&services, &actor, &id).await?))
}

/// What is wrong with a job description; what is not given stays as it is.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Correction {
    title: Option<String>,
    company: Option<String>,
    location: Option<String>,
    /// Another text is read anew.
    text: Option<String>,
    requirements: Option<Vec<Requirement>>,
}

/// Corrects a job description.
#[utoipa::path(patch, path = "/job-descriptions/{id}", tag = "job descriptions", params(("id" = String, Path)), request_body = Correction, responses((status = 200, body = JobDescription)))]
pub async fn update(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<PostingId>,
    Json(Correction { title, company, location, text, requirements }): Json<Correction>,
) -> ApiResult<Json<JobDescription>> {
    let patch = PostingPatch { title, company, location, text, requirements };
    Ok(Json(postings::update(&services, &actor, &id, patch).await?))
}

/// Reads its file again, or its text; corrections by hand are lost.
#[utoipa::path(post, path = "/job-descriptions/{id}/parse", tag = "job descriptions", params(("id" = String, Path)), responses((status = 200, body = JobDescription)))]
pub async fn parse(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<PostingId>,
) -> ApiResult<Json<JobDescription>> {
    Ok(Json(postings::parse(&services, &actor, &id).await?))
}

/// Moves a job description to the trash, where it is kept for 30 days.
#[utoipa::path(delete, path = "/job-descriptions/{id}", tag = "job descriptions", params(("id" = String, Path)), responses((status = 204)))]
pub async fn trash(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<PostingId>) -> ApiResult<StatusCode> {
    postings::trash(&services, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
