//! Whether the program is alive, and whether it can work.

use axum::Json;
use axum::extract::State as Extract;
use axum::http::StatusCode;
use serde_json::{Value, json};
use services::{Services, readiness};

/// The process answers: nothing else is asked.
pub async fn alive() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// Every dependency answers; 503 with what is missing.
pub async fn ready(Extract(services): Extract<Services>) -> (StatusCode, Json<Value>) {
    let missing = readiness::missing(&services).await;
    let status = if missing.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({"status": if missing.is_empty() { "ready" } else { "not_ready" }, "missing": missing})))
}
