//! Styles, fonts, pictures and the browser's program, carried in the binary; compressed when it was built.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Site;

/// Whether only files are at this path, whoever asks.
pub fn are_at(path: &str) -> bool {
    Site::get(path.trim_start_matches('/')).is_some()
}

/// The file at this path, or `None`.
pub fn find(request: &Request) -> Option<Response> {
    let path = request.uri().path().trim_start_matches('/');
    let plain = Site::get(path)?;
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let packed = accepts.contains("br").then(|| Site::get(&format!("{path}.br"))).flatten();
    let etag = hex(&plain.metadata.sha256_hash());
    if request.headers().get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == etag.as_bytes()) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        keep(response.headers_mut(), &etag)?;
        return Some(response);
    }
    let encoded = packed.is_some();
    let mime = plain.metadata.mimetype().to_owned();
    let bytes = packed.unwrap_or(plain).data;
    let body = match bytes {
        std::borrow::Cow::Borrowed(bytes) => Body::from(bytes),
        std::borrow::Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&mime).ok()?);
    keep(headers, &etag)?;
    if encoded {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Some(response)
}

/// Names do not change with the content, so the browser asks each time; the answer is a short 304.
fn keep(headers: &mut HeaderMap, etag: &str) -> Option<()> {
    headers.insert(header::ETAG, HeaderValue::from_str(etag).ok()?);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Some(())
}

fn hex(hash: &[u8]) -> String {
    let digits: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}
