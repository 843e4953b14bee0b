//! The job that erases a tenant.

use crate::queue::Claimed;
use crate::{Result, Services, entity, erasure};
use serde::{Deserialize, Serialize};

/// Where the erasure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EraseJob {
    /// Everything is still there, or some of it.
    Erase,
    /// What was on its way when it began may have come after it.
    LookAgain,
}

pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    erasure::work(services, job, entity::parse(&job.payload)?).await
}
