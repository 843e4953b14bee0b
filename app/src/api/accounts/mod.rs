//! Accounts: coming in and leaving, one's own account, and those who look after the installation. Only where people have accounts; elsewhere
//! there is nothing here.

pub mod admin;
pub mod gate;
pub mod own;

use super::{Failure, Wire};
use domain::run::Strategy;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What every page knows of whoever looks at it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Viewer {
    /// People have accounts here, and log in.
    pub accounts: bool,
    /// The account that is logged in.
    pub account: Option<Mine>,
}

/// The account of whoever looks, as far as every page needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Mine {
    pub email: String,
    /// May be empty.
    pub name: String,
    /// The address is confirmed.
    pub verified: bool,
    pub admin: bool,
    /// What runs begin with.
    pub strategy: Strategy,
}

impl Viewer {
    /// Looks after the installation: an administrator, or the one person where nobody logs in.
    pub fn operates(&self) -> bool {
        self.account.as_ref().map_or(!self.accounts, |account| account.admin)
    }

    /// Has an account whose address is not confirmed, and so brings nothing in.
    pub fn is_unconfirmed(&self) -> bool {
        self.account.as_ref().is_some_and(|account| !account.verified)
    }
}

/// Whoever looks. Nobody is refused: a page that needs a login says so itself.
#[server(prefix = "/fn", endpoint = "account_viewer", output = Wire)]
pub async fn load_viewer() -> Result<Viewer, Failure> {
    let Some(services) = super::ssr::with_accounts() else { return Ok(Viewer::default()) };
    let account = match super::ssr::logged_in() {
        Some(actor) => Some(services::accounts::profile(&services, &actor).await?),
        None => None,
    };
    let account = account.map(|profile| Mine {
        email: profile.email,
        name: profile.name,
        verified: profile.verified,
        admin: profile.admin,
        strategy: profile.preferences.strategy,
    });
    Ok(Viewer { accounts: true, account })
}
