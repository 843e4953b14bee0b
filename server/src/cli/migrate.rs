//! `resumax migrate up|down|status`.

use clap::{Args as ClapArgs, Subcommand};

use migration::{Migrator, MigratorTrait};
use services::db::Db;

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
    config.make_data_dir().map_err(|error| sentence(&error))?;
    let db = Db::open(config.database_url.expose()).await.map_err(|error| sentence(&error))?;
    let migrated = match args.direction {
        Direction::Up => Migrator::up(db.migrator(), None).await,
        Direction::Down => Migrator::down(db.migrator(), Some(1)).await,
        Direction::Status => Ok(()),
    };
    migrated.map_err(|error| error.to_string())?;
    let applied: Vec<_> = Migrator::get_applied_migrations(db.migrator()).await.map_err(|error| error.to_string())?;
    for migration in Migrator::migrations() {
        let is_applied = applied.iter().any(|one| one.name() == migration.name());
        println!("{} {}", if is_applied { "applied" } else { "pending" }, migration.name());
    }
    Ok(())
}
