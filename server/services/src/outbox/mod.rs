//! The outbox: what a transaction causes outside of the database (rule 4).
//!
//! [`add`] writes a row in the transaction of the state that causes it: what is rolled back is not sent, what is committed is. A
//! sender of any process claims rows that are due, which puts them off for the length of a lease, sends, and notes that. One that dies in
//! between leaves a row that is due again: sent at least once, and the key, which never changes, makes the second time harmless. Rows that can't
//! be sent are tried again with growing pauses, and after the last attempt are `dead`, with what went wrong.

mod rows;
mod send;
#[cfg(test)]
mod tests;

pub use rows::add;
pub(crate) use rows::forget;
pub(crate) use send::send_due;

use crate::db::Tx;
use crate::mail::Mail;
use crate::{Result, ids};
use domain::ids::{LetterId, TenantId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Errand {
    /// A mail leaves.
    Mail(Mail),
    /// A mail about an account, which is made of its row when it leaves.
    Letter {
        /// Which.
        letter: LetterId,
    },
    /// The object goes, unless a row names it (again).
    DeleteObject {
        /// Which of the tenant's.
        sha256: String,
    },
}

impl Errand {
    fn kind(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
            Self::Letter { .. } => "letter",
            Self::DeleteObject { .. } => "delete_object",
        }
    }
}

/// A row named these bytes until now: they go after the commit, unless another one names them then.
pub async fn let_go(tx: &Tx, tenant: &TenantId, sha256: String) -> Result<()> {
    // A name of its own each time: the same bytes may come and go again.
    let key = format!("object:{}", ids::hex(&ids::random::<16>()));
    add(tx, tenant, &key, &Errand::DeleteObject { sha256 }).await
}

/// Calls the sender of this process; others look for themselves. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// After the commit: there is something to send.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Until it rings, or the time is up.
    pub(crate) async fn wait(&self, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, self.0.notified()).await;
    }
}
