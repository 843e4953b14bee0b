//! What is past its time goes, once an hour: ended jobs, what was sent, sessions, exports, the trash, objects that nothing names. One
//! worker of all does it.

use super::Kind;
use crate::queue::{Claimed, NewJob, enqueue, ledger};
use crate::{Result, Services, accounts, admin, archives, audit, blobs, outbox};
use domain::ids::{JobId, TenantId};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(3600);
/// How long jobs that ended and what was sent are kept for whoever looks.
const KEEP_ENDED: Duration = Duration::from_secs(7 * 24 * 3600);

/// Puts the job into the queue, where it is not there yet.
pub(crate) async fn begin(services: &Services) -> Result<()> {
    // Of no tenant: it looks at all of them.
    let nobody = TenantId::new("");
    let job = NewJob { every: Some(EVERY), ..NewJob::new(JobId::new("job_sweep"), &nobody, Kind::Sweep, "{}".to_owned()) };
    services.write(async |tx| enqueue(tx, job.clone()).await).await
}

/// Done twice is done once.
pub(super) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    services.write(async |tx| ledger::forget(tx, KEEP_ENDED).await).await?;
    services.write(async |tx| outbox::forget(tx, KEEP_ENDED).await).await?;
    admin::sweep(services).await?;
    archives::sweep(services).await?;
    admin::collect_garbage(services, blobs::GRACE).await?;
    audit::renew_seals(services).await?;
    accounts::renew_seals(services).await?;
    services.write(async |tx| ledger::complete(tx, &job.lease).await).await
}
