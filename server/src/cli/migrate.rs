//! `resumax migrate up|down|status`.

use clap::{Args as ClapArgs, Subcommand};

use super::{Outcome, config, sentence};

#[derive(ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    direction: Direction,
}

#[derive(Clone, Copy, Subcommand)]
enum Direction {
    /// Applies what is not applied yet
    Up,
    /// Takes the last one back
    Down,
    /// Lists all and says which are applied
    Status,
}

pub async fn run(args: Args) -> Outcome {
    let config = config()?;
    let listed = match args.direction {
        Direction::Up => services::db::migrate_up(&config).await,
        Direction::Down => services::db::migrate_down(&config).await,
        Direction::Status => services::db::migrations(&config).await,
    };
    for (name, applied) in listed.map_err(|error| sentence(&error))? {
        println!("{} {name}", if applied { "applied" } else { "pending" });
    }
    Ok(())
}
