//! The files of a workspace: originals, the head version as Markdown, exports, and what the owner puts there.
//!
//! Only what the owner puts there and the originals are rows of `files`; the Markdown is made of the head version whenever it is
//! read, and exports are rows of `artifacts`. No path here is ever a path of the disk.

mod path;

use crate::blobs::sha256;
use crate::db::TenantDb;
use crate::entity::{artifact, file, session};
use crate::idempotency::{Key, once};
use crate::{Actor, Error, Result, Services, audit, outbox, sessions, versions};
use crate::{Download, Upload};
use bytes::Bytes;
use domain::Code;
use domain::ids::{FileId, SessionId};
use domain::resume::markdown;
use domain::text::size as size_of;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, Select};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// The most files that an owner may put into one workspace.
const FILES_MAX: u64 = 500;
const MARKDOWN: &str = "text/markdown";

/// A file of a workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct FileRow {
    pub file_id: FileId,
    pub path: String,
    pub size: u64,
    pub mime_type: String,
    pub updated_at: String,
}

/// The name is the path; `INVALID_PATH` for `..`, NUL, absolute and empty segments. Putting a path again replaces its file.
pub async fn upload(services: &Services, actor: &Actor, session: &SessionId, upload: Upload) -> Result<FileRow> {
    upload_once(services, actor, session, upload, None).await
}

/// As [`upload`], once a key: another file under the same key is `IDEMPOTENCY_CONFLICT`, and nothing is replaced again.
pub async fn upload_once(services: &Services, actor: &Actor, session: &SessionId, upload: Upload, key: Option<&str>) -> Result<FileRow> {
    actor.may_bring_in()?;
    let path = path::parse(upload.file_name.expose())?;
    let limit = services.config.limits.max_upload_bytes;
    if upload.bytes.len() as u64 > limit {
        let message = format!("The file is larger than {}. Choose a smaller one.", size_of(limit));
        return Err(domain::Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).into());
    }
    let seen = sessions::row(&services.read(actor), session).await?;
    sessions::refuse_cancelled(&seen)?;
    path::refuse_kept(&path, seen.resume_path.as_deref())?;
    let key = Key::of("file.put", key, &(session, &path, sha256(&upload.bytes)))?;
    let sha256 = services.blobs.put(&actor.tenant, upload.bytes.clone()).await?;
    let now = services.now();
    let size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
    let new = file::ActiveModel {
        id: Set(crate::ids::new::<FileId>().into()),
        session_id: Set(session.as_str().to_owned()),
        path: Set(path.clone()),
        size: Set(size),
        mime_type: Set(crate::mime::of(&upload.bytes, &path).to_owned()),
        sha256: Set(sha256.clone()),
        created_at: Set(now.clone()),
        updated_at: Set(now.clone()),
        ..Default::default()
    };
    services
        .write(async |tx| {
            once(tx, actor, &now, key.as_ref(), async || {
                let own = tx.of(actor);
                sessions::refuse_cancelled(&sessions::row(&own, session).await?)?;
                match one(&own, session, &path).await? {
                    Some(there) => {
                        let change =
                            file::ActiveModel { id: sea_orm::ActiveValue::NotSet, created_at: sea_orm::ActiveValue::NotSet, ..new.clone() };
                        own.update::<file::Entity>().set(change).filter(file::Column::Id.eq(there.id)).exec(tx).await?;
                        outbox::let_go(tx, &actor.tenant, there.sha256).await?;
                    }
                    None => {
                        refuse_many(&own, session).await?;
                        own.insert(new.clone()).await?;
                    }
                }
                audit::append(tx, actor, &now, "file.put", session.as_str(), json!({ "sha256": sha256, "size": size })).await
            })
            .await
        })
        .await?;
    one(&services.read(actor), session, &path).await?.as_ref().map(shown).ok_or_else(crate::db::missing::<file::Entity>)
}

/// By path.
pub async fn list(services: &Services, actor: &Actor, session: &SessionId) -> Result<Vec<FileRow>> {
    let own = services.read(actor);
    let seen = sessions::row(&own, session).await?;
    let mut files: BTreeMap<String, FileRow> = BTreeMap::new();
    for row in of_session(&own, session).all(own.connection()).await? {
        files.insert(row.path.clone(), shown(&row));
    }
    // Oldest first, so that the newest of a path wins.
    let exports = exports(&own, session, &services.now()).order_by_asc(artifact::Column::CreatedAt);
    for row in exports.all(own.connection()).await? {
        let file = FileRow {
            file_id: FileId::new(row.id.as_str()),
            path: row.path.clone(),
            size: u64::try_from(row.size).unwrap_or(0),
            mime_type: row.mime_type,
            updated_at: row.created_at,
        };
        files.insert(row.path, file);
    }
    if let Some((path, bytes)) = head(&own, session, &seen).await? {
        let file = FileRow {
            file_id: FileId::new(seen.head_version_id.unwrap_or_default()),
            path: path.clone(),
            size: bytes.len() as u64,
            mime_type: MARKDOWN.to_owned(),
            updated_at: seen.updated_at,
        };
        files.insert(path, file);
    }
    Ok(files.into_values().collect())
}

/// Or `FILE_NOT_FOUND`, `INVALID_PATH`.
pub async fn read(services: &Services, actor: &Actor, session: &SessionId, path: &str) -> Result<Download> {
    let path = path::parse(path)?;
    let own = services.read(actor);
    let seen = sessions::row(&own, session).await?;
    let file_name = path.rsplit('/').next().unwrap_or(&path).to_owned();
    if seen.resume_path.as_ref() == Some(&path)
        && let Some((_, bytes)) = head(&own, session, &seen).await?
    {
        fetched(services, actor, session, seen.head_version_id.as_deref().unwrap_or_default()).await?;
        return Ok(Download { file_name: file_name.into(), mime: MARKDOWN.to_owned(), bytes });
    }
    let export = exports(&own, session, &services.now()).filter(artifact::Column::Path.eq(path.as_str()));
    let newest = export.order_by_desc(artifact::Column::CreatedAt).one(own.connection()).await?;
    let (id, mime, sha256) = match (one(&own, session, &path).await?, newest) {
        (Some(row), _) => (row.id, row.mime_type, row.sha256),
        (None, Some(row)) => (row.id, row.mime_type, row.sha256),
        (None, None) => return Err(crate::db::missing::<file::Entity>()),
    };
    let bytes = services.blobs.get(&actor.tenant, &sha256).await?;
    fetched(services, actor, session, &id).await?;
    Ok(Download { file_name: file_name.into(), mime, bytes })
}

/// Who fetched what stands in the audit log before it is handed out.
async fn fetched(services: &Services, actor: &Actor, session: &SessionId, id: &str) -> Result<()> {
    audit::fetched(services, actor, "download.file", id, json!({ "session_id": session })).await
}

/// The head version as Markdown, where the session has one.
async fn head<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, seen: &session::Model) -> Result<Option<(String, Bytes)>> {
    let (Some(path), Some(head)) = (&seen.resume_path, &seen.head_version_id) else { return Ok(None) };
    let document = versions::document(own, session, head).await?;
    Ok(Some((path.clone(), Bytes::from(markdown::write(&document)))))
}

async fn one<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, path: &str) -> Result<Option<file::Model>> {
    Ok(of_session(own, session).filter(file::Column::Path.eq(path)).one(own.connection()).await?)
}

async fn refuse_many<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId) -> Result<()> {
    use sea_orm::PaginatorTrait;
    if of_session(own, session).count(own.connection()).await? < FILES_MAX {
        return Ok(());
    }
    Err(Error::refused(Code::InvalidState, "This workspace has 500 files, the most that it may have. Replace one of them instead."))
}

fn of_session<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId) -> Select<file::Entity> {
    own.find::<file::Entity>().filter(file::Column::SessionId.eq(session.as_str()))
}

/// Those that have not ended.
fn exports<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, now: &str) -> Select<artifact::Entity> {
    let all = own.find::<artifact::Entity>().filter(artifact::Column::SessionId.eq(session.as_str()));
    all.filter(artifact::Column::ExpiresAt.gt(now))
}

fn shown(row: &file::Model) -> FileRow {
    FileRow {
        file_id: FileId::new(row.id.as_str()),
        path: row.path.clone(),
        size: u64::try_from(row.size).unwrap_or(0),
        mime_type: row.mime_type.clone(),
        updated_at: row.updated_at.clone(),
    }
}

#[cfg(test)]
mod tests;
