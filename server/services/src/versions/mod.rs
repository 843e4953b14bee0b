//! Versions: immutable snapshots. A new one is appended by compare-and-set on the head of its session, so that two who write
//! at once never lose each other's work: the second is rebased or refused.

mod append;
mod clean;
mod edit;

pub(crate) use append::{NewVersion, append, insert};
pub(crate) use clean::clean;
pub use edit::{edit, restore, restore_once, revert};

use crate::db::TenantDb;
use crate::entity::{self, version};
use crate::{Actor, Result, Services, sessions};
use domain::ids::{RunId, SessionId, VersionId};
use domain::resume::{Document, markdown};
use domain::text::squeeze;
use domain::version::{Ancestor, Blame, Blaming, Version, VersionDiff, VersionSummary};
use domain::{Code, Error};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select};
/// The longest label, in characters.
const LABEL_MAX: usize = 100;
/// So many documents of a history are held at once.
const AT_ONCE: u64 = 20;

/// Newest first.
pub async fn list(services: &Services, actor: &Actor, session: &SessionId) -> Result<Vec<VersionSummary>> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    // The documents are long and not shown in lists.
    let rows = without_document(of_session(&own, session)).order_by_desc(version::Column::Number);
    rows.all(own.connection()).await?.iter().map(summary).collect()
}

/// Or `VERSION_NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, session: &SessionId, id: &VersionId) -> Result<Version> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    shown(&row(&own, session, id.as_str()).await?)
}

/// Block by block.
pub async fn diff(services: &Services, actor: &Actor, session: &SessionId, from: &VersionId, to: &VersionId) -> Result<VersionDiff> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    let (old, new) = (document(&own, session, from.as_str()).await?, document(&own, session, to.as_str()).await?);
    Ok(VersionDiff { from: from.clone(), to: to.clone(), blocks: domain::diff::documents(&old, &new) })
}

/// At most 100 characters.
pub async fn label(services: &Services, actor: &Actor, session: &SessionId, id: &VersionId, label: &str) -> Result<VersionSummary> {
    let label = squeeze(label);
    if label.chars().count() > LABEL_MAX {
        return Err(Error::new(Code::BadRequest, "The label is too long. Give at most 100 characters.").with("field", "label").into());
    }
    let labelled = services
        .write(async |tx| {
            let own = tx.of(actor);
            sessions::row(&own, session).await?;
            let row = row(&own, session, id.as_str()).await?;
            let change = version::ActiveModel { label: Set(label.clone()), ..Default::default() };
            own.update::<version::Entity>().set(change).filter(version::Column::Id.eq(row.id.as_str())).exec(tx).await?;
            summary(&version::Model { label: label.clone(), ..row })
        })
        .await?;
    Ok(labelled)
}

/// Who made each block what it is.
pub async fn blame(services: &Services, actor: &Actor, session: &SessionId, id: &VersionId) -> Result<Vec<Blame>> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    let asked = row(&own, session, id.as_str()).await?;
    let mut blaming = Blaming::of(&ancestor(&asked)?);
    let (mut number, mut parent) = (asked.number, asked.parent_id);
    while parent.is_some() {
        let older = of_session(&own, session).filter(version::Column::Number.lt(number)).order_by_desc(version::Column::Number);
        let older = older.limit(AT_ONCE).all(own.connection()).await?;
        let Some(oldest) = older.last() else { break };
        number = oldest.number;
        for row in older {
            if parent.as_ref() == Some(&row.id) {
                parent = row.parent_id.clone();
                if !blaming.back(&ancestor(&row)?) {
                    return Ok(blaming.blame());
                }
            }
        }
    }
    Ok(blaming.blame())
}

fn ancestor(row: &version::Model) -> Result<Ancestor> {
    Ok(Ancestor {
        version_id: VersionId::new(row.id.as_str()),
        made_by: entity::read(&row.made_by)?,
        run_id: row.run_id.as_deref().map(RunId::new),
        model: row.model.clone(),
        document: entity::parse(&row.document)?,
    })
}

/// The row, or `VERSION_NOT_FOUND`.
pub(crate) async fn row<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, id: &str) -> Result<version::Model> {
    let one = of_session(own, session).filter(version::Column::Id.eq(id)).one(own.connection()).await?;
    one.ok_or_else(crate::db::missing::<version::Entity>)
}

/// The document of a version.
pub(crate) async fn document<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, id: &str) -> Result<Document> {
    entity::parse(&row(own, session, id).await?.document)
}

fn of_session<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId) -> Select<version::Entity> {
    own.find::<version::Entity>().filter(version::Column::SessionId.eq(session.as_str()))
}

fn without_document(rows: Select<version::Entity>) -> Select<version::Entity> {
    use version::Column::*;
    rows.select_only()
        .columns([Id, Tenant, SessionId, Number, ParentId, Label, MadeBy, RunId, Model, Summary, Score, CreatedAt])
        .expr_as(sea_orm::sea_query::Expr::value(""), "document")
        .expr_as(sea_orm::sea_query::Expr::value(""), "edits")
}

fn summary(row: &version::Model) -> Result<VersionSummary> {
    Ok(VersionSummary {
        version_id: VersionId::new(row.id.as_str()),
        session_id: SessionId::new(row.session_id.as_str()),
        number: u32::try_from(row.number).unwrap_or(0),
        parent_id: row.parent_id.as_deref().map(VersionId::new),
        label: row.label.clone(),
        made_by: entity::read(&row.made_by)?,
        run_id: row.run_id.as_deref().map(RunId::new),
        summary: row.summary.clone(),
        score: row.score.and_then(|score| u8::try_from(score).ok()),
        created_at: row.created_at.clone(),
    })
}

fn shown(row: &version::Model) -> Result<Version> {
    let document: Document = entity::parse(&row.document)?;
    Ok(Version { summary: summary(row)?, markdown: markdown::write(&document), document })
}

#[cfg(test)]
mod tests;
