//! Whether what lets somebody in still stands. Looked up with every request, and remembered for half a second: what is ended is ended within
//! a second, on every replica, with Redis or without.

use super::{access, tenant};
use crate::blobs::sha256;
use crate::db::Tx;
use crate::entity::{self, api_token, login, user};
use crate::{Access, Actor, Result, Services, Via, clock};
use chrono::Duration as Span;
use domain::account::Scope;
use domain::ids::{LoginId, TokenId, UserId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Nobody is let in on a memory older than this.
const FRESH: Duration = Duration::from_millis(500);
/// Beyond so many, old memories are dropped.
const MANY: usize = 10_000;
/// When a token was used is noted so often.
const NOTED: Span = Span::minutes(1);

/// What is remembered: by login, or by the hash of a token.
#[derive(Debug, Default)]
pub struct Standings(Mutex<HashMap<String, (Instant, Option<Standing>)>>);

/// Somebody who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Standing {
    user: UserId,
    verified: bool,
    admin: bool,
    /// Of a token.
    token: Option<(TokenId, Scope)>,
}

impl Standings {
    /// Something was changed here: the next look is a fresh one.
    pub(crate) fn forget(&self) {
        self.all().clear();
    }

    fn known(&self, key: &str) -> Option<Option<Standing>> {
        self.all().get(key).filter(|(at, _)| at.elapsed() < FRESH).map(|(_, standing)| standing.clone())
    }

    /// As it was found by a look that began then.
    fn remember(&self, key: &str, began: Instant, standing: Option<Standing>) {
        let mut all = self.all();
        if all.len() >= MANY {
            all.retain(|_, (at, _)| at.elapsed() < FRESH);
        }
        all.insert(key.to_owned(), (began, standing));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, (Instant, Option<Standing>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who sent an access token, if it is good and its login stands.
pub async fn of_access_token(services: &Services, token: &str) -> Result<Option<Actor>> {
    let now = services.clock.now().timestamp();
    let Some(claims) = access::read(&services.secrets, &services.config.public_url, token, now) else { return Ok(None) };
    let standing = login_stands(services, &claims.sid).await?;
    Ok(standing.filter(|standing| standing.user == claims.sub).map(|standing| actor(standing, Via::Login(claims.sid))))
}

/// Who sent a personal token, and what it may do.
pub async fn of_api_token(services: &Services, secret: &str) -> Result<Option<(Actor, Scope)>> {
    let standing = token_stands(services, &sha256(secret.as_bytes())).await?;
    Ok(standing.and_then(|standing| {
        let (token, scope) = standing.token.clone()?;
        Some((actor(standing, Via::Token(token)), scope))
    }))
}

/// Whether a login or token still stands.
pub async fn still_lets_in(services: &Services, via: &Via) -> Result<bool> {
    Ok(standing(services, via).await?.is_some())
}

/// Whether a caller is still let in, and to no less than before.
pub async fn still_has(services: &Services, access: &Access) -> Result<bool> {
    let Access::Account { via, admin, .. } = access else { return Ok(true) };
    Ok(standing(services, via).await?.is_some_and(|standing| standing.admin || !admin))
}

async fn standing(services: &Services, via: &Via) -> Result<Option<Standing>> {
    match via {
        Via::Login(login) => login_stands(services, login).await,
        Via::Token(token) => match api_token::Entity::find_by_id(token.as_str()).one(services.db.reader()).await? {
            Some(row) => token_stands(services, &row.hash).await,
            None => Ok(None),
        },
    }
}

/// Who sent a refresh token that can still be rotated, or was just now; it stays as it is.
pub async fn of_refresh_token(services: &Services, presented: &str) -> Result<Option<Actor>> {
    let Some(login) = super::refresh::login_of_token(services, presented).await? else { return Ok(None) };
    Ok(login_stands(services, &login).await?.map(|standing| actor(standing, Via::Login(login))))
}

/// In the transaction of what the caller does: whether what let them in still stands, for a request may have been on its way for minutes. Held, so that
/// whoever ends it waits, and ends what this has made as well. `UNAUTHORIZED`.
pub(crate) async fn still_stands(tx: &Tx, actor: &Actor, now: &str) -> Result<()> {
    let Access::Account { via, .. } = &actor.access else { return Ok(()) };
    let own = tx.of(actor);
    let stands = match via {
        Via::Login(id) => {
            let login = own.find::<login::Entity>().filter(login::Column::Id.eq(id.as_str())).lock_shared().one(tx).await?;
            login.is_some_and(|login| login.stands(now))
        }
        Via::Token(id) => {
            let token = own.find::<api_token::Entity>().filter(api_token::Column::Id.eq(id.as_str())).lock_shared().one(tx).await?;
            token.is_some_and(|token| token.stands(now))
        }
    };
    let there = own.find::<user::Entity>().filter(user::Column::ClosingAt.is_null()).one(tx).await?.is_some();
    if stands && there { Ok(()) } else { Err(super::refresh::ended()) }
}

/// Returns when the caller is not let in any more: for what goes on for long. A database that does not answer ends nothing.
pub async fn until_ended(services: Services, access: Access) {
    match access {
        Access::Account { via, .. } => until_taken_back(services, via).await,
        Access::Installation => std::future::pending().await,
    }
}

/// As [`until_ended`], of what lets in.
pub(crate) async fn until_taken_back(services: Services, via: Via) {
    loop {
        let (services, via) = (services.clone(), via.clone());
        // On a task of its own: who waits here may be somebody who does not read, and is not looked after meanwhile. They must not hold up a
        // transaction that others wait for.
        let stands = tokio::spawn(async move { still_lets_in(&services, &via).await });
        if matches!(stands.await, Ok(Ok(false))) {
            return;
        }
        tokio::time::sleep(FRESH / 2).await;
    }
}

fn actor(standing: Standing, via: Via) -> Actor {
    let Standing { user, verified, admin, .. } = standing;
    Actor { tenant: tenant(&user), access: Access::Account { user, via, verified, admin }, network: None }
}

async fn login_stands(services: &Services, id: &LoginId) -> Result<Option<Standing>> {
    if let Some(known) = services.standings.known(id.as_str()) {
        return Ok(known);
    }
    let began = Instant::now();
    let now = services.now();
    let row = login::Entity::find_by_id(id.as_str()).one(services.db.reader()).await?;
    let standing = match row.filter(|row| row.stands(&now)) {
        Some(row) => of_user(services, &row.user_id, None).await?,
        None => None,
    };
    services.standings.remember(id.as_str(), began, standing.clone());
    Ok(standing)
}

async fn token_stands(services: &Services, hash: &str) -> Result<Option<Standing>> {
    if let Some(known) = services.standings.known(hash) {
        return Ok(known);
    }
    let began = Instant::now();
    let now = services.now();
    let row = api_token::Entity::find().filter(api_token::Column::Hash.eq(hash)).one(services.db.reader()).await?;
    let standing = match row.filter(|row| row.stands(&now)) {
        Some(row) => {
            note_use(services, &row).await?;
            let token = (TokenId::new(row.id.as_str()), entity::read(&row.scope)?);
            of_user(services, &row.user_id, Some(token)).await?
        }
        None => None,
    };
    services.standings.remember(hash, began, standing.clone());
    Ok(standing)
}

async fn of_user(services: &Services, id: &str, token: Option<(TokenId, Scope)>) -> Result<Option<Standing>> {
    let row = user::Entity::find_by_id(id).one(services.db.reader()).await?.filter(|row| row.closing_at.is_none());
    Ok(row.map(|row| Standing {
        user: UserId::new(row.id.as_str()),
        verified: row.verified_at.is_some(),
        admin: row.role == super::admin::ADMIN,
        token,
    }))
}

async fn note_use(services: &Services, row: &api_token::Model) -> Result<()> {
    let now = services.clock.now();
    if row.used_at.as_deref().and_then(clock::read).is_some_and(|then| now - then < NOTED) {
        return Ok(());
    }
    let used = api_token::ActiveModel { used_at: Set(Some(clock::stamp(now))), ..Default::default() };
    services
        .write(async |tx| {
            let this = api_token::Entity::update_many().set(used.clone()).filter(api_token::Column::Id.eq(row.id.as_str()));
            Ok(this.exec(tx).await.map(|_| ())?)
        })
        .await
}
