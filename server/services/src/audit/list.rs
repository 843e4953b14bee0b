//! Entries as people look at them: newest first, a page at a time, of one kind or of all.

use crate::entity::audit::{Column, Entity, Model};
use crate::{Actor, Error, Result, Services, entity};
use domain::Code;
use domain::audit::{Entry, Kind, Log};
use domain::ids::TenantId;
use domain::page::{Page, PageRequest};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;

const DEFAULT: u64 = 20;
const MOST: u64 = 100;

/// The caller's own log; with its first page, whether the chain is whole.
pub async fn own_log(services: &Services, actor: &Actor, page: &PageRequest, kind: Option<Kind>) -> Result<Log> {
    let Page { items, next_cursor } = list(services, actor, page, kind).await?;
    let chains = if page.cursor.is_none() { vec![super::verify(services, actor).await?] } else { Vec::new() };
    Ok(Log { items, next_cursor, chains })
}

/// The log of everybody; where asked for, whether every chain is whole.
pub async fn whole_log(services: &Services, actor: &Actor, page: &PageRequest, kind: Option<Kind>, verify: bool) -> Result<Log> {
    let Page { items, next_cursor } = list_all(services, actor, page, kind).await?;
    let chains = if verify { super::verify_all(services).await? } else { Vec::new() };
    Ok(Log { items, next_cursor, chains })
}

/// The caller's own.
pub async fn list(services: &Services, actor: &Actor, page: &PageRequest, kind: Option<Kind>) -> Result<Page<Entry>> {
    let own = services.read(actor);
    let mut rows = of_kind(own.find::<Entity>(), kind).order_by_desc(Column::Seq);
    if let Some(cursor) = &page.cursor {
        rows = rows.filter(Column::Seq.lt(cursor.parse::<i64>().map_err(|_| foreign())?));
    }
    let limit = limit(page);
    let rows = rows.limit(limit + 1).all(own.connection()).await?;
    cut(rows, limit, |last| last.seq.to_string())
}

/// Those of every tenant and of the installation, for whoever looks after it.
pub async fn list_all(services: &Services, actor: &Actor, page: &PageRequest, kind: Option<Kind>) -> Result<Page<Entry>> {
    actor.may_operate()?;
    let now = services.now();
    services.write(async |tx| super::append_to_installation(tx, actor, &now, "admin.read_audit", "", json!({})).await).await?;
    let rows = of_kind(Entity::find(), kind);
    let mut rows = rows.order_by_desc(Column::At).order_by_desc(Column::Tenant).order_by_desc(Column::Seq);
    if let Some(cursor) = &page.cursor {
        rows = rows.filter(behind(cursor).ok_or_else(foreign)?);
    }
    let limit = limit(page);
    let rows = rows.limit(limit + 1).all(services.db.reader()).await?;
    cut(rows, limit, |last| format!("{}~{}~{}", last.at, last.seq, last.tenant))
}

fn behind(cursor: &str) -> Option<Condition> {
    let (at, rest) = cursor.split_once('~')?;
    let (seq, tenant) = rest.split_once('~')?;
    let seq: i64 = seq.parse().ok()?;
    let same_tenant = Condition::all().add(Column::At.eq(at)).add(Column::Tenant.eq(tenant)).add(Column::Seq.lt(seq));
    let same_time = Condition::all().add(Column::At.eq(at)).add(Column::Tenant.lt(tenant));
    Some(Condition::any().add(Column::At.lt(at)).add(same_time).add(same_tenant))
}

fn of_kind(rows: Select<Entity>, kind: Option<Kind>) -> Select<Entity> {
    let Some(kind) = kind else { return rows };
    let nouns = kind
        .nouns()
        .iter()
        .fold(Condition::any(), |any, noun| any.add(Column::Action.eq(*noun)).add(Column::Action.like(format!("{noun}.%"))));
    rows.filter(nouns)
}

fn limit(page: &PageRequest) -> u64 {
    page.limit.unwrap_or(DEFAULT).clamp(1, MOST)
}

fn cut(mut rows: Vec<Model>, limit: u64, cursor: impl Fn(&Model) -> String) -> Result<Page<Entry>> {
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = rows.last().filter(|_| more).map(cursor);
    Ok(Page { items: rows.into_iter().map(shown).collect::<Result<_>>()?, next_cursor })
}

fn shown(row: Model) -> Result<Entry> {
    Ok(Entry {
        tenant: TenantId::new(row.tenant),
        seq: row.seq,
        at: row.at,
        action: row.action,
        subject: row.subject,
        details: entity::parse(&row.details)?,
        who: row.who,
        via: row.via,
        network: row.network,
    })
}

fn foreign() -> Error {
    Error::refused(Code::BadRequest, "This cursor is not one of ours. Start again without a cursor.")
}
