//! The tables as rows. Words (states, formats) and JSON are text; [`word`] and [`json`] write them, [`read`] and
//! [`parse`] read them.
#![allow(missing_docs)]

pub mod api_token;
pub mod archive;
pub mod artifact;
pub mod attempt;
pub mod audit;
pub mod audit_head;
pub mod change;
pub mod erasure;
pub mod event;
pub mod file;
pub mod idempotency_key;
pub mod job;
pub mod letter;
pub mod login;
pub mod posting;
pub mod preference;
pub mod proposal;
pub mod recovery_code;
pub mod refresh_token;
pub mod reply;
pub mod resume;
pub mod run;
pub mod session;
pub mod user;
pub mod version;

use crate::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A state as it is stored, `gap_analyzed`.
pub fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("only enums without fields are stored as words: {other:?}"),
    }
}

/// A state as it was stored.
pub fn read<T: DeserializeOwned>(word: &str) -> Result<T> {
    T::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word))
        .map_err(|error| Error::Fault(format!("the stored word {word:?} can't be read: {error}")))
}

/// A value as stored JSON.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// A value of stored JSON.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}
