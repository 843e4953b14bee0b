//! Headers that every reply carries. The pages add their own `Content-Security-Policy` with a nonce.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// For everything that is not a page: nothing may be loaded by it.
const CLOSED: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

/// Adds what is not there yet.
pub async fn headers(request: Request, next: Next) -> Response {
    let public = request.uri().path().starts_with("/pkg/") || request.uri().path().starts_with("/fonts/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    add(header::CONTENT_SECURITY_POLICY, CLOSED);
    add(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    add(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    add(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    add(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    add(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    add(HeaderName::from_static("permissions-policy"), HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=()"));
    if !public {
        add(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
