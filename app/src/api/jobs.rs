//! The queue, for whoever runs this installation.

use super::{Failure, Wire};
use domain::ids::JobId;
use domain::operations::Job;
use leptos::prelude::*;

/// The newest jobs, those that were given up first.
#[server(prefix = "/fn", endpoint = "load_jobs", output = Wire)]
pub async fn load_jobs() -> Result<Vec<Job>, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::queue::desk::newest(&services, &actor).await?)
}

/// Makes a job due now.
#[server(prefix = "/fn", endpoint = "retry_job", output = Wire)]
pub async fn retry_job(job: JobId) -> Result<Job, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::queue::desk::retry(&services, &actor, &job).await?)
}

/// Gives a job up.
#[server(prefix = "/fn", endpoint = "discard_job", output = Wire)]
pub async fn discard_job(job: JobId) -> Result<Job, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::queue::desk::discard(&services, &actor, &job).await?)
}
