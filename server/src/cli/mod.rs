//! The command line: one file a command.

mod admin;
mod audit;
mod doctor;
mod import;
mod jobs;
mod migrate;
mod output;
mod restore;
mod serve;
mod tailor;
mod worker;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use services::Services;
use services::config::Config;

/// Tailors a resume to a job: upload, compare, decide on each change, export.
#[derive(Parser)]
#[command(name = "resumax", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the program: pages, API and workers on one address
    Serve(serve::Args),
    /// Starts workers alone, beside servers with the same database
    Worker(worker::Args),
    /// Tailors a resume to a job description without a server
    Tailor(tailor::Args),
    /// Reads a resume and prints what was read
    Import(import::Args),
    /// Changes the database's schema
    Migrate(migrate::Args),
    /// Looks at the queue; tries a job again, or gives it up
    Jobs(jobs::Args),
    /// Looks after accounts
    Admin(admin::Args),
    /// Reads the archive of an account back
    Restore(restore::Args),
    /// Looks at the record of who did what
    Audit(audit::Args),
    /// Checks that everything that the program needs is there
    Doctor,
    /// Prints the OpenAPI document
    Openapi,
}

/// Parses the arguments and runs the command; faults go to standard error with a non-zero status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    crate::telemetry::start();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("The program could not start: {error}")),
    };
    let ended = runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(args).await,
            Command::Worker(args) => worker::run(args).await,
            Command::Tailor(args) => tailor::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::Migrate(args) => migrate::run(args).await,
            Command::Jobs(args) => jobs::run(args).await,
            Command::Admin(args) => admin::run(args).await,
            Command::Restore(args) => restore::run(args).await,
            Command::Audit(args) => audit::run(args).await,
            Command::Doctor => doctor::run().await,
            Command::Openapi => openapi(),
        }
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => fail(&message),
    }
}

/// What a command answers: nothing, or a sentence for standard error.
type Outcome = Result<(), String>;

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

fn openapi() -> Outcome {
    let document = crate::rest::document().to_pretty_json().map_err(|error| error.to_string())?;
    println!("{document}");
    Ok(())
}

fn config() -> Result<Config, String> {
    Config::from_env().map_err(|list| faults(&list))
}

fn faults(list: &[String]) -> String {
    format!("The configuration has faults:\n  - {}", list.join("\n  - "))
}

async fn open(config: Config) -> Result<Services, String> {
    Services::open(config).await.map_err(|error| sentence(&error))
}

/// Settings that nobody reads, on standard error: a slip of the pen should not pass in silence.
fn warn_of_unknown_settings() {
    for name in Config::unknown_settings() {
        eprintln!("Warning: {name} is not a setting of this build, and is not read. See .env.example.");
    }
}

/// What is set in a way that seldom is meant.
fn warn_of(config: &Config) {
    for warning in config.warnings() {
        eprintln!("Warning: {warning}");
    }
}

/// `CODE: what is wrong with the command and what to do`.
fn refused(code: domain::Code, message: impl std::fmt::Display) -> String {
    format!("{}: {message}", code.as_str())
}

/// A file that the command names.
fn read(path: &std::path::Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| {
        let message = format!("{} can't be read: {error}. Name a file that is there and that you may read.", path.display());
        refused(domain::Code::FileNotFound, message)
    })
}

/// `CODE: what happened and what to do`, with the sources of a fault.
fn sentence(error: &services::Error) -> String {
    let public = error.public();
    let mut text = format!("{}: {}", public.code.as_str(), public.message);
    if !matches!(error, services::Error::Refused(_)) {
        let mut source: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = source {
            text.push_str(&format!("\n  {error}"));
            source = error.source();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{Command, CommandFactory};

    /// The names of all options and arguments, with those of the commands below.
    fn names(command: &Command) -> Vec<String> {
        let of_argument = |argument: &clap::Arg| {
            let values = argument.get_value_names().into_iter().flatten().map(ToString::to_string);
            let long = argument.get_long().map(str::to_owned);
            [argument.get_id().to_string()].into_iter().chain(long).chain(values).collect::<Vec<_>>()
        };
        let own = command.get_arguments().flat_map(of_argument);
        own.chain(command.get_subcommands().flat_map(names)).map(|name| name.to_lowercase()).collect()
    }

    #[test]
    fn no_command_takes_a_secret_where_everybody_on_the_machine_can_read_it() {
        let names = names(&Cli::command());
        assert!(names.contains(&"role".to_owned()), "{names:?}");
        for name in &names {
            let secret = [
                "secret",
                "password",
                "passphrase",
                "token",
                "credential",
                "api-key",
                "api_key",
                "private",
                "smtp",
                "dsn",
                "redis",
                "database",
            ];
            assert!(!secret.iter().any(|word| name.contains(word)), "{name}: read it from the environment or from standard input");
        }
    }
}
