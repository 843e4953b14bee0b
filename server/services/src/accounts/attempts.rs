//! Slows down whoever guesses. Counted before it is known whether a guess is right, so that many at once are not free; a right one wipes the
//! slate. What is counted is kept under a name that only a key of ours makes, the same for accounts that exist and for those that don't:
//! nobody who has the rows can try addresses.

use super::signed::derived;
use crate::db::Tx;
use crate::entity::attempt::{ActiveModel, Column, Entity};
use crate::ids::hex;
use crate::{Result, Services, clock};
use chrono::{DateTime, Duration, Utc};
use domain::{Code, Error};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// So many guesses cost nothing.
const FREE: i32 = 5;
/// Seconds; the pause doubles up to this with every further guess.
const LONGEST_PAUSE: i64 = 900;
/// A guess is forgotten after so long.
const REMEMBERED: Duration = Duration::days(1);

/// A guess that was counted.
#[must_use]
pub(super) struct Tries {
    key: String,
    /// With this one.
    pub count: i32,
    /// From when on this one could be made.
    free_at: DateTime<Utc>,
}

/// Counts a guess, or says how long to wait: `RATE_LIMITED`.
pub(super) async fn take(services: &Services, what: &str) -> Result<Tries> {
    let key = name(services, what);
    let now = services.clock.now();
    let (count, free_at) = services
        .write(async |tx| {
            let known = Entity::find_by_id(key.as_str()).lock_exclusive().one(tx).await?;
            let next = known.as_ref().and_then(|row| clock::read(&row.next_at)).unwrap_or(now);
            if let wait @ 1.. = (next - now).num_milliseconds() {
                return Err(wait_for((wait + 999) / 1000).into());
            }
            let count = known.filter(|_| now - next < REMEMBERED).map_or(1, |row| row.failures.saturating_add(1));
            let row = ActiveModel { key: Set(key.clone()), failures: Set(count), next_at: Set(clock::stamp(now + pause(count))) };
            let again = OnConflict::column(Column::Key).update_columns([Column::Failures, Column::NextAt]).to_owned();
            Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
            Ok((count, next))
        })
        .await?;
    Ok(Tries { key, count, free_at })
}

/// It was known to be right, and was no guess. What was guessed before still counts: anybody can sign up with an address and know that password.
pub(super) async fn take_back(services: &Services, tries: &Tries) -> Result<()> {
    let as_before = ActiveModel { failures: Set(tries.count - 1), next_at: Set(clock::stamp(tries.free_at)), ..Default::default() };
    let same = Entity::update_many().set(as_before).filter(Column::Key.eq(tries.key.as_str())).filter(Column::Failures.eq(tries.count));
    services.write(async |tx| Ok(same.clone().exec(tx).await.map(|_| ())?)).await
}

/// It was right.
pub(super) async fn forget(services: &Services, tries: &Tries) -> Result<()> {
    services.write(async |tx| Ok(Entity::delete_by_id(tries.key.as_str()).exec(tx).await.map(|_| ())?)).await
}

/// Guesses at an account from anywhere.
pub(super) fn of_address(email: &str) -> String {
    format!("address:{email}")
}

/// Guesses at the code of an account from anywhere.
pub(super) fn of_code(user: &str) -> String {
    format!("code:{user}")
}

/// It is to be free again.
pub(super) async fn clear(tx: &Tx, services: &Services, what: &str) -> Result<()> {
    Entity::delete_by_id(name(services, what)).exec(tx).await?;
    Ok(())
}

/// Forgets what was tried long ago.
pub(super) async fn forget_old(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::NextAt.lt(clock::stamp(now - REMEMBERED))).exec(tx).await?;
    Ok(())
}

fn name(services: &Services, what: &str) -> String {
    hex(&derived(services.secrets.newest(), &format!("attempt {what}")))
}

fn pause(count: i32) -> Duration {
    let doublings = u32::try_from(count - FREE).unwrap_or(0).min(20);
    Duration::seconds(if doublings == 0 { 0 } else { (1_i64 << doublings).min(LONGEST_PAUSE) })
}

fn wait_for(seconds: i64) -> Error {
    let message = format!("That was tried too often. Try again in {seconds} s, or have a new password sent to you by mail.");
    Error::new(Code::RateLimited, message).with("retry_after_seconds", seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_guesses_are_free_and_pauses_grow_to_a_quarter_of_an_hour() {
        let pauses: Vec<_> = [1, FREE, FREE + 1, FREE + 2, FREE + 3, 100].map(|count| pause(count).num_seconds()).into();
        assert_eq!(pauses, [0, 0, 2, 4, 8, LONGEST_PAUSE]);
    }
}
