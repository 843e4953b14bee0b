//! Who is calling. `accounts` mode: whoever has a login (by cookie, or by access token) or a personal token. `local` mode: whoever reaches the loopback address, with a tenant of their choice. `token` mode: programs with the service
//! token, for the tenant that they name.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::account::Scope;
use domain::ids::TenantId;
use domain::{Code, Error};
use services::accounts::cookies::{self, Sent};
use services::accounts::{self, Client};
use services::blobs::sha256;
use services::config::Auth;
use services::limits::ClientAddr;
use services::{Access, Actor, Services};

use super::held::Held;
use super::{ApiError, ApiResult, State};

/// Picks a tenant in `local` and `token` mode.
const TENANT: &str = "x-tenant-id";
/// What is kept of what a client calls itself, in characters.
const AGENT: usize = 300;

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
pub async fn identify(Extract(services): Extract<Services>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let client = client(&services, &parts);
    let known = match services.config.auth {
        Auth::Local => local(&parts).map(Known::is),
        Auth::Token => of_token(&services, &parts).map(Known::maybe),
        Auth::Accounts => of_account(&services, &client, &parts).await,
    };
    let known = match known {
        Ok(known) => known,
        Err(refusal) => return refusal.into_response(),
    };
    let address = client.address.as_ref().map(|address| *address.expose());
    parts.extensions.insert(client);
    let body = match &known.actor {
        Some(Actor { access: access @ Access::Account { .. }, .. }) => Body::new(Held::new(services.clone(), access.clone(), body)),
        _ => body,
    };
    if let Some(actor) = known.actor {
        parts.extensions.insert(match address {
            Some(address) => actor.from(address),
            None => actor,
        });
    }
    let mut response = next.run(Request::from_parts(parts, body)).await;
    // Whoever logs in or out just now says it better; other cookies are no answer to this.
    let said = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    if cookies::sent(&services.config, said).refresh.is_none() {
        set_cookies(&mut response, &known.cookies);
    }
    response
}

/// What came out, and what the browser is to keep of it.
struct Known {
    actor: Option<Actor>,
    cookies: Vec<String>,
}

impl Known {
    fn is(actor: Actor) -> Self {
        Self::maybe(Some(actor))
    }

    fn maybe(actor: Option<Actor>) -> Self {
        Self { actor, cookies: Vec::new() }
    }
}

/// By token where one was sent, else by cookie. A login whose access token has ended goes on with its refresh token, so that nobody notices.
async fn of_account(services: &Services, client: &Client, parts: &Parts) -> ApiResult<Known> {
    if super::assets::are_at(parts.uri.path()) {
        return Ok(Known::maybe(None));
    }
    if let Some(token) = bearer(&parts.headers) {
        if !token.starts_with(accounts::TOKEN_PREFIX) {
            return Ok(Known::maybe(accounts::of_access_token(services, token).await?));
        }
        return match accounts::of_api_token(services, token).await? {
            Some((_, Scope::Read)) if !parts.method.is_safe() => {
                Err(Error::new(Code::Forbidden, "This token may only look. Make one that may write.").into())
            }
            found => Ok(Known::maybe(found.map(|(actor, _)| actor))),
        };
    }
    let sent = sent(services, parts);
    if let Some(token) = &sent.access
        && let Some(actor) = accounts::of_access_token(services, token.expose()).await?
    {
        return Ok(Known::is(actor));
    }
    let Some(token) = &sent.refresh else { return Ok(Known::maybe(None)) };
    // What takes long may be given up, and the next token with its answer: the next short request rotates.
    if brings_files(parts)
        && let Some(actor) = accounts::of_refresh_token(services, token.expose()).await?
    {
        return Ok(Known::is(actor));
    }
    match accounts::refresh(services, token.expose(), client).await {
        Ok(entry) => {
            let cookies = cookies::entry(&services.config, &entry);
            Ok(Known { actor: accounts::of_access_token(services, &entry.access_token).await?, cookies })
        }
        Err(services::Error::Refused(_)) => Ok(Known { actor: None, cookies: cookies::cleared(&services.config) }),
        Err(error) => Err(error.into()),
    }
}

/// Cookies for the browser to keep.
pub fn set_cookies(response: &mut Response, cookies: &[String]) {
    for value in cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn brings_files(parts: &Parts) -> bool {
    text(&parts.headers, header::CONTENT_TYPE.as_str()).is_some_and(|kind| kind.starts_with("multipart/"))
}

/// The cookies of a request.
fn sent(services: &Services, parts: &Parts) -> Sent {
    let headers = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies::sent(&services.config, headers)
}

fn client(services: &Services, parts: &Parts) -> Client {
    let agent: String = text(&parts.headers, header::USER_AGENT.as_str()).unwrap_or_default().chars().take(AGENT).collect();
    let device = if services.config.auth == Auth::Accounts { sent(services, parts).device } else { None };
    let address = parts.extensions.get::<ClientAddr>().map(|client| client.ip().into());
    Client { address, agent: agent.into(), device }
}

/// A page on the internet can make a browser send requests to this machine under a name of its own (DNS rebinding); they say
/// that name in `Host`. So only names of this machine are answered.
fn local(parts: &Parts) -> ApiResult<Actor> {
    let host = parts.uri.authority().map(|name| name.as_str()).or_else(|| text(&parts.headers, header::HOST.as_str()));
    if !host.is_none_or(is_loopback) {
        let message = "In local mode only this machine's own names are answered: use 127.0.0.1 or localhost.";
        return Err(Error::new(Code::Forbidden, message).into());
    }
    Ok(Actor::of(tenant(&parts.headers)?.unwrap_or_else(TenantId::local)))
}

/// `BAD_REQUEST` for whoever has the token and names no tenant.
fn of_token(services: &Services, parts: &Parts) -> ApiResult<Option<Actor>> {
    let sent = bearer(&parts.headers).map(|token| sha256(token.as_bytes()));
    let token = services.config.api_token.as_ref().map(|token| sha256(token.expose().as_bytes()));
    // Hashes are compared, so that how long it takes says nothing about the token.
    if sent.is_none() || sent != token {
        return Ok(None);
    }
    let missing = || ApiError::bad_request("X-Tenant-ID is missing: say whose data it is about.");
    Ok(Some(Actor::of(tenant(&parts.headers)?.ok_or_else(missing)?)))
}

fn tenant(headers: &HeaderMap) -> ApiResult<Option<TenantId>> {
    match text(headers, TENANT) {
        None => Ok(None),
        Some(name) if TenantId::may_be_named(name) => Ok(Some(TenantId::new(name))),
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
