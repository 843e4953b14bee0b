//! Whether the program is alive, whether it can work, and its figures for Prometheus.

use axum::Json;
use axum::extract::State as Extract;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use services::{Services, admin, readiness};

use super::{ApiResult, Caller, State};

/// The process answers: nothing else is asked.
pub async fn alive() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// Every dependency answers; 503 with the names of what is missing, or because the server is about to stop. What it goes on without is only
/// warned of. Anybody may ask, so why something is missing is told to the log alone.
pub async fn ready(Extract(state): Extract<State>) -> (StatusCode, Json<Value>) {
    let (missing, warnings) = tokio::join!(readiness::missing(&state.services), readiness::warnings(&state.services));
    for (what, error) in &missing {
        tracing::warn!(what, error = services::told(error), "what the program needs does not answer");
    }
    let mut names: Vec<_> = missing.iter().map(|(what, _)| *what).collect();
    if state.leaving.is_cancelled() {
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
