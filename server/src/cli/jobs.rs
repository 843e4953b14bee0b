//! `resumax jobs list|show|retry|discard`: the queue, and what to do about its dead letters.

use clap::{Args as ClapArgs, Subcommand};
use domain::ids::{JobId, TenantId};
use domain::operations::{Job, JobState};
use services::Actor;
use services::queue::desk;

use super::{Outcome, config, open, sentence};

#[derive(ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the newest jobs
    List {
        /// Only those: queued, running, done, cancelled or dead
        #[arg(long, value_parser = state)]
        state: Option<JobState>,
    },
    /// Shows all that is known about a job
    Show { id: String },
    /// Makes dead or waiting jobs due now
    Retry {
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Gives dead jobs up
    Discard {
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

fn state(word: &str) -> Result<JobState, String> {
    let names = JobState::ALL.map(JobState::as_str).join(", ");
    JobState::ALL.into_iter().find(|state| state.as_str() == word).ok_or_else(|| format!("there are {names}"))
}

pub async fn run(args: Args) -> Outcome {
    let services = open(config()?).await?;
    match args.command {
        Command::List { state } => {
            let jobs = desk::list(&services, &operator(), state).await.map_err(|error| sentence(&error))?;
            println!(
                "{:<38} {:<8} {:<10} {:>7} {:>6} {:>7}  {:<24}  LAST ERROR",
                "ID", "KIND", "STATE", "ATTEMPT", "ERRORS", "CRASHES", "CREATED"
            );
            jobs.iter().for_each(line);
        }
        Command::Show { id } => show(&desk::get(&services, &operator(), &JobId::new(id)).await.map_err(|error| sentence(&error))?),
        Command::Retry { ids } => each(ids, async |id| desk::retry(&services, &operator(), &id).await).await?,
        Command::Discard { ids } => each(ids, async |id| desk::discard(&services, &operator(), &id).await).await?,
    }
    Ok(())
}

/// Whoever can run this program on the machine.
fn operator() -> Actor {
    Actor::of(TenantId::installation())
}

async fn each(ids: Vec<String>, work: impl AsyncFn(JobId) -> services::Result<Job>) -> Outcome {
    let mut refused = Vec::new();
    for id in ids {
        match work(JobId::new(id.as_str())).await {
            Ok(job) => println!("{id} {}", job.state.as_str()),
            Err(error) => refused.push(format!("{id}: {}", sentence(&error))),
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(refused.join("\n")) }
}

fn line(job: &Job) {
    let error = job.last_error.as_deref().unwrap_or("").replace('\n', " ");
    println!(
        "{:<38} {:<8} {:<10} {:>7} {:>6} {:>7}  {:<24}  {error}",
        job.job_id.as_str(),
        job.kind,
        job.state.as_str(),
        job.attempt,
        job.errors,
        job.crashes,
        job.created_at
    );
}

fn show(job: &Job) {
    let every = job.every_ms.map(|every| format!("{} s after its end", every / 1000));
    let facts = [
        ("id", job.job_id.to_string()),
        ("kind", job.kind.clone()),
        ("queue", job.queue.clone()),
        ("state", job.state.as_str().to_owned()),
        ("priority", job.priority.to_string()),
        ("attempt", job.attempt.to_string()),
        ("errors", job.errors.to_string()),
        ("crashes", job.crashes.to_string()),
        ("created", job.created_at.clone()),
        ("not before", job.run_at.clone()),
        ("ended", job.ended_at.clone().unwrap_or_default()),
        ("comes back", every.unwrap_or_default()),
        ("last error", job.last_error.clone().unwrap_or_default()),
        ("payload", job.payload.clone()),
    ];
    facts.iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| println!("{name:<12}{value}"));
}
