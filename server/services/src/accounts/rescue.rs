//! What whoever runs the installation mends for an owner who can't: an address that is lost or was taken, a second factor without its phone. From the
//! command line alone: whoever may run that may read the database as well, and has to know whom they help.

use super::admin::operator;
use super::letters::{self, Draft, Kind};
use super::logins::{Ending, end};
use super::second_factor::forget_codes;
use super::{address, owner};
use crate::db::{Tx, missing};
use crate::entity::user::{self, ActiveModel, Column, Entity};
use crate::{Error, Result, Services, audit, clock};
use domain::Code;
use domain::account::Email;
use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// Another address for an account, known to be its owner's. Links that are on their way hold no more, everybody is logged out, and the old address hears
/// of it. `NOT_FOUND`; `INVALID_STATE` where somebody has confirmed the new one.
pub async fn set_email(services: &Services, user: &UserId, email: &str) -> Result<()> {
    let email = Email::parse(email)?;
    let now = clock::stamp(services.clock.now());
    let change = ActiveModel { email: Set(email.as_str().to_owned()), verified_at: Set(Some(now)), ..Default::default() };
    mend(services, user, "admin.set_email", "account.email", change, async |tx, row| {
        if address::is_anothers(tx, email.as_str(), user.as_str()).await? {
            return Err(Error::refused(Code::InvalidState, "Another account has this address. Give one that is free."));
        }
        let told = Draft { email: Some(row.email), ..Draft::of(Kind::EmailChanged, Some(user)) };
        letters::write(tx, services.clock.now(), told).await
    })
    .await
}

/// Logging in takes no code any more; everybody is logged out, and the owner hears of it. `NOT_FOUND`.
pub async fn drop_second_factor(services: &Services, user: &UserId) -> Result<()> {
    let change =
        ActiveModel { second_factor: Set(None), second_factor_since: Set(None), second_factor_step: Set(None), ..Default::default() };
    mend(services, user, "admin.drop_second_factor", "second_factor.remove", change, async |tx, _| {
        forget_codes(tx, &owner(user)).await?;
        letters::write(tx, services.clock.now(), Draft::of(Kind::SecondFactorChanged, Some(user))).await
    })
    .await
}

async fn mend(
    services: &Services,
    user: &UserId,
    action: &str,
    of_owner: &str,
    change: ActiveModel,
    and: impl AsyncFn(&Tx, user::Model) -> Result<()>,
) -> Result<()> {
    let now = services.now();
    let change = ActiveModel { updated_at: Set(now.clone()), ..change };
    services
        .write(async |tx| {
            let row = Entity::find_by_id(user.as_str()).lock_exclusive().one(tx).await?.ok_or_else(missing::<Entity>)?;
            letters::close(tx, &now, user, &[Kind::Verify, Kind::NewEmail, Kind::Reset]).await?;
            and(tx, row).await?;
            Entity::update_many().set(change.clone()).filter(Column::Id.eq(user.as_str())).exec(tx).await?;
            let ended = end(tx, &owner(user), &now, Ending::All).await?;
            audit::append_to_installation(tx, &operator(), &now, action, user.as_str(), json!({ "logins": ended })).await?;
            audit::append(tx, &owner(user), &now, of_owner, user.as_str(), json!({})).await
        })
        .await?;
    services.standings.forget();
    services.outbox.ring();
    Ok(())
}
