//! Log in: the password, and the code of a second factor where there is one.

use super::attempts::Tries;
use super::logins::{Opened, device, open};
use super::signed::{self, Purpose};
use super::{Client, address, attempts, here, second_factor as factor};
use crate::entity::{login, user};
use crate::passwords::Salt;
use crate::{Error, Result, Services, audit, ids};
use domain::Code;
use domain::account::Email;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// Seconds between the password and the code.
const CHALLENGE: i64 = 300;

/// The password was right.
pub enum LoggedIn {
    /// In.
    In(Opened),
    /// A code is wanted, with this.
    SecondFactor {
        /// For [`second_factor`].
        challenge: String,
    },
}

/// `WRONG_CREDENTIALS`, whatever of both is wrong; `RATE_LIMITED` after many guesses; `UNAVAILABLE` while very many log in.
pub async fn log_in(services: &Services, email: &str, password: &str, client: &Client) -> Result<LoggedIn> {
    here(services)?;
    let email = Email::parse(email)?;
    // First of all: who is sent away in a crowd has not guessed, and costs nothing.
    let turn = services.passwords.turn().await?;
    let accounts = address::accounts(services.db.reader(), email.as_str()).await?;
    let tries = attempts::take(services, &guessed(services, &email, &accounts, client)).await?;
    let open_to: Vec<_> = accounts.iter().filter(|account| account.closing_at.is_none()).collect();
    let stored: Vec<_> = open_to.iter().map(|account| account.password_hash.as_str()).collect();
    let verdict = turn.verify(password, &stored).await?;
    let Some(user) = verdict.of.map(|of| open_to[of].clone()) else {
        let of = accounts.first().map_or("", |account| &account.id);
        return Err(refused(services, client, of, "login.refused", &tries, wrong()).await);
    };
    if user.verified_at.is_some() {
        attempts::forget(services, &tries).await?;
    } else if was_in_before(services, &user).await? {
        attempts::take_back(services, &tries).await?;
    }
    let user = if verdict.stale { with_hash_anew(services, user, password).await } else { user };
    if user.second_factor_since.is_none() {
        return Ok(LoggedIn::In(open(services, &user, client, tries.count - 1).await?.ok_or_else(wrong)?));
    }
    let ends = services.clock.now().timestamp() + CHALLENGE;
    let body = format!("{}-{}-{ends}-{}", user.id, signed::mark(&services.secrets, &user.password_hash), ids::hex(&ids::random::<8>()));
    Ok(LoggedIn::SecondFactor { challenge: signed::sign(&services.secrets, Purpose::Challenge, &body) })
}

/// With the challenge of [`log_in`] and a code of the app, or a recovery code; `WRONG_CREDENTIALS`.
pub async fn second_factor(services: &Services, challenge: &str, code: &str, client: &Client) -> Result<Opened> {
    here(services)?;
    let user = challenged(services, challenge).await?.ok_or_else(over)?;
    // A right password must not wipe this slate: who has it is who guesses here.
    let guessed = known_device(services, &user, client).map_or_else(|| attempts::of_code(&user.id), |device| format!("code-{device}"));
    let tries = attempts::take(services, &guessed).await?;
    if !factor::accepts(services, &user, code).await? {
        let message = "The code is not right. Take the one that the app shows now; each works once.";
        let wrong = domain::Error::new(Code::WrongCredentials, message).with("field", "code").into();
        return Err(refused(services, client, &user.id, "login.code_refused", &tries, wrong).await);
    }
    attempts::forget(services, &tries).await?;
    open(services, &user, client, tries.count - 1).await?.ok_or_else(over)
}

/// Writes down that somebody was not let in: in the log of the installation, whether there is such an account or not, so that both take as long.
async fn refused(services: &Services, client: &Client, of: &str, action: &str, tries: &Tries, why: Error) -> Error {
    let (now, guesses) = (services.now(), json!({ "guesses": tries.count }));
    let from = client.seen_at(super::admin::operator());
    let noted = services.write(async |tx| audit::append_to_installation(tx, &from, &now, action, of, guesses.clone()).await).await;
    noted.err().unwrap_or(why)
}

/// Who signs up with what they guess is let in somewhere, the first time with each guess.
async fn was_in_before(services: &Services, user: &user::Model) -> Result<bool> {
    let before = login::Entity::find().filter(login::Column::UserId.eq(user.id.as_str()));
    Ok(before.limit(1).one(services.db.reader()).await?.is_some())
}

/// Guesses count by the address, known or not; where the owner of a confirmed account has logged in before, by that browser alone. A stranger can
/// have others in theirs: these free nobody.
fn guessed(services: &Services, email: &Email, accounts: &[user::Model], client: &Client) -> String {
    let its_own = address::confirmed(accounts).and_then(|account| known_device(services, account, client));
    its_own.unwrap_or_else(|| attempts::of_address(email.as_str()))
}

/// A browser in which the owner has logged in before: whoever guesses elsewhere does not slow them down there.
fn known_device(services: &Services, user: &user::Model, client: &Client) -> Option<String> {
    device(services, user, client).map(|device| format!("device:{device}"))
}

/// With the parameters of today; the next time, where that fails: the password was right.
async fn with_hash_anew(services: &Services, user: user::Model, password: &str) -> user::Model {
    match hash_anew(services, &user, password).await {
        Ok(password_hash) => user::Model { password_hash, ..user },
        Err(error) => {
            tracing::warn!(error = crate::told(&error), "a password was not hashed anew");
            user
        }
    }
}

async fn hash_anew(services: &Services, user: &user::Model, password: &str) -> Result<String> {
    let hash = services.passwords.hash(password, Salt::of(&user.password_hash)?).await?;
    let anew = user::ActiveModel { password_hash: Set(hash.clone()), ..Default::default() };
    services
        .write(async |tx| {
            let same = user::Entity::update_many().set(anew.clone()).filter(user::Column::Id.eq(user.id.as_str()));
            Ok(same.filter(user::Column::PasswordHash.eq(user.password_hash.as_str())).exec(tx).await.map(|_| ())?)
        })
        .await?;
    Ok(hash)
}

async fn challenged(services: &Services, challenge: &str) -> Result<Option<user::Model>> {
    let body = signed::open(&services.secrets, Purpose::Challenge, challenge);
    let parts: Vec<&str> = body.unwrap_or_default().split('-').collect();
    let [user, mark, ends, _] = parts[..] else { return Ok(None) };
    if !ends.parse::<i64>().is_ok_and(|ends| services.clock.now().timestamp() < ends) {
        return Ok(None);
    }
    let user = user::Entity::find_by_id(user).one(services.db.reader()).await?;
    let user = user.filter(|user| user.second_factor_since.is_some() && user.closing_at.is_none());
    Ok(user.filter(|user| signed::mark(&services.secrets, &user.password_hash) == mark))
}

fn wrong() -> Error {
    Error::refused(
        Code::WrongCredentials,
        "The e-mail address or the password is not right. Check both, or have a new password sent to you.",
    )
}

fn over() -> Error {
    Error::refused(Code::WrongCredentials, "That took too long. Log in with your password again.")
}
