//! One id a request: the caller's own if it sent a sane one, else drawn here; in the reply, in errors and in logs.

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// The name of the header, both ways.
pub const HEADER: &str = "x-request-id";

/// 1 to 128 letters, digits, `-`, `_`, `.`.
#[derive(Clone, Debug, Default)]
pub struct RequestId(String);

impl RequestId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(request: &Request) -> Self {
        let sane = |id: &&str| (1..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let sent = request.headers().get(HEADER).and_then(|value| value.to_str().ok()).filter(sane);
        Self(sent.map_or_else(|| uuid::Uuid::now_v7().simple().to_string(), str::to_owned))
    }
}

/// The route and not the address, in which names of files and tokens may stand.
fn route(request: &Request) -> &str {
    request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str)
}

/// A word of HTTP; anybody's own word is not repeated.
fn method(request: &Request) -> &str {
    const KNOWN: [Method; 7] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::HEAD, Method::OPTIONS];
    if KNOWN.contains(request.method()) { request.method().as_str() } else { "other" }
}

/// Gives every request its id and a log span that carries it.
pub async fn assign(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(&request);
    let span = tracing::info_span!("request", request_id = id.as_str(), method = method(&request), route = route(&request));
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
