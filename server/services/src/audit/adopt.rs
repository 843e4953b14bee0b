//! Takes over a chain that was kept in an archive.

use super::{BEGIN, By, FORM, What, add, chain, hash, seal};
use crate::db::Tx;
use crate::entity::audit::{ActiveModel, Entity, Model};
use crate::entity::audit_head;
use crate::{Actor, Result};
use domain::ids::TenantId;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

/// A chain that is being taken over, entry by entry.
pub(crate) struct Adopting<'a> {
    tx: &'a Tx,
    actor: &'a Actor,
    /// As it was written: under the same name, where no entry is.
    as_written: bool,
    /// The tenant had a head before.
    head: bool,
    /// What was read fits, and so does what was here before.
    sealed: bool,
    /// Of the chain in the archive.
    seq: i64,
    previous: String,
    /// Of the chain here.
    last: (i64, String),
}

impl<'a> Adopting<'a> {
    /// A chain of `named`, into the actor's, behind what stands there.
    pub async fn begin(tx: &'a Tx, actor: &'a Actor, named: &TenantId) -> Result<Self> {
        let own = tx.of(actor);
        let head = own.held(own.find::<audit_head::Entity>()).one(tx).await?;
        let sealed = match &head {
            Some(head) => chain::holds(tx.secrets()?.all(), head),
            None => true,
        };
        let as_written = head.is_none() && actor.tenant == *named;
        let last = head.as_ref().map_or((0, String::new()), |head| (head.count, head.hash.clone()));
        Ok(Self { tx, actor, as_written, head: head.is_some(), sealed, seq: 0, previous: String::new(), last })
    }

    /// The next entry, as the archive has it. One that does not fit is taken over, and shows for ever.
    pub async fn take(&mut self, entry: Model) -> Result<()> {
        self.seq += 1;
        self.sealed &= entry.seq == self.seq && entry.previous == self.previous && entry.hash == hash(&entry);
        self.previous = entry.hash.clone();
        let mut kept = Model { tenant: self.actor.tenant.as_str().to_owned(), ..entry };
        if !self.as_written {
            kept = Model { seq: self.last.0 + 1, previous: self.last.1.clone(), form: FORM, ..kept };
            kept.hash = hash(&kept);
        }
        self.last = (kept.seq, kept.hash.clone());
        Entity::insert::<ActiveModel>(kept.into_active_model()).exec_without_returning(self.tx).await?;
        Ok(())
    }

    /// All were taken. Answers with how many, and the last hash that the archive had.
    pub async fn end(self, now: &str) -> Result<(i64, String)> {
        let (count, last) = &self.last;
        if *count == 0 {
            return Ok((self.seq, self.previous));
        }
        let tenant = self.actor.tenant.as_str();
        let seal = if self.sealed { seal(self.tx.secrets()?.newest(), tenant, *count, last) } else { String::new() };
        let next = audit_head::ActiveModel { count: Set(*count), hash: Set(last.clone()), seal: Set(seal), ..Default::default() };
        let own = self.tx.of(self.actor);
        if self.head {
            own.update::<audit_head::Entity>().set(next).exec(self.tx).await?;
        } else {
            own.insert(audit_head::ActiveModel { closed: Set(false), ..next }).await?;
            let begun = What { at: now, action: BEGIN, subject: tenant, details: json!({}) };
            add(self.tx, &Actor::of(TenantId::installation()), &By::default(), &begun).await?;
        }
        Ok((self.seq, self.previous))
    }
}
