//! Tailoring workspaces.

use crate::{Actor, Result, Services};
use domain::ids::SessionId;
use domain::page::{Page, PageRequest};
use domain::session::{NewSession, Session, Usage};

/// Opens a session; a given resume and posting are attached at once.
pub async fn create(_services: &Services, _actor: &Actor, _new: NewSession) -> Result<Session> {
    todo!()
}

/// Newest first.
pub async fn list(_services: &Services, _actor: &Actor, _page: &PageRequest) -> Result<Page<Session>> {
    todo!()
}

/// Or `SESSION_NOT_FOUND`.
pub async fn get(_services: &Services, _actor: &Actor, _id: &SessionId) -> Result<Session> {
    todo!()
}

/// Sums over its runs.
pub async fn usage(_services: &Services, _actor: &Actor, _id: &SessionId) -> Result<Usage> {
    todo!()
}

/// 1 to 200 characters.
pub async fn rename(_services: &Services, _actor: &Actor, _id: &SessionId, _name: &str) -> Result<Session> {
    todo!()
}

/// To the trash, with all that belongs to it.
pub async fn delete(_services: &Services, _actor: &Actor, _id: &SessionId) -> Result<()> {
    todo!()
}

/// Interrupts its run; nothing can be changed after it.
pub async fn cancel(_services: &Services, _actor: &Actor, _id: &SessionId) -> Result<Session> {
    todo!()
}

/// Answers with what is set.
pub async fn set_auto_approve(_services: &Services, _actor: &Actor, _id: &SessionId, _enabled: bool) -> Result<bool> {
    todo!()
}
