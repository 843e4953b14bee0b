//! What would stay although rows and files are gone: mail in a folder, and what the database keeps of removed rows.
//!
//! Redis keeps nothing: live events are told and not kept, the stream of wake-ups names queues, and the count of requests goes after a minute.

use crate::belongings::OF_TENANTS;
use crate::mail::Mail;
use crate::outbox::Errand;
use crate::{Actor, Result, Services, entity};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;

/// Mail that stands in the outbox folder, where there is one; answers with how many. What was sent over SMTP is with its reader.
pub(super) async fn mails(services: &Services, actor: &Actor) -> Result<u64> {
    let db = services.db.reader();
    let sql = "SELECT payload FROM outbox WHERE tenant = $1 AND kind = 'mail'";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [actor.tenant.as_str().into()])).await?;
    let mut addresses = BTreeSet::new();
    for row in rows {
        if let Ok(Errand::Mail(Mail { to, .. })) = entity::parse(&row.try_get::<String>("", "payload")?) {
            addresses.insert(to);
        }
    }
    // What was sent long ago has no row any more: the account knows its address, and those that it was to have. Not what somebody else has: anybody
    // can sign up with any address.
    let sql = "SELECT email FROM users WHERE id = $1 UNION SELECT email FROM letters WHERE user_id = $1 AND email IS NOT NULL \
               EXCEPT SELECT email FROM users WHERE id <> $1 AND verified_at IS NOT NULL";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [actor.tenant.as_str().into()])).await?;
    for row in rows {
        addresses.insert(row.try_get("", "email")?);
    }
    Ok(services.mailer.forget(&addresses).await?)
}

/// What the database keeps of removed rows is overwritten.
///
/// SQLite overwrites them where they stood (`secure_delete`), and the journal, which has the pages as they were before, is emptied here.
/// PostgreSQL keeps them until a vacuum, which is done here as far as no transaction of before still sees them; what stands in its
/// own journal goes when that is recycled, or with the archives of it that its operator keeps.
pub(super) async fn scrub(services: &Services) -> Result<()> {
    services.db.scrub(services.config.database_url.expose(), OF_TENANTS.iter().map(|one| one.table)).await
}
