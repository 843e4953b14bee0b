//! Live events of a run: rows with an increasing number, and a wake-up for those who listen.

use crate::{Actor, Result, Services};
use domain::event::Event;
use domain::ids::{EventId, RunId, SessionId};

/// The events of a run after one of them (all with `None`), in order, then live until the final one. Bounded: a listener
/// that does not read is dropped and resumes with the last id it saw.
pub async fn stream(
    _services: &Services,
    _actor: &Actor,
    _session: &SessionId,
    _run: &RunId,
    _after: Option<EventId>,
) -> Result<futures::stream::BoxStream<'static, Result<Event>>> {
    todo!()
}
