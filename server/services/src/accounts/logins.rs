//! Logins: opened by a password, kept by refresh tokens, ended by their owner, by a new password, or by a thief who gives himself away.

use super::refresh::issue;
use super::signed::{self, Purpose};
use super::{Client, access, login_of, owner};
use crate::db::Tx;
use crate::entity::login::{ActiveModel, Column, Entity};
use crate::entity::user;
use crate::{Actor, Result, Services, audit, clock, ids};
use chrono::Duration;
use domain::account::{Entry, Login};
use domain::ids::{LoginId, UserId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

/// A login that is not used for so long ends.
pub(super) const IDLE: Duration = Duration::days(30);
/// However much it is used, one logs in again after so long.
pub(super) const LONGEST: Duration = Duration::days(90);

/// A new login.
#[derive(Clone)]
pub struct Opened {
    /// What it goes on with.
    pub entry: Entry,
    /// For the browser to keep: who guesses elsewhere does not slow down its owner here.
    pub device: String,
}

/// The password was right, and the code, if there is to be one. `None` when there is another password meanwhile, or no such account.
pub(super) async fn open(services: &Services, account: &user::Model, client: &Client, guesses: i32) -> Result<Option<Opened>> {
    let user = UserId::new(account.id.as_str());
    let login = ids::new::<LoginId>();
    let now = services.clock.now();
    let (token, refresh) = issue(&login, now);
    let row = ActiveModel {
        id: Set(login.as_str().to_owned()),
        user_id: Set(user.as_str().to_owned()),
        device: Set(domain::account::device(client.agent.expose())),
        address: Set(client.address.as_ref().map(|address| address.expose().to_string())),
        created_at: Set(clock::stamp(now)),
        seen_at: Set(clock::stamp(now)),
        expires_at: Set(clock::stamp(now + IDLE)),
        ended_at: Set(None),
    };
    let opened = services
        .write(async |tx| {
            // Held: a new password that is just being set ends this login, or is seen here.
            let same = user::Entity::find_by_id(user.as_str()).filter(user::Column::PasswordHash.eq(account.password_hash.as_str()));
            if same.filter(user::Column::ClosingAt.is_null()).lock_shared().one(tx).await?.is_none() {
                return Ok(false);
            }
            Entity::insert(row.clone()).exec_without_returning(tx).await?;
            crate::entity::refresh_token::Entity::insert(refresh.clone()).exec_without_returning(tx).await?;
            let from = client.seen_at(owner(&user));
            audit::append(tx, &from, &clock::stamp(now), "login", login.as_str(), json!({ "guesses": guesses })).await?;
            Ok(true)
        })
        .await?;
    if !opened {
        return Ok(None);
    }
    let device = device(services, account, client).map_or_else(|| new_device(services, account), str::to_owned);
    let device = signed::sign(&services.secrets, Purpose::Device, &device);
    Ok(Some(Opened { entry: entry(services, &user, &login, token)?, device }))
}

/// The name of a browser in which somebody has logged in to this account before, with the password that it has now.
pub(super) fn device<'a>(services: &Services, user: &user::Model, client: &'a Client) -> Option<&'a str> {
    let body = signed::open(&services.secrets, Purpose::Device, client.device.as_ref()?.expose())?;
    body.starts_with(&begin_of_device(services, user)).then_some(body)
}

fn new_device(services: &Services, user: &user::Model) -> String {
    format!("{}{}", begin_of_device(services, user), ids::hex(&ids::random::<16>()))
}

fn begin_of_device(services: &Services, user: &user::Model) -> String {
    format!("{}-{}-", user.id, signed::mark(&services.secrets, &user.password_hash))
}

pub(super) fn entry(services: &Services, user: &UserId, login: &LoginId, refresh_token: String) -> Result<Entry> {
    let now = services.clock.now().timestamp();
    let access_token = access::sign(&services.secrets, &services.config.public_url, user, login, now)?;
    Ok(Entry { access_token, expires_in: u32::try_from(access::HOLDS).unwrap_or(0), refresh_token })
}

/// Those that stand, the newest first.
pub async fn logins(services: &Services, actor: &Actor) -> Result<Vec<Login>> {
    super::own(services, actor).await?;
    let current = login_of(actor).ok();
    let own = services.read(actor);
    let standing = own.find::<Entity>().filter(Column::EndedAt.is_null()).filter(Column::ExpiresAt.gt(services.now()));
    let rows = standing.order_by_desc(Column::SeenAt).all(own.connection()).await?;
    let shown = rows.into_iter().map(|row| Login {
        current: current.is_some_and(|login| login.as_str() == row.id),
        login_id: LoginId::new(row.id),
        device: row.device,
        address: row.address,
        created_at: row.created_at,
        seen_at: row.seen_at,
        expires_at: row.expires_at,
    });
    Ok(shown.collect())
}

/// Ends one of the caller's.
pub async fn end_login(services: &Services, actor: &Actor, login: &LoginId) -> Result<()> {
    login_of(actor)?;
    let now = services.now();
    services
        .write(async |tx| {
            tx.of(actor).one::<Entity>(login.as_str()).await?;
            end(tx, actor, &now, Ending::One(login)).await?;
            // Which may be the one that the caller is let in by.
            audit::append_by(tx, actor, &audit::By::of(actor), &now, "login.end", login.as_str(), json!({})).await
        })
        .await?;
    services.standings.forget();
    Ok(())
}

/// Ends the caller's own.
pub async fn log_out(services: &Services, actor: &Actor) -> Result<()> {
    end_login(services, actor, login_of(actor)?).await
}

/// Ends all of the caller's.
pub async fn log_out_everywhere(services: &Services, actor: &Actor) -> Result<()> {
    login_of(actor)?;
    let now = services.now();
    services
        .write(async |tx| {
            let ended = end(tx, actor, &now, Ending::All).await?;
            audit::append_by(tx, actor, &audit::By::of(actor), &now, "login.end_all", "", json!({ "logins": ended })).await
        })
        .await?;
    services.standings.forget();
    Ok(())
}

/// Which of an account's.
#[derive(Clone, Copy)]
pub(super) enum Ending<'a> {
    One(&'a LoginId),
    AllBut(&'a LoginId),
    All,
}

/// Ends logins; answers with how many.
pub(super) async fn end(tx: &Tx, actor: &Actor, now: &str, which: Ending<'_>) -> Result<u64> {
    let ended = ActiveModel { ended_at: Set(Some(now.to_owned())), ..Default::default() };
    let standing = tx.of(actor).update::<Entity>().set(ended).filter(Column::EndedAt.is_null());
    let chosen = match which {
        Ending::One(login) => standing.filter(Column::Id.eq(login.as_str())),
        Ending::AllBut(login) => standing.filter(Column::Id.ne(login.as_str())),
        Ending::All => standing,
    };
    Ok(chosen.exec(tx).await?.rows_affected)
}
