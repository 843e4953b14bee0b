//! Another address for an account.

use super::letters::{self, Draft, Kind};
use super::proved;
use crate::{Actor, Result, Services, audit, clock};
use domain::account::Email;
use domain::ids::UserId;
use serde_json::json;

/// Writes a mail to the new address; it is the account's when its link was followed. Says nothing about whether somebody else has it.
/// `WRONG_CREDENTIALS`.
pub async fn change_email(services: &Services, actor: &Actor, password: &str, new: &str) -> Result<()> {
    let email = Email::parse(new)?;
    let user = UserId::new(proved(services, actor, password).await?.id);
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    services
        .write(async |tx| {
            letters::close(tx, &stamp, &user, Kind::NewEmail).await?;
            let draft = Draft { email: Some(email.as_str().to_owned()), ..Draft::of(Kind::NewEmail, Some(&user)) };
            letters::write(tx, now, draft).await?;
            audit::append(tx, actor, &stamp, "account.ask_email", user.as_str(), json!({})).await
        })
        .await?;
    services.outbox.ring();
    Ok(())
}
