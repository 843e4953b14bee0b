//! Runs: start one, interrupt it.

use super::{Failure, Wire};
use domain::ids::{RunId, SessionId};
use domain::run::{Run, Strategy};
use leptos::prelude::*;

/// Asks for changes; goes to the review, where they stream in.
#[server(prefix = "/fn", endpoint = "start_run", output = Wire)]
pub async fn start_run(session: SessionId, strategy: Strategy, #[server(default)] message: String) -> Result<Run, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let new = domain::run::NewRun { message: message.trim().to_owned(), strategy: Some(strategy), idempotency_key: None };
    let run = services::runs::start(&services, &actor, &session, new).await?;
    leptos_axum::redirect(&format!("/sessions/{session}/review"));
    Ok(run)
}

/// Where a run is.
#[server(prefix = "/fn", endpoint = "load_run", output = Wire)]
pub async fn load_run(session: SessionId, run: RunId) -> Result<Run, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::runs::get(&services, &actor, &session, &run).await?)
}

/// Stops a run at once; changes that it proposed and nobody saved are gone.
#[server(prefix = "/fn", endpoint = "interrupt_run", output = Wire)]
pub async fn interrupt_run(session: SessionId, run: RunId) -> Result<Run, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::runs::interrupt(&services, &actor, &session, &run).await?)
}
