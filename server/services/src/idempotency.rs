//! Idempotency keys: the same key and body get the same answer, however often the call comes; another body is refused.
//!
//! The answer is kept in the transaction that makes it, so that a call whose answer was lost on the way is never made twice.

use crate::blobs::sha256;
use crate::db::{TenantDb, Tx};
use crate::entity::idempotency_key::{ActiveModel, Column, Entity};
use crate::{Actor, Error, Result};
use domain::Code;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, QueryFilter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The longest key, in bytes.
const LONGEST: usize = 200;

/// A key, what it is for, and what was asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Key {
    operation: String,
    key: String,
    request_hash: String,
}

/// `BAD_REQUEST` for what is no key.
pub fn check(key: &str) -> Result<()> {
    if key.is_empty() || key.len() > LONGEST || key.contains(char::is_control) {
        let message = "An idempotency key has 1 to 200 printable bytes. Send a new random one, a UUID for example.";
        return Err(Error::refused(Code::BadRequest, message));
    }
    Ok(())
}

impl Key {
    /// Keys of different operations are different keys.
    pub fn new(operation: &str, key: &str, request: &impl Serialize) -> Result<Self> {
        check(key)?;
        Ok(Self { operation: operation.to_owned(), key: key.to_owned(), request_hash: sha256(&serde_json::to_vec(request)?) })
    }

    /// As [`Key::new`], where there is one.
    pub fn of(operation: &str, key: Option<&str>, request: &impl Serialize) -> Result<Option<Self>> {
        key.map(|key| Self::new(operation, key, request)).transpose()
    }

    /// The answer that was given before; another body under the same key is `IDEMPOTENCY_CONFLICT`.
    pub async fn answer<T: DeserializeOwned, C: ConnectionTrait>(&self, own: &TenantDb<'_, C>) -> Result<Option<T>> {
        let known = own.find::<Entity>().filter(Column::Operation.eq(self.operation.as_str())).filter(Column::Key.eq(self.key.as_str()));
        match known.one(own.connection()).await? {
            None => Ok(None),
            Some(row) if row.request_hash == self.request_hash => Ok(Some(crate::entity::parse(&row.response)?)),
            Some(_) => Err(Error::refused(
                Code::IdempotencyConflict,
                "This idempotency key was used for another request. Send a new key, or the same request.",
            )),
        }
    }

    /// Keeps the answer.
    pub async fn keep<T: Serialize>(&self, tx: &Tx, actor: &Actor, at: &str, answer: &T) -> Result<()> {
        let row = ActiveModel {
            operation: Set(self.operation.clone()),
            key: Set(self.key.clone()),
            request_hash: Set(self.request_hash.clone()),
            response: Set(crate::entity::json(answer)?),
            created_at: Set(at.to_owned()),
            ..Default::default()
        };
        tx.of(actor).insert(row).await
    }
}

/// The answer that was given before, for those who would work long before [`once`] says so.
pub async fn answered<T: DeserializeOwned, C: ConnectionTrait>(own: &TenantDb<'_, C>, key: Option<&Key>) -> Result<Option<T>> {
    match key {
        Some(key) => key.answer(own).await,
        None => Ok(None),
    }
}

/// Does `work` once a key. Without a key: each time.
pub async fn once<T>(tx: &Tx, actor: &Actor, at: &str, key: Option<&Key>, work: impl AsyncFnOnce() -> Result<T>) -> Result<T>
where
    T: Serialize + DeserializeOwned,
{
    let Some(key) = key else { return work().await };
    if let Some(answer) = key.answer(&tx.of(actor)).await? {
        return Ok(answer);
    }
    let answer = work().await?;
    key.keep(tx, actor, at, &answer).await?;
    Ok(answer)
}

#[cfg(test)]
mod tests;
