//! Runs: one AI request in a session.
//!
//! ```text
//! start ─ job ─ pipeline: ground ─ provider ─ book (draft → change) ─ finish ─┬─ waits for approval (proposals)
//!                                                                              └─ auto-approve: a version, completed
//! ```
//!
//! `start` writes the run and its job in one transaction. The [`pipeline`] is the work of that job; every write of it is fenced by
//! the job's lease. From the proposal on no worker is needed: the owner's decision moves the run on in the transaction that
//! writes the version.

mod book;
mod budget;
mod finish;
mod ground;
mod interrupt;
mod memory;
pub(crate) mod pipeline;
mod row;
mod start;

pub use interrupt::interrupt;
pub use memory::Memory;
pub use start::start;

pub(crate) use finish::give_up;
pub(crate) use ground::{Ground, document};
pub(crate) use row::{Advance, Key, advance, moved_on, row, tell};

use crate::entity::run;
use crate::{Actor, Result, Services, sessions};
use domain::ids::{RunId, SessionId};
use domain::run::Run;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// Or `RUN_NOT_FOUND`.
pub async fn get(services: &Services, actor: &Actor, session: &SessionId, run: &RunId) -> Result<Run> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    row::shown(&row(&own, session, run).await?)
}

/// The newest of a session, before the first one `None`.
pub async fn newest(services: &Services, actor: &Actor, session: &SessionId) -> Result<Option<Run>> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    let newest = own
        .find::<run::Entity>()
        .filter(run::Column::SessionId.eq(session.as_str()))
        .order_by_desc(run::Column::CreatedAt)
        .order_by_desc(run::Column::Id);
    newest.one(own.connection()).await?.as_ref().map(row::shown).transpose()
}

#[cfg(test)]
mod tests;
