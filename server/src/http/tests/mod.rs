//! The router as a whole, with every layer, asked from within.

mod bodies;
mod headers;
mod health;
mod limits;
mod origins;
mod pages;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use leptos::config::{Env, LeptosOptions};
use serde_json::Value;
use services::Services;
use services::testing::Bench;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::client::Peer;
use super::{State, router};

/// The program on a folder of its own, without a port.
struct Program {
    bench: Bench,
    router: Router,
}

/// What was answered.
struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Program {
    async fn with(vars: &[(&str, &str)]) -> Self {
        services::child::parse_here();
        let bench = Bench::with(vars).await;
        let router = routed(bench.services.clone());
        Self { bench, router }
    }

    /// `GET /path`, or another method, with headers: `name: value`.
    async fn ask(&self, call: &str, headers: &[&str], body: &str) -> Reply {
        self.asked_from([203, 0, 113, 7], call, headers, body).await
    }

    async fn asked_from(&self, peer: impl Into<std::net::IpAddr>, call: &str, headers: &[&str], body: &str) -> Reply {
        let (method, path) = call.split_once(' ').expect("method and path");
        let mut request = Request::builder().method(method).uri(path).extension(Peer(peer.into()));
        for (name, value) in headers.iter().map(|line| line.split_once(": ").expect("name and value")) {
            request = request.header(name, value);
        }
        Reply::of(self.router.clone().oneshot(request.body(Body::from(body.to_owned())).expect("a request")).await.expect("an answer"))
            .await
    }
}

fn routed(services: Services) -> Router {
    let stop = CancellationToken::new();
    let leptos = LeptosOptions::builder().output_name("frontend").site_pkg_dir("pkg").env(Env::PROD).build();
    router(State { services, leptos, leaving: stop.clone(), stopping: stop })
}

impl Reply {
    async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("the whole of it");
        Self { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap_or("?"))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The code of an error in the shape of the API.
    fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}
