//! The end of an account: nobody is let in any more, and everything goes.

use super::logins::{Ending, end};
use super::proved;
use crate::entity::{api_token, user};
use crate::{Actor, Result, Services, erasure};
use sea_orm::ActiveValue::Set;

/// Ends all logins and tokens, and begins to erase all that the account has. `WRONG_CREDENTIALS`.
pub async fn close(services: &Services, actor: &Actor, password: &str) -> Result<()> {
    proved(services, actor, password).await?;
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
