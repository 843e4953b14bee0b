//! New passwords: forgotten ones by mail, and changed ones.

use super::letters::{self, Draft, Kind};
use super::logins::{Ending, end};
use super::{address, attempts, here, login_of, not_right, owner, proved};
use crate::entity::{api_token, user};
use crate::passwords::Salt;
use crate::{Actor, Result, Services, audit, clock, passwords};
use domain::account::Email;
use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

/// Writes a mail with a link to choose a new password, at most once a minute. Says nothing about whether there is an account, nor does it
/// ring: what is asked right behind it would be held up by a mail that leaves.
pub async fn ask_reset(services: &Services, email: &str) -> Result<()> {
    here(services)?;
    let email = Email::parse(email)?;
    let now = services.clock.now();
    services
        .write(async |tx| {
            let accounts = address::held(tx, email.as_str()).await?;
            letters::write_once(tx, now, email.as_str(), Kind::Reset, accounts.first()).await
        })
        .await
}

/// The link of a mail, and a new password: everybody who is logged in is logged out, and no personal token works any more. Whoever has the mail
/// has the address. `LINK_NOT_VALID`, `WEAK_PASSWORD`; a weak one uses up nothing.
pub async fn reset(services: &Services, token: &str, password: &str) -> Result<()> {
    here(services)?;
    let row = letters::account(services, token, &[Kind::Reset]).await?;
    passwords::check(password, &[&row.email, &row.name])?;
    let hash = services.passwords.hash(password, Salt::of(&row.password_hash)?).await?;
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    services
        .write(async |tx| {
            let (_, user, _) = letters::opened(tx, services, token, &[Kind::Reset]).await?;
            let owner = owner(&user);
            letters::close(tx, &stamp, &user, &[Kind::Reset, Kind::Verify, Kind::NewEmail]).await?;
            if address::is_anothers(tx, &row.email, user.as_str()).await? {
                return Err(letters::not_valid());
            }
            attempts::clear(tx, services, &attempts::of_address(&row.email)).await?;
            let change = user::ActiveModel {
                password_hash: Set(hash.clone()),
                verified_at: Set(Some(stamp.clone())),
                updated_at: Set(stamp.clone()),
                ..Default::default()
            };
            let open = user::Entity::update_many()
                .set(change)
                .filter(user::Column::Id.eq(user.as_str()))
                .filter(user::Column::ClosingAt.is_null());
            if open.exec(tx).await?.rows_affected == 0 {
                return Err(letters::not_valid());
            }
            let ended = end(tx, &owner, &stamp, Ending::All).await?;
            let revoked = tx.of(&owner).delete::<api_token::Entity>().exec(tx).await?.rows_affected;
            letters::write(tx, now, Draft::of(Kind::PasswordChanged, Some(&user))).await?;
            audit::append(tx, &owner, &stamp, "account.reset", user.as_str(), json!({ "logins": ended, "tokens": revoked })).await
        })
        .await?;
    services.standings.forget();
    services.outbox.ring();
    Ok(())
}

/// Another password; who else is logged in is logged out. `WRONG_CREDENTIALS`, `WEAK_PASSWORD`; `NOT_VERIFIED`: whoever signed up with somebody's
/// address could guess at their password by changing their own to each guess.
pub async fn change_password(services: &Services, actor: &Actor, current: &str, new: &str) -> Result<()> {
    actor.may_bring_in()?;
    let user = proved(services, actor, current).await?;
    passwords::check(new, &[&user.email, &user.name])?;
    let hash = services.passwords.hash(new, Salt::of(&user.password_hash)?).await?;
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    let id = UserId::new(user.id.as_str());
    services
        .write(async |tx| {
            let change = user::ActiveModel { password_hash: Set(hash.clone()), updated_at: Set(stamp.clone()), ..Default::default() };
            let same = tx.of(actor).update::<user::Entity>().set(change).filter(user::Column::PasswordHash.eq(user.password_hash.as_str()));
            if same.exec(tx).await?.rows_affected == 0 {
                return Err(not_right());
            }
            let ended = end(tx, actor, &stamp, Ending::AllBut(login_of(actor)?)).await?;
            letters::close(tx, &stamp, &id, &[Kind::Reset, Kind::NewEmail]).await?;
            letters::write(tx, now, Draft::of(Kind::PasswordChanged, Some(&id))).await?;
            audit::append(tx, actor, &stamp, "account.password", id.as_str(), json!({ "logins": ended })).await
        })
        .await?;
    services.standings.forget();
    services.outbox.ring();
    Ok(())
}
