//! Another address for an account.

use super::letters::{self, Draft, Kind};
use super::proved;
use crate::entity::user;
use crate::{Actor, Error, Result, Services, audit, clock};
use chrono::Duration;
use domain::Code;
use domain::account::Email;
use domain::ids::UserId;
use sea_orm::{EntityTrait, QuerySelect};
use serde_json::json;

/// Writes a mail to the new address; it is the account's when its link was followed. Says nothing about whether somebody else has it.
/// `NOT_VERIFIED` as long as the first address is nobody's yet; `WRONG_CREDENTIALS`; `RATE_LIMITED` after one a minute.
pub async fn change_email(services: &Services, actor: &Actor, password: &str, new: &str) -> Result<()> {
    actor.may_bring_in()?;
    let email = Email::parse(new)?;
    let user = UserId::new(proved(services, actor, password).await?.id);
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    services
        .write(async |tx| {
            let own = user::Entity::find_by_id(user.as_str()).select_only().column(user::Column::Id);
            if letters::written(tx, own, Kind::NewEmail, now - Duration::minutes(1)).await? > 0 {
                return Err(too_soon());
            }
            letters::close(tx, &stamp, &user, &[Kind::NewEmail]).await?;
            // Whoever has the address is not written to without end; who asks does not hear how often others have.
            let draft = match letters::has_heard_enough(tx, email.as_str(), now).await? {
                true => Draft::of(Kind::NewEmail, None),
                false => Draft { email: Some(email.as_str().to_owned()), ..Draft::of(Kind::NewEmail, Some(&user)) },
            };
            letters::write(tx, now, draft).await?;
            audit::append(tx, actor, &stamp, "account.ask_email", user.as_str(), json!({})).await
        })
        .await?;
    services.outbox.ring();
    Ok(())
}

fn too_soon() -> Error {
    domain::Error::new(Code::RateLimited, "A mail was sent just now. Look for it, or try again in a minute.")
        .with("retry_after_seconds", 60)
        .into()
}
