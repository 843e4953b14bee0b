//! Accounts: sign up, log in, and everything that lets a person or a program in.
//!
//! An address that has an account and one that has none get the same answers in the same time: both cost one hash and the same statements,
//! whoever signs up can log in, and what is different is told by mail alone. Nothing that the database holds lets anybody in: passwords,
//! refresh tokens, personal tokens and recovery codes are kept as hashes, links in mails are signed when the mail leaves, and the secret of a second factor is sealed.

pub mod access;
mod address;
pub mod admin;
mod attempts;
mod close;
pub mod cookies;
mod email;
mod forget;
mod letters;
mod log_in;
mod logins;
mod password;
mod profile;
mod refresh;
pub mod rescue;
mod second_factor;
mod sign_up;
mod signed;
mod standing;
#[cfg(test)]
mod tests;
mod tokens;

pub use close::close;
pub use email::change_email;
pub use log_in::{LoggedIn, log_in, second_factor};
pub use logins::{Opened, end_login, log_out, log_out_everywhere, logins};
pub use password::{ask_reset, change_password, reset};
pub use profile::{change_profile, profile};
pub use refresh::refresh;
pub use second_factor::{begin_second_factor, confirm_second_factor, new_recovery_codes, remove_second_factor};
pub use sign_up::{confirm, resend, sign_up};
pub use standing::{Standings, of_access_token, of_api_token, of_refresh_token, still_has, still_lets_in, until_ended};
pub use tokens::{PREFIX as TOKEN_PREFIX, make_token, revoke_token, tokens};

pub(crate) use close::close_unconfirmed;
pub(crate) use forget::forget_old;
pub(crate) use letters::send;
pub(crate) use profile::changed;
pub(crate) use second_factor::renew_seals;
pub(crate) use standing::{still_stands, until_taken_back};

use crate::config::Auth;
use crate::entity::user;
use crate::{Access, Actor, Error, Personal, Result, Secret, Services, Via};
use domain::Code;
use domain::ids::{LoginId, TenantId, UserId};
use sea_orm::EntityTrait;
use std::net::IpAddr;

/// Where a request comes from, as far as it is known.
#[derive(Clone, Default)]
pub struct Client {
    /// The address, behind trusted proxies.
    pub address: Option<Personal<IpAddr>>,
    /// What it calls itself.
    pub agent: Personal<String>,
    /// What we gave it when somebody logged in there before.
    pub device: Option<Secret>,
}

impl Client {
    /// Somebody who acts from here.
    fn seen_at(&self, actor: Actor) -> Actor {
        match &self.address {
            Some(address) => actor.from(*address.expose()),
            None => actor,
        }
    }
}

const NO_ACCOUNTS: &str = "There are no accounts in this mode. Set RESUMAX_AUTH=accounts to have them.";

/// Whom nobody has yet: what belongs to the installation itself.
pub(crate) fn installation() -> TenantId {
    TenantId::installation()
}

/// An account's tenant is named like it.
fn tenant(user: &UserId) -> TenantId {
    TenantId::new(user.as_str())
}

/// Its owner, as the program acts for them.
fn owner(user: &UserId) -> Actor {
    Actor::of(tenant(user))
}

/// The account of the caller; `FORBIDDEN` where there are no accounts.
async fn own(services: &Services, actor: &Actor) -> Result<user::Model> {
    let user = actor.user().ok_or_else(no_account)?;
    user::Entity::find_by_id(user.as_str()).one(services.db.reader()).await?.ok_or_else(no_account)
}

fn no_account() -> Error {
    Error::refused(Code::Forbidden, NO_ACCOUNTS)
}

/// `NOT_FOUND` where nobody signs up or logs in.
fn here(services: &Services) -> Result<()> {
    if services.config.auth == Auth::Accounts { Ok(()) } else { Err(Error::refused(Code::NotFound, NO_ACCOUNTS)) }
}

/// The login of the caller: a token may do everything but change what lets people in.
fn login_of(actor: &Actor) -> Result<&LoginId> {
    match &actor.access {
        Access::Account { via: Via::Login(login), .. } => Ok(login),
        Access::Account { via: Via::Token(_), .. } => {
            Err(Error::refused(Code::Forbidden, "A personal token can't change the account. Log in with the password for that."))
        }
        Access::Installation => Err(no_account()),
    }
}

/// The account of a caller who has just given its password again.
async fn proved(services: &Services, actor: &Actor, password: &str) -> Result<user::Model> {
    login_of(actor)?;
    let user = own(services, actor).await?;
    let turn = services.passwords.turn().await?;
    let tries = attempts::take(services, &format!("again:{}", user.id)).await?;
    if turn.verify(password, &[&user.password_hash]).await?.of.is_none() {
        return Err(not_right());
    }
    attempts::forget(services, &tries).await?;
    Ok(user)
}

fn not_right() -> Error {
    domain::Error::new(Code::WrongCredentials, "The password is not right. Nothing was changed.").with("field", "password").into()
}
