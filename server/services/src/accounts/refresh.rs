//! Refresh tokens: 256 random bits, kept as a hash, good for one rotation (RFC 9700, 4.14).
//!
//! Who shows one that was rotated before is either a second tab that came a moment too late, or a thief, or robbed by one. Within ten
//! seconds it gets the very token that the first one got: the successor is derived from the token with a key of ours, so it needs not be kept. Later
//! the login is ended, whoever it is.

use super::letters::{self, Draft, Kind};
use super::logins::{Ending, IDLE, LONGEST, end, entry};
use super::signed::derived;
use super::{Client, here, owner};
use crate::blobs::sha256;
use crate::db::Tx;
use crate::entity::{login, refresh_token as token};
use crate::ids::{hex, random};
use crate::{Error, Result, Services, audit, clock};
use chrono::{DateTime, Duration, Utc};
use domain::Code;
use domain::account::Entry;
use domain::ids::{LoginId, UserId};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use sha2::Sha256;

/// Two tabs may come so far apart.
const GRACE: Duration = Duration::seconds(10);

/// How a token was taken.
enum Taken {
    /// Its successor, of this login.
    Rotated(UserId, LoginId, String),
    /// It was used before, by somebody: the login was ended.
    Reused,
    /// None of ours, or its login has ended.
    Unknown,
}

/// The first token of a login, and its row.
pub(super) fn issue(login: &LoginId, now: DateTime<Utc>) -> (String, token::ActiveModel) {
    let token = hex(&random::<32>());
    let row = row(&token, login, now);
    (token, row)
}

fn row(token: &str, login: &LoginId, now: DateTime<Utc>) -> token::ActiveModel {
    token::ActiveModel {
        hash: Set(sha256(token.as_bytes())),
        login_id: Set(login.as_str().to_owned()),
        created_at: Set(clock::stamp(now)),
        rotated_at: Set(None),
    }
}

/// A new access token and the next refresh token; `UNAUTHORIZED` when the login does not stand.
pub async fn refresh(services: &Services, presented: &str, client: &Client) -> Result<Entry> {
    here(services)?;
    // What is none of ours costs no transaction.
    if token::Entity::find_by_id(sha256(presented.as_bytes())).one(services.db.reader()).await?.is_none() {
        return Err(ended());
    }
    let taken = services.write(async |tx| take(tx, services, presented, client).await).await?;
    match taken {
        Taken::Rotated(user, login, next) => entry(services, &user, &login, next),
        Taken::Reused => {
            services.standings.forget();
            services.outbox.ring();
            tracing::warn!("A refresh token was used again; its login was ended.");
            Err(ended())
        }
        Taken::Unknown => Err(ended()),
    }
}

/// The login of a token that can still be rotated, or was just now.
pub(super) async fn login_of_token(services: &Services, presented: &str) -> Result<Option<LoginId>> {
    let now = services.clock.now();
    let known = token::Entity::find_by_id(sha256(presented.as_bytes())).one(services.db.reader()).await?;
    let known = known.filter(|known| known.rotated_at.as_deref().and_then(clock::read).is_none_or(|then| now - then <= GRACE));
    Ok(known.map(|known| LoginId::new(known.login_id)))
}

pub(super) fn ended() -> Error {
    Error::refused(Code::Unauthorized, "You are logged out. Log in again.")
}

async fn take(tx: &Tx, services: &Services, presented: &str, client: &Client) -> Result<Taken> {
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    let hash = sha256(presented.as_bytes());
    let Some(known) = token::Entity::find_by_id(hash.as_str()).lock_exclusive().one(tx).await? else { return Ok(Taken::Unknown) };
    let login = login::Entity::find_by_id(known.login_id.as_str()).lock_exclusive().one(tx).await?;
    let Some(login) = login.filter(|login| login.stands(&stamp)) else { return Ok(Taken::Unknown) };
    let (user, id) = (UserId::new(login.user_id.as_str()), LoginId::new(login.id.as_str()));
    match known.rotated_at.as_deref().and_then(clock::read) {
        None => {
            let next = successor(services.secrets.newest(), presented);
            let rotated = token::ActiveModel { rotated_at: Set(Some(stamp.clone())), ..Default::default() };
            token::Entity::update_many().set(rotated).filter(token::Column::Hash.eq(hash)).exec(tx).await?;
            token::Entity::insert(row(&next, &id, now)).exec_without_returning(tx).await?;
            let begun = clock::read(&login.created_at).unwrap_or(now);
            let ends = clock::stamp((now + IDLE).min(begun + LONGEST));
            let mut seen = login::ActiveModel { seen_at: Set(stamp), expires_at: Set(ends), ..Default::default() };
            if let Some(address) = &client.address {
                seen.address = Set(Some(address.expose().to_string()));
            }
            login::Entity::update_many().set(seen).filter(login::Column::Id.eq(id.as_str())).exec(tx).await?;
            Ok(Taken::Rotated(user, id, next))
        }
        Some(then) if now - then <= GRACE => {
            for secret in services.secrets.all() {
                let next = successor(secret, presented);
                if token::Entity::find_by_id(sha256(next.as_bytes())).one(tx).await?.is_some() {
                    return Ok(Taken::Rotated(user, id, next));
                }
            }
            Ok(Taken::Unknown)
        }
        Some(_) => {
            let owner = client.seen_at(owner(&user));
            end(tx, &owner, &stamp, Ending::One(&id)).await?;
            audit::append(tx, &owner, &stamp, "login.reuse", id.as_str(), json!({})).await?;
            letters::write(tx, now, Draft::of(Kind::LoginEnded, Some(&user))).await?;
            Ok(Taken::Reused)
        }
    }
}

/// As random as the token itself for whoever has not both the token and the key.
fn successor(secret: &[u8], token: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(&derived(secret, "refresh")).expect("HMAC takes keys of any length");
    mac.update(token.as_bytes());
    hex(&mac.finalize().into_bytes())
}
