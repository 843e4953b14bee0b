//! Sign up, and confirm an address.
//!
//! Every sign-up makes an account of its own ([`address`]), and the link of its mail confirms that one: a stranger who was first with
//! somebody's address has nothing of it, and neither has one who signs up again and again until somebody follows the wrong link.

use super::letters::{self, Draft, Kind};
use super::{address, here, owner};
use crate::db::Tx;
use crate::entity::user;
use crate::{Actor, Error, Result, Services, audit, clock, entity, ids, passwords};
use chrono::{DateTime, Utc};
use domain::Code;
use domain::account::{Email, JobPreferences, NewAccount, name};
use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// Makes an account that is to be confirmed; a mail says how it goes on, where the address has a confirmed one already as well. Refused: what is no
/// address, and weak passwords.
pub async fn sign_up(services: &Services, new: NewAccount) -> Result<()> {
    here(services)?;
    let email = Email::parse(&new.email)?;
    let name = name(&new.name, "name")?;
    passwords::check(&new.password, &[email.as_str(), &name])?;
    let others = address::accounts(services.db.reader(), email.as_str()).await?;
    let hash = services.passwords.hash(&new.password, address::salt(services, &email, &others)?).await?;
    let now = services.clock.now();
    services
        .write(async |tx| {
            let others = address::held(tx, email.as_str()).await?;
            let row = unconfirmed(&email, &name, &hash, &clock::stamp(now))?;
            user::Entity::insert(user::ActiveModel::from(row.clone())).exec_without_returning(tx).await?;
            tell(tx, now, &email, &others, Some(&row)).await
        })
        .await?;
    services.outbox.ring();
    Ok(())
}

/// An account of a member whose address nobody has confirmed.
pub(super) fn unconfirmed(email: &Email, name: &str, hash: &str, now: &str) -> Result<user::Model> {
    Ok(user::Model {
        id: ids::new::<UserId>().as_str().to_owned(),
        email: email.as_str().to_owned(),
        name: name.to_owned(),
        password_hash: hash.to_owned(),
        role: super::admin::MEMBER.to_owned(),
        preferences: entity::json(&JobPreferences::default())?,
        verified_at: None,
        second_factor: None,
        second_factor_since: None,
        second_factor_step: None,
        created_at: now.to_owned(),
        updated_at: now.to_owned(),
        closing_at: None,
    })
}

/// Writes the mail once more, at most once a minute: to the caller's account where it waits for it, else to the newest. Says nothing about whether
/// there is an account, and does not ring, as [`super::ask_reset`].
pub async fn resend(services: &Services, email: &str, caller: Option<&Actor>) -> Result<()> {
    here(services)?;
    let email = Email::parse(email)?;
    let now = services.clock.now();
    services
        .write(async |tx| {
            let accounts = address::held(tx, email.as_str()).await?;
            let own = accounts.iter().find(|account| caller.is_some_and(|caller| is_of(caller, account)));
            tell(tx, now, &email, &accounts, own.or(accounts.first())).await
        })
        .await
}

fn is_of(caller: &Actor, account: &user::Model) -> bool {
    caller.user().is_some_and(|user| user.as_str() == account.id)
}

/// How it goes on, to an address with these accounts: its owner has one, or may confirm this one.
async fn tell(tx: &Tx, now: DateTime<Utc>, email: &Email, accounts: &[user::Model], asked: Option<&user::Model>) -> Result<()> {
    match address::confirmed(accounts) {
        Some(account) => letters::write_once(tx, now, email.as_str(), Kind::Known, Some(account)).await,
        None => letters::write_once(tx, now, email.as_str(), Kind::Verify, asked).await,
    }
}

/// The link of a mail was followed: the address is its owner's. `LINK_NOT_VALID`, also where somebody else has confirmed it meanwhile.
///
/// `WRONG_CREDENTIALS` where somebody else signed up with the address, too, and it is neither the caller's account nor its password that was given: who
/// has the mail did not choose that account.
pub async fn confirm(services: &Services, token: &str, caller: Option<&Actor>, password: &str) -> Result<()> {
    here(services)?;
    let kinds = &[Kind::Verify, Kind::NewEmail];
    let row = letters::account(services, token, kinds).await?;
    let chosen = caller.is_some_and(|caller| is_of(caller, &row))
        || !password.is_empty() && services.passwords.turn().await?.verify(password, &[&row.password_hash]).await?.of.is_some();
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    services
        .write(async |tx| {
            let (kind, user, letter) = letters::opened(tx, services, token, kinds).await?;
            // Whoever held another address of this account before has no say in it any more.
            letters::close(tx, &stamp, &user, &[Kind::Verify, Kind::NewEmail, Kind::Reset]).await?;
            let open = user::Entity::find_by_id(user.as_str()).filter(user::Column::ClosingAt.is_null()).lock_exclusive();
            let row = open.one(tx).await?.ok_or_else(letters::not_valid)?;
            let email = letter.email.unwrap_or_else(|| row.email.clone());
            if address::is_anothers(tx, &email, user.as_str()).await? {
                return Err(letters::not_valid());
            }
            if kind == Kind::Verify && !chosen && address::is_contested(tx, &row).await? {
                return Err(contested(password));
            }
            if kind == Kind::NewEmail {
                letters::write(tx, now, Draft { email: Some(row.email), ..Draft::of(Kind::EmailChanged, Some(&user)) }).await?;
            }
            let change = user::ActiveModel {
                email: Set(email),
                verified_at: Set(Some(stamp.clone())),
                updated_at: Set(stamp.clone()),
                ..Default::default()
            };
            user::Entity::update_many().set(change).filter(user::Column::Id.eq(user.as_str())).exec(tx).await?;
            let action = if kind == Kind::Verify { "account.confirm" } else { "account.email" };
            audit::append(tx, &owner(&user), &stamp, action, user.as_str(), json!({})).await
        })
        .await?;
    services.standings.forget();
    services.outbox.ring();
    Ok(())
}

fn contested(password: &str) -> Error {
    let message = if password.is_empty() {
        "Somebody else signed up with this address, too. Give the password that you chose, so that it is your account that is confirmed."
    } else {
        "That is not the password of the account that this link is for. Follow the link of another mail, or have one sent to you."
    };
    domain::Error::new(Code::WrongCredentials, message).with("field", "password").into()
}
