//! How entries hang together, and what seals their head.

use crate::blobs::sha256;
use crate::entity::audit::Model;
use crate::entity::audit_head;
use crate::ids::hex;
use crate::{Result, Services};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use sha2::Sha256;

/// So many heads are looked at together.
const PAGE: u64 = 500;

/// Of all columns that the form of the entry has.
pub(super) fn hash(entry: &Model) -> String {
    let Model { tenant, seq, at, action, subject, details, previous, hash: _, form, who, via, network } = entry;
    let covered = match form {
        1 => json!([tenant, seq, at, action, subject, details, previous]),
        _ => json!([form, tenant, seq, at, action, subject, details, who, via, network, previous]),
    };
    sha256(covered.to_string().as_bytes())
}

/// Says that a chain has so many entries, and which is the last.
pub(super) fn seal(key: &[u8], tenant: &str, count: i64, hash: &str) -> String {
    hex(&mac(key, tenant, count, hash).finalize().into_bytes())
}

/// Whether one of the keys sealed this.
pub(super) fn holds<'a>(mut keys: impl Iterator<Item = &'a [u8]>, head: &audit_head::Model) -> bool {
    let Some(seal) = crate::ids::unhex(&head.seal) else { return false };
    keys.any(|key| mac(key, &head.tenant, head.count, &head.hash).verify_slice(&seal).is_ok())
}

/// The first line keeps these seals apart from all other signatures of the same key.
fn mac(key: &[u8], tenant: &str, count: i64, hash: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(b"resumax audit head 1\n");
    mac.update(json!([tenant, count, hash]).to_string().as_bytes());
    mac
}

/// Seals with the newest key what an older one sealed, so that the older one can be taken out of use.
pub(crate) async fn renew_seals(services: &Services) -> Result<u64> {
    let newest = services.secrets.newest();
    let (mut renewed, mut after) = (0, String::new());
    loop {
        let page = audit_head::Entity::find().filter(audit_head::Column::Tenant.gt(after.as_str()));
        let page = page.order_by_asc(audit_head::Column::Tenant).limit(PAGE).all(services.db.reader()).await?;
        let Some(last) = page.last() else { return Ok(renewed) };
        after = last.tenant.clone();
        for head in page {
            if holds(std::iter::once(newest), &head) || !holds(services.secrets.all(), &head) {
                continue;
            }
            let sealed = seal(newest, &head.tenant, head.count, &head.hash);
            // Unless it has grown meanwhile, and is sealed with the newest anyway.
            let renew = audit_head::Entity::update_many()
                .col_expr(audit_head::Column::Seal, Expr::value(sealed))
                .filter(audit_head::Column::Tenant.eq(head.tenant.as_str()))
                .filter(audit_head::Column::Seal.eq(head.seal.as_str()));
            renewed += services.write(async |tx| Ok(renew.clone().exec(tx).await?)).await?.rows_affected;
        }
    }
}
