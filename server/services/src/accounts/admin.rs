//! Accounts, for those who look after the installation.

use super::logins::{Ending, end};
use super::{address, login_of, owner, still_stands};
use crate::db::{self, Tx, missing};
use crate::entity::{login, user};
use crate::mail::Kept;
use crate::{Actor, Error, Result, Services, audit};
use domain::Code;
use domain::account::{Account, Email, NewAccount};
use domain::ids::UserId;
use domain::page::{Page, PageRequest};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// The word for whoever looks after the installation.
pub(super) const ADMIN: &str = "admin";
/// The word for everybody else.
pub(super) const MEMBER: &str = "member";

/// Accounts, the newest first; those whose address or name has the words.
pub async fn list(services: &Services, actor: &Actor, asked: &PageRequest) -> Result<Page<Account>> {
    actor.may_operate()?;
    let reader = services.db.reader();
    let (rows, next_cursor) = db::page(reader, user::Entity::find(), asked).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let standing = login::Entity::find().filter(login::Column::UserId.eq(row.id.as_str())).filter(login::Column::EndedAt.is_null());
        let logins = standing.filter(login::Column::ExpiresAt.gt(services.now())).count(reader).await?;
        items.push(Account {
            user_id: UserId::new(row.id),
            email: row.email,
            verified: row.verified_at.is_some(),
            admin: row.role == ADMIN,
            second_factor: row.second_factor_since.is_some(),
            logins: u32::try_from(logins).unwrap_or(u32::MAX),
            created_at: row.created_at,
        });
    }
    let seen = json!({ "accounts": items.len() });
    let now = services.now();
    services.write(async |tx| audit::append_to_installation(tx, actor, &now, "admin.list_accounts", "", seen.clone()).await).await?;
    Ok(Page { items, next_cursor })
}

/// Whether an account looks after the installation. The last one that does stays.
pub async fn set_admin(services: &Services, actor: &Actor, user: &UserId, admin: bool) -> Result<()> {
    in_person(actor)?;
    let now = services.now();
    services
        .write(async |tx| {
            still_in_person(tx, actor, &now).await?;
            let chosen = found(tx, user).await?;
            if admin && chosen.verified_at.is_none() {
                return Err(Error::refused(
                    Code::InvalidState,
                    "The address of this account is not confirmed. Its owner has to do that first.",
                ));
            }
            let admins = user::Entity::find().filter(user::Column::Role.eq(ADMIN)).lock_exclusive().all(tx).await?;
            if !admin && admins.len() == 1 && admins[0].id == user.as_str() {
                return Err(Error::refused(Code::InvalidState, "This is the last administrator. Make another account one first."));
            }
            let role = if admin { ADMIN } else { MEMBER };
            let change = user::ActiveModel { role: Set(role.to_owned()), updated_at: Set(now.clone()), ..Default::default() };
            user::Entity::update_many().set(change).filter(user::Column::Id.eq(user.as_str())).exec(tx).await?;
            audit::append_to_installation(tx, actor, &now, "admin.role", user.as_str(), json!({ "role": role })).await?;
            audit::append(tx, &owner(user), &now, "account.role", user.as_str(), json!({ "role": role })).await
        })
        .await?;
    services.standings.forget();
    Ok(())
}

/// Logs an account out everywhere.
pub async fn end_logins(services: &Services, actor: &Actor, user: &UserId) -> Result<()> {
    in_person(actor)?;
    let now = services.now();
    services
        .write(async |tx| {
            still_in_person(tx, actor, &now).await?;
            found(tx, user).await?;
            let owner = owner(user);
            let ended = end(tx, &owner, &now, Ending::All).await?;
            audit::append_to_installation(tx, actor, &now, "admin.end_logins", user.as_str(), json!({ "logins": ended })).await?;
            audit::append(tx, &owner, &now, "login.end_all", "", json!({ "logins": ended })).await
        })
        .await?;
    services.standings.forget();
    Ok(())
}

/// Mail that is kept because nothing sends it, newest first, closed but for the one that is asked for by its name. `None` where mail leaves.
///
/// A letter may let in whoever has it. So no program reads one, and it is noted who has opened which, also where the account that it
/// is about sees it.
pub async fn kept_mail(services: &Services, actor: &Actor, open: Option<&str>) -> Result<Option<Vec<Kept>>> {
    actor.may_operate()?;
    login_of(actor)?;
    let Some(mut letters) = services.mailer.kept().await? else { return Ok(None) };
    for letter in letters.iter_mut().filter(|letter| Some(letter.name.as_str()) != open) {
        letter.text = None;
    }
    let opened = letters.iter().find(|letter| letter.text.is_some());
    let (now, count) = (services.now(), letters.len());
    services
        .write(async |tx| {
            let Some(letter) = opened else {
                return audit::append_to_installation(tx, actor, &now, "admin.list_mail", "", json!({ "letters": count })).await;
            };
            audit::append_to_installation(tx, actor, &now, "admin.read_mail", &letter.name, json!({})).await?;
            let Ok(to) = Email::parse(&letter.to) else { return Ok(()) };
            let Some(user) = address::held(tx, to.as_str()).await?.into_iter().next() else { return Ok(()) };
            audit::append(tx, &owner(&UserId::new(user.id)), &now, "account.mail_read", &letter.name, json!({})).await
        })
        .await?;
    Ok(Some(letters))
}

/// An account whose address is known to be right, made from the command line.
pub async fn create(services: &Services, new: NewAccount, admin: bool) -> Result<UserId> {
    let email = Email::parse(&new.email)?;
    let name = domain::account::name(&new.name, "name")?;
    crate::passwords::check(&new.password, &[email.as_str(), &name])?;
    let others = address::accounts(services.db.reader(), email.as_str()).await?;
    let hash = services.passwords.hash(&new.password, address::salt(services, &email, &others)?).await?;
    let now = services.now();
    let role = if admin { ADMIN } else { MEMBER }.to_owned();
    let row = user::Model { role, verified_at: Some(now.clone()), ..super::sign_up::unconfirmed(&email, &name, &hash, &now)? };
    let user = UserId::new(row.id.as_str());
    services
        .write(async |tx| {
            if address::is_anothers(tx, email.as_str(), user.as_str()).await? {
                return Err(Error::refused(Code::InvalidState, "There is an account with this address. Use `resumax admin grant` for it."));
            }
            user::Entity::insert(user::ActiveModel::from(row.clone())).exec_without_returning(tx).await?;
            let installation = Actor::of(super::installation());
            audit::append_to_installation(tx, &installation, &now, "admin.create_account", user.as_str(), json!({ "role": row.role })).await
        })
        .await?;
    Ok(user)
}

/// The account with an address: the confirmed one, or the newest. `NOT_FOUND`.
pub async fn by_email(services: &Services, email: &str) -> Result<UserId> {
    let email = Email::parse(email)?;
    let found = address::accounts(services.db.reader(), email.as_str()).await?.into_iter().next();
    found.map(|account| UserId::new(account.id)).ok_or_else(missing::<user::Entity>)
}

/// The account of whoever has shown that an address is theirs. `NOT_FOUND`.
pub async fn confirmed_by_email(services: &Services, email: &str) -> Result<UserId> {
    let email = Email::parse(email)?;
    let found = address::accounts(services.db.reader(), email.as_str()).await?;
    address::confirmed(&found).map(|account| UserId::new(account.id.as_str())).ok_or_else(missing::<user::Entity>)
}

/// Who acts from the command line.
pub fn operator() -> Actor {
    Actor::of(super::installation())
}

/// An administrator who has logged in, or the command line: a personal token gives nobody a role that outlives it.
fn in_person(actor: &Actor) -> Result<()> {
    actor.may_operate()?;
    if actor.user().is_some() {
        login_of(actor)?;
    }
    Ok(())
}

/// As [`in_person`], of what stands now: the request may have been on its way while the caller's role or login was taken away.
async fn still_in_person(tx: &Tx, actor: &Actor, now: &str) -> Result<()> {
    still_stands(tx, actor, now).await?;
    let Some(user) = actor.user() else { return Ok(()) };
    let admin = user::Entity::find_by_id(user.as_str()).filter(user::Column::Role.eq(ADMIN)).one(tx).await?;
    admin.map(|_| ()).ok_or_else(|| Error::refused(Code::Forbidden, "You do not look after this installation any more."))
}

async fn found(tx: &Tx, user: &UserId) -> Result<user::Model> {
    user::Entity::find_by_id(user.as_str()).lock_exclusive().one(tx).await?.ok_or_else(missing::<user::Entity>)
}
