//! Operations: policy, figures, alerts, clean-up. Of the whole instance, not of one tenant: counts, never contents.

mod cleanup;
mod figures;
mod objects;

pub use cleanup::cleanup;
pub(crate) use cleanup::sweep;
pub(crate) use objects::{collect_garbage, remove_unnamed};

use crate::{Actor, Result, Services};
use domain::operations::{Alert, AlertStatus, Alerts, AskedProvider, Figures, ProviderPolicy};

/// Above this share of failed runs something is wrong.
const ERROR_RATE_MAX: f64 = 0.2;
/// More waiting jobs than this are not worked off in a minute.
const QUEUE_DEPTH_MAX: f64 = 500.0;
/// A run that takes longer than this keeps its owner waiting.
const P95_LATENCY_MAX_MS: f64 = 30_000.0;

/// How often and how long a provider is asked again, and who is asked, in order.
pub fn provider_policy(services: &Services, actor: &Actor) -> Result<ProviderPolicy> {
    actor.may_operate()?;
    let asked = AskedProvider { provider: services.provider.name().to_owned(), model: services.provider.model().to_owned() };
    Ok(ProviderPolicy { retry: services.retry.clone(), fallback_chain: vec![asked] })
}

/// Figures of this instance, as they are now.
pub async fn metrics(services: &Services, actor: &Actor) -> Result<Figures> {
    actor.may_operate()?;
    figures::read(services).await
}

/// What needs attention: each with what it is, what it may be, and what to do.
pub async fn alerts(services: &Services, actor: &Actor) -> Result<Alerts> {
    actor.may_operate()?;
    let figures = figures::read(services).await?;
    let items = vec![
        above("error_rate", figures.error_rate, ERROR_RATE_MAX, "Many runs fail. Look at the provider and at the log."),
        above("queue_depth", figures.queue_depth as f64, QUEUE_DEPTH_MAX, "Jobs pile up. Add a worker or look why they are slow."),
        above("p95_latency_ms", figures.p95_latency_ms, P95_LATENCY_MAX_MS, "Runs are slow. Look at the provider's answers."),
        above(
            "dead_letters",
            figures.dead_letters as f64,
            0.0,
            "Jobs were given up after their last try. Look at their errors in the log, and start what they were for once more.",
        ),
    ];
    Ok(Alerts { items })
}

fn above(name: &str, value: f64, threshold: f64, message: &str) -> Alert {
    let (status, message) = if value <= threshold { (AlertStatus::Ok, "Nothing to do.") } else { (AlertStatus::Alert, message) };
    Alert { name: name.to_owned(), status, value, threshold, message: message.to_owned() }
}

#[cfg(test)]
mod tests;
