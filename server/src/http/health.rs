//! Whether the program is alive, whether it can work, and its figures for Prometheus.

use axum::Json;
use axum::extract::State as Extract;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use services::{Services, admin, readiness};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

use super::{ApiResult, Caller, State};

/// A look is good for so long.
const FRESH: Duration = Duration::from_millis(500);

/// The process answers: nothing else is asked.
pub async fn alive() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// What was found when it was looked last: anybody may ask, as often as they like, and a look costs something.
#[derive(Clone)]
pub struct Readiness {
    state: State,
    last: Arc<Mutex<Option<(Instant, Found)>>>,
}

#[derive(Clone)]
struct Found {
    missing: Vec<&'static str>,
    warnings: Vec<String>,
}

impl Readiness {
    /// Not looked at yet.
    pub fn of(state: State) -> Self {
        Self { state, last: Arc::default() }
    }

    /// One looks, the others wait for what it finds.
    async fn found(&self) -> Found {
        let mut last = self.last.lock().await;
        if let Some((_, found)) = last.as_ref().filter(|(at, _)| at.elapsed() < FRESH) {
            return found.clone();
        }
        let (missing, warnings) = tokio::join!(readiness::missing(&self.state.services), readiness::warnings(&self.state.services));
        for (what, error) in &missing {
            tracing::warn!(what, error = services::told(error), "what the program needs does not answer");
        }
        let found = Found { missing: missing.into_iter().map(|(what, _)| what).collect(), warnings };
        *last = Some((Instant::now(), found.clone()));
        found
    }
}

/// Every dependency answers, or did half a second ago; 503 with the names of what is missing, or because the server is about to stop. What it goes
/// on without is only warned of. Anybody may ask, so why something is missing is told to the log alone.
pub async fn ready(Extract(readiness): Extract<Readiness>) -> (StatusCode, Json<Value>) {
    let Found { missing: mut names, warnings } = readiness.found().await;
    if readiness.state.leaving.is_cancelled() {
        names.push("the server is stopping");
    }
    let (status, word) = if names.is_empty() { (StatusCode::OK, "ready") } else { (StatusCode::SERVICE_UNAVAILABLE, "not_ready") };
    (status, Json(json!({"status": word, "missing": names, "warnings": warnings})))
}

/// The figures of the instance as gauges, in the text format of Prometheus.
pub async fn figures(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Response> {
    let figures = admin::metrics(&services, &actor).await?;
    Ok((
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        exposition(&serde_json::to_value(figures).unwrap_or_default()),
    )
        .into_response())
}

fn exposition(figures: &Value) -> String {
    let numbers = figures.as_object().into_iter().flatten().filter(|(_, value)| value.is_number());
    numbers.map(|(name, value)| format!("# TYPE resumax_{name} gauge\nresumax_{name} {value}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_a_gauge_of_ours() {
        let text = exposition(&json!({"runs_total": 3, "note": "x", "error_rate": 0.5}));
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines, ["resumax_error_rate 0.5", "resumax_runs_total 3"]);
    }
}
