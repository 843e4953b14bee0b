//! Makes an export: render or write, read back, keep, sign.

use super::artifacts::{self, expiry};
use super::read_back::{ReadBack, read_back};
use super::{docx, guard, render};
use crate::entity::{artifact, session};
use crate::idempotency::{Key, answered, once};
use crate::jobs::{ExportJob, Kind};
use crate::queue::{self, Answer, Claimed, NewJob, ledger};
use crate::{Actor, Error, Result, Services, entity, ids, sessions, versions};
use bytes::Bytes;
use domain::Code;
use domain::export::{self, Artifact, Format, NewExport, RenderOutput, RenderRequest, Template};
use domain::ids::{ArtifactId, JobId, SessionId, VersionId};
use domain::resume::{Document, json_resume, markdown, plain};
use domain::session::Step;
use sea_orm::ActiveValue::Set;

/// Renders, reads back, keeps and signs, as a job that it waits for. A version with an unconfirmed claim: `UNSUPPORTED_CLAIM`; a PDF that
/// would lose text: `INVALID_STATE` with the texts in `details.lost`; one that takes longer than half a minute: `UNAVAILABLE`, and it will be
/// in the list.
pub async fn create(services: &Services, actor: &Actor, session: &SessionId, new: NewExport) -> Result<Artifact> {
    create_once(services, actor, session, new, None).await
}

/// As [`create`], once a key: the same key and body give the same file, another body is `IDEMPOTENCY_CONFLICT`.
pub async fn create_once(services: &Services, actor: &Actor, session: &SessionId, new: NewExport, key: Option<&str>) -> Result<Artifact> {
    let key = Key::of("export.create", key, &(session, &new))?;
    let own = services.read(actor);
    let row = sessions::row(&own, session).await?;
    if let Some(known) = answered::<ArtifactId, _>(&own, key.as_ref()).await? {
        return artifacts::get(services, actor, &row, &known).await;
    }
    sessions::step(&row, Step::Export)?;
    let version = new.version_id.or_else(|| row.head_version_id.clone().map(VersionId::new));
    let version = version.ok_or_else(|| Error::refused(Code::InvalidState, "The resume is still being read. Try again in a moment."))?;
    versions::row(&own, session, version.as_str()).await?;
    let format = new.format.unwrap_or_default();
    let template = (format == Format::Pdf).then(|| new.template.unwrap_or_default());
    let job = ids::new::<JobId>();
    let payload = entity::json(&ExportJob { session: session.clone(), version, format, template, key })?;
    services.write(async |tx| queue::enqueue(tx, NewJob::new(job.clone(), &actor.tenant, Kind::Export, payload.clone())).await).await?;
    services.queue.announce();
    match queue::answer(services, &job).await? {
        Some(Answer::Given(answer)) => {
            let id = entity::parse::<domain::Result<ArtifactId>>(&answer)??;
            artifacts::get(services, actor, &sessions::row(&own, session).await?, &id).await
        }
        Some(Answer::None(why)) => Err(Error::Fault(format!("an export was given up: {why}"))),
        None => {
            let message = "The file is still being made. It will be in the list of files in a moment; there is no need to ask again.";
            Err(domain::Error::new(Code::Unavailable, message).with("retry_after_seconds", 5).into())
        }
    }
}

/// Makes the file. A refusal is an answer too, and so is what may pass by itself: who waits with the page open asks again.
pub(crate) async fn work(services: &Services, job: &Claimed, asked: &ExportJob) -> Result<()> {
    let Err(error) = answer(services, job, asked).await else { return Ok(()) };
    let refusal = error.public();
    if !matches!(error, Error::Refused(_)) {
        if refusal.code == Code::Internal {
            return Err(error);
        }
        tracing::warn!(job = job.lease.id, error = crate::told(&error), "A file was not made.");
    }
    refuse(services, job, refusal).await
}

async fn answer(services: &Services, job: &Claimed, asked: &ExportJob) -> Result<()> {
    let actor = Actor::of(job.tenant.clone());
    let made = build(services, &actor, asked).await?;
    services
        .write(async |tx| {
            let id = once(tx, &actor, &made.created_at, asked.key.as_ref(), async || {
                keep(tx, &actor, &asked.session, &made).await?;
                Ok(ArtifactId::new(made.id.as_str()))
            });
            let answer = entity::json(&domain::Result::Ok(id.await?))?;
            ledger::answer(tx, &job.lease, &answer).await
        })
        .await
}

async fn refuse(services: &Services, job: &Claimed, refusal: domain::Error) -> Result<()> {
    let answer = entity::json(&domain::Result::<ArtifactId>::Err(refusal))?;
    services.write(async |tx| ledger::answer(tx, &job.lease, &answer).await).await
}

async fn build(services: &Services, actor: &Actor, asked: &ExportJob) -> Result<artifact::Model> {
    let own = services.read(actor);
    let &ExportJob { ref session, format, template, .. } = asked;
    let version = versions::row(&own, session, asked.version.as_str()).await?;
    let document: Document = entity::parse(&version.document)?;
    guard::refuse_unconfirmed(&own, session, &document).await?;
    let file = make(&document, format, template).await?;
    let back = read_back(&document, format, &file.bytes).await;
    if back.round_trip.readers.is_empty() {
        return Err(Error::refused(
            Code::Unavailable,
            "The file can't be read back just now, and none leaves unread. Try again in a minute.",
        ));
    }
    if let Some(template) = template {
        refuse_loss(template, &file, &back)?;
    }
    let sha256 = services.blobs.put(&actor.tenant, file.bytes.clone()).await?;
    let now = services.clock.now();
    Ok(artifact::Model {
        id: ids::new::<ArtifactId>().into(),
        tenant: actor.tenant.as_str().to_owned(),
        session_id: session.as_str().to_owned(),
        version_id: version.id,
        path: export::path(&document, u32::try_from(version.number).unwrap_or(0), format, template),
        format: entity::word(format),
        template: template.map(entity::word),
        mime_type: format.mime().to_owned(),
        sha256,
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        pages: file.pages.and_then(|pages| i32::try_from(pages).ok()),
        round_trip: entity::json(&back.round_trip)?,
        created_at: crate::clock::stamp(now),
        expires_at: crate::clock::stamp(expiry(services, now)),
    })
}

/// A file as it was made.
struct Made {
    bytes: Bytes,
    /// Of a PDF.
    pages: Option<u32>,
    /// Characters of the document that no font of ours can show.
    undisplayable: String,
}

async fn make(document: &Document, format: Format, template: Option<Template>) -> Result<Made> {
    let bytes = match format {
        Format::Pdf => {
            let request = RenderRequest { document: document.clone(), template: template.unwrap_or_default(), output: RenderOutput::Pdf };
            let rendered = render::render(&request).await?;
            return Ok(Made { bytes: rendered.bytes, pages: Some(rendered.pages), undisplayable: rendered.undisplayable });
        }
        Format::Docx => docx::write(document)?,
        Format::Md => markdown::write(document).into_bytes(),
        Format::Txt => plain::write(document).into_bytes(),
        Format::Json => json_resume::write(document).into_bytes(),
    };
    Ok(Made { bytes: bytes.into(), pages: None, undisplayable: String::new() })
}

/// A template that loses text can't be chosen.
fn refuse_loss(template: Template, file: &Made, back: &ReadBack) -> Result<()> {
    let name = template.name();
    let error = if !file.undisplayable.is_empty() {
        let message = format!(
            "No font of the template {name} has these characters: {}. Export as DOCX or Markdown, or take them out.",
            file.undisplayable
        );
        domain::Error::new(Code::InvalidState, message).with("undisplayable", file.undisplayable.as_str())
    } else if let Some(first) = back.gone.first() {
        let message = format!("The template {name} would lose text, for example “{first}”. Choose another template, or export as DOCX.");
        domain::Error::new(Code::InvalidState, message).with("lost", back.gone.clone())
    } else {
        return Ok(());
    };
    Err(error.with("template", name).into())
}

/// The row, and the session moves on, if it still may.
async fn keep(tx: &crate::db::Tx, actor: &Actor, session: &SessionId, artifact: &artifact::Model) -> Result<()> {
    let own = tx.of(actor);
    let state = sessions::step(&sessions::row(&own, session).await?, Step::Export)?;
    own.insert(artifact::ActiveModel::from(artifact.clone())).await?;
    let change = session::ActiveModel {
        workflow_state: Set(entity::word(state)),
        latest_export_path: Set(Some(artifact.path.clone())),
        updated_at: Set(artifact.created_at.clone()),
        ..Default::default()
    };
    sessions::change(tx, actor, session.as_str(), change).await?;
    let details = serde_json::json!({ "artifact_id": artifact.id, "format": artifact.format, "version_id": artifact.version_id });
    crate::audit::append(tx, actor, &artifact.created_at, "export.create", session.as_str(), details).await
}
