//! `resumax serve`: pages, API and workers in one process, until SIGTERM or Ctrl-C.

use std::time::Duration;

use clap::{Args as ClapArgs, ValueEnum};
use leptos::config::{Env, LeptosOptions, ReloadWSProtocol};
use services::Shift;
use services::config::Auth;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{Outcome, config, open, warn_of, warn_of_unknown_settings};
use crate::http;

/// After this many runs at a time, more wait in the queue.
pub const WORKERS: u16 = 8;
/// How long running jobs may go on after the stop.
pub const DRAIN: Duration = Duration::from_secs(8);
/// Between the first "not ready" and the last connection that is taken: whoever sends requests here has to hear of it.
const NOTICE: Duration = Duration::from_millis(1000);

#[derive(ClapArgs)]
pub struct Args {
    /// What this process does
    #[arg(long, value_enum, default_value_t = Role::All)]
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    /// Pages, API and workers
    All,
    /// Pages and API; `resumax worker` works
    Web,
}

pub async fn run(args: Args) -> Outcome {
    let config = config()?;
    warn_of_unknown_settings();
    warn_of(&config);
    let (address, alone) = (config.addr, args.role == Role::All && config.auth == Auth::Local);
    let listener = http::bind(address).map_err(|error| {
        format!("{address} can't be listened on: {error}. Is resuMAX running already? Set RESUMAX_ADDR to use another port.")
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let services = open(config).await?;
    let workers = (args.role == Role::All).then(|| services::start_workers(&services, Shift::of_all(WORKERS.into())));
    let proxies = services.config.trusted_proxies.clone();
    let (leaving, stop) = (CancellationToken::new(), CancellationToken::new());
    let state = http::State { services, leptos: leptos_options(address), leaving: leaving.clone(), stopping: stop.clone() };
    let serving = tokio::spawn(http::listen(listener, http::router(state), proxies, stop.clone()));
    println!("resuMAX is ready at http://{address}");

    stopped().await?;
    leaving.cancel();
    if !alone {
        tokio::time::sleep(NOTICE).await;
    }
    stop.cancel();
    let drained = async {
        if let Some(workers) = workers {
            workers.drain(DRAIN).await;
        }
    };
    let (served, ()) = tokio::join!(serving, drained);
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

/// Returns when the process is asked to stop; the second time it is asked it ends at once.
pub async fn stopped() -> Outcome {
    stop_signal().await?;
    eprintln!("Stopping: running work is finished or handed back. Once more to stop at once.");
    tokio::spawn(async {
        if stop_signal().await.is_ok() {
            std::process::exit(130);
        }
    });
    Ok(())
}

async fn stop_signal() -> Outcome {
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|error| error.to_string())?;
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    Ok(())
}
