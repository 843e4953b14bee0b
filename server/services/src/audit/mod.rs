//! Who did what, when and from where: append-only, each entry with the hash of the one before.
//!
//! An entry is written in the transaction of what it tells about. It has no personal text: ids, codes and counts.
//!
//! ```text
//! entry 1 ◄─ hash ─ entry 2 ◄─ hash ─ entry 3 ◄─ head: 3 entries, the hash of the last, a seal
//! ```
//!
//! Each tenant has a chain. An entry that was changed or taken out does not fit the next one; that the last ones are gone shows at the
//! head, which is sealed with a key that is not in the database. An entry is appended to what the head says, never to what happens to stand last,
//! and a head whose seal does not hold is never sealed again: what was done to the chain is not covered up by what comes later. That a chain
//! begins stands in the chain of the installation itself, so that one that is gone as a whole is missed. The database refuses to change or remove
//! entries, but for the erasure of a whole tenant ([`crate::erasure`]).

mod adopt;
mod chain;
mod list;
mod verify;

pub(crate) use adopt::Adopting;
pub(crate) use chain::renew_seals;
use chain::{hash, seal};
pub use list::{list, list_all, own_log, whole_log};
pub use verify::{verify, verify_all};

use crate::db::Tx;
use crate::entity::audit::{ActiveModel, Column, Entity, Model};
use crate::entity::audit_head;
use crate::{Access, Actor, Error, Result, Services, Via, accounts};
use domain::Code;
use domain::ids::TenantId;
use sea_orm::{ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Which columns a hash covers: 1 without who, via and network, as entries were until they had these.
const FORM: i32 = 2;
/// Stands in the installation's chain for the beginning of another one.
const BEGIN: &str = "chain.begin";
/// Stands there for the end of one that was erased.
pub(crate) const ERASED: &str = "account.deleted";

/// Appends an entry to the caller's chain: `action` like `resume.trash`, `subject` an id.
///
/// `INVALID_STATE` while the tenant is being erased; `UNAUTHORIZED` when what let the caller in was ended meanwhile: so whatever is written with an
/// entry is written by somebody who is still in.
pub async fn append(tx: &Tx, actor: &Actor, at: &str, action: &str, subject: &str, details: Value) -> Result<()> {
    accounts::still_stands(tx, actor, at).await?;
    append_by(tx, actor, &By::of(actor), at, action, subject, details).await
}

/// As [`append`], in the name of who asked for it when that is somebody else than who does it, or of who has just logged out.
pub(crate) async fn append_by(tx: &Tx, actor: &Actor, by: &By, at: &str, action: &str, subject: &str, details: Value) -> Result<()> {
    let what = What { at, action, subject, details };
    if add(tx, actor, by, &what).await? == Added::First && actor.tenant != TenantId::installation() {
        let begun = What { at, action: BEGIN, subject: actor.tenant.as_str(), details: json!({}) };
        add(tx, &Actor::of(TenantId::installation()), &By::default(), &begun).await?;
    }
    Ok(())
}

/// As [`append`], `UNAUTHORIZED` too, to the chain of the installation: for what is done to all of it, so that it is known when whoever did it is gone.
pub async fn append_to_installation(tx: &Tx, actor: &Actor, at: &str, action: &str, subject: &str, details: Value) -> Result<()> {
    accounts::still_stands(tx, actor, at).await?;
    let program = Actor::of(TenantId::installation());
    add(tx, &program, &By::of(actor), &What { at, action, subject, details }).await.map(|_| ())
}

/// Notes that something was fetched, before it is handed out. A full disk keeps nobody from what is theirs: it is handed out then all the same, and
/// the log of the process says that the entry is missing.
pub(crate) async fn fetched(services: &Services, actor: &Actor, action: &str, subject: &str, details: Value) -> Result<()> {
    let now = services.now();
    match services.write(async |tx| append(tx, actor, &now, action, subject, details.clone()).await).await {
        Err(error) if error.is_no_space() => {
            tracing::error!(action, subject, "The disk is full: this has no entry in the audit log.");
            Ok(())
        }
        noted => noted,
    }
}

/// Who does something, and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct By {
    who: Option<String>,
    via: Option<String>,
    network: Option<String>,
}

impl By {
    /// The caller: which account, and which login or token of it.
    pub fn of(actor: &Actor) -> Self {
        let (who, via) = match &actor.access {
            Access::Installation => (None, None),
            Access::Account { user, via: Via::Login(login), .. } => (Some(user.as_str().to_owned()), Some(login.as_str().to_owned())),
            Access::Account { user, via: Via::Token(token), .. } => (Some(user.as_str().to_owned()), Some(token.as_str().to_owned())),
        };
        Self { who, via, network: actor.network.clone() }
    }
}

struct What<'a> {
    at: &'a str,
    action: &'a str,
    subject: &'a str,
    details: Value,
}

#[derive(PartialEq)]
enum Added {
    /// The chain begins with it, or is sealed from it on.
    First,
    Next,
}

async fn add(tx: &Tx, of: &Actor, by: &By, what: &What<'_>) -> Result<Added> {
    let own = tx.of(of);
    let tenant = of.tenant.as_str();
    // Held: a chain grows by one transaction after the other. Two that begin one at once meet at the key of the head.
    let head = own.held(own.find::<audit_head::Entity>()).one(tx).await?;
    let (seq, previous, sealed) = match &head {
        Some(head) if head.closed => return Err(erasing()),
        Some(head) => (head.count + 1, head.hash.clone(), chain::holds(tx.secrets()?.all(), head)),
        None => match own.find::<Entity>().order_by_desc(Column::Seq).one(tx).await? {
            // Of a time before there were heads.
            Some(last) => (last.seq + 1, last.hash, last.form == 1),
            None => (1, String::new(), true),
        },
    };
    if head.is_none() {
        refuse_erasing(tx, of).await?;
    }
    let By { who, via, network } = by.clone();
    let mut entry = Model {
        tenant: tenant.to_owned(),
        seq,
        at: what.at.to_owned(),
        action: what.action.to_owned(),
        subject: what.subject.to_owned(),
        details: what.details.to_string(),
        previous,
        hash: String::new(),
        form: FORM,
        who,
        via,
        network,
    };
    entry.hash = hash(&entry);
    let seal = if sealed { seal(tx.secrets()?.newest(), tenant, seq, &entry.hash) } else { String::new() };
    let next = audit_head::ActiveModel { count: Set(seq), hash: Set(entry.hash.clone()), seal: Set(seal), ..Default::default() };
    own.insert::<ActiveModel>(entry.into_active_model()).await?;
    match head {
        Some(_) => {
            own.update::<audit_head::Entity>().set(next).exec(tx).await?;
            Ok(Added::Next)
        }
        None => {
            own.insert(audit_head::ActiveModel { closed: Set(false), ..next }).await?;
            Ok(Added::First)
        }
    }
}

/// Nothing more is appended to the caller's chain. The last thing of the transaction that begins its erasure.
pub(crate) async fn close(tx: &Tx, actor: &Actor) -> Result<()> {
    let closed = audit_head::ActiveModel { closed: Set(true), ..Default::default() };
    tx.of(actor).update::<audit_head::Entity>().set(closed).exec(tx).await?;
    Ok(())
}

/// `INVALID_STATE` for a tenant that is being erased.
pub(crate) async fn refuse_erasing(tx: &Tx, of: &Actor) -> Result<()> {
    use crate::entity::erasure;
    if tx.of(of).find::<erasure::Entity>().one(tx).await?.is_some() { Err(erasing()) } else { Ok(()) }
}

fn erasing() -> Error {
    Error::refused(Code::InvalidState, "Everything here is being erased, and nothing new is taken in. It is done in a minute.")
}

/// Whether the installation's chain says that this one began, and not that it was erased since.
async fn has_begun(services: &Services, tenant: &str) -> Result<bool> {
    let installation = Actor::of(TenantId::installation());
    let own = services.read(&installation);
    let last =
        own.find::<Entity>().filter(Column::Subject.eq(tenant)).filter(Column::Action.is_in([BEGIN, ERASED])).order_by_desc(Column::Seq);
    Ok(last.one(own.connection()).await?.is_some_and(|entry| entry.action == BEGIN))
}

#[cfg(test)]
mod tests;
