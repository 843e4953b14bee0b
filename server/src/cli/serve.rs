//! `resumax serve`: pages, API and workers in one process, until SIGTERM or Ctrl-C.

use std::time::Duration;

use leptos::config::{Env, LeptosOptions, ReloadWSProtocol};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{Outcome, config, open, warn_of_unknown_settings};
use crate::http;

/// After this many runs at a time, more wait in the queue.
const WORKERS: usize = 8;
/// How long running jobs may go on after the stop.
const DRAIN: Duration = Duration::from_secs(8);

pub async fn run() -> Outcome {
    let config = config()?;
    warn_of_unknown_settings();
    let address = config.addr;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        format!("{address} can't be listened on: {error}. Is resuMAX running already? Set RESUMAX_ADDR to use another port.")
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let services = open(config).await?;
    let workers = services::queue::start_workers(&services, WORKERS);
    let stop = CancellationToken::new();
    let state = http::State { services, leptos: leptos_options(address), stopping: stop.clone() };
    let serving = tokio::spawn(http::listen(listener, http::router(state), stop.clone()));
    println!("resuMAX is ready at http://{address}");

    stop_signal().await?;
    eprintln!("Stopping: running work is finished or handed back. Once more to stop at once.");
    tokio::spawn(async {
        if stop_signal().await.is_ok() {
            std::process::exit(130);
        }
    });
    stop.cancel();
    let (served, ()) = tokio::join!(serving, workers.drain(DRAIN));
    served.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
}

fn leptos_options(address: std::net::SocketAddr) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("frontend")
        .site_addr(address)
        .site_pkg_dir("pkg")
        .env(Env::PROD)
        .reload_ws_protocol(ReloadWSProtocol::WS)
        .build()
}

async fn stop_signal() -> Outcome {
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|error| error.to_string())?;
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    Ok(())
}
