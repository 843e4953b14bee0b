//! What handlers are sent beside paths: JSON bodies, whose faults are answered in the shape of every other error, and
//! idempotency keys. An empty body counts as `{}`.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::text::size;
use domain::{Code, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::http::ApiError;

/// A JSON body, in or out.
pub struct Json<T>(pub T);

/// What a JSON body may hold at most, in bytes.
const LIMIT: usize = 2 * 1024 * 1024;

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, ApiError> {
        DefaultBodyLimit::max(LIMIT).apply(&mut request);
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            _ => ApiError::bad_request("The body could not be read."),
        })?;
        let text: &[u8] = if bytes.trim_ascii().is_empty() { b"{}" } else { &bytes };
        if !text.trim_ascii_start().starts_with(b"{") {
            return Err(ApiError::bad_request("The body is not what this call takes: send a JSON object."));
        }
        serde_json::from_slice(text)
            .map(Json)
            .map_err(|error| ApiError::bad_request(format!("The body is not what this call takes: {error}.")))
    }
}

fn too_large() -> ApiError {
    let message = format!("The body is too large: {} at most. Send less text.", size(LIMIT as u64));
    Error::new(Code::UploadTooLarge, message).with("limit_bytes", LIMIT).into()
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// The `Idempotency-Key` of a request, where it has one.
pub struct Keyed(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Keyed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let text = value.to_str().map_err(|_| ApiError::bad_request("An Idempotency-Key is plain text: send a UUID for example."))?;
        Ok(Self(Some(text.to_owned())))
    }
}
