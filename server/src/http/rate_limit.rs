//! Holds requests that are more than an address or an account may send a minute.
//!
//! An address is counted before it is known who asks, so that guessing who one could be is counted; an account afterwards.

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State as Extract};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Error};
use futures::StreamExt;
use services::Actor;
use services::limits::{ClientAddr, Requests, TooMany};

use super::{ApiError, kind};
use crate::rest::upload::KEPT;

/// `RATE_LIMITED` for the address that it comes from.
pub async fn of_client(Extract(requests): Extract<Requests>, request: Request, next: Next) -> Response {
    let client = request.extensions().get::<ClientAddr>().copied().unwrap_or_default();
    match kind::of(&request) {
        Some(kind) => pass(requests.of_client(kind, client).await, request, next).await,
        None => next.run(request).await,
    }
}

/// `RATE_LIMITED` for the account that it is for.
pub async fn of_account(Extract(requests): Extract<Requests>, request: Request, next: Next) -> Response {
    let kind = kind::of(&request).filter(|_| !is_taken_up(&request));
    match (kind, request.extensions().get::<Actor>()) {
        (Some(kind), Some(actor)) => pass(requests.of_account(kind, &actor.tenant).await, request, next).await,
        _ => next.run(request).await,
    }
}

/// A live stream that is taken up again does not count for the account: it was lost, not asked for.
fn is_taken_up(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    route.is_some_and(|route| route.ends_with("/runs/{run_id}/stream")) && request.headers().contains_key("last-event-id")
}

async fn pass(counted: Result<(), TooMany>, request: Request, next: Next) -> Response {
    let Err(TooMany { kind, rpm, wait }) = counted else { return next.run(request).await };
    read(request.into_body()).await;
    let (what, seconds) = (kind.noun(), wait.as_secs_f64().ceil().max(1.0) as u64);
    let message = format!("Too many {what}: {rpm} a minute are taken. Try again in {seconds} s.");
    ApiError(Error::new(Code::RateLimited, message).with("retry_after_seconds", seconds)).into_response()
}

/// To its end, so that a browser that is still sending hears the answer; nothing of it is kept.
async fn read(body: Body) {
    let (mut chunks, mut size) = (body.into_data_stream(), 0);
    while let Some(Ok(chunk)) = chunks.next().await {
        size += chunk.len() as u64;
        if size > KEPT {
            return;
        }
    }
}
