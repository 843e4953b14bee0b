//! `resumax audit verify`: whether every chain of the audit log is whole.

use clap::{Args as ClapArgs, Subcommand};
use services::audit;

use super::{Outcome, config, open, sentence};

#[derive(ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Looks at every chain: of each tenant, and of the installation; fails when one is not whole
    Verify,
}

pub async fn run(args: Args) -> Outcome {
    let Command::Verify = args.command;
    let services = open(config()?).await?;
    let verdicts = audit::verify_all(&services).await.map_err(|error| sentence(&error))?;
    // Kept somewhere else, these lines prove later what the log was.
    println!("{:<38} {:>8}  HASH OF THE LAST", "TENANT", "ENTRIES");
    for verdict in &verdicts {
        println!("{:<38} {:>8}  {}", verdict.tenant.as_str(), verdict.entries, verdict.hash);
    }
    let faults = verdicts.iter().filter_map(|one| one.fault.map(|fault| format!("{}: {}", one.tenant, fault.say())));
    let faults: Vec<String> = faults.collect();
    if faults.is_empty() {
        println!("All {} chains are whole.", verdicts.len());
        return Ok(());
    }
    Err(format!("{} of {} chains are not whole:\n  - {}", faults.len(), verdicts.len(), faults.join("\n  - ")))
}
