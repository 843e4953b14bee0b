//! What the queue can be asked to do, one small file a kind.

mod run;

pub(crate) use run::RunJob;

use crate::db::Tx;
use crate::events::Told;
use crate::queue::Claimed;
use crate::{Error, Result, Services};
use domain::ids::TenantId;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run, up to its proposal or its end.
    Run,
}

impl Kind {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
        }
    }

    fn read(word: &str) -> Result<Self> {
        match word {
            "run" => Ok(Self::Run),
            other => Err(Error::Fault(format!("this program knows no jobs of kind {other:?}"))),
        }
    }
}

/// Does a job. It completes itself, in the transaction of its effect.
pub(crate) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    match Kind::read(&job.kind)? {
        Kind::Run => run::work(services, job).await,
    }
}

/// A job was given up: its kind says so where people look, in the same transaction.
pub(crate) async fn buried(
    services: &Services,
    tx: &Tx,
    kind: &str,
    tenant: &TenantId,
    payload: &str,
    last_error: &str,
) -> Result<Vec<Told>> {
    match Kind::read(kind)? {
        Kind::Run => run::buried(services, tx, tenant, payload, last_error).await,
    }
}
