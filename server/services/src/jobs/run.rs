//! The job of a run.

use crate::db::Tx;
use crate::events::Told;
use crate::queue::Claimed;
use crate::{Actor, Result, Services, entity, runs};
use domain::ids::{RunId, SessionId, TenantId};
use domain::run::Strategy;
use serde::{Deserialize, Serialize};

/// Which run it is. What its owner asked for stands in the run's row: a queue is looked into by others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RunJob {
    pub run: RunId,
    pub session: SessionId,
    pub strategy: Strategy,
}

pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    runs::pipeline::work(services, job, entity::parse(&job.payload)?).await
}

pub(super) async fn buried(services: &Services, tx: &Tx, tenant: &TenantId, payload: &str, last_error: &str) -> Result<Vec<Told>> {
    let asked: RunJob = entity::parse(payload)?;
    runs::give_up(services, tx, &Actor::of(tenant.clone()), &asked, last_error).await
}
