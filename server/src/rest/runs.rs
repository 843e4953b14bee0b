//! Runs and their live events.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use domain::event::Event;
use domain::ids::{EventId, RunId, SessionId};
use domain::run::{NewRun, Run, RunStatus};
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use services::{Services, accounts, events, runs};
use utoipa::ToSchema;

use super::{Json, Keyed};
use crate::http::{ApiResult, Caller, State};

/// A run and where it is.
#[derive(Serialize, ToSchema)]
pub struct Started {
    run_id: RunId,
    status: RunStatus,
}

/// Asks for a run; a key in the header counts where the body has none.
#[utoipa::path(post, path = "/sessions/{id}/messages", tag = "runs", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = NewRun, responses((status = 202, body = Started)))]
pub async fn start(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    Keyed(key): Keyed,
    Json(new): Json<NewRun>,
) -> ApiResult<(StatusCode, Json<Started>)> {
    let new = NewRun { idempotency_key: new.idempotency_key.or(key), ..new };
    let run = runs::start(&services, &actor, &id, new).await?;
    Ok((StatusCode::ACCEPTED, Json(Started { run_id: run.run_id, status: run.status })))
}

/// Where a run is.
#[utoipa::path(get, path = "/sessions/{id}/runs/{run_id}", tag = "runs", params(("id" = String, Path), ("run_id" = String, Path)), responses((status = 200, body = Run)))]
pub async fn get(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, run)): Path<(SessionId, RunId)>,
) -> ApiResult<Json<Run>> {
    Ok(Json(runs::get(&services, &actor, &id, &run).await?))
}

/// Interrupts a run; repeatable.
#[utoipa::path(post, path = "/sessions/{id}/runs/{run_id}/interrupt", tag = "runs", params(("id" = String, Path), ("run_id" = String, Path)), responses((status = 202, body = Started), (status = 200, body = Started)))]
pub async fn interrupt(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path((id, run)): Path<(SessionId, RunId)>,
) -> ApiResult<(StatusCode, Json<Started>)> {
    let ended = runs::get(&services, &actor, &id, &run).await?.status.is_final();
    let run = runs::interrupt(&services, &actor, &id, &run).await?;
    if ended {
        return Ok((StatusCode::OK, Json(Started { run_id: run.run_id, status: run.status })));
    }
    Ok((StatusCode::ACCEPTED, Json(Started { run_id: run.run_id, status: RunStatus::Interrupting })))
}

/// For clients that can't set a header.
#[derive(Deserialize)]
pub struct After {
    last_event_id: Option<String>,
}

/// The events of a run: those after `Last-Event-ID`, then live until the final one.
#[utoipa::path(get, path = "/sessions/{id}/runs/{run_id}/stream", tag = "runs", params(("id" = String, Path), ("run_id" = String, Path), ("last_event_id" = Option<String>, Query), ("Last-Event-ID" = Option<String>, Header)), responses((status = 200, body = Event, content_type = "text/event-stream")))]
pub async fn stream(
    Extract(state): Extract<State>,
    Caller(actor): Caller,
    Path((id, run)): Path<(SessionId, RunId)>,
    Query(after): Query<After>,
    headers: HeaderMap,
) -> ApiResult<Sse<impl Stream<Item = Result<Message, Infallible>>>> {
    let seen = headers.get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned).or(after.last_event_id);
    let events = events::stream(&state.services, &actor, &id, &run, seen.filter(|id| !id.is_empty()).map(EventId::new)).await?;
    let place = events::place(&state.services, &actor)?;
    let messages = events
        .inspect(move |_| _ = &place)
        .take_while(|event| std::future::ready(event.is_ok()))
        .filter_map(|event| std::future::ready(event.ok()))
        .filter_map(|event| std::future::ready(Message::default().id(event.event_id.as_str()).json_data(&event).ok()))
        .map(Ok)
        .take_until(accounts::until_ended(state.services, actor.access))
        .take_until(state.stopping.cancelled_owned());
    Ok(Sse::new(messages).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}
