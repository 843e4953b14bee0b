//! `resumax admin`: accounts, for whoever runs the installation.

use std::io::{BufRead, IsTerminal};

use clap::{Args as ClapArgs, Subcommand};
use domain::account::NewAccount;
use domain::page::PageRequest;
use services::Services;
use services::accounts::{admin, rescue};

use super::{Outcome, config, open, sentence};

#[derive(ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes an account whose address is known to be right; the password is read from standard input
    Create {
        /// Where mail arrives
        email: String,
        /// It looks after the installation
        #[arg(long)]
        admin: bool,
    },
    /// Lets an account look after the installation
    Grant {
        /// Its address
        email: String,
    },
    /// Takes that back; the last one stays
    Revoke {
        /// Its address
        email: String,
    },
    /// Logs an account out everywhere
    LogOut {
        /// Its address
        email: String,
    },
    /// Gives an account another address, where its owner can't: whoever is logged in is logged out
    SetEmail {
        /// Its address
        email: String,
        /// Where its owner gets mail
        new: String,
    },
    /// Takes the second factor away, where its owner lost it: whoever is logged in is logged out
    DropSecondFactor {
        /// Its address
        email: String,
    },
    /// Lists the newest accounts
    List {
        /// Only those whose address or name has it
        search: Option<String>,
    },
}

pub async fn run(args: Args) -> Outcome {
    let services = open(config()?).await?;
    work(&services, args.command).await
}

async fn work(services: &Services, command: Command) -> Outcome {
    let operator = admin::operator();
    let said = |error: services::Error| sentence(&error);
    match command {
        Command::Create { email, admin } => {
            let new = NewAccount { email, password: password()?, name: String::new() };
            println!("{}", admin::create(services, new, admin).await.map_err(said)?);
        }
        Command::Grant { email } => {
            let user = admin::by_email(services, &email).await.map_err(said)?;
            admin::set_admin(services, &operator, &user, true).await.map_err(said)?;
        }
        Command::Revoke { email } => {
            let user = admin::by_email(services, &email).await.map_err(said)?;
            admin::set_admin(services, &operator, &user, false).await.map_err(said)?;
        }
        Command::LogOut { email } => {
            let user = admin::by_email(services, &email).await.map_err(said)?;
            admin::end_logins(services, &operator, &user).await.map_err(said)?;
        }
        Command::SetEmail { email, new } => {
            let user = admin::by_email(services, &email).await.map_err(said)?;
            rescue::set_email(services, &user, &new).await.map_err(said)?;
        }
        Command::DropSecondFactor { email } => {
            let user = admin::by_email(services, &email).await.map_err(said)?;
            rescue::drop_second_factor(services, &user).await.map_err(said)?;
        }
        Command::List { search } => {
            let page = PageRequest { limit: Some(100), cursor: None, search };
            for account in admin::list(services, &operator, &page).await.map_err(said)?.items {
                let marks = [(account.admin, "admin"), (!account.verified, "not confirmed"), (account.second_factor, "second factor")];
                let marks: Vec<_> = marks.into_iter().filter_map(|(is, word)| is.then_some(word)).collect();
                println!("{}  {}  {}  {}", account.user_id, account.created_at, account.email, marks.join(", "));
            }
        }
    }
    Ok(())
}

/// One line of standard input: what stands in the command can be seen by others.
fn password() -> Result<String, String> {
    let input = std::io::stdin().lock();
    if std::io::stdin().is_terminal() {
        eprintln!("The password, in one line (it is shown):");
    }
    let line = input.lines().next().transpose().map_err(|error| error.to_string())?;
    line.filter(|line| !line.is_empty()).ok_or_else(|| "Give the password on standard input.".to_owned())
}
