//! Score and gap of a session.

use crate::{Actor, Result, Services};
use domain::gap::Analysis;
use domain::ids::SessionId;

/// Of the head version against the posting; moves the session to `gap_analyzed` the first time.
pub async fn of_session(_services: &Services, _actor: &Actor, _session: &SessionId) -> Result<Analysis> {
    todo!()
}
