//! Personal API tokens: for programs that act for an account.

use super::{login_of, own};
use crate::blobs::sha256;
use crate::entity::api_token::{ActiveModel, Column, Entity, Model};
use crate::ids::{hex, random};
use crate::{Actor, Error, Result, Services, audit, clock, entity, ids};
use chrono::Duration;
use domain::Code;
use domain::account::{ApiToken, MadeToken, NewToken, name};
use domain::ids::TokenId;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::json;

/// What every secret begins with, so that it is recognised where it should not be.
pub const PREFIX: &str = "rmx_";
/// Of an account.
const MOST: u64 = 50;
/// Days.
const LONGEST: u32 = 365;

/// The newest first; also those that have ended.
pub async fn tokens(services: &Services, actor: &Actor) -> Result<Vec<ApiToken>> {
    own(services, actor).await?;
    let own = services.read(actor);
    let rows = own.find::<Entity>().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).all(own.connection()).await?;
    rows.into_iter().map(shown).collect()
}

/// Makes one. Its secret is in this answer and nowhere else.
pub async fn make_token(services: &Services, actor: &Actor, new: NewToken) -> Result<MadeToken> {
    login_of(actor)?;
    actor.may_bring_in()?;
    let name = name(&new.name, "name")?;
    if name.is_empty() {
        return Err(refused("name", "Say what the token is for, so that you know it again."));
    }
    if new.days.is_some_and(|days| !(1..=LONGEST).contains(&days)) {
        return Err(refused("days", "A token holds for 1 to 365 days, or until you take it back."));
    }
    let now = services.clock.now();
    let secret = format!("{PREFIX}{}", hex(&random::<32>()));
    let row = Model {
        id: ids::new::<TokenId>().into(),
        user_id: actor.tenant.as_str().to_owned(),
        name,
        hash: sha256(secret.as_bytes()),
        scope: entity::word(new.scope),
        created_at: clock::stamp(now),
        used_at: None,
        expires_at: new.days.map(|days| clock::stamp(now + Duration::days(days.into()))),
    };
    services
        .write(async |tx| {
            let own = tx.of(actor);
            if own.find::<Entity>().count(tx).await? >= MOST {
                return Err(refused("name", "There are 50 tokens already. Take one back first."));
            }
            own.insert(ActiveModel::from(row.clone())).await?;
            audit::append(tx, actor, &row.created_at, "token.make", &row.id, json!({ "scope": row.scope })).await
        })
        .await?;
    Ok(MadeToken { token: shown(row)?, secret })
}

/// Takes one back.
pub async fn revoke_token(services: &Services, actor: &Actor, token: &TokenId) -> Result<()> {
    login_of(actor)?;
    let now = services.now();
    services
        .write(async |tx| {
            let own = tx.of(actor);
            own.one::<Entity>(token.as_str()).await?;
            own.delete::<Entity>().filter(Column::Id.eq(token.as_str())).exec(tx).await?;
            audit::append(tx, actor, &now, "token.revoke", token.as_str(), json!({})).await
        })
        .await?;
    services.standings.forget();
    Ok(())
}

fn refused(field: &str, message: &str) -> Error {
    domain::Error::new(Code::BadRequest, message).with("field", field).into()
}

fn shown(row: Model) -> Result<ApiToken> {
    Ok(ApiToken {
        token_id: TokenId::new(row.id),
        name: row.name,
        scope: entity::read(&row.scope)?,
        created_at: row.created_at,
        used_at: row.used_at,
        expires_at: row.expires_at,
    })
}
