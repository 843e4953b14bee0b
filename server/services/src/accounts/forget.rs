//! Forgets what lets nobody in any more.

use super::attempts;
use crate::db::Tx;
use crate::entity::{letter, login, refresh_token};
use crate::{Result, clock};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

/// What ended so long ago.
const KEPT: Duration = Duration::days(30);
/// A rotated token is remembered so long: who shows it later is not known as a thief, and not let in either.
const ROTATED: Duration = Duration::days(30);

/// Logins, tokens, letters and guesses that are past their time.
pub(crate) async fn forget_old(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    let before = |age: Duration| clock::stamp(now - age);
    let ended = Condition::any().add(login::Column::EndedAt.lt(before(KEPT))).add(login::Column::ExpiresAt.lt(before(KEPT)));
    login::Entity::delete_many().filter(ended).exec(tx).await?;
    refresh_token::Entity::delete_many().filter(refresh_token::Column::RotatedAt.lt(before(ROTATED))).exec(tx).await?;
    letter::Entity::delete_many().filter(letter::Column::ExpiresAt.lt(before(KEPT))).exec(tx).await?;
    attempts::forget_old(tx, now).await
}
