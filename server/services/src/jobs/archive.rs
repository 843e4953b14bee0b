//! The job of an archive of all that a tenant owns.

use crate::audit::By;
use crate::db::Tx;
use crate::events::Told;
use crate::queue::Claimed;
use crate::{Actor, Result, Services, archives, entity};
use domain::ids::{ArchiveId, TenantId};
use serde::{Deserialize, Serialize};

/// Which archive is to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ArchiveJob {
    pub archive: ArchiveId,
    /// Who asked for it.
    pub by: By,
}

pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    archives::work(services, job, &entity::parse(&job.payload)?).await
}

pub(super) async fn buried(tx: &Tx, tenant: &TenantId, payload: &str) -> Result<Vec<Told>> {
    archives::give_up(tx, &Actor::of(tenant.clone()), &entity::parse(payload)?).await?;
    Ok(Vec::new())
}
