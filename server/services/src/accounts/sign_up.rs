//! Sign up, and confirm an address.
//!
//! Every sign-up makes an account of its own ([`address`]), and the link of its mail confirms that one: a stranger who was first with
//! somebody's address has nothing of it.

use super::letters::{self, Draft, Kind};
use super::{address, here, owner};
use crate::db::Tx;
use crate::entity::user;
use crate::{Result, Services, audit, clock, entity, ids, passwords};
use chrono::{DateTime, Utc};
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
            tell(tx, now, &others, Some(&row)).await
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

/// Writes the mail once more, at most once a minute. Says nothing about whether there is an account, and does not ring, as
/// [`super::ask_reset`].
pub async fn resend(services: &Services, email: &str) -> Result<()> {
    here(services)?;
    let email = Email::parse(email)?;
    let now = services.clock.now();
    services
        .write(async |tx| {
            let accounts = address::held(tx, email.as_str()).await?;
            tell(tx, now, &accounts, accounts.first()).await
        })
        .await
}

/// How it goes on, to an address with these accounts: its owner has one, or may confirm the newest.
async fn tell(tx: &Tx, now: DateTime<Utc>, accounts: &[user::Model], newest: Option<&user::Model>) -> Result<()> {
    match address::confirmed(accounts) {
        Some(account) => letters::write_once(tx, now, accounts, Kind::Known, Some(account)).await,
        None => letters::write_once(tx, now, accounts, Kind::Verify, newest).await,
    }
}

/// The link of a mail was followed: the address is its owner's. `LINK_NOT_VALID`, also where somebody else has confirmed it meanwhile.
pub async fn confirm(services: &Services, token: &str) -> Result<()> {
    here(services)?;
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    services
        .write(async |tx| {
            let (kind, user, letter) = letters::opened(tx, services, token, &[Kind::Verify, Kind::NewEmail]).await?;
            // Whoever held another address of this account before has no say in it any more.
            letters::close(tx, &stamp, &user, &[Kind::Verify, Kind::NewEmail, Kind::Reset]).await?;
            let row = user::Entity::find_by_id(user.as_str()).lock_exclusive().one(tx).await?.ok_or_else(letters::not_valid)?;
            let email = letter.email.unwrap_or_else(|| row.email.clone());
            if address::is_anothers(tx, &email, user.as_str()).await? {
                return Err(letters::not_valid());
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
