//! A session that is ready for runs, without an upload and without reading anything.

use crate::entity::{self, posting, session};
use crate::versions::{NewVersion, append};
use crate::{Actor, Result, Services, sessions};
use domain::ids::{PostingId, SessionId};
use domain::posting::{Posting, Source};
use domain::resume::Document;
use domain::session::{NewSession, WorkflowState};
use domain::version::MadeBy;
use sea_orm::ActiveValue::Set;

/// A new session with this resume and this job description.
pub async fn ready(services: &Services, actor: &Actor, document: &Document, job: &Posting) -> Result<SessionId> {
    let id = sessions::create(services, actor, NewSession::default()).await?.session_id;
    let now = services.now();
    let posting_id: String = crate::ids::new::<PostingId>().into();
    let row = posting::ActiveModel {
        id: Set(posting_id.clone()),
        source: Set(entity::word(Source::Text)),
        title: Set(job.title.clone()),
        company: Set(job.company.clone()),
        posting: Set(entity::json(job)?),
        created_at: Set(now.clone()),
        updated_at: Set(now.clone()),
        ..Default::default()
    };
    services
        .write(async |tx| {
            let seen = sessions::row(&tx.of(actor), &id).await?;
            let new = NewVersion {
                parent: None,
                made_by: MadeBy::Import,
                run: None,
                summary: "Imported".to_owned(),
                document,
                edits: &[],
                scores: Default::default(),
            };
            append(tx, actor, &seen, new, &now).await?;
            tx.of(actor).insert(row.clone()).await?;
            let change = session::ActiveModel {
                posting_id: Set(Some(posting_id.clone())),
                resume_path: Set(Some("resume.md".to_owned())),
                workflow_state: Set(entity::word(WorkflowState::JdProvided)),
                ..Default::default()
            };
            sessions::change(tx, actor, id.as_str(), change).await
        })
        .await?;
    Ok(id)
}
