//! Who is calling. `local` mode: whoever reaches the loopback address, with a tenant of their choice.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::TenantId;
use domain::{Code, Error};
use services::Actor;

use super::{ApiError, State};

/// Picks a tenant in `local` mode.
const TENANT: &str = "x-tenant-id";

/// The actor of a request, for handlers.
pub struct Caller(pub Actor);

impl FromRequestParts<State> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, ApiError> {
        let unknown = || ApiError(Error::new(Code::Unauthorized, "Log in first."));
        parts.extensions.get::<Actor>().cloned().map(Caller).ok_or_else(unknown)
    }
}

/// Finds out who is calling before anything else looks at the request.
///
/// A page on the internet can make a browser send requests to this machine under a name of its own (DNS rebinding); they say
/// that name in `Host`. So only names of this machine are answered.
pub async fn identify(mut request: Request, next: Next) -> Response {
    let host = request.uri().authority().map(|name| name.as_str()).or_else(|| text(request.headers(), header::HOST.as_str()));
    if !host.is_none_or(is_loopback) {
        return ApiError(Error::new(
            Code::Forbidden,
            "In local mode only this machine's own names are answered: use 127.0.0.1 or localhost.",
        ))
        .into_response();
    }
    let tenant = match text(request.headers(), TENANT) {
        None => TenantId::local(),
        Some(name) if is_tenant(name) => TenantId::new(name),
        Some(_) => return ApiError::bad_request("X-Tenant-ID takes 1 to 64 letters, digits, '-', '_' and '.'.").into_response(),
    };
    request.extensions_mut().insert(Actor { tenant });
    next.run(request).await
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

fn is_tenant(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_count_as_loopback() {
        for host in ["127.0.0.1:3000", "localhost", "LOCALHOST:80", "[::1]:3000", "127.8.8.8"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["example.com", "localhost.example.com:3000", "127.0.0.1.example.com", "10.0.0.1", "[::2]", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
