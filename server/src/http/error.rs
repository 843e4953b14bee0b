//! Errors at the edge: one place maps each code to its status, and one layer writes the body with the request's id.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Error};
use serde_json::json;

use super::request_id::RequestId;

/// The result of a handler.
pub type ApiResult<T> = Result<T, ApiError>;

/// An error on its way out.
#[derive(Debug)]
pub struct ApiError(pub Error);

impl ApiError {
    /// A malformed request.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self(Error::new(Code::BadRequest, message))
    }
}

impl From<services::Error> for ApiError {
    fn from(error: services::Error) -> Self {
        let public = error.public();
        if public.code == Code::Internal {
            tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
        }
        Self(public)
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = status(self.0.code).into_response();
        if let Some(seconds) = self.0.details.get("retry_after_seconds").and_then(serde_json::Value::as_u64) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self.0);
        response
    }
}

/// The status table.
pub fn status(code: Code) -> StatusCode {
    use Code::*;
    match code {
        BadRequest => StatusCode::BAD_REQUEST,
        Unauthorized => StatusCode::UNAUTHORIZED,
        Forbidden => StatusCode::FORBIDDEN,
        NotFound | SessionNotFound | RunNotFound | ApprovalNotFound | ChangeNotFound | VersionNotFound | FileNotFound | ResumeNotFound
        | JdNotFound | ArtifactNotFound => StatusCode::NOT_FOUND,
        InvalidState | ActiveRunExists | IdempotencyConflict | StaleVersion | AlreadyDecided => StatusCode::CONFLICT,
        InvalidPath | UploadTooLarge | UnsupportedFileType | ParseFailed | EncryptedFile | ScannedFile | EmptyFile | JdTitleRequired
        | UnsupportedClaim => StatusCode::UNPROCESSABLE_ENTITY,
        RateLimited | SessionRunQuotaExceeded | BudgetExceeded => StatusCode::TOO_MANY_REQUESTS,
        Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ProviderError => StatusCode::BAD_GATEWAY,
        Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Writes the body of every error of the API: of the handlers, and of the framework (no such route, wrong method).
pub async fn body(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let error = parts.extensions.remove::<Error>().unwrap_or_else(|| of_framework(status));
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let body = json!({"error": {
        "code": error.code, "message": error.message, "details": error.details, "request_id": id.as_str(),
    }});
    (parts, Json(body)).into_response()
}

fn of_framework(status: StatusCode) -> Error {
    let (code, message) = match status {
        StatusCode::NOT_FOUND => (Code::NotFound, "There is nothing at this address. The calls are listed in /api/v1/openapi.json."),
        StatusCode::METHOD_NOT_ALLOWED => (Code::BadRequest, "This address does not take this method."),
        StatusCode::FORBIDDEN => (Code::Forbidden, "This request came from another site and was refused."),
        StatusCode::PAYLOAD_TOO_LARGE => (Code::UploadTooLarge, "The request is too large."),
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => (Code::Unavailable, "The server is busy. Try again in a moment."),
        status if status.is_server_error() => {
            (Code::Internal, "Something went wrong on our side. Nothing was lost; try again in a moment.")
        }
        _ => (Code::BadRequest, "The request can't be understood."),
    };
    Error::new(code, message)
}
