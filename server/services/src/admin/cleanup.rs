//! Removes what is past its time: sessions that nobody touched, what lay in the trash for 30 days, exports that have ended,
//! old idempotency keys. Rows first, bytes last, through the outbox, and bytes only where no row of their tenant names them any more.

use crate::db::Tx;
use crate::entity::{artifact, erasure, file, idempotency_key, posting, resume, session};
use crate::{Actor, Result, Services, accounts, audit, clock, outbox};
use chrono::Duration;
use domain::ids::TenantId;
use domain::operations;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeSet;

/// What is in the trash can be restored for so long.
const TRASH: Duration = Duration::days(30);
/// An answer to a repeated call is kept for so long.
const KEYS: Duration = Duration::days(7);
/// So many sessions go in one transaction: others wait for it.
const AT_ONCE: u64 = 50;
/// Never more rounds than this in one call; the next call goes on.
const ROUNDS: usize = 200;

/// Bytes that may have become nobody's: tenant and SHA-256.
type Loose = BTreeSet<(String, String)>;

#[derive(Default)]
struct Removed {
    sessions: u64,
    files: u64,
    artifacts: u64,
}

/// Answers with what was removed; that somebody asked for it stands in the audit log.
pub async fn cleanup(services: &Services, actor: &Actor) -> Result<operations::Removed> {
    actor.may_operate()?;
    let answer = sweep(services).await?;
    let now = services.now();
    let details = serde_json::to_value(answer)?;
    services.write(async |tx| audit::append_to_installation(tx, actor, &now, "settings.cleanup", "", details.clone()).await).await?;
    Ok(answer)
}

/// As [`cleanup`]; workers do it by themselves, once an hour.
pub(crate) async fn sweep(services: &Services) -> Result<operations::Removed> {
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    let before = |age: std::time::Duration| Duration::from_std(age).ok().and_then(|age| now.checked_sub_signed(age)).map(clock::stamp);
    let untouched = before(services.config.limits.session_ttl).unwrap_or_default();
    let trashed = clock::stamp(now - TRASH);
    let mut removed = Removed::default();
    for _ in 0..ROUNDS {
        if services.write(async |tx| sessions(tx, &untouched, &trashed, &stamp).await).await?.add_to(&mut removed) == 0 {
            break;
        }
    }
    services.write(async |tx| artifacts(tx, &stamp).await).await?.add_to(&mut removed);
    services.write(async |tx| library(tx, &trashed, &stamp).await).await?;
    services
        .write(async |tx| {
            let old = idempotency_key::Column::CreatedAt.lt(clock::stamp(now - KEYS));
            Ok(idempotency_key::Entity::delete_many().filter(old).exec(tx).await?)
        })
        .await?;
    services.write(async |tx| accounts::forget_old(tx, now).await).await?;
    accounts::close_unconfirmed(services).await?;
    services.outbox.ring();
    Ok(operations::Removed {
        removed_sessions: removed.sessions,
        removed_workspace_files: removed.files,
        removed_artifact_files: removed.artifacts,
    })
}

/// Some of the sessions that are past their time, with all that belongs to them.
async fn sessions(tx: &Tx, untouched: &str, trashed: &str, now: &str) -> Result<Removed> {
    let idle = Condition::all().add(session::Column::UpdatedAt.lt(untouched)).add(session::Column::ActiveRunId.is_null());
    let past = Condition::any().add(idle).add(session::Column::TrashedAt.lt(trashed));
    let past = Condition::all().add(past).add(not_erased(session::Column::Tenant));
    let some = session::Entity::find().select_only().columns([session::Column::Tenant, session::Column::Id]).filter(past);
    let rows: Vec<(String, String)> = some.order_by_asc(session::Column::UpdatedAt).limit(AT_ONCE).into_tuple().all(tx).await?;
    let ids = || rows.iter().map(|(_, id)| id.as_str());
    let files: Vec<(String, String)> = file::Entity::find()
        .select_only()
        .columns([file::Column::Tenant, file::Column::Sha256])
        .filter(file::Column::SessionId.is_in(ids()))
        .into_tuple()
        .all(tx)
        .await?;
    let artifacts: Vec<(String, String)> = artifact::Entity::find()
        .select_only()
        .columns([artifact::Column::Tenant, artifact::Column::Sha256])
        .filter(artifact::Column::SessionId.is_in(ids()))
        .into_tuple()
        .all(tx)
        .await?;
    let gone = session::Entity::delete_many().filter(session::Column::Id.is_in(ids())).exec(tx).await?.rows_affected;
    let removed = Removed { sessions: gone, files: files.len() as u64, artifacts: artifacts.len() as u64 };
    let_go(tx, files.into_iter().chain(artifacts).collect()).await?;
    note(tx, "session.purge", &rows, now).await?;
    Ok(removed)
}

async fn artifacts(tx: &Tx, now: &str) -> Result<Removed> {
    let ended = Condition::all().add(artifact::Column::ExpiresAt.lt(now)).add(not_erased(artifact::Column::Tenant));
    let some = artifact::Entity::find().select_only().columns([artifact::Column::Tenant, artifact::Column::Sha256]);
    let loose: Vec<(String, String)> = some.filter(ended.clone()).into_tuple().all(tx).await?;
    let gone = artifact::Entity::delete_many().filter(ended).exec(tx).await?.rows_affected;
    let tenants: BTreeSet<&str> = loose.iter().map(|(tenant, _)| tenant.as_str()).collect();
    for tenant in tenants {
        let count = loose.iter().filter(|(owner, _)| owner == tenant).count();
        audit::append(tx, &Actor::of(TenantId::new(tenant)), now, "export.purge", "", json!({ "files": count })).await?;
    }
    let_go(tx, loose.into_iter().collect()).await?;
    Ok(Removed { artifacts: gone, ..Removed::default() })
}

/// Resumes and postings of the trash; a posting stays while a session tailors to it.
async fn library(tx: &Tx, trashed: &str, now: &str) -> Result<()> {
    let old = Condition::all().add(resume::Column::TrashedAt.lt(trashed)).add(not_erased(resume::Column::Tenant));
    let some = resume::Entity::find().select_only().columns([resume::Column::Tenant, resume::Column::Id, resume::Column::Sha256]);
    let resumes: Vec<(String, String, Option<String>)> = some.filter(old.clone()).into_tuple().all(tx).await?;
    resume::Entity::delete_many().filter(old).exec(tx).await?;
    let used = session::Entity::find().select_only().column(session::Column::PostingId).filter(session::Column::PostingId.is_not_null());
    let used = sea_orm::QueryTrait::into_query(used);
    let old = Condition::all().add(posting::Column::TrashedAt.lt(trashed)).add(posting::Column::Id.not_in_subquery(used));
    let old = old.add(not_erased(posting::Column::Tenant));
    let some = posting::Entity::find().select_only().columns([posting::Column::Tenant, posting::Column::Id, posting::Column::Sha256]);
    let postings: Vec<(String, String, Option<String>)> = some.filter(old.clone()).into_tuple().all(tx).await?;
    posting::Entity::delete_many().filter(old).exec(tx).await?;
    let named =
        |gone: &[(String, String, Option<String>)]| gone.iter().map(|(tenant, id, _)| (tenant.clone(), id.clone())).collect::<Vec<_>>();
    note(tx, "resume.purge", &named(&resumes), now).await?;
    note(tx, "posting.purge", &named(&postings), now).await?;
    let_go(tx, resumes.into_iter().chain(postings).filter_map(|(tenant, _, hash)| Some((tenant, hash?))).collect()).await
}

/// What goes for good stands in the log of its tenant. Tenants in order, so that two that do this never wait for each other.
async fn note(tx: &Tx, action: &str, gone: &[(String, String)], now: &str) -> Result<()> {
    for (tenant, id) in gone.iter().collect::<BTreeSet<_>>() {
        audit::append(tx, &Actor::of(TenantId::new(tenant.as_str())), now, action, id, json!({})).await?;
    }
    Ok(())
}

/// What is being erased goes that way, and its log is closed.
fn not_erased(tenant: impl ColumnTrait) -> sea_orm::sea_query::Expr {
    tenant.not_in_subquery(sea_orm::QueryTrait::into_query(erasure::Entity::find().select_only().column(erasure::Column::Tenant)))
}

/// The bytes go after the commit, unless a row names them then.
async fn let_go(tx: &Tx, loose: Loose) -> Result<()> {
    for (tenant, sha256) in loose {
        outbox::let_go(tx, &TenantId::new(tenant), sha256).await?;
    }
    Ok(())
}

impl Removed {
    /// Answers with how many sessions went.
    fn add_to(self, sum: &mut Removed) -> u64 {
        sum.sessions += self.sessions;
        sum.files += self.files;
        sum.artifacts += self.artifacts;
        self.sessions
    }
}
