//! The end of an account: nobody is let in any more, and everything goes.

use super::logins::{Ending, end};
use super::{owner, proved};
use crate::entity::{api_token, login, user};
use crate::{Actor, Result, Services, clock, erasure};
use chrono::Duration;
use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// Nobody is expected to confirm it any more.
const UNCONFIRMED: Duration = Duration::days(30);
/// So many go at once; the next sweep goes on.
const AT_ONCE: u64 = 200;

/// Ends all logins and tokens, and begins to erase all that the account has. `WRONG_CREDENTIALS`.
pub async fn close(services: &Services, actor: &Actor, password: &str) -> Result<()> {
    proved(services, actor, password).await?;
    begin(services, actor).await
}

/// Accounts that nobody has confirmed within a month, and in which nobody is logged in: strangers may have signed up for their addresses.
pub(crate) async fn close_unconfirmed(services: &Services) -> Result<()> {
    let now = services.clock.now();
    let logged_in = login::Entity::find().select_only().column(login::Column::UserId).filter(login::Column::EndedAt.is_null());
    let logged_in = logged_in.filter(login::Column::ExpiresAt.gt(clock::stamp(now)));
    let old = user::Entity::find().filter(user::Column::VerifiedAt.is_null());
    let old = old.filter(user::Column::CreatedAt.lt(clock::stamp(now - UNCONFIRMED)));
    let old = old.filter(user::Column::Id.not_in_subquery(logged_in.into_query())).order_by_asc(user::Column::CreatedAt);
    for account in old.limit(AT_ONCE).all(services.db.reader()).await? {
        // Unless somebody has confirmed it just now.
        let closing = user::ActiveModel { closing_at: Set(Some(clock::stamp(now))), ..Default::default() };
        let still = user::Entity::update_many().set(closing).filter(user::Column::Id.eq(account.id.as_str()));
        let still = still.filter(user::Column::VerifiedAt.is_null());
        if services.write(async |tx| Ok(still.clone().exec(tx).await?.rows_affected == 1)).await? {
            begin(services, &owner(&UserId::new(account.id))).await?;
        }
    }
    Ok(())
}

async fn begin(services: &Services, actor: &Actor) -> Result<()> {
    erasure::begin(services, actor).await?;
    let now = services.now();
    services
        .write(async |tx| {
            let own = tx.of(actor);
            let change = user::ActiveModel { closing_at: Set(Some(now.clone())), ..Default::default() };
            own.update::<user::Entity>().set(change).exec(tx).await?;
            own.delete::<api_token::Entity>().exec(tx).await?;
            end(tx, actor, &now, Ending::All).await
        })
        .await?;
    services.standings.forget();
    Ok(())
}
