//! Looks whether chains are whole: every entry, their order, and the head.

use super::{BEGIN, ERASED, chain, has_begun, hash};
use crate::entity::audit::{Column, Entity, Model};
use crate::entity::{audit_head, session, user};
use crate::{Actor, Result, Services};
use domain::audit::{Fault, Verdict};
use domain::ids::TenantId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// Entries that are read at a time.
const PAGE: u64 = 1000;

/// The caller's own chain.
pub async fn verify(services: &Services, actor: &Actor) -> Result<Verdict> {
    let own = services.read(actor);
    let mut verdict = Verdict { tenant: actor.tenant.clone(), entries: 0, hash: String::new(), fault: None };
    // Before the entries and behind them: one that is appended meanwhile is no fault.
    let before = own.find::<audit_head::Entity>().one(own.connection()).await?;
    let mut newest_form = 0;
    loop {
        let page = own.find::<Entity>().filter(Column::Seq.gt(verdict.entries)).order_by_asc(Column::Seq).limit(PAGE);
        let page = page.all(own.connection()).await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            if !fits(&entry, &verdict) {
                verdict.fault = Some(Fault::Entry { seq: verdict.entries + 1 });
                return Ok(verdict);
            }
            if before.as_ref().is_some_and(|head| head.count == entry.seq && head.hash != entry.hash) {
                verdict.fault = Some(Fault::Entry { seq: entry.seq });
                return Ok(verdict);
            }
            newest_form = entry.form;
            (verdict.entries, verdict.hash) = (entry.seq, entry.hash);
        }
    }
    let head = own.find::<audit_head::Entity>().one(own.connection()).await?;
    let should_have_a_head = newest_form > 1 || (head.is_none() && has_begun(services, actor.tenant.as_str()).await?);
    let there_were = before.map_or(0, |head| head.count);
    verdict.fault = match head {
        _ if there_were > verdict.entries => Some(Fault::Missing { seq: verdict.entries + 1, of: there_were }),
        // Somebody wrote it who can't seal.
        Some(head) if head.count < verdict.entries => Some(Fault::Entry { seq: head.count + 1 }),
        Some(head) if !chain::holds(services.secrets.all(), &head) => Some(Fault::Seal),
        Some(_) => None,
        None if should_have_a_head => Some(Fault::Head),
        None => None,
    };
    Ok(verdict)
}

fn fits(entry: &Model, so_far: &Verdict) -> bool {
    entry.seq == so_far.entries + 1 && entry.previous == so_far.hash && entry.hash == hash(entry)
}

/// Every chain that there is or should be, by tenant.
pub async fn verify_all(services: &Services) -> Result<Vec<Verdict>> {
    let db = services.db.reader();
    let chains = Entity::find().select_only().column(Column::Tenant).distinct().into_tuple::<String>().all(db).await?;
    let heads = audit_head::Entity::find().select_only().column(audit_head::Column::Tenant).into_tuple::<String>().all(db).await?;
    let begun = begun(services).await?;
    let again: BTreeSet<&String> = begun.iter().filter(|(_, times)| **times > 1).map(|(tenant, _)| tenant).collect();
    let standing: BTreeSet<&String> = begun.iter().filter(|(_, times)| **times > 0).map(|(tenant, _)| tenant).collect();
    let installation = TenantId::installation().as_str().to_owned();
    // Its chain says of every other one that it began: with that gone, others could be, too, and nobody would miss them.
    let unsaid =
        heads.iter().any(|tenant| *tenant != installation && !standing.contains(tenant)) || chains.is_empty() && holds_anything(db).await?;
    let unsaid = unsaid.then_some(&installation);
    let tenants: BTreeSet<&String> = chains.iter().chain(&heads).chain(standing).chain(unsaid).collect();
    let mut verdicts = Vec::new();
    for tenant in tenants {
        let mut verdict = verify(services, &Actor::of(TenantId::new(tenant.as_str()))).await?;
        if verdict.fault.is_none() && again.contains(tenant) {
            verdict.fault = Some(Fault::BegunAgain);
        }
        if verdict.fault.is_none() && unsaid == Some(tenant) {
            verdict.fault = Some(Fault::Head);
        }
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

/// Somebody has done something here.
async fn holds_anything(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(user::Entity::find().one(db).await?.is_some() || session::Entity::find().one(db).await?.is_some())
}

/// How often the installation's chain says of a tenant that its chain began, since it was last erased.
async fn begun(services: &Services) -> Result<BTreeMap<String, u32>> {
    let installation = Actor::of(TenantId::installation());
    let own = services.read(&installation);
    let entries = own.find::<Entity>().filter(Column::Action.is_in([BEGIN, ERASED])).order_by_asc(Column::Seq);
    let said: Vec<(String, String)> =
        entries.select_only().columns([Column::Action, Column::Subject]).into_tuple().all(own.connection()).await?;
    let mut begun = BTreeMap::new();
    for (action, tenant) in said {
        let times = begun.entry(tenant).or_insert(0);
        *times = if action == BEGIN { *times + 1 } else { 0 };
    }
    Ok(begun)
}
