//! Live events of a run: rows with an increasing number, and a wake-up for those who listen.
//!
//! An event is a row written in the transaction of the state that it tells of, so that history, status and proposals never
//! disagree. After the commit it also goes over the [`Bus`], which may lose it: a listener takes from there only what
//! continues what it has, and reads the rows for everything else. Nothing is buffered for a listener that does not read.

mod bus;
#[cfg(test)]
mod conformance;
mod local;
mod redis;
mod row;
mod tail;
mod wire;

pub use bus::{Bus, Told};
pub use local::Local;
pub use redis::PubSub;

use crate::config::Auth;
use crate::db::Tx;
use crate::entity::event;
use crate::limits::Place;
use crate::redis::Redis;
use crate::{Actor, Result, Services, runs, sessions};
use domain::Code;
use domain::event::{Event, What};
use domain::ids::{EventId, RunId, SessionId, TenantId};
use futures::stream::BoxStream;
use row::Kept;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::sync::Arc;

/// Between processes where there is Redis, else inside this process.
pub fn bus(redis: Option<&Redis>) -> Arc<dyn Bus> {
    match redis {
        Some(redis) => Arc::new(PubSub::open(redis)),
        None => Arc::new(Local::default()),
    }
}

/// Streams of one account that are open at a time in this process: a run in each of many tabs. Each keeps a connection, and there are only so
/// many of those for everybody.
pub(crate) const STREAMS: usize = 32;
/// Seconds.
const RETRY_AFTER: u32 = 5;

/// A place for a stream, where strangers share the program; `RATE_LIMITED`.
pub fn place(services: &Services, actor: &Actor) -> Result<Option<Place<TenantId>>> {
    if services.config.auth != Auth::Accounts {
        return Ok(None);
    }
    let place = services.streams.take(&actor.tenant).ok_or_else(|| {
        let message = "So many live views are open that no more are taken. Close some tabs, and reload this one.";
        domain::Error::new(Code::RateLimited, message).with("retry_after_seconds", RETRY_AFTER)
    })?;
    Ok(Some(place))
}

/// The events of a run after one of them (all with `None`), in order, then live until the final one. Bounded: a listener
/// that does not read is not waited for; it resumes with the last id it saw.
pub async fn stream(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    run: &RunId,
    after: Option<EventId>,
) -> Result<BoxStream<'static, Result<Event>>> {
    let own = services.read(actor);
    // Listens before it looks, so that nothing falls in between.
    let heard = services.bus.follow_run(run);
    match runs::row(&own, session, run).await {
        Ok(row) => Ok(tail::follow(services, &row, heard, after)),
        Err(missing) => {
            // What is missing may be the session.
            sessions::row(&own, session).await?;
            Err(missing)
        }
    }
}

/// All that the provider has said in a run beside its changes.
pub(crate) async fn spoken(services: &Services, actor: &Actor, run: &RunId) -> Result<String> {
    let own = services.read(actor);
    let mut spoken = String::new();
    let beside_changes = Kept::after(run, 0).filter(event::Column::ChangeId.is_null());
    for row in beside_changes.into_model::<Kept>().all(own.connection()).await? {
        if let What::AssistantDelta { text } = row.what()? {
            spoken.push_str(&text);
        }
    }
    Ok(spoken)
}

/// Writes events that end with number `last`, in the transaction of the state that they tell of.
pub(crate) async fn append(tx: &Tx, session: &SessionId, run: &RunId, last: u64, ts: &str, whats: Vec<What>) -> Result<Vec<Event>> {
    let first = last + 1 - whats.len() as u64;
    let numbered = (first..).zip(whats);
    let events: Vec<_> = numbered
        .map(|(seq, what)| Event {
            event_id: EventId::at(run, seq),
            session_id: session.clone(),
            run_id: run.clone(),
            ts: ts.to_owned(),
            what,
        })
        .collect();
    if events.is_empty() {
        return Ok(events);
    }
    let rows = (first..).zip(&events).map(|(seq, event)| row::new(event, seq)).collect::<Result<Vec<_>>>()?;
    event::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(events)
}
