//! Tailoring workspaces.

mod row;

pub(crate) use row::{change, refuse_cancelled, refuse_running, row, step};

use crate::db::Tx;
use crate::entity::{self, session};
use crate::idempotency::{Key, once};
use crate::{Actor, Result, Services, audit, postings, resumes};
use domain::ids::{RunId, SessionId};
use domain::page::{Page, PageRequest};
use domain::session::{self as rules, NewSession, Session, Step, Usage};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::json;

/// Opens a session; a given resume and posting are attached at once.
pub async fn create(services: &Services, actor: &Actor, new: NewSession) -> Result<Session> {
    create_once(services, actor, new, None).await
}

/// As [`create`], once a key: the same key and body give the same session, another body is `IDEMPOTENCY_CONFLICT`.
pub async fn create_once(services: &Services, actor: &Actor, new: NewSession, key: Option<&str>) -> Result<Session> {
    let key = Key::of("session.create", key, &new)?;
    let name = new.workspace_name.as_deref().map(rules::parse_name).transpose()?;
    let now = services.now();
    let id: SessionId = services
        .write(async |tx| {
            once(tx, actor, &now, key.as_ref(), async || {
                let id = crate::ids::new::<SessionId>();
                tx.of(actor).insert(row::new(&id, name.clone(), new.auto_approve.unwrap_or(false), &now)).await?;
                if let Some(resume) = &new.resume_id {
                    resumes::adopt(tx, actor, &id, resume, &now).await?;
                }
                if let Some(posting) = &new.job_description_id {
                    postings::adopt(tx, actor, &id, posting, &now).await?;
                }
                audit::append(tx, actor, &now, "session.create", id.as_str(), json!({})).await?;
                Ok(id)
            })
            .await
        })
        .await?;
    get(services, actor, &id).await
}

/// Newest first.
pub async fn list(services: &Services, actor: &Actor, page: &PageRequest) -> Result<Page<Session>> {
    let own = services.read(actor);
    let kept = own.find::<session::Entity>().filter(session::Column::TrashedAt.is_null());
    let (rows, next_cursor) = own.page(kept, page).await?;
    let postings = postings::of_sessions(&own, &rows).await?;
    let items =
        rows.into_iter().map(|row| row::shown(&row, row.posting_id.as_ref().and_then(|id| postings.get(id)))).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor })
}

/// Newest first, what can still be restored.
pub async fn trashed(services: &Services, actor: &Actor, page: &PageRequest) -> Result<Page<Session>> {
    let own = services.read(actor);
    let kept = own.find::<session::Entity>().filter(session::Column::TrashedAt.is_not_null());
    let (rows, next_cursor) = own.page(kept, page).await?;
    let items = rows.iter().map(|row| row::shown(row, None)).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor })
}

/// Out of the trash, with all that belongs to it.
pub async fn restore(services: &Services, actor: &Actor, id: &SessionId) -> Result<Session> {
    let now = services.now();
    services
        .write(async |tx| {
            let row = tx.of(actor).one::<session::Entity>(id.as_str()).await?;
            let change = session::ActiveModel { trashed_at: Set(None), updated_at: Set(now.clone()), ..Default::default() };
            self::change(tx, actor, &row.id, change).await?;
            audit::append(tx, actor, &now, "session.restore", &row.id, json!({})).await
        })
        .await?;
    get(services, actor, id).await
}

/// Or `SESSION_NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, id: &SessionId) -> Result<Session> {
    let own = services.read(actor);
    let row = row(&own, id).await?;
    let postings = postings::of_sessions(&own, std::slice::from_ref(&row)).await?;
    row::shown(&row, row.posting_id.as_ref().and_then(|id| postings.get(id)))
}

/// Sums over its runs.
pub async fn usage(services: &Services, actor: &Actor, id: &SessionId) -> Result<Usage> {
    Ok(row::usage(&row(&services.read(actor), id).await?))
}

/// 1 to 200 characters.
pub async fn rename(services: &Services, actor: &Actor, id: &SessionId, name: &str) -> Result<Session> {
    let name = rules::parse_name(name)?;
    let now = services.now();
    services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            let change = session::ActiveModel {
                workspace_name: Set(name.clone()),
                named: Set(true),
                updated_at: Set(now.clone()),
                ..Default::default()
            };
            self::change(tx, actor, &row.id, change).await
        })
        .await?;
    get(services, actor, id).await
}

/// To the trash, with all that belongs to it.
pub async fn delete(services: &Services, actor: &Actor, id: &SessionId) -> Result<()> {
    let now = services.now();
    let running = services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            let change = session::ActiveModel { trashed_at: Set(Some(now.clone())), updated_at: Set(now.clone()), ..Default::default() };
            self::change(tx, actor, &row.id, change).await?;
            audit::append(tx, actor, &now, "session.trash", &row.id, json!({})).await?;
            Ok(row.active_run_id)
        })
        .await?;
    interrupt(services, actor, id, running).await?;
    Ok(())
}

/// Interrupts its run; nothing can be changed after it.
pub async fn cancel(services: &Services, actor: &Actor, id: &SessionId) -> Result<Session> {
    let now = services.now();
    let running = services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            let change = session::ActiveModel {
                workflow_state: Set(entity::word(step(&row, Step::Cancel)?)),
                updated_at: Set(now.clone()),
                ..Default::default()
            };
            self::change(tx, actor, &row.id, change).await?;
            audit::append(tx, actor, &now, "session.cancel", &row.id, json!({})).await?;
            Ok(row.active_run_id)
        })
        .await?;
    interrupt(services, actor, id, running).await?;
    get(services, actor, id).await
}

/// Answers with what is set.
pub async fn set_auto_approve(services: &Services, actor: &Actor, id: &SessionId, enabled: bool) -> Result<bool> {
    let now = services.now();
    services
        .write(async |tx: &Tx| {
            let row = row(&tx.of(actor), id).await?;
            refuse_cancelled(&row)?;
            let change = session::ActiveModel { auto_approve: Set(enabled), updated_at: Set(now.clone()), ..Default::default() };
            self::change(tx, actor, &row.id, change).await?;
            audit::append(tx, actor, &now, "session.auto_approve", &row.id, json!({ "enabled": enabled })).await
        })
        .await?;
    Ok(enabled)
}

/// After the state is written: no new run can begin then. A run that has ended meanwhile is fine.
async fn interrupt(services: &Services, actor: &Actor, id: &SessionId, run: Option<String>) -> Result<()> {
    if let Some(run) = run {
        crate::runs::interrupt(services, actor, id, &RunId::new(run)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
