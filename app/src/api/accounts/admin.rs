//! For those who look after the installation: who has an account, and the mail that did not leave.

use super::super::{Failure, Wire};
use domain::account::Account;
use domain::ids::UserId;
use domain::page::Page;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page shows.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AdminDesk {
    /// Whose page it is: nobody takes the role from themselves.
    pub own: Option<UserId>,
    /// Newest first.
    pub accounts: Page<Account>,
    /// Mail that is kept, newest first; `None` where it is sent.
    pub kept: Option<Vec<Letter>>,
}

/// A mail that was not sent, but kept.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Letter {
    pub name: String,
    pub to: String,
    pub subject: String,
    pub at: String,
    /// `None`: it is closed.
    pub text: Option<String>,
}

/// Accounts whose address has the words, and kept mail with one letter open.
#[server(prefix = "/fn", endpoint = "account_admin", output = Wire)]
pub async fn load_admin(
    #[server(default)] search: String,
    #[server(default)] cursor: Option<String>,
    #[server(default)] letter: Option<String>,
) -> Result<AdminDesk, Failure> {
    use super::super::ssr;
    use services::accounts::admin;
    let (services, actor) = ssr::account()?;
    let accounts = admin::list(&services, &actor, &ssr::page_request(20, &search, cursor)).await?;
    let kept = admin::kept_mail(&services, &actor, letter.as_deref()).await?;
    let letter = |kept: services::mail::Kept| Letter {
        name: kept.name,
        to: kept.to,
        subject: kept.subject,
        at: services::clock::stamp(kept.at),
        text: kept.text,
    };
    Ok(AdminDesk { own: actor.user().cloned(), accounts, kept: kept.map(|kept| kept.into_iter().map(letter).collect()) })
}

/// Gives somebody the role of an administrator, or takes it.
#[server(prefix = "/fn", endpoint = "account_set_admin", output = Wire)]
pub async fn set_admin(user: UserId, #[server(default)] admin: bool) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::admin::set_admin(&services, &actor, &user, admin).await?;
    ssr::go_on("/admin?done=role");
    Ok(())
}

/// Logs somebody out everywhere.
#[server(prefix = "/fn", endpoint = "account_end_logins", output = Wire)]
pub async fn end_logins(user: UserId) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::admin::end_logins(&services, &actor, &user).await?;
    ssr::go_on("/admin?done=ended");
    Ok(())
}
