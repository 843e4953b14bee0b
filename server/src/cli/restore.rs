//! `resumax restore --account FILE`: what `Your data` gave somebody to keep, back in an installation.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use domain::Code;
use domain::ids::TenantId;
use services::archives;

use super::{Outcome, config, open, refused, sentence};

#[derive(ClapArgs)]
pub struct Args {
    /// The archive of an account, as it was downloaded
    #[arg(long, value_name = "FILE")]
    account: PathBuf,
    /// Whose it is to be [default: whose it was; with accounts, the one with the address that it was]
    #[arg(long, conflicts_with = "email")]
    tenant: Option<String>,
    /// The address of the account whose it is to be
    #[arg(long)]
    email: Option<String>,
}

pub async fn run(args: Args) -> Outcome {
    let file = std::fs::File::open(&args.account).map_err(|error| {
        let message = format!("{} can't be read: {error}. Name a file that is there and that you may read.", args.account.display());
        refused(Code::FileNotFound, message)
    })?;
    let services = open(config()?).await?;
    let tenant = match args.email {
        Some(email) => Some(archives::tenant_of(&services, &email).await.map_err(|error| sentence(&error))?),
        None => args.tenant.map(TenantId::new),
    };
    let restored = archives::restore(&services, file, tenant).await.map_err(|error| sentence(&error))?;
    println!("Restored {} rows and {} files for {}.", restored.rows, restored.objects, restored.tenant);
    if restored.missing > 0 {
        println!("{} files were missing already when the archive was made.", restored.missing);
    }
    Ok(())
}
