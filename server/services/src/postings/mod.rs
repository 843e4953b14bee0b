//! Job descriptions, from text, file or the address of a page.

mod give;
mod link;
mod read;
mod update;

pub(crate) use give::adopt;
pub use give::{attach, create, create_once, give, give_once};
pub use update::{parse, update};

use crate::Upload;
use crate::db::TenantDb;
use crate::entity::{self, posting, session};
use crate::{Actor, Result, Services, audit, sessions};
use domain::ids::{PostingId, SessionId};
use domain::page::{Page, PageRequest};
use domain::posting::{JobDescription, Posting, Requirement};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use serde_json::json;
use std::collections::HashMap;

/// What is given: exactly one of text, url and file, and what the owner knows better.
#[derive(Clone, Default)]
#[allow(missing_docs)]
pub struct NewPosting {
    pub text: Option<String>,
    pub url: Option<String>,
    pub file: Option<Upload>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
}

impl NewPosting {
    /// What makes it the same request.
    fn asked(&self) -> impl serde::Serialize {
        let file = self.file.as_ref().map(Upload::asked);
        (self.text.clone(), self.url.clone(), file, self.title.clone(), self.company.clone(), self.location.clone())
    }
}

/// Corrections by the owner; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PostingPatch {
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
    pub text: Option<String>,
    pub requirements: Option<Vec<Requirement>>,
}

/// Newest first, without the trash.
pub async fn list(services: &Services, actor: &Actor, page: &PageRequest) -> Result<Page<JobDescription>> {
    let own = services.read(actor);
    let (rows, next_cursor) = own.page(own.find::<posting::Entity>().filter(posting::Column::TrashedAt.is_null()), page).await?;
    Ok(Page { items: rows.iter().map(shown).collect::<Result<_>>()?, next_cursor })
}

/// Newest first, what can still be restored.
pub async fn trashed(services: &Services, actor: &Actor, page: &PageRequest) -> Result<Page<JobDescription>> {
    let own = services.read(actor);
    let (rows, next_cursor) = own.page(own.find::<posting::Entity>().filter(posting::Column::TrashedAt.is_not_null()), page).await?;
    Ok(Page { items: rows.iter().map(shown).collect::<Result<_>>()?, next_cursor })
}

/// Out of the trash.
pub async fn restore(services: &Services, actor: &Actor, id: &PostingId) -> Result<JobDescription> {
    let now = services.now();
    services
        .write(async |tx| {
            let own = tx.of(actor);
            let row = own.one::<posting::Entity>(id.as_str()).await?;
            let change = posting::ActiveModel { trashed_at: Set(None), ..Default::default() };
            own.update::<posting::Entity>().set(change).filter(posting::Column::Id.eq(row.id.as_str())).exec(tx).await?;
            audit::append(tx, actor, &now, "posting.restore", &row.id, json!({})).await
        })
        .await?;
    get(services, actor, id).await
}

/// Or `JD_NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, id: &PostingId) -> Result<JobDescription> {
    shown(&row(&services.read(actor), id).await?)
}

/// The posting that a session tailors to, also from the trash; `None` before it has one.
pub async fn of(services: &Services, actor: &Actor, session: &SessionId) -> Result<Option<JobDescription>> {
    let own = services.read(actor);
    let Some(id) = sessions::row(&own, session).await?.posting_id else { return Ok(None) };
    let row = own.find::<posting::Entity>().filter(posting::Column::Id.eq(id)).one(own.connection()).await?;
    row.as_ref().map(shown).transpose()
}

/// Kept for 30 days.
pub async fn trash(services: &Services, actor: &Actor, id: &PostingId) -> Result<()> {
    let now = services.now();
    services
        .write(async |tx| {
            let own = tx.of(actor);
            let row = row(&own, id).await?;
            let change = posting::ActiveModel { trashed_at: Set(Some(now.clone())), ..Default::default() };
            own.update::<posting::Entity>().set(change).filter(posting::Column::Id.eq(row.id.as_str())).exec(tx).await?;
            audit::append(tx, actor, &now, "posting.trash", &row.id, json!({})).await
        })
        .await
}

/// The row, or `JD_NOT_FOUND`; what is in the trash is not found.
async fn row<C: ConnectionTrait>(own: &TenantDb<'_, C>, id: &PostingId) -> Result<posting::Model> {
    let row = own.one::<posting::Entity>(id.as_str()).await?;
    if row.trashed_at.is_some() { Err(crate::db::missing::<posting::Entity>()) } else { Ok(row) }
}

/// What a session tailors to; a session keeps its posting when it goes to the trash.
pub(crate) async fn of_session<C: ConnectionTrait>(own: &TenantDb<'_, C>, id: &str) -> Result<Posting> {
    entity::parse(&own.one::<posting::Entity>(id).await?.posting)
}

/// The postings of some sessions by id, each with the address that it came from.
pub(crate) async fn of_sessions<C: ConnectionTrait>(
    own: &TenantDb<'_, C>,
    sessions: &[session::Model],
) -> Result<HashMap<String, (Posting, Option<String>)>> {
    let ids: Vec<_> = sessions.iter().filter_map(|row| row.posting_id.as_deref()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = own.find::<posting::Entity>().filter(posting::Column::Id.is_in(ids)).all(own.connection()).await?;
    rows.into_iter().map(|row| Ok((row.id, (entity::parse(&row.posting)?, row.url)))).collect()
}

fn shown(row: &posting::Model) -> Result<JobDescription> {
    Ok(JobDescription {
        job_description_id: PostingId::new(row.id.as_str()),
        source: entity::read(&row.source)?,
        url: row.url.clone(),
        fetched: row.fetched.as_deref().map(entity::parse).transpose()?,
        posting: entity::parse(&row.posting)?,
        created_at: row.created_at.clone(),
        updated_at: row.updated_at.clone(),
    })
}

#[cfg(test)]
mod tests;
