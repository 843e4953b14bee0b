//! Operations: policy, figures, alerts, clean-up. Of the whole instance, not of one tenant: counts, never contents.

mod cleanup;
mod figures;

pub use cleanup::cleanup;
pub(crate) use cleanup::sweep;

use crate::{Actor, Result, Services};
use figures::Figures;
use serde::Serialize;
use serde_json::{Value, json};

/// Above this share of failed runs something is wrong.
const ERROR_RATE_MAX: f64 = 0.2;
/// More waiting jobs than this are not worked off in a minute.
const QUEUE_DEPTH_MAX: f64 = 500.0;
/// A run that takes longer than this keeps its owner waiting.
const P95_LATENCY_MAX_MS: f64 = 30_000.0;

/// How often and how long a provider is asked again, and who is asked, in order.
pub fn provider_policy(services: &Services) -> Value {
    let provider = &services.provider;
    json!({ "retry": services.retry, "fallback_chain": [{ "provider": provider.name(), "model": provider.model() }] })
}

/// Figures of this instance, as they are now.
pub async fn metrics(services: &Services, _actor: &Actor) -> Result<Value> {
    Ok(serde_json::to_value(Figures::read(services).await?)?)
}

/// What needs attention: each with what it is, what it may be, and what to do.
pub async fn alerts(services: &Services, _actor: &Actor) -> Result<Value> {
    let figures = Figures::read(services).await?;
    let items = [
        Alert::above("error_rate", figures.error_rate, ERROR_RATE_MAX, "Many runs fail. Look at the provider and at the log."),
        Alert::above("queue_depth", figures.queue_depth as f64, QUEUE_DEPTH_MAX, "Jobs pile up. Add a worker or look why they are slow."),
        Alert::above("p95_latency_ms", figures.p95_latency_ms, P95_LATENCY_MAX_MS, "Runs are slow. Look at the provider's answers."),
        Alert::above("dead_letters", figures.dead_letters as f64, 0.0, "Jobs were given up. Look at their errors and queue them again."),
    ];
    Ok(json!({ "items": items }))
}

#[derive(Serialize)]
struct Alert {
    name: &'static str,
    status: &'static str,
    value: f64,
    threshold: f64,
    message: &'static str,
}

impl Alert {
    fn above(name: &'static str, value: f64, threshold: f64, message: &'static str) -> Self {
        let fine = value <= threshold;
        Self { name, status: if fine { "ok" } else { "alert" }, value, threshold, message: if fine { "Nothing to do." } else { message } }
    }
}

#[cfg(test)]
mod tests;
