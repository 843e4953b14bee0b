//! One request to addresses that were checked, and its reply.

use super::{Refusal, Target};
use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Client, Response, StatusCode, dns, redirect, retry};
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use url::Url;

/// A page may have so many bytes, unpacked.
pub const MAX_BYTES: usize = 2 << 20;
/// Who does not take a connection by then does not answer.
const CONNECT: Duration = Duration::from_secs(5);
/// Says what we are, so that a site can turn us away.
const AGENT: &str = concat!("resuMAX/", env!("CARGO_PKG_VERSION"), " (reads one job page for the person who gave its address)");
const WANTED: &str = "text/html, application/xhtml+xml, application/ld+json;q=0.9, application/pdf;q=0.8, text/plain;q=0.8, */*;q=0.1";

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was found, after redirects.
    pub url: Url,
    /// What the server says that it is.
    pub kind: Kind,
    /// The whole of it, unpacked.
    pub bytes: Bytes,
}

/// What a reply can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page, with the encoding that its server names.
    Page(Option<String>),
    /// Data, with the same.
    Json(Option<String>),
    /// Anything that is read as a file is, by its content.
    File,
}

/// What comes back.
pub(super) enum Reply {
    Page(Fetched),
    /// Its `Location`, as it came.
    Redirect(String),
}

/// Trusts whom the system trusts. `None` on a system without certificates.
static TLS: LazyLock<Option<ClientConfig>> = LazyLock::new(|| {
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let config = versions.and_then(|builder| builder.with_platform_verifier()).map(|builder| builder.with_no_client_auth());
    config
        .inspect_err(|error| tracing::error!(%error, "pages can't be fetched: this system trusts no certificates; install ca-certificates"))
        .ok()
});

/// Answers every name with what was checked. The client never asks another resolver; literals it dials itself, and those were checked.
struct Pinned(Vec<SocketAddr>);

impl dns::Resolve for Pinned {
    fn resolve(&self, _: dns::Name) -> dns::Resolving {
        let addresses: dns::Addrs = Box::new(self.0.clone().into_iter());
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

pub(super) async fn get(target: &Target, addresses: Vec<SocketAddr>) -> Result<Reply, Refusal> {
    let tls = TLS.clone().ok_or(Refusal::NoTrust)?;
    let client = Client::builder()
        .dns_resolver(Pinned(addresses))
        .tls_backend_preconfigured(tls)
        .http1_only()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .retry(retry::never())
        .pool_max_idle_per_host(0)
        .connect_timeout(CONNECT)
        .user_agent(AGENT)
        .build()
        .map_err(|_| Refusal::NoTrust)?;
    let response = client.get(target.url().clone()).header(ACCEPT, WANTED).send().await.map_err(|error| refused(&error))?;
    if let Some(location) = redirect(&response) {
        return Ok(Reply::Redirect(location));
    }
    if !response.status().is_success() {
        return Err(Refusal::Status(response.status().as_u16()));
    }
    let kind = kind(response.headers())?;
    Ok(Reply::Page(Fetched { url: target.url().clone(), kind, bytes: body(response).await? }))
}

fn redirect(response: &Response) -> Option<String> {
    use StatusCode as S;
    let moved = [S::MOVED_PERMANENTLY, S::FOUND, S::SEE_OTHER, S::TEMPORARY_REDIRECT, S::PERMANENT_REDIRECT];
    let location = response.headers().get(LOCATION).filter(|_| moved.contains(&response.status()))?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

fn kind(headers: &HeaderMap) -> Result<Kind, Refusal> {
    // What is packed in a way that was not unpacked is noise.
    if headers.get(CONTENT_ENCODING).is_some_and(|value| value != "identity") {
        return Err(Refusal::Kind);
    }
    let Some(said) = headers.get(CONTENT_TYPE) else { return Ok(Kind::File) };
    let said = said.to_str().map_err(|_| Refusal::Kind)?.to_ascii_lowercase();
    let (essence, parameters) = said.split_once(';').unwrap_or((&said, ""));
    let charset = parameters.split(';').find_map(|one| one.trim().strip_prefix("charset="));
    let charset = charset.map(|name| name.trim_matches(['"', '\'', ' ']).to_owned());
    match essence.trim() {
        "text/html" | "application/xhtml+xml" => Ok(Kind::Page(charset)),
        "application/json" | "application/ld+json" => Ok(Kind::Json(charset)),
        "text/plain" | "text/markdown" | "application/pdf" | "application/octet-stream" | "" => Ok(Kind::File),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Ok(Kind::File),
        _ => Err(Refusal::Kind),
    }
}

/// As it unpacks: a small reply that becomes a large one is left in the middle.
async fn body(mut response: Response) -> Result<Bytes, Refusal> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| refused(&error))? {
        if body.len() + chunk.len() > MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.into())
}

fn refused(error: &reqwest::Error) -> Refusal {
    match tls_fault(error) {
        Some(rustls::Error::InvalidCertificate(_)) => Refusal::Untrusted,
        _ if error.is_connect() => Refusal::Unreachable,
        _ if error.is_timeout() => Refusal::Slow,
        _ => Refusal::Broken,
    }
}

/// What TLS said, in whatever it was wrapped. An `io::Error` leaves out itself where it names its source.
fn tls_fault(error: &reqwest::Error) -> Option<&rustls::Error> {
    let mut at: &(dyn std::error::Error + 'static) = error;
    loop {
        if let Some(fault) = at.downcast_ref::<rustls::Error>() {
            return Some(fault);
        }
        at = match at.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inside) => inside,
            None => at.source()?,
        };
    }
}
