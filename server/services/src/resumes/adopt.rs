//! Takes a resume into a session: the original as a file, what was read as a version.

use super::upload::{stem, upload_once};
use super::{row, shown};
use crate::analysis::{Scores, score};
use crate::db::Tx;
use crate::entity::{self, file, resume, session};
use crate::idempotency::{Key, answered, once};
use crate::versions::{NewVersion, append};
use crate::{Actor, Error, Result, Services, Upload, audit, postings, sessions};
use domain::Code;
use domain::ids::{FileId, ResumeId, SessionId};
use domain::resume::library::Resume;
use domain::resume::structure::Import;
use domain::session::{Session, Step, default_name};
use domain::version::MadeBy;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::json;

/// As [`upload`](super::upload), and makes the first version of the session. The original is kept under `original/`.
pub async fn upload_to_session(services: &Services, actor: &Actor, session: &SessionId, upload: Upload) -> Result<(Resume, Session)> {
    upload_to_session_once(services, actor, session, upload, None).await
}

/// As [`upload_to_session`], once a key: the same key and file give the same resume and no second version.
pub async fn upload_to_session_once(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    upload: Upload,
    key: Option<&str>,
) -> Result<(Resume, Session)> {
    actor.may_bring_in()?;
    let taken = Key::of("session.resume", key, &(session, upload.asked()))?;
    let own = services.read(actor);
    if let Some(known) = answered::<ResumeId, _>(&own, taken.as_ref()).await? {
        return Ok((shown(&row(&own, &known).await?)?, sessions::get(services, actor, session).await?));
    }
    let seen = sessions::row(&services.read(actor), session).await?;
    sessions::step(&seen, Step::Resume)?;
    sessions::refuse_running(&seen)?;
    let resume = upload_once(services, actor, upload, key).await?;
    let now = services.now();
    services
        .write(async |tx| {
            once(tx, actor, &now, taken.as_ref(), async || {
                adopt(tx, actor, session, &resume.resume_id, &now).await?;
                Ok(resume.resume_id.clone())
            })
            .await
        })
        .await?;
    Ok((resume, sessions::get(services, actor, session).await?))
}

/// Takes a parsed resume of the library into the session.
pub async fn attach(services: &Services, actor: &Actor, session: &SessionId, resume: &ResumeId) -> Result<Session> {
    let now = services.now();
    services.write(async |tx| adopt(tx, actor, session, resume, &now).await).await?;
    sessions::get(services, actor, session).await
}

/// As [`attach`], within a transaction.
pub(crate) async fn adopt(tx: &Tx, actor: &Actor, session: &SessionId, resume: &ResumeId, now: &str) -> Result<()> {
    let own = tx.of(actor);
    let seen = sessions::row(&own, session).await?;
    sessions::step(&seen, Step::Resume)?;
    sessions::refuse_running(&seen)?;
    let resume = row(&own, resume).await?;
    let Some(import) = &resume.import else { return Err(unread(&resume)?) };
    let document = entity::parse::<Import>(import)?.document;
    let posting = match &seen.posting_id {
        Some(posting) => Some(postings::of_session(&own, posting).await?),
        None => None,
    };
    let score = score(&document, posting.as_ref(), now);
    let new = NewVersion {
        parent: seen.head_version_id.as_deref(),
        made_by: MadeBy::Import,
        run: None,
        summary: format!("Read from {}", resume.file_name),
        document: &document,
        edits: &[],
        scores: Scores { now: score, before: score },
    };
    let version = append(tx, actor, &seen, new, now).await?;
    keep_original(tx, actor, &seen, &resume, now).await?;
    let mut change = session::ActiveModel {
        resume_id: Set(Some(resume.id.clone())),
        resume_path: Set(Some(format!("{}.md", stem(&resume.file_name)))),
        ..Default::default()
    };
    if !seen.named && posting.is_none() {
        change.workspace_name = Set(default_name(&resume.name, ""));
    }
    sessions::change(tx, actor, &seen.id, change).await?;
    let details = json!({ "resume_id": resume.id, "version_id": version });
    audit::append(tx, actor, now, "session.resume", &seen.id, details).await
}

/// The file row of the original; a second original of the same name and other bytes gets a number.
async fn keep_original(tx: &Tx, actor: &Actor, session: &session::Model, resume: &resume::Model, now: &str) -> Result<()> {
    let own = tx.of(actor);
    let (stem, extension) = match resume.file_name.strip_prefix(stem(&resume.file_name)) {
        Some(extension) => (stem(&resume.file_name), extension),
        None => (resume.file_name.as_str(), ""),
    };
    for number in 1..=1000 {
        let path = if number == 1 { format!("original/{stem}{extension}") } else { format!("original/{stem} ({number}){extension}") };
        let there = own
            .find::<file::Entity>()
            .filter(file::Column::SessionId.eq(session.id.as_str()))
            .filter(file::Column::Path.eq(path.as_str()))
            .one(tx)
            .await?;
        match there {
            Some(there) if there.sha256 == resume.sha256 => return Ok(()),
            Some(_) => continue,
            None => {
                let row = file::ActiveModel {
                    id: Set(crate::ids::new::<FileId>().into()),
                    session_id: Set(session.id.clone()),
                    path: Set(path.clone()),
                    size: Set(resume.size),
                    mime_type: Set(resume.mime_type.clone()),
                    sha256: Set(resume.sha256.clone()),
                    created_at: Set(now.to_owned()),
                    updated_at: Set(now.to_owned()),
                    ..Default::default()
                };
                return own.insert(row).await;
            }
        }
    }
    Err(Error::refused(Code::InvalidState, "This session has a thousand originals of that name. Open a new session."))
}

/// The resume was not read: why, where it is known.
fn unread(resume: &resume::Model) -> Result<Error> {
    let shown = shown(resume)?;
    let message = "This resume has not been read yet, or could not be read. Read it again in the library, or choose another one.";
    let refusal = domain::Error::new(Code::InvalidState, message)
        .with("resume_id", resume.id.as_str())
        .with("parse_status", resume.parse_status.as_str())
        .with("parse_error", shown.error.map(|error| error.code.as_str()));
    Ok(refusal.into())
}
