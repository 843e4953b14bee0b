//! All that a tenant owns in one file: made as a job, kept for a week, and read back by [`restore`] into this or another installation.
//!
//! ```text
//! manifest.json            format, program, tenant, counts, and the SHA-256 of every other member
//! rows/<table>.jsonl       every row of the tenant, see [`crate::belongings`]
//! objects/<sha256>         every file that a row names
//! account.json             the account, as its owner sees it
//! readable/resumes/…       the originals under their own names
//! readable/sessions/…      the newest version of each session as Markdown
//! ```
//!
//! What is read back is the first three; the rest is for people. Two archives of the same data differ in the time in their manifests alone.

mod account;
mod make;
mod manifest;
mod pack;
mod restore;
mod rows;
mod unpack;

pub use account::tenant_of;
pub use restore::{Restored, restore};

use crate::audit::{self, By};
use crate::db::Tx;
use crate::entity::{self, archive};
use crate::exports::{Delivery, link, signed_path_holds};
use crate::jobs::{ArchiveJob, Kind};
use crate::queue::{self, Claimed, NewJob, ledger};
use crate::{Actor, Error, Result, Services, accounts, clock, ids, outbox};
use domain::Code;
use domain::archive::{Archive, ArchiveStatus};
use domain::ids::{ArchiveId, JobId, TenantId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

/// How long one is kept.
const KEPT: chrono::Duration = chrono::Duration::days(7);

/// Has one made, unless one is being made: that one is answered then.
pub async fn begin(services: &Services, actor: &Actor) -> Result<Archive> {
    let (id, job, now) = (ids::new::<ArchiveId>(), ids::new::<JobId>(), services.clock.now());
    let row = archive::Model {
        id: id.as_str().to_owned(),
        tenant: actor.tenant.as_str().to_owned(),
        job_id: job.as_str().to_owned(),
        status: entity::word(ArchiveStatus::Making),
        done: 0,
        total: 0,
        size: None,
        sha256: None,
        created_at: clock::stamp(now),
        ready_at: None,
        expires_at: clock::stamp(now + KEPT),
    };
    let payload = entity::json(&ArchiveJob { archive: id.clone(), by: By::of(actor) })?;
    services
        .write(async |tx| {
            audit::refuse_erasing(tx, actor).await?;
            accounts::still_stands(tx, actor, &row.created_at).await?;
            let own = tx.of(actor);
            let making = own.find::<archive::Entity>().filter(archive::Column::Status.eq(entity::word(ArchiveStatus::Making)));
            if making.one(tx).await?.is_some() {
                return Ok(());
            }
            own.insert(archive::ActiveModel::from(row.clone())).await?;
            queue::enqueue(tx, NewJob::new(job.clone(), &actor.tenant, Kind::Archive, payload.clone())).await
        })
        .await?;
    services.queue.announce();
    newest(services, actor).await
}

/// The one that was asked for last, or `ARTIFACT_NOT_FOUND`.
pub async fn newest(services: &Services, actor: &Actor) -> Result<Archive> {
    let own = services.read(actor);
    let kept = own.find::<archive::Entity>().filter(archive::Column::ExpiresAt.gt(services.now()));
    let row = kept.order_by_desc(archive::Column::CreatedAt).order_by_desc(archive::Column::Id).one(own.connection()).await?;
    shown(services, actor, &row.ok_or_else(crate::db::missing::<archive::Entity>)?)
}

fn shown(services: &Services, actor: &Actor, row: &archive::Model) -> Result<Archive> {
    let id = ArchiveId::new(row.id.as_str());
    let status = entity::read(&row.status)?;
    let ready = status == ArchiveStatus::Ready;
    Ok(Archive {
        download_url: ready.then(|| link(services, actor, &row.id, &file_name(row), &row.expires_at)),
        archive_id: id,
        status,
        done: u64::try_from(row.done).unwrap_or(0),
        total: u64::try_from(row.total).unwrap_or(0),
        size: row.size.and_then(|size| u64::try_from(size).ok()),
        created_at: row.created_at.clone(),
        ready_at: row.ready_at.clone(),
        expires_at: row.expires_at.clone(),
    })
}

/// `resumax-2026-11-22.zip`.
fn file_name(row: &archive::Model) -> String {
    format!("resumax-{}.zip", row.created_at.get(..10).unwrap_or("archive"))
}

/// The file behind a link of ours; see [`crate::exports::download`], which hands over what is not an export.
pub(crate) async fn download(services: &Services, actor: &Actor, id: &str, token: &str) -> Result<Delivery> {
    let own = services.read(actor);
    let row = own.one::<archive::Entity>(id).await?;
    let holds = signed_path_holds(services, token, &file_name(&row)).await?.filter(|_| row.expires_at > services.now());
    let (Some(via), Some(sha256)) = (holds, &row.sha256) else { return Err(crate::db::missing::<archive::Entity>()) };
    audit::fetched(services, actor, "download.archive", id, json!({ "by": "link" })).await?;
    Delivery::of(services, &actor.tenant, sha256, &file_name(&row), "application/zip", via.as_ref()).await
}

/// Makes it.
pub(crate) async fn work(services: &Services, job: &Claimed, asked: &ArchiveJob) -> Result<()> {
    let actor = Actor::of(job.tenant.clone());
    let own = services.read(&actor);
    let Some(row) = own.find::<archive::Entity>().filter(archive::Column::Id.eq(asked.archive.as_str())).one(own.connection()).await?
    else {
        // Erased meanwhile.
        return services.write(async |tx| ledger::complete(tx, &job.lease).await).await;
    };
    let made = make::make(services, job, &actor, &row).await?;
    services.blobs.put_file(&actor.tenant, &made.sha256, made.file, made.size).await?;
    let now = services.clock.now();
    let ready = archive::ActiveModel {
        status: Set(entity::word(ArchiveStatus::Ready)),
        done: Set(row.total.max(1)),
        total: Set(row.total.max(1)),
        size: Set(i64::try_from(made.size).ok()),
        sha256: Set(Some(made.sha256)),
        ready_at: Set(Some(clock::stamp(now))),
        expires_at: Set(clock::stamp(now + KEPT)),
        ..Default::default()
    };
    services
        .write(async |tx| {
            ledger::complete(tx, &job.lease).await?;
            let own = tx.of(&actor);
            let others = own.find::<archive::Entity>().filter(archive::Column::Id.ne(row.id.as_str()));
            for other in others.all(tx).await? {
                remove(tx, &actor, &other).await?;
            }
            own.update::<archive::Entity>().set(ready.clone()).filter(archive::Column::Id.eq(row.id.as_str())).exec(tx).await?;
            // After what it tells of was read: the archive of what was restored from it is the same again.
            audit::append_by(tx, &actor, &asked.by, &clock::stamp(now), "archive.create", &row.id, json!({ "size": made.size })).await
        })
        .await?;
    services.outbox.ring();
    Ok(())
}

/// Its job was given up.
pub(crate) async fn give_up(tx: &Tx, actor: &Actor, asked: &ArchiveJob) -> Result<()> {
    let failed = archive::ActiveModel { status: Set(entity::word(ArchiveStatus::Failed)), ..Default::default() };
    let one = archive::Column::Id.eq(asked.archive.as_str());
    tx.of(actor).update::<archive::Entity>().set(failed).filter(one).exec(tx).await?;
    Ok(())
}

/// Removes those whose time is over; of all tenants.
pub(crate) async fn sweep(services: &Services) -> Result<()> {
    let now = services.now();
    services
        .write(async |tx| {
            let over = archive::Entity::find().filter(archive::Column::ExpiresAt.lt(now.as_str()));
            let over = over.filter(archive::Column::Status.ne(entity::word(ArchiveStatus::Making)));
            for row in over.all(tx).await? {
                remove(tx, &Actor::of(TenantId::new(row.tenant.as_str())), &row).await?;
            }
            Ok(())
        })
        .await
}

/// The row at once, the bytes after the commit.
async fn remove(tx: &Tx, actor: &Actor, row: &archive::Model) -> Result<()> {
    tx.of(actor).delete::<archive::Entity>().filter(archive::Column::Id.eq(row.id.as_str())).exec(tx).await?;
    match &row.sha256 {
        Some(sha256) => outbox::let_go(tx, &actor.tenant, sha256.clone()).await,
        None => Ok(()),
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::refused(Code::BadRequest, message)
}

#[cfg(test)]
mod tests;
