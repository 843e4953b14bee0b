//! The job of an exported file.

use crate::idempotency::Key;
use crate::queue::Claimed;
use crate::{Result, Services, entity, exports};
use domain::export::{Format, Template};
use domain::ids::{SessionId, VersionId};
use serde::{Deserialize, Serialize};

/// Which file is to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ExportJob {
    pub session: SessionId,
    pub version: VersionId,
    pub format: Format,
    /// For PDF.
    pub template: Option<Template>,
    /// Under which the same file is not made twice.
    pub key: Option<Key>,
}

pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    exports::work(services, job, &entity::parse(&job.payload)?).await
}
