//! Keeps an upload, and has it read. Blob, then row and job at once: whatever the reading does, the upload is kept, and it is read although
//! processes die.

use super::{row, shown};
use crate::blobs::sha256;
use crate::db::Tx;
use crate::entity::{self, resume};
use crate::idempotency::{Key, once};
use crate::jobs::{ImportJob, Kind};
use crate::queue::{self, NewJob, Waiting};
use crate::{Actor, Result, Services, Upload, audit};
use domain::ids::{JobId, ResumeId};
use domain::resume::library::{ParseStatus, Resume};
use domain::session::NAME_MAX;
use domain::text::squeeze;
use sea_orm::ActiveValue::Set;
use serde_json::json;

/// Keeps the bytes, and waits until they are read. One that can't be read is kept all the same: the answer is `Refused` with the code and
/// `details.resume_id`. One that is still being read after half a minute is answered as it is then.
pub async fn upload(services: &Services, actor: &Actor, upload: Upload) -> Result<Resume> {
    upload_once(services, actor, upload, None).await
}

/// As [`upload`], once a key: the same key and file give the same resume, another file is `IDEMPOTENCY_CONFLICT`.
pub async fn upload_once(services: &Services, actor: &Actor, upload: Upload, key: Option<&str>) -> Result<Resume> {
    actor.may_bring_in()?;
    let key = Key::of("resume.upload", key, &upload.asked())?;
    let id = keep(services, actor, &upload, key.as_ref()).await?;
    when_read(services, actor, &id).await
}

/// Reads the original again; corrections by hand are lost, sessions keep their versions.
pub async fn parse(services: &Services, actor: &Actor, id: &ResumeId) -> Result<Resume> {
    let parsing = entity::word(ParseStatus::Parsing);
    services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            if row.parse_status == parsing {
                return Ok(());
            }
            let begun = resume::ActiveModel { parse_status: Set(parsing.clone()), updated_at: Set(services.now()), ..Default::default() };
            super::change(tx, actor, &row.id, begun).await?;
            enqueue(tx, actor, id).await?;
            audit::append(tx, actor, &services.now(), "resume.parse", &row.id, json!({})).await
        })
        .await?;
    when_read(services, actor, id).await
}

/// Waits for it.
async fn when_read(services: &Services, actor: &Actor, id: &ResumeId) -> Result<Resume> {
    services.queue.announce();
    let mut waiting = Waiting::begin(services);
    loop {
        let row = row(&services.read(actor), id).await?;
        match (entity::read(&row.parse_status)?, &row.error) {
            (ParseStatus::Failed, Some(error)) => {
                return Err(entity::parse::<domain::Error>(error)?.with("resume_id", id.as_str()).into());
            }
            (ParseStatus::Parsing, _) if waiting.goes_on().await => {}
            _ => return shown(&row),
        }
    }
}

async fn enqueue(tx: &Tx, actor: &Actor, id: &ResumeId) -> Result<()> {
    let payload = entity::json(&ImportJob { resume: id.clone() })?;
    queue::enqueue(tx, NewJob::new(crate::ids::new::<JobId>(), &actor.tenant, Kind::Import, payload)).await
}

async fn keep(services: &Services, actor: &Actor, upload: &Upload, key: Option<&Key>) -> Result<ResumeId> {
    let file_name = file_name(upload.file_name.expose());
    services.blobs.put(&actor.tenant, upload.bytes.clone()).await?;
    let id = crate::ids::new::<ResumeId>();
    let now = services.now();
    let new = resume::ActiveModel {
        id: Set(id.as_str().to_owned()),
        name: Set(stem(&file_name).to_owned()),
        file_name: Set(file_name),
        mime_type: Set(crate::mime::of(&upload.bytes, upload.file_name.expose()).to_owned()),
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
                enqueue(tx, actor, &id).await?;
                audit::append(tx, actor, &now, "resume.upload", id.as_str(), json!({ "size": upload.bytes.len() })).await?;
                Ok(id.clone())
            })
            .await
        })
        .await
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
