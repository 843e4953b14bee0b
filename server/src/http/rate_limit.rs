//! Holds requests to the API that are more than a tenant may send a minute, where `RESUMAX_RATE_LIMIT_RPM` is set.

use axum::extract::{Request, State as Extract};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Error};
use services::Actor;
use services::limits::Requests;

use super::ApiError;

/// `RATE_LIMITED` with the time to wait. A live stream that is taken up again is not counted: it was lost, not asked for.
pub async fn hold(Extract(limit): Extract<Requests>, request: Request, next: Next) -> Response {
    let taken_up = request.uri().path().ends_with("/stream") && request.headers().contains_key("last-event-id");
    let held = match request.extensions().get::<Actor>() {
        Some(actor) if !taken_up => limit.take(&actor.tenant).await,
        _ => Ok(()),
    };
    match held {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
            let message = format!("Too many requests: {} a minute are taken. Try again in {seconds} s.", limit.rpm());
            ApiError(Error::new(Code::RateLimited, message).with("retry_after_seconds", seconds)).into_response()
        }
    }
}
