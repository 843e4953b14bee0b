//! Keeps an upload, then reads it. Blob, row, parse, in this order: whatever the parse does, the upload is kept.

use super::{change, read, row, shown};
use crate::blobs::sha256;
use crate::entity::{self, resume};
use crate::idempotency::{Key, once};
use crate::{Actor, Result, Services, Upload, audit, clock};
use domain::ids::ResumeId;
use domain::resume::library::{ParseStatus, Resume};
use domain::resume::structure::Import;
use domain::session::NAME_MAX;
use domain::text::squeeze;
use domain::{Code, Error};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

/// Keeps the bytes, reads them (in the bounded child process), waits for it. A parse that fails keeps the upload: the answer is `Refused` with the code and `details.resume_id`.
pub async fn upload(services: &Services, actor: &Actor, upload: Upload) -> Result<Resume> {
    upload_once(services, actor, upload, None).await
}

/// As [`upload`], once a key: the same key and file give the same resume, another file is `IDEMPOTENCY_CONFLICT`. One whose reading
/// was cut off is read again.
pub async fn upload_once(services: &Services, actor: &Actor, upload: Upload, key: Option<&str>) -> Result<Resume> {
    let key = Key::of("resume.upload", key, &upload.asked())?;
    let id = keep(services, actor, &upload, key.as_ref()).await?;
    let row = row(&services.read(actor), &id).await?;
    match (entity::read(&row.parse_status)?, &row.error) {
        (ParseStatus::Completed, _) => shown(&row),
        (ParseStatus::Failed, Some(error)) => Err(kept(entity::parse(error)?, &id).into()),
        _ => settle(services, actor, &id, read::import(services, &upload.bytes).await).await,
    }
}

/// Reads the original again; corrections by hand are lost, sessions keep their versions.
pub async fn parse(services: &Services, actor: &Actor, id: &ResumeId) -> Result<Resume> {
    let row = row(&services.read(actor), id).await?;
    let bytes = services.blobs.get(&actor.tenant, &row.sha256).await?;
    let read = read::import(services, &bytes).await;
    settle(services, actor, id, read).await
}

/// At the start and every hour: what was being read when a program stopped is marked as not read, so that its owner reads it again.
/// Across tenants; what another process has begun lately is left alone.
pub(crate) async fn settle_abandoned(services: &Services) -> Result<()> {
    let long_ago = clock::stamp(services.clock.now() - chrono::Duration::minutes(10));
    let parsing = resume::Column::ParseStatus.eq(entity::word(ParseStatus::Parsing));
    let error = Error::new(Code::ParseFailed, "The program stopped while it read this file. Read it again.");
    let failed = resume::ActiveModel {
        parse_status: Set(entity::word(ParseStatus::Failed)),
        error: Set(Some(entity::json(&error)?)),
        ..Default::default()
    };
    services
        .write(async |tx| {
            let abandoned = resume::Entity::update_many().set(failed.clone()).filter(parsing.clone());
            abandoned.filter(resume::Column::UpdatedAt.lt(long_ago.as_str())).exec(tx).await?;
            Ok(())
        })
        .await
}

async fn keep(services: &Services, actor: &Actor, upload: &Upload, key: Option<&Key>) -> Result<ResumeId> {
    let file_name = file_name(&upload.file_name);
    services.blobs.put(&actor.tenant, upload.bytes.clone()).await?;
    let id = crate::ids::new::<ResumeId>();
    let now = services.now();
    let new = resume::ActiveModel {
        id: Set(id.as_str().to_owned()),
        name: Set(stem(&file_name).to_owned()),
        file_name: Set(file_name),
        mime_type: Set(crate::mime::of(&upload.bytes, &upload.file_name).to_owned()),
        size: Set(i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX)),
        sha256: Set(sha256(&upload.bytes)),
        parse_status: Set(entity::word(ParseStatus::Parsing)),
        error: Set(None),
        import: Set(None),
        left_over_count: Set(0),
        pages: Set(0),
        created_at: Set(now.clone()),
        updated_at: Set(now.clone()),
        trashed_at: Set(None),
        ..Default::default()
    };
    services
        .write(async |tx| {
            once(tx, actor, &now, key, async || {
                tx.of(actor).insert(new.clone()).await?;
                audit::append(tx, actor, &now, "resume.upload", id.as_str(), json!({ "size": upload.bytes.len() })).await?;
                Ok(id.clone())
            })
            .await
        })
        .await
}

/// Writes down what came of reading it.
async fn settle(services: &Services, actor: &Actor, id: &ResumeId, read: domain::Result<Import>) -> Result<Resume> {
    let mut outcome = resume::ActiveModel { updated_at: Set(services.now()), ..Default::default() };
    match &read {
        Ok(import) => {
            outcome.parse_status = Set(entity::word(ParseStatus::Completed));
            outcome.error = Set(None);
            outcome.import = Set(Some(entity::json(import)?));
            outcome.left_over_count = Set(i32::try_from(import.left_over().count()).unwrap_or(i32::MAX));
            outcome.pages = Set(i32::from(import.pages));
        }
        Err(error) => {
            outcome.parse_status = Set(entity::word(ParseStatus::Failed));
            outcome.error = Set(Some(entity::json(error)?));
        }
    }
    let settled = services.write(async |tx| change(tx, actor, id.as_str(), outcome.clone()).await).await;
    settled.map_err(|error| unsettled(error, id))?;
    match read {
        Ok(_) => shown(&row(&services.read(actor), id).await?),
        Err(error) => Err(kept(error, id).into()),
    }
}

/// Where only the last step was not possible for now, the client hears what there is.
fn unsettled(error: crate::Error, id: &ResumeId) -> crate::Error {
    match error.public().code {
        Code::Unavailable => {
            tracing::error!(error = &error as &dyn std::error::Error, "What was read from an upload could not be kept.");
            let message = "The file is kept, but what was read from it could not be. Read it again in a moment.";
            kept(Error::new(Code::Unavailable, message), id).into()
        }
        _ => error,
    }
}

fn kept(error: Error, id: &ResumeId) -> Error {
    error.with("resume_id", id.as_str())
}

/// The last part of what the client sent, on one line, of a length that every file system takes.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = squeeze(&last.replace(|c: char| c.is_control(), " "));
    let clean = clean.trim_start_matches('.').trim();
    if clean.is_empty() {
        return "resume".to_owned();
    }
    let extension = clean.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| extension.len() <= 10);
    let room = NAME_MAX / 2 - extension.map_or(0, |extension| extension.chars().count() + 1);
    match extension {
        Some(extension) => format!("{}.{extension}", stem(clean).chars().take(room).collect::<String>()),
        None => clean.chars().take(room).collect(),
    }
}

/// Without the extension.
pub(super) fn stem(file_name: &str) -> &str {
    match file_name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 10 => stem,
        _ => file_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_never_a_path() {
        assert_eq!(file_name("../../etc/pass\0wd"), "pass wd");
        assert_eq!(file_name(r"C:\Users\ada\CV 2026.pdf"), "CV 2026.pdf");
        assert_eq!(file_name(".."), "resume");
        assert_eq!(file_name(""), "resume");
        let long = file_name(&format!("{}.pdf", "ä".repeat(500)));
        assert!(long.ends_with(".pdf") && long.chars().count() == 100, "{long}");
    }
}
