//! Who is calling. `local` mode: whoever reaches the loopback address, with a tenant of their choice. `token` mode: programs with the service
//! token, for the tenant that they name.

use axum::extract::{FromRequestParts, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::TenantId;
use domain::{Code, Error};
use services::blobs::sha256;
use services::config::Auth;
use services::{Actor, Services};

use super::{ApiError, ApiResult, State};

/// Picks a tenant in `local` and `token` mode.
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

/// Finds out who is calling before anything else looks at the request. Whoever is not known goes on without an [`Actor`].
pub async fn identify(Extract(services): Extract<Services>, mut request: Request, next: Next) -> Response {
    let actor = match services.config.auth {
        Auth::Local => local(&request).map(Some),
        Auth::Token => of_token(&services, &request),
        Auth::Accounts => Ok(None),
    };
    match actor {
        Ok(actor) => {
            if let Some(actor) = actor {
                request.extensions_mut().insert(actor);
            }
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// A page on the internet can make a browser send requests to this machine under a name of its own (DNS rebinding); they say
/// that name in `Host`. So only names of this machine are answered.
fn local(request: &Request) -> ApiResult<Actor> {
    let host = request.uri().authority().map(|name| name.as_str()).or_else(|| text(request.headers(), header::HOST.as_str()));
    if !host.is_none_or(is_loopback) {
        let message = "In local mode only this machine's own names are answered: use 127.0.0.1 or localhost.";
        return Err(Error::new(Code::Forbidden, message).into());
    }
    Ok(Actor::of(tenant(request.headers())?.unwrap_or_else(TenantId::local)))
}

/// `BAD_REQUEST` for whoever has the token and names no tenant.
fn of_token(services: &Services, request: &Request) -> ApiResult<Option<Actor>> {
    let sent = bearer(request.headers()).map(|token| sha256(token.as_bytes()));
    let token = services.config.api_token.as_ref().map(|token| sha256(token.expose().as_bytes()));
    // Hashes are compared, so that how long it takes says nothing about the token.
    if sent.is_none() || sent != token {
        return Ok(None);
    }
    let missing = || ApiError::bad_request("X-Tenant-ID is missing: say whose data it is about.");
    Ok(Some(Actor::of(tenant(request.headers())?.ok_or_else(missing)?)))
}

fn tenant(headers: &HeaderMap) -> ApiResult<Option<TenantId>> {
    match text(headers, TENANT) {
        None => Ok(None),
        Some(name) if is_tenant(name) => Ok(Some(TenantId::new(name))),
        Some(_) => Err(ApiError::bad_request("X-Tenant-ID takes 1 to 64 letters, digits, '-', '_' and '.'.")),
    }
}

/// The token of an `Authorization: Bearer` header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
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
