//! Logs: structured, to standard error, filtered by `RUST_LOG`.

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging; `info` for our own packages and `warn` for the rest when `RUST_LOG` is not set.
/// fred warns of every connection that is lost; `services::redis` says it once.
pub fn start() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,server=info,services=info,fred=error,resumax=info"));
    let _ = tracing_subscriber::registry().with(filter).with(fmt::layer().with_writer(std::io::stderr)).try_init();
}
