//! Errors at the edge: one place maps each code to its status, and one layer writes the body with the request's id.

use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::account::own_path;
use domain::{Code, Error};
use serde_json::json;

use super::request_id::RequestId;

/// Seconds, where nobody knows better when to try again.
const RETRY_AFTER: u64 = 60;

/// More of what the framework says is not passed on.
const SAID: usize = 500;

/// For the page of a refusal: it has a style and nothing else.
const STYLED: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

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
        if !matches!(error, services::Error::Refused(_)) {
            tracing::error!(error = services::told(&error), "a request failed");
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
        let status = status(self.0.code);
        let mut response = status.into_response();
        let said = self.0.details.get("retry_after_seconds").and_then(serde_json::Value::as_u64);
        let later = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_AFTER);
        if let Some(seconds) = said.or(later) {
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
        Unauthorized | WrongCredentials => StatusCode::UNAUTHORIZED,
        Forbidden | NotVerified => StatusCode::FORBIDDEN,
        NotFound | SessionNotFound | RunNotFound | ApprovalNotFound | ChangeNotFound | VersionNotFound | FileNotFound | ResumeNotFound
        | JdNotFound | ArtifactNotFound => StatusCode::NOT_FOUND,
        InvalidState | ActiveRunExists | IdempotencyConflict | StaleVersion | AlreadyDecided => StatusCode::CONFLICT,
        InvalidPath | UploadTooLarge | UnsupportedFileType | ParseFailed | EncryptedFile | ScannedFile | EmptyFile | JdTitleRequired
        | JdUrlUnreadable | UnsupportedClaim | WeakPassword | LinkNotValid => StatusCode::UNPROCESSABLE_ENTITY,
        RateLimited | SessionRunQuotaExceeded | BudgetExceeded => StatusCode::TOO_MANY_REQUESTS,
        Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ProviderError => StatusCode::BAD_GATEWAY,
        Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Writes the body of every error of the API: of the handlers, and of whatever stands in front of them (no such call, a header or
/// form that can't be read, another site, a panic). A refusal of a server function is what the page makes a `Failure` of; a browser that shows
/// the answer itself gets a page, everybody else the sentence; and pages keep what they have.
pub async fn body(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let function = request.uri().path().starts_with("/fn/");
    let back = shows(request.headers()).then(|| back(&request));
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    if !api {
        let refused = parts.extensions.remove::<Error>();
        return match (refused, back) {
            (Some(error), Some(back)) => {
                parts.headers.insert(header::CONTENT_SECURITY_POLICY, STYLED);
                let page = app::refused(status.as_u16(), error, back);
                (parts, Html(page)).into_response()
            }
            (Some(error), None) if function => (parts, Json(error)).into_response(),
            (Some(error), None) => (parts, error.message).into_response(),
            (None, _) => Response::from_parts(parts, body),
        };
    }
    let error = match parts.extensions.remove::<Error>() {
        Some(error) => error,
        None => of_framework(status, said(&parts.headers, body).await.as_deref()),
    };
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        parts.headers.remove(name);
    }
    let body = json!({"error": {
        "code": error.code, "message": error.message, "details": error.details, "request_id": id.as_str(),
    }});
    (parts, Json(body)).into_response()
}

/// Of a handler that panicked. The hook of the process has told the log where; what was said may be somebody's text, and stays here.
pub fn of_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Asked by the browser itself, for a page or with a plain form: it shows the answer.
fn shows(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

/// The path of the page that was asked for, or whose form was sent.
fn back(request: &Request) -> String {
    let of_form = || {
        let page = request.headers().get(header::REFERER)?.to_str().ok()?;
        let (_, path) = page.split_once("://")?.1.split_once('/')?;
        Some(format!("/{path}"))
    };
    let asked = || request.uri().path_and_query().map(ToString::to_string);
    let page = if request.method().is_safe() { asked() } else { of_form() };
    own_path(page.as_deref().unwrap_or_default()).to_owned()
}

/// What the framework says is wrong with a request.
async fn said(headers: &HeaderMap, body: Body) -> Option<String> {
    let plain = |value: &HeaderValue| value.to_str().is_ok_and(|value| value.starts_with("text/plain"));
    if !headers.get(header::CONTENT_TYPE).is_some_and(plain) {
        return None;
    }
    let text = String::from_utf8(axum::body::to_bytes(body, SAID).await.ok()?.into()).ok()?;
    Some(text.trim().trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
}

fn of_framework(status: StatusCode, said: Option<&str>) -> Error {
    let (code, message) = match status {
        StatusCode::NOT_FOUND => (Code::NotFound, "There is nothing at this address. The calls are listed in /api/v1/openapi.json."),
        StatusCode::METHOD_NOT_ALLOWED => {
            (Code::BadRequest, "This address does not take this method. The calls are listed in /api/v1/openapi.json.")
        }
        StatusCode::FORBIDDEN => (Code::Forbidden, "This request came from another site and was refused."),
        StatusCode::PAYLOAD_TOO_LARGE => (Code::UploadTooLarge, "The request is too large."),
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => (Code::Unavailable, "The server is busy. Try again in a moment."),
        status if status.is_server_error() => {
            (Code::Internal, "Something went wrong on our side. Nothing was lost; try again in a moment.")
        }
        _ => {
            let message = match said {
                Some(said) => format!("The request can't be understood: {said}. /api/v1/openapi.json says what the call takes."),
                None => "The request can't be understood. /api/v1/openapi.json says what the call takes.".to_owned(),
            };
            return Error::new(Code::BadRequest, message);
        }
    };
    Error::new(code, message)
}
