//! Objects that no row names any more.
//!
//! They go when what named them goes ([`super::cleanup`], through the outbox). What slips through, because bytes are put before their row and a
//! process may die in between, is found here. In both cases bytes that were put lately stay: their row may be on its way.

use crate::blobs::GRACE;
use crate::entity::{archive, artifact, file, posting, preference, resume};
use crate::{Result, Services};
use chrono::Duration;
use domain::ids::TenantId;
use futures::StreamExt;
use object_store::path::Path;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

/// Under this name, of no tenant, stands which database this is.
const INSTANCE: &str = "instance";
/// So many are looked up at once.
const PAGE: usize = 500;

/// Removes an object, unless a row of its tenant names it.
pub(crate) async fn remove_unnamed(services: &Services, tenant: &TenantId, sha256: &str) -> Result<()> {
    let object = services.blobs.path(tenant, sha256);
    if named(services, &[sha256]).await?.contains(&object) { Ok(()) } else { services.blobs.delete_older_than(&object, GRACE).await }
}

/// Removes all objects that were put longer ago than `grace` and that no row names; answers with how many. None where the store belongs
/// to another database: to a new one every object of an old store looks like garbage.
pub(crate) async fn collect_garbage(services: &Services, grace: Duration) -> Result<u64> {
    if !services.blobs.belongs_to(&instance(services).await?).await? {
        tracing::error!("The objects belong to another database, and none is removed. Give each database a folder or prefix of its own.");
        return Ok(0);
    }
    let mut pages = services.blobs.older_than(grace).chunks(PAGE);
    let mut removed = 0;
    while let Some(page) = pages.next().await {
        let objects = page.into_iter().collect::<Result<Vec<_>>>()?;
        let hashes: Vec<_> = objects.iter().filter_map(Path::filename).collect();
        let named = named(services, &hashes).await?;
        for object in objects.iter().filter(|object| !named.contains(object)) {
            services.blobs.delete_older_than(object, grace).await?;
            removed += 1;
        }
    }
    if removed > 0 {
        tracing::info!(removed, "Removed objects that nothing named.");
    }
    Ok(removed)
}

/// The name of this database, drawn once.
async fn instance(services: &Services) -> Result<String> {
    let kept = || preference::Entity::find_by_id((String::new(), INSTANCE.to_owned())).one(services.db.reader());
    if let Some(row) = kept().await? {
        return Ok(row.value);
    }
    let row = preference::ActiveModel {
        tenant: Set(String::new()),
        name: Set(INSTANCE.to_owned()),
        value: Set(crate::ids::hex(&crate::ids::random::<16>())),
        updated_at: Set(services.now()),
    };
    // Two that draw at once: the first counts.
    let first = OnConflict::columns([preference::Column::Tenant, preference::Column::Name]).do_nothing().to_owned();
    let insert = || preference::Entity::insert(row.clone()).on_conflict(first.clone());
    services.write(async |tx| Ok(insert().exec_without_returning(tx).await?)).await?;
    let row = kept().await?.ok_or_else(|| crate::Error::Fault("the name of the database was not kept".to_owned()))?;
    Ok(row.value)
}

/// The objects of these hashes that rows name, of whatever tenant.
async fn named(services: &Services, hashes: &[&str]) -> Result<HashSet<Path>> {
    let mut rows = naming::<file::Entity>(services, file::Column::Tenant, file::Column::Sha256, hashes).await?;
    rows.extend(naming::<artifact::Entity>(services, artifact::Column::Tenant, artifact::Column::Sha256, hashes).await?);
    rows.extend(naming::<resume::Entity>(services, resume::Column::Tenant, resume::Column::Sha256, hashes).await?);
    rows.extend(naming::<posting::Entity>(services, posting::Column::Tenant, posting::Column::Sha256, hashes).await?);
    rows.extend(naming::<archive::Entity>(services, archive::Column::Tenant, archive::Column::Sha256, hashes).await?);
    Ok(rows.into_iter().map(|(tenant, sha256)| services.blobs.path(&TenantId::new(tenant), &sha256)).collect())
}

async fn naming<E: EntityTrait>(
    services: &Services,
    tenant: E::Column,
    sha256: E::Column,
    hashes: &[&str],
) -> Result<Vec<(String, String)>> {
    let named = E::find().select_only().columns([tenant, sha256]).filter(sha256.is_in(hashes.iter().copied()));
    Ok(named.into_tuple().all(services.db.reader()).await?)
}
