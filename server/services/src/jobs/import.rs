//! The job of an upload.

use crate::db::Tx;
use crate::events::Told;
use crate::queue::Claimed;
use crate::{Actor, Result, Services, entity, resumes};
use domain::ids::{ResumeId, TenantId};
use serde::{Deserialize, Serialize};

/// Which upload is to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ImportJob {
    pub resume: ResumeId,
}

pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    let asked: ImportJob = entity::parse(&job.payload)?;
    resumes::read(services, job, &asked.resume).await
}

pub(super) async fn buried(services: &Services, tx: &Tx, tenant: &TenantId, payload: &str) -> Result<Vec<Told>> {
    let asked: ImportJob = entity::parse(payload)?;
    resumes::give_up(services, tx, &Actor::of(tenant.clone()), &asked.resume).await?;
    Ok(Vec::new())
}
