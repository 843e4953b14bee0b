//! One's own account: profile, address, password, second factor, where it is logged in, tokens.

use super::super::{Failure, Wire};
use domain::account::{ApiToken, Enrolment, Login, MadeToken, Profile, Scope};
use domain::ids::{LoginId, TokenId};
use domain::run::Strategy;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the account page shows.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountDesk {
    /// Whose it is.
    pub profile: Profile,
    /// Where it is logged in, this one first.
    pub logins: Vec<Login>,
    /// Newest first.
    pub tokens: Vec<ApiToken>,
    /// What a form of the page before made, in a browser without the program.
    pub shown: Option<Shown>,
}

/// What is shown this once.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The secret of a token.
    Token(String),
    /// New recovery codes.
    Codes(Vec<String>),
    /// A second factor that is being set up.
    Enrolment(Enrolment),
}

/// The whole account.
#[server(prefix = "/fn", endpoint = "account_desk", output = Wire)]
pub async fn load_account() -> Result<AccountDesk, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    let mut logins = services::accounts::logins(&services, &actor).await?;
    logins.sort_by_key(|login| !login.current);
    Ok(AccountDesk {
        profile: services::accounts::profile(&services, &actor).await?,
        logins,
        tokens: services::accounts::tokens(&services, &actor).await?,
        shown: ssr::take_shown(),
    })
}

/// Name, and what runs begin with.
#[server(prefix = "/fn", endpoint = "account_change_profile", output = Wire)]
pub async fn change_profile(
    #[server(default)] name: String,
    #[server(default)] title: String,
    #[server(default)] location: String,
    #[server(default)] strategy: Strategy,
) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    let preferences = Some(domain::account::JobPreferences { title, location, strategy });
    services::accounts::change_profile(&services, &actor, domain::account::ProfileChange { name: Some(name), preferences }).await?;
    ssr::go_on("/account?done=profile");
    Ok(())
}

/// Another address; it counts when the link that is sent there was followed.
#[server(prefix = "/fn", endpoint = "account_change_email", output = Wire)]
pub async fn change_email(password: String, email: String) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::change_email(&services, &actor, &password, &email).await?;
    ssr::go_on("/account?done=email");
    Ok(())
}

/// Another password; the other browsers are logged out.
#[server(prefix = "/fn", endpoint = "account_change_password", output = Wire)]
pub async fn change_password(password: String, new_password: String) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::change_password(&services, &actor, &password, &new_password).await?;
    ssr::go_on("/account?done=password");
    Ok(())
}

/// Deletes the account and all that it has; says where to go on.
#[server(prefix = "/fn", endpoint = "account_close", output = Wire)]
pub async fn close_account(password: String) -> Result<String, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::close(&services, &actor, &password).await?;
    Ok(ssr::leave(&services, "/login?out=deleted"))
}

/// Begins to set up the second factor; it counts when a code of it was given.
#[server(prefix = "/fn", endpoint = "account_begin_second_factor", output = Wire)]
pub async fn begin_second_factor(password: String) -> Result<Enrolment, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    let enrolment = services::accounts::begin_second_factor(&services, &actor, &password).await?;
    // The picture is too large for a cookie: who has no program in the browser types the secret.
    ssr::keep_shown(&Shown::Enrolment(Enrolment { picture: String::new(), ..enrolment.clone() }));
    ssr::go_on("/account?done=begun");
    Ok(enrolment)
}

/// The second factor counts from now on; the recovery codes are shown this once.
#[server(prefix = "/fn", endpoint = "account_confirm_second_factor", output = Wire)]
pub async fn confirm_second_factor(code: String) -> Result<Vec<String>, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    let codes = services::accounts::confirm_second_factor(&services, &actor, &code).await?;
    ssr::keep_shown(&Shown::Codes(codes.clone()));
    ssr::go_on("/account?done=second_factor");
    Ok(codes)
}

/// Logging in takes the password alone again.
#[server(prefix = "/fn", endpoint = "account_remove_second_factor", output = Wire)]
pub async fn remove_second_factor(password: String) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::remove_second_factor(&services, &actor, &password).await?;
    ssr::go_on("/account?done=no_second_factor");
    Ok(())
}

/// New recovery codes in the place of the old ones, shown this once.
#[server(prefix = "/fn", endpoint = "account_new_recovery_codes", output = Wire)]
pub async fn new_recovery_codes(password: String) -> Result<Vec<String>, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    let codes = services::accounts::new_recovery_codes(&services, &actor, &password).await?;
    ssr::keep_shown(&Shown::Codes(codes.clone()));
    ssr::go_on("/account?done=codes");
    Ok(codes)
}

/// Logs out somewhere else.
#[server(prefix = "/fn", endpoint = "account_end_login", output = Wire)]
pub async fn end_login(login: LoginId) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::end_login(&services, &actor, &login).await?;
    ssr::go_on("/account?done=ended");
    Ok(())
}

/// A token for a program; its secret is shown this once. No `days`: until it is taken back.
#[server(prefix = "/fn", endpoint = "account_make_token", output = Wire)]
pub async fn make_token(name: String, #[server(default)] scope: Scope, #[server(default)] days: String) -> Result<MadeToken, Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    let new = domain::account::NewToken { name, scope, days: days.parse().ok() };
    let made = services::accounts::make_token(&services, &actor, new).await?;
    ssr::keep_shown(&Shown::Token(made.secret.clone()));
    ssr::go_on("/account?done=token");
    Ok(made)
}

/// Takes a token back.
#[server(prefix = "/fn", endpoint = "account_revoke_token", output = Wire)]
pub async fn revoke_token(token: TokenId) -> Result<(), Failure> {
    use super::super::ssr;
    let (services, actor) = ssr::account()?;
    services::accounts::revoke_token(&services, &actor, &token).await?;
    ssr::go_on("/account?done=revoked");
    Ok(())
}
