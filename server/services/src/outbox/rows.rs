//! The statements that move a row of the outbox. The clock is the database's.

use super::Errand;
use crate::db::Tx;
use crate::queue::ledger::{chosen, clock, execute, for_me, millis, now_ms, rows};
use crate::{Result, entity};
use domain::ids::TenantId;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use std::time::Duration;

/// Longer than any sending takes.
const LEASE_MS: u128 = 60_000;
/// With pauses of up to an hour these are several hours: long enough to get a mail server up again.
pub(super) const MAX_ATTEMPTS: i32 = 16;

/// A claimed row.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Due {
    pub key: String,
    pub tenant: String,
    /// An [`Errand`].
    pub payload: String,
    /// With this one.
    pub attempts: i32,
}

/// In the transaction of what causes it; ring the bell after the commit. The key names the errand for ever: added twice it is done once.
pub async fn add(tx: &Tx, tenant: &TenantId, key: &str, errand: &Errand) -> Result<()> {
    let now = clock(tx);
    let sql = format!(
        "INSERT INTO outbox (key, tenant, kind, payload, state, attempts, next_at, created_at) \
         VALUES ($1, $2, $3, $4, 'queued', 0, {now}, {now}) ON CONFLICT (key) DO NOTHING"
    );
    let values = [key.into(), tenant.as_str().into(), errand.kind().into(), entity::json(errand)?.into()];
    execute(tx, &sql, values).await?;
    Ok(())
}

/// Whether anything is due; a reader asks first, so that an empty outbox writes nothing.
pub(super) async fn any_due(reader: &impl ConnectionTrait) -> Result<bool> {
    let backend = reader.get_database_backend();
    let sql = format!("SELECT 1 AS one FROM outbox WHERE state = 'queued' AND next_at <= {} LIMIT 1", now_ms(backend));
    Ok(reader.query_one_raw(Statement::from_string(backend, sql)).await?.is_some())
}

/// Takes some of what is due, each for one sender. What killed its sender at the last attempt is dead.
pub(super) async fn claim(tx: &Tx, most: usize) -> Result<Vec<Due>> {
    let now = clock(tx);
    let due = format!("state = 'queued' AND next_at <= {now}");
    let bury = format!(
        "UPDATE outbox SET state = 'dead', payload = '', last_error = COALESCE(last_error, 'its senders died') WHERE {due} AND attempts >= {MAX_ATTEMPTS}"
    );
    execute(tx, &bury, []).await?;
    let among = chosen(tx, &for_me(tx, format!("SELECT key FROM outbox WHERE {due} ORDER BY next_at LIMIT {most}")));
    let sql = format!(
        "UPDATE outbox SET attempts = attempts + 1, next_at = {now} + {LEASE_MS} WHERE key {among} RETURNING key, tenant, payload, attempts"
    );
    rows(tx, &sql, []).await
}

/// It was sent, and is forgotten but for its name: a mail is between us and who got it.
pub(super) async fn sent(tx: &Tx, row: &Due) -> Result<()> {
    let now = clock(tx);
    change(tx, row, &format!("state = 'sent', payload = '', sent_at = {now}, last_error = $3"), None).await
}

/// Another attempt is made after a while.
pub(super) async fn retry(tx: &Tx, row: &Due, after: Duration, error: &str) -> Result<()> {
    let (now, after) = (clock(tx), millis(after));
    change(tx, row, &format!("next_at = {now} + {after}, last_error = $3"), Some(error)).await
}

/// No further attempt is made, and nobody reads it any more.
pub(super) async fn bury(tx: &Tx, row: &Due, error: &str) -> Result<()> {
    change(tx, row, "state = 'dead', payload = '', last_error = $3", Some(error)).await
}

/// Changes nothing when another sender has it by now.
async fn change(tx: &Tx, row: &Due, set: &str, error: Option<&str>) -> Result<()> {
    let sql = format!("UPDATE outbox SET {set} WHERE key = $1 AND attempts = $2 AND state = 'queued'");
    execute(tx, &sql, [row.key.as_str().into(), row.attempts.into(), error.into()]).await?;
    Ok(())
}

/// Forgets what was sent long ago.
pub(crate) async fn forget(tx: &Tx, sent: Duration) -> Result<u64> {
    let (now, sent) = (clock(tx), millis(sent));
    execute(tx, &format!("DELETE FROM outbox WHERE state = 'sent' AND sent_at < {now} - {sent}"), []).await
}
