//! Reads a posting into the library, and into a session.

use super::read::{Read, read};
use super::{NewPosting, row, shown};
use crate::analysis::{Scores, score};
use crate::blobs::sha256;
use crate::db::Tx;
use crate::entity::{self, posting, session};
use crate::idempotency::{Key, answered, once};
use crate::{Actor, Result, Services, audit, sessions, versions};
use domain::ids::{PostingId, SessionId};
use domain::posting::{JobDescription, Posting};
use domain::session::{Session, Step, default_name};
use sea_orm::ActiveValue::Set;
use serde_json::json;

/// Reads the posting and attaches it. Before a resume: `INVALID_STATE`. No title found or given: `JD_TITLE_REQUIRED`.
pub async fn give(services: &Services, actor: &Actor, session: &SessionId, new: NewPosting) -> Result<(JobDescription, Session)> {
    give_once(services, actor, session, new, None).await
}

/// As [`give`], once a key: the same key and body give the same posting, another body is `IDEMPOTENCY_CONFLICT`.
pub async fn give_once(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    new: NewPosting,
    key: Option<&str>,
) -> Result<(JobDescription, Session)> {
    actor.may_bring_in()?;
    let key = Key::of("session.posting", key, &(session, new.asked()))?;
    if let Some(known) = answered::<PostingId, _>(&services.read(actor), key.as_ref()).await? {
        return Ok((super::get(services, actor, &known).await?, sessions::get(services, actor, session).await?));
    }
    let seen = sessions::row(&services.read(actor), session).await?;
    sessions::step(&seen, Step::Posting)?;
    sessions::refuse_running(&seen)?;
    let read = read(services, new).await?;
    let (id, now) = (crate::ids::new::<PostingId>(), services.now());
    keep_file(services, actor, &read).await?;
    let id = services
        .write(async |tx| {
            once(tx, actor, &now, key.as_ref(), async || {
                insert(tx, actor, &id, &read, &now).await?;
                adopt(tx, actor, session, &id, &now).await?;
                Ok(id.clone())
            })
            .await
        })
        .await?;
    Ok((super::get(services, actor, &id).await?, sessions::get(services, actor, session).await?))
}

/// Takes one of the library.
pub async fn attach(services: &Services, actor: &Actor, session: &SessionId, posting: &PostingId) -> Result<Session> {
    let now = services.now();
    services.write(async |tx| adopt(tx, actor, session, posting, &now).await).await?;
    sessions::get(services, actor, session).await
}

/// Into the library only.
pub async fn create(services: &Services, actor: &Actor, new: NewPosting) -> Result<JobDescription> {
    create_once(services, actor, new, None).await
}

/// As [`create`], once a key.
pub async fn create_once(services: &Services, actor: &Actor, new: NewPosting, key: Option<&str>) -> Result<JobDescription> {
    actor.may_bring_in()?;
    let key = Key::of("posting.create", key, &new.asked())?;
    if let Some(known) = answered::<PostingId, _>(&services.read(actor), key.as_ref()).await? {
        return super::get(services, actor, &known).await;
    }
    let read = read(services, new).await?;
    let (id, now) = (crate::ids::new::<PostingId>(), services.now());
    keep_file(services, actor, &read).await?;
    let id = services
        .write(async |tx| {
            once(tx, actor, &now, key.as_ref(), async || {
                insert(tx, actor, &id, &read, &now).await?;
                Ok(id.clone())
            })
            .await
        })
        .await?;
    super::get(services, actor, &id).await
}

/// As [`attach`], within a transaction.
pub(crate) async fn adopt(tx: &Tx, actor: &Actor, session: &SessionId, id: &PostingId, now: &str) -> Result<()> {
    let own = tx.of(actor);
    let seen = sessions::row(&own, session).await?;
    let state = sessions::step(&seen, Step::Posting)?;
    sessions::refuse_running(&seen)?;
    let posting = shown(&row(&own, id).await?)?.posting;
    let change = session::ActiveModel {
        posting_id: Set(Some(id.as_str().to_owned())),
        workflow_state: Set(entity::word(state)),
        updated_at: Set(now.to_owned()),
        ..judged(tx, actor, &seen, &posting, now).await?
    };
    sessions::change(tx, actor, &seen.id, change).await?;
    audit::append(tx, actor, now, "session.posting", &seen.id, json!({ "job_description_id": id })).await
}

/// What a posting makes of a session: its scores, and its name where its owner gave it none.
pub(super) async fn judged(tx: &Tx, actor: &Actor, seen: &session::Model, posting: &Posting, now: &str) -> Result<session::ActiveModel> {
    let scores = scores(tx, actor, seen, posting, now).await?;
    let mut change = session::ActiveModel {
        score: Set(scores.now.map(i32::from)),
        score_before: Set(scores.before.map(i32::from)),
        ..Default::default()
    };
    if !seen.named {
        change.workspace_name = Set(default_name(&posting.title, &posting.company));
    }
    Ok(change)
}

async fn scores(tx: &Tx, actor: &Actor, seen: &session::Model, posting: &Posting, stamp: &str) -> Result<Scores> {
    let own = tx.of(actor);
    let session = SessionId::new(seen.id.as_str());
    let (Some(head), Some(source)) = (&seen.head_version_id, &seen.source_version_id) else { return Ok(Scores::default()) };
    let now = score(&versions::document(&own, &session, head).await?, Some(posting), stamp);
    let before = if source == head { now } else { score(&versions::document(&own, &session, source).await?, Some(posting), stamp) };
    Ok(Scores { now, before })
}

async fn keep_file(services: &Services, actor: &Actor, read: &Read) -> Result<()> {
    if let Some(file) = &read.file {
        services.blobs.put(&actor.tenant, file.bytes.clone()).await?;
    }
    Ok(())
}

async fn insert(tx: &Tx, actor: &Actor, id: &PostingId, read: &Read, now: &str) -> Result<()> {
    let row = posting::ActiveModel {
        id: Set(id.as_str().to_owned()),
        source: Set(entity::word(read.source)),
        url: Set(read.url.clone()),
        fetched: Set(read.fetched.as_ref().map(entity::json).transpose()?),
        title: Set(read.posting.title.clone()),
        company: Set(read.posting.company.clone()),
        posting: Set(entity::json(&read.posting)?),
        file_name: Set(read.file.as_ref().map(|file| file.file_name.expose().chars().take(200).collect())),
        sha256: Set(read.file.as_ref().map(|file| sha256(&file.bytes))),
        created_at: Set(now.to_owned()),
        updated_at: Set(now.to_owned()),
        trashed_at: Set(None),
        ..Default::default()
    };
    tx.of(actor).insert(row).await?;
    audit::append(tx, actor, now, "posting.create", id.as_str(), json!({ "source": read.source })).await
}
