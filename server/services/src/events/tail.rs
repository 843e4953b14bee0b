//! Follows the events of one run: rows first, then what the bus brings, rows again where the bus has gaps.

use super::row::Kept;
use crate::entity::{self, run};
use crate::{Actor, Result, Services};
use domain::event::Event;
use domain::ids::{EventId, RunId, SessionId, TenantId};
use domain::run::RunStatus;
use futures::StreamExt;
use futures::stream::BoxStream;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// Rows read at a time.
const PAGE: u64 = 200;
/// Looks at the rows when nothing was heard: another process may have written.
const POLL: Duration = Duration::from_secs(2);

struct Tail {
    services: Services,
    actor: Actor,
    session: SessionId,
    run: RunId,
    /// The number of the last event that was given out.
    seq: u64,
    heard: Receiver<Arc<[Event]>>,
    ready: VecDeque<Event>,
    /// There may be rows that were not heard of.
    read: bool,
    ended: bool,
}

/// After an event of the run, which was read after `heard` began to listen; an id of something else counts as none.
pub(super) fn follow(
    services: &Services,
    row: &run::Model,
    heard: Receiver<Arc<[Event]>>,
    after: Option<EventId>,
) -> BoxStream<'static, Result<Event>> {
    let (session, run) = (SessionId::new(row.session_id.as_str()), RunId::new(row.id.as_str()));
    let seq = after.filter(|id| id.seq().is_some_and(|seq| EventId::at(&run, seq) == *id)).and_then(|id| id.seq()).unwrap_or(0);
    let read = u64::try_from(row.last_seq).unwrap_or(0) > seq;
    let ended = !read && row.ended_at.is_some();
    let actor = Actor::of(TenantId::new(row.tenant.as_str()));
    let tail = Tail { services: services.clone(), actor, session, run, seq, heard, ready: VecDeque::new(), read, ended };
    futures::stream::unfold(tail, |mut tail| async move {
        let next = tail.next().await.transpose()?;
        tail.ended |= next.is_err();
        Some((next, tail))
    })
    .boxed()
}

impl Tail {
    async fn next(&mut self) -> Result<Option<Event>> {
        while !self.ended {
            while let Some(event) = self.ready.pop_front() {
                match event.event_id.seq().unwrap_or(0) {
                    seq if seq <= self.seq => {}
                    seq if seq == self.seq + 1 => {
                        self.seq = seq;
                        self.ended = event.what.is_final();
                        return Ok(Some(event));
                    }
                    _ => {
                        self.ready.clear();
                        self.read = true;
                    }
                }
            }
            if self.read {
                self.read_rows().await?;
            } else {
                self.listen().await;
            }
        }
        Ok(None)
    }

    async fn read_rows(&mut self) -> Result<()> {
        let own = self.services.read(&self.actor);
        let reader = own.connection();
        let rows = Kept::after(&self.run, self.seq).limit(PAGE).into_model::<Kept>().all(reader).await?;
        self.read = rows.len() as u64 == PAGE;
        if rows.is_empty() {
            // Nothing new: is it over, or does it not exist any more?
            let run = own.find::<run::Entity>().filter(run::Column::Id.eq(self.run.as_str())).one(reader).await?;
            self.ended = match run {
                Some(run) => entity::read::<RunStatus>(&run.status)?.is_final() && u64::try_from(run.last_seq).unwrap_or(0) <= self.seq,
                None => true,
            };
        }
        for row in rows {
            self.ready.push_back(Event {
                event_id: EventId::at(&self.run, u64::try_from(row.seq).unwrap_or(0)),
                session_id: self.session.clone(),
                run_id: self.run.clone(),
                what: row.what()?,
                ts: row.ts,
            });
        }
        Ok(())
    }

    async fn listen(&mut self) {
        match tokio::time::timeout(POLL, self.heard.recv()).await {
            Ok(Ok(events)) if !events.is_empty() => self.ready.extend(events.iter().cloned()),
            Ok(Ok(_) | Err(RecvError::Lagged(_))) | Err(_) => self.read = true,
            Ok(Err(RecvError::Closed)) => {
                tokio::time::sleep(POLL).await;
                self.read = true;
            }
        }
    }
}
