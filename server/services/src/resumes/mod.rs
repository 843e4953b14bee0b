//! Resumes: uploads into the library and into a session.

mod adopt;
mod correct;
mod read;
mod upload;

pub(crate) use adopt::adopt;
pub use adopt::{attach, upload_to_session, upload_to_session_once};
pub use correct::correct;
pub(crate) use read::{give_up, read};
pub use upload::{parse, upload, upload_once};

use crate::db::{TenantDb, Tx};
use crate::entity::{self, resume};
use crate::{Actor, Download, Result, Services, audit, sessions};
use domain::ids::{ResumeId, SessionId};
use domain::page::{Page, PageRequest};
use domain::resume::library::{Resume, ResumeDetail};
use domain::session::parse_name;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, Select};
use serde_json::json;

/// Newest first, without the trash.
pub async fn list(services: &Services, actor: &Actor, page: &PageRequest) -> Result<Page<Resume>> {
    let own = services.read(actor);
    // What was read is long and not shown in lists.
    let kept = without_import(own.find::<resume::Entity>().filter(resume::Column::TrashedAt.is_null()));
    let (rows, next_cursor) = own.page(kept, page).await?;
    Ok(Page { items: rows.iter().map(shown).collect::<Result<_>>()?, next_cursor })
}

/// Newest first, what can still be restored.
pub async fn trashed(services: &Services, actor: &Actor, page: &PageRequest) -> Result<Page<Resume>> {
    let own = services.read(actor);
    let kept = without_import(own.find::<resume::Entity>().filter(resume::Column::TrashedAt.is_not_null()));
    let (rows, next_cursor) = own.page(kept, page).await?;
    Ok(Page { items: rows.iter().map(shown).collect::<Result<_>>()?, next_cursor })
}

/// Or `RESUME_NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, id: &ResumeId) -> Result<ResumeDetail> {
    detail(&row(&services.read(actor), id).await?)
}

/// The resume that a session was made of, also from the trash; `None` before it has one, or when it is gone for good.
pub async fn of(services: &Services, actor: &Actor, session: &SessionId) -> Result<Option<ResumeDetail>> {
    let own = services.read(actor);
    let Some(id) = sessions::row(&own, session).await?.resume_id else { return Ok(None) };
    let row = own.find::<resume::Entity>().filter(resume::Column::Id.eq(id)).one(own.connection()).await?;
    row.as_ref().map(detail).transpose()
}

/// 1 to 200 characters.
pub async fn rename(services: &Services, actor: &Actor, id: &ResumeId, name: &str) -> Result<Resume> {
    let change = resume::ActiveModel { name: Set(parse_name(name)?), updated_at: Set(services.now()), ..Default::default() };
    services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            self::change(tx, actor, &row.id, change.clone()).await
        })
        .await?;
    shown(&row(&services.read(actor), id).await?)
}

/// Kept for 30 days.
pub async fn trash(services: &Services, actor: &Actor, id: &ResumeId) -> Result<()> {
    let now = services.now();
    services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            let change = resume::ActiveModel { trashed_at: Set(Some(now.clone())), updated_at: Set(now.clone()), ..Default::default() };
            self::change(tx, actor, &row.id, change).await?;
            audit::append(tx, actor, &now, "resume.trash", &row.id, json!({})).await
        })
        .await
}

/// Out of the trash.
pub async fn restore(services: &Services, actor: &Actor, id: &ResumeId) -> Result<Resume> {
    let now = services.now();
    services
        .write(async |tx| {
            let row = tx.of(actor).one::<resume::Entity>(id.as_str()).await?;
            let change = resume::ActiveModel { trashed_at: Set(None), updated_at: Set(now.clone()), ..Default::default() };
            self::change(tx, actor, &row.id, change).await?;
            audit::append(tx, actor, &now, "resume.restore", &row.id, json!({})).await
        })
        .await?;
    shown(&row(&services.read(actor), id).await?)
}

/// Byte-equal to the upload.
pub async fn original(services: &Services, actor: &Actor, id: &ResumeId) -> Result<Download> {
    let row = row(&services.read(actor), id).await?;
    let bytes = services.blobs.get(&actor.tenant, &row.sha256).await?;
    audit::fetched(services, actor, "download.original", &row.id, json!({})).await?;
    Ok(Download { file_name: row.file_name.into(), mime: row.mime_type, bytes })
}

/// The row, or `RESUME_NOT_FOUND`; what is in the trash is not found.
async fn row<C: ConnectionTrait>(own: &TenantDb<'_, C>, id: &ResumeId) -> Result<resume::Model> {
    let row = own.one::<resume::Entity>(id.as_str()).await?;
    if row.trashed_at.is_some() { Err(crate::db::missing::<resume::Entity>()) } else { Ok(row) }
}

async fn change(tx: &Tx, actor: &Actor, id: &str, change: resume::ActiveModel) -> Result<()> {
    tx.of(actor).update::<resume::Entity>().set(change).filter(resume::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

fn without_import(rows: Select<resume::Entity>) -> Select<resume::Entity> {
    use resume::Column::*;
    rows.select_only()
        .columns([
            Id,
            Tenant,
            Name,
            FileName,
            MimeType,
            Size,
            Sha256,
            ParseStatus,
            Error,
            LeftOverCount,
            Pages,
            CreatedAt,
            UpdatedAt,
            TrashedAt,
        ])
        .expr_as(sea_orm::sea_query::Expr::value(None::<String>), "import")
}

fn shown(row: &resume::Model) -> Result<Resume> {
    Ok(Resume {
        resume_id: ResumeId::new(row.id.as_str()),
        name: row.name.clone(),
        file_name: row.file_name.clone(),
        mime_type: row.mime_type.clone(),
        size: u64::try_from(row.size).unwrap_or(0),
        parse_status: entity::read(&row.parse_status)?,
        error: row.error.as_deref().map(entity::parse).transpose()?,
        left_over_count: u32::try_from(row.left_over_count).unwrap_or(0),
        pages: u16::try_from(row.pages).unwrap_or(0),
        created_at: row.created_at.clone(),
        updated_at: row.updated_at.clone(),
    })
}

fn detail(row: &resume::Model) -> Result<ResumeDetail> {
    Ok(ResumeDetail { resume: shown(row)?, import: row.import.as_deref().map(entity::parse).transpose()? })
}

#[cfg(test)]
mod tests;
