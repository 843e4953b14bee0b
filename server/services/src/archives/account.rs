//! The account as its owner sees it, for the archive: no hash, no secret. And whose an address is.

use super::manifest::ACCOUNT;
use super::unpack::damaged;
use crate::db::Tx;
use crate::entity::{self, api_token, login, user};
use crate::{Actor, Error, Result, Services, accounts, preferences};
use domain::Code;
use domain::account::{JobPreferences, ProfileChange};
use domain::ids::TenantId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Deserialize;
use serde_json::{Value, json};

/// What comes back of it.
#[derive(Deserialize)]
pub(super) struct Known {
    pub email: String,
    name: String,
    job_preferences: JobPreferences,
}

impl Known {
    /// Of the member; `None`: it was made where nobody has an account.
    pub fn of(said: &Value) -> Result<Option<Self>> {
        said.get("account").map(|account| Self::deserialize(account).map_err(|_| damaged(ACCOUNT))).transpose()
    }

    /// Gives the tenant's account this name and these preferences; where nobody has an account there is none.
    pub async fn restore(self, tx: &Tx, actor: &Actor, now: String) -> Result<()> {
        let change = ProfileChange { name: Some(self.name), preferences: Some(self.job_preferences) };
        let row = accounts::changed(change, now)?;
        Ok(tx.of(actor).update::<user::Entity>().set(row).exec(tx).await.map(|_| ())?)
    }
}

/// The member [`ACCOUNT`].
pub(super) async fn account(services: &Services, actor: &Actor) -> Result<Value> {
    let mut said = json!({ "tenant": actor.tenant, "preferences": preferences::all(services, actor).await? });
    let (db, id) = (services.db.reader(), actor.tenant.as_str());
    let Some(user) = user::Entity::find_by_id(id).one(db).await? else { return Ok(said) };
    let logins = login::Entity::find().filter(login::Column::UserId.eq(id)).order_by_asc(login::Column::CreatedAt).all(db).await?;
    let tokens =
        api_token::Entity::find().filter(api_token::Column::UserId.eq(id)).order_by_asc(api_token::Column::CreatedAt).all(db).await?;
    let login = |row: &login::Model| json!({ "device": row.device, "address": row.address, "created_at": row.created_at, "seen_at": row.seen_at, "ended_at": row.ended_at });
    let token = |row: &api_token::Model| json!({ "name": row.name, "scope": row.scope, "created_at": row.created_at, "used_at": row.used_at, "expires_at": row.expires_at });
    said["account"] = json!({
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "verified_at": user.verified_at,
        "second_factor_since": user.second_factor_since,
        "job_preferences": entity::parse::<Value>(&user.preferences)?,
        "created_at": user.created_at,
        "logins": logins.iter().map(login).collect::<Vec<_>>(),
        "tokens": tokens.iter().map(token).collect::<Vec<_>>(),
    });
    Ok(said)
}

/// Whose account has this address, and has confirmed it: others may be anybody's. `NOT_FOUND` for nobody's.
pub async fn tenant_of(services: &Services, email: &str) -> Result<TenantId> {
    let user = accounts::admin::confirmed_by_email(services, email).await.map_err(|error| match error.public().code {
        Code::NotFound => Error::refused(
            Code::NotFound,
            "No account has this address and has confirmed it. Make one first: an archive has no password in it.",
        ),
        _ => error,
    })?;
    Ok(TenantId::new(user.as_str()))
}
