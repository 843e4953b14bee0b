//! Who did what: append-only, each entry with the hash of the one before, so that an entry that was changed or taken out
//! shows.
//!
//! Appended in the transaction of what it tells about. No personal text: ids, codes and counts.

use crate::blobs::sha256;
use crate::db::{TenantDb, Tx};
use crate::entity::audit::{ActiveModel, Column, Entity, Model};
use crate::{Actor, Result};
use sea_orm::{ConnectionTrait, DbBackend, IntoActiveModel, QueryOrder, Statement};
use serde_json::{Value, json};

/// Appends an entry: `action` like `resume.trash`, `subject` an id.
pub async fn append(tx: &Tx, actor: &Actor, at: &str, action: &str, subject: &str, details: Value) -> Result<()> {
    let own = tx.of(actor);
    one_at_a_time(tx, actor).await?;
    let last = own.find::<Entity>().order_by_desc(Column::Seq).one(tx).await?;
    let (seq, previous) = last.map_or((1, String::new()), |last| (last.seq + 1, last.hash));
    let mut entry = Model {
        tenant: actor.tenant.as_str().to_owned(),
        seq,
        at: at.to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        details: details.to_string(),
        previous,
        hash: String::new(),
    };
    entry.hash = hash(&entry);
    own.insert::<ActiveModel>(entry.into_active_model()).await
}

/// A tenant's chain grows by one transaction after the other (SQLite has one writer anyway).
async fn one_at_a_time(tx: &Tx, actor: &Actor) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [actor.tenant.as_str().into()])).await?;
    }
    Ok(())
}

/// The number of the first entry that does not fit to the one before it; `None`: the chain is whole.
pub async fn broken<C: ConnectionTrait>(own: &TenantDb<'_, C>) -> Result<Option<i64>> {
    let mut previous = String::new();
    for (position, entry) in (1..).zip(own.find::<Entity>().order_by_asc(Column::Seq).all(own.connection()).await?) {
        if entry.seq != position || entry.previous != previous || entry.hash != hash(&entry) {
            return Ok(Some(position));
        }
        previous = entry.hash;
    }
    Ok(None)
}

fn hash(entry: &Model) -> String {
    let Model { tenant, seq, at, action, subject, details, previous, .. } = entry;
    sha256(json!([tenant, seq, at, action, subject, details, previous]).to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use sea_orm::{QueryFilter, sea_query::Expr};

    #[tokio::test]
    async fn a_changed_entry_shows() {
        let bench = Bench::open().await;
        let (services, actor) = (&bench.services, &bench.actor);
        for n in 0..3 {
            let at = services.now();
            services.write(async |tx| append(tx, actor, &at, "test", "x", json!({ "n": n })).await).await.expect("appended");
        }
        assert_eq!(broken(&services.read(actor)).await.expect("read"), None);
        services
            .write(async |tx| {
                let forged = tx.of(actor).update::<Entity>().col_expr(Column::Details, Expr::value("{}"));
                Ok(forged.filter(sea_orm::ColumnTrait::eq(&Column::Seq, 2)).exec(tx).await?)
            })
            .await
            .expect("forged");
        assert_eq!(broken(&services.read(actor)).await.expect("read"), Some(2));
        assert_eq!(broken(&services.read(&bench.stranger)).await.expect("read"), None);
    }
}
