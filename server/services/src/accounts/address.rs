//! Who has an address: one account at most whose owner has confirmed it, and whoever signed up with it and has not.
//!
//! Every sign-up makes an account of its own, whether the address has one or not, and the password that was given lets into it: who tries
//! both in a row does not learn more than from either. All of an address' hashes have the same salt, so that one reckoning tells which of the
//! accounts a password belongs to, and nobody waits longer where there are several.

use super::signed::derived;
use crate::db::Tx;
use crate::entity::user::{Column, Entity, Model};
use crate::passwords::Salt;
use crate::{Result, Services};
use domain::account::Email;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// Of those who did not confirm it, the newest are known; more come from nobody who means it.
const MOST: u64 = 20;

/// The one that is confirmed, then the newest.
pub(super) async fn accounts(db: &impl ConnectionTrait, email: &str) -> Result<Vec<Model>> {
    Ok(known(found(email).all(db).await?))
}

/// As [`accounts`], for the length of a transaction: meanwhile nobody else confirms it.
pub(super) async fn held(tx: &Tx, email: &str) -> Result<Vec<Model>> {
    Ok(known(found(email).lock_exclusive().all(tx).await?))
}

/// The one that is confirmed.
pub(super) fn confirmed(accounts: &[Model]) -> Option<&Model> {
    accounts.iter().find(|account| account.verified_at.is_some())
}

/// Whether an account other than this has confirmed it.
pub(super) async fn is_anothers(tx: &Tx, email: &str, account: &str) -> Result<bool> {
    Ok(confirmed(&held(tx, email).await?).is_some_and(|other| other.id != account))
}

/// Whether somebody else signed up with its address, with another password: a link alone does not say whose account it confirms then.
pub(super) async fn is_contested(tx: &Tx, account: &Model) -> Result<bool> {
    let others = Entity::find().filter(Column::Email.eq(account.email.as_str())).filter(Column::Id.ne(account.id.as_str()));
    let others = others.filter(Column::PasswordHash.ne(account.password_hash.as_str())).filter(Column::ClosingAt.is_null());
    Ok(others.limit(1).one(tx).await?.is_some())
}

/// For another password with this address. Where there is none yet it follows from the address, so that two who sign up at the same moment
/// have the same.
pub(super) fn salt(services: &Services, email: &Email, accounts: &[Model]) -> Result<Salt> {
    if let Some(account) = accounts.first() {
        return Salt::of(&account.password_hash);
    }
    Ok(Salt::from(derived(services.secrets.newest(), &format!("salt {}", email.as_str()))))
}

fn found(email: &str) -> Select<Entity> {
    let of_address = Entity::find().filter(Column::Email.eq(email));
    of_address.order_by_asc(Column::VerifiedAt.is_null()).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(MOST + 1)
}

/// As many that are not confirmed, whether there is one that is: else their number would tell.
fn known(mut accounts: Vec<Model>) -> Vec<Model> {
    let confirmed = usize::from(confirmed(&accounts).is_some());
    accounts.truncate(MOST as usize + confirmed);
    accounts
}
