//! Coming in and leaving: sign up, confirm, log in, forgotten passwords, log out.
//!
//! What was typed goes on with a page in a cookie of a minute, where no program in the browser keeps it; passwords, codes and the tokens of links
//! never do. Nothing here says whether an address is known.

use super::super::{Failure, Wire};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the pages outside of a login show.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// Somebody is logged in already.
    pub logged_in: bool,
    /// The password was right, and a code is wanted.
    pub wants_code: bool,
    /// Mail leaves this installation; otherwise it is kept for whoever looks after it.
    pub sends_mail: bool,
    /// Of the form before.
    pub typed: Typed,
}

/// What was typed into the form before, but for what is secret.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Typed {
    pub email: String,
    pub name: String,
}

/// What these pages show.
#[server(prefix = "/fn", endpoint = "account_gate", output = Wire)]
pub async fn load_gate() -> Result<Gate, Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    Ok(Gate {
        logged_in: ssr::logged_in().is_some(),
        wants_code: ssr::challenge().is_some(),
        sends_mail: services.config.mail.server.is_some(),
        typed: ssr::typed(),
    })
}

/// Asks for an account; goes to "check your mail", whatever the address.
#[server(prefix = "/fn", endpoint = "account_sign_up", output = Wire)]
pub async fn sign_up(email: String, password: String, #[server(default)] name: String) -> Result<(), Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    ssr::keep_typed(&Typed { email: email.clone(), name: name.clone() });
    services::accounts::sign_up(&services, domain::account::NewAccount { email, password, name }).await?;
    leptos_axum::redirect("/signup?sent=1");
    Ok(())
}

/// Sends the mail of an account that is not confirmed again.
#[server(prefix = "/fn", endpoint = "account_resend", output = Wire)]
pub async fn resend(email: String) -> Result<(), Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    ssr::keep_typed(&Typed { email: email.clone(), ..Default::default() });
    services::accounts::resend(&services, &email, ssr::logged_in().as_ref()).await?;
    // In a browser without the program: from wherever it was asked, on to the page that says so.
    ssr::go_on("/signup?sent=2");
    Ok(())
}

/// Follows the link of a mail: the address is its owner's. The password is wanted where somebody else signed up with it, too.
#[server(prefix = "/fn", endpoint = "account_confirm", output = Wire)]
pub async fn confirm(token: String, #[server(default)] password: String) -> Result<(), Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    services::accounts::confirm(&services, &token, ssr::logged_in().as_ref(), &password).await?;
    ssr::go_on("/confirm?done=1");
    Ok(())
}

/// Logs in, or asks for the code of the second factor; says where to go on.
#[server(prefix = "/fn", endpoint = "account_log_in", output = Wire)]
pub async fn log_in(email: String, password: String, #[server(default)] next: String) -> Result<String, Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    ssr::keep_typed(&Typed { email: email.clone(), ..Default::default() });
    let next = domain::account::own_path(&next);
    match services::accounts::log_in(&services, &email, &password, &ssr::client()).await? {
        services::accounts::LoggedIn::In(opened) => Ok(ssr::enter(&services, &opened, next).await),
        services::accounts::LoggedIn::SecondFactor { challenge } => {
            ssr::keep_challenge(&challenge);
            Ok(ssr::go_on(&format!("/login/code?next={}", crate::words::encode(next))))
        }
    }
}

/// The second factor, with a code of the app or a recovery code; says where to go on.
#[server(prefix = "/fn", endpoint = "account_second_factor", output = Wire)]
pub async fn second_factor(code: String, #[server(default)] next: String) -> Result<String, Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    let Some(challenge) = ssr::challenge() else {
        let message = "The code came too late. Give your address and password again.";
        return Err(ssr::refused(domain::Error::new(domain::Code::LinkNotValid, message)));
    };
    let opened = services::accounts::second_factor(&services, &challenge, &code, &ssr::client()).await?;
    Ok(ssr::enter(&services, &opened, domain::account::own_path(&next)).await)
}

/// Sends a link for a new password, if the address has an account; goes to "check your mail", whatever the address.
#[server(prefix = "/fn", endpoint = "account_ask_reset", output = Wire)]
pub async fn ask_reset(email: String) -> Result<(), Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    ssr::keep_typed(&Typed { email: email.clone(), ..Default::default() });
    services::accounts::ask_reset(&services, &email).await?;
    leptos_axum::redirect("/forgot?sent=1");
    Ok(())
}

/// Sets a new password by the link of a mail.
#[server(prefix = "/fn", endpoint = "account_reset", output = Wire)]
pub async fn reset(token: String, password: String) -> Result<(), Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    services::accounts::reset(&services, &token, &password).await?;
    ssr::go_on("/reset?done=1");
    Ok(())
}

/// Logs out of this browser; says where to go on.
#[server(prefix = "/fn", endpoint = "account_log_out", output = Wire)]
pub async fn log_out() -> Result<String, Failure> {
    use super::super::ssr;
    let services = ssr::accounts()?;
    if let Some(actor) = ssr::logged_in() {
        services::accounts::log_out(&services, &actor).await?;
    }
    Ok(ssr::leave(&services, "/login?out=1"))
}

/// Logs out of every browser; says where to go on.
#[server(prefix = "/fn", endpoint = "account_log_out_everywhere", output = Wire)]
pub async fn log_out_everywhere() -> Result<String, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::log_out_everywhere(&services, &actor).await?;
    Ok(ssr::leave(&services, "/login?out=1"))
}
