//! Sign up, and confirm an address.
//!
//! Whoever signs up with an address that is not confirmed yet gives a password that counts when the link of that very mail is used: a stranger
//! who was first with somebody's address has nothing of it.

use super::letters::{self, Draft, Kind};
use super::logins::{Ending, end};
use super::{here, owner};
use crate::db::Tx;
use crate::entity::{api_token, user};
use crate::queue::ledger::execute;
use crate::{Actor, Result, Services, audit, entity, ids, passwords};
use domain::account::{Email, JobPreferences, NewAccount, name};
use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// Makes an account, unless the address has one; either way a mail says how it goes on. Refused: what is no address, and weak passwords.
pub async fn sign_up(services: &Services, new: NewAccount) -> Result<()> {
    here(services)?;
    let email = Email::parse(&new.email)?;
    let name = name(&new.name, "name")?;
    passwords::check(&new.password, &[email.as_str(), &name])?;
    let hash = services.passwords.hash(&new.password).await?;
    let now = services.clock.now();
    services.write(async |tx| write(tx, now, &email, &name, &hash).await).await?;
    services.outbox.ring();
    Ok(())
}

/// The same statements whether there is an account or not.
async fn write(tx: &Tx, now: chrono::DateTime<chrono::Utc>, email: &Email, name: &str, hash: &str) -> Result<()> {
    let stamp = crate::clock::stamp(now);
    let id = ids::new::<UserId>();
    let sql = "INSERT INTO users (id, email, name, password_hash, role, preferences, created_at, updated_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (email) DO NOTHING";
    let preferences = entity::json(&JobPreferences::default())?;
    let values = [
        id.as_str().into(),
        email.as_str().into(),
        name.into(),
        hash.into(),
        super::admin::MEMBER.into(),
        preferences.into(),
        stamp.into(),
    ];
    execute(tx, sql, values).await?;
    let row = by_email(tx, email).await?;
    let user = row.as_ref().map(|row| UserId::new(row.id.as_str()));
    let confirmed = row.as_ref().is_some_and(|row| row.verified_at.is_some());
    let kind = if confirmed { Kind::Known } else { Kind::Verify };
    let lately = letters::just_written(tx, now, row.as_ref().map_or("", |row| &row.id), kind).await?;
    // One mail a minute is enough; the next one is written to nobody.
    let user = user.filter(|_| !lately);
    let password_hash = (!confirmed).then(|| hash.to_owned());
    letters::write(tx, now, Draft { kind, user: user.as_ref(), email: None, password_hash }).await
}

/// Writes the mail once more, at most once a minute. Says nothing about whether there is an account, and does not ring, as
/// [`super::ask_reset`].
pub async fn resend(services: &Services, email: &str) -> Result<()> {
    here(services)?;
    let email = Email::parse(email)?;
    let now = services.clock.now();
    services
        .write(async |tx| {
            let row = by_email(tx, &email).await?.filter(|row| row.verified_at.is_none());
            let lately = letters::just_written(tx, now, row.as_ref().map_or("", |row| &row.id), Kind::Verify).await?;
            // It confirms what the mail before it would have.
            let password_hash = letters::newest_password(tx, row.as_ref().map_or("", |row| &row.id)).await?;
            let user = row.filter(|_| !lately).map(|row| UserId::new(row.id));
            letters::write(tx, now, Draft { password_hash, ..Draft::of(Kind::Verify, user.as_ref()) }).await
        })
        .await
}

/// The link of a mail was followed: the address is its owner's. `LINK_NOT_VALID`.
pub async fn confirm(services: &Services, token: &str) -> Result<()> {
    here(services)?;
    let now = services.clock.now();
    let stamp = crate::clock::stamp(now);
    services
        .write(async |tx| {
            let (kind, user, letter) = letters::opened(tx, services, token, &[Kind::Verify, Kind::NewEmail]).await?;
            // Whoever held another address of this account before has no say in it any more.
            for kind in [Kind::Verify, Kind::NewEmail, Kind::Reset] {
                letters::close(tx, &stamp, &user, kind).await?;
            }
            let owner = owner(&user);
            let mut change =
                user::ActiveModel { verified_at: Set(Some(stamp.clone())), updated_at: Set(stamp.clone()), ..Default::default() };
            match (kind, letter.email, letter.password_hash) {
                (Kind::NewEmail, Some(email), _) => {
                    let old = user::Entity::find_by_id(user.as_str()).lock_exclusive().one(tx).await?.map(|row| row.email);
                    if user::Entity::find().filter(user::Column::Email.eq(email.as_str())).one(tx).await?.is_some() {
                        return Err(letters::not_valid());
                    }
                    change.email = Set(email);
                    letters::write(tx, now, Draft { email: old, ..Draft::of(Kind::EmailChanged, Some(&user)) }).await?;
                }
                (_, _, Some(hash)) => give_password(tx, &owner, &stamp, &mut change, hash).await?,
                _ => {}
            }
            user::Entity::update_many().set(change).filter(user::Column::Id.eq(user.as_str())).exec(tx).await?;
            let action = if kind == Kind::Verify { "account.confirm" } else { "account.email" };
            audit::append(tx, &owner, &stamp, action, user.as_str(), json!({})).await
        })
        .await?;
    services.standings.forget();
    services.outbox.ring();
    Ok(())
}

/// The password that was given when this mail was asked for. Who came in with another one goes.
async fn give_password(tx: &Tx, owner: &Actor, now: &str, change: &mut user::ActiveModel, hash: String) -> Result<()> {
    let row = user::Entity::find_by_id(owner.tenant.as_str()).lock_exclusive().one(tx).await?;
    if row.is_some_and(|row| row.password_hash != hash) {
        end(tx, owner, now, Ending::All).await?;
        tx.of(owner).delete::<api_token::Entity>().exec(tx).await?;
        change.password_hash = Set(hash);
    }
    Ok(())
}

pub(super) async fn by_email(tx: &Tx, email: &Email) -> Result<Option<user::Model>> {
    Ok(user::Entity::find().filter(user::Column::Email.eq(email.as_str())).lock_exclusive().one(tx).await?)
}
