//! The exported page itself as a picture, kept for a while: pages and templates are looked at again and again.

use super::render::{self, Rendered};
use crate::{Actor, Result, Services, proposals, sessions, versions};
use bytes::Bytes;
use domain::export::{RenderOutput, RenderRequest, Template};
use domain::ids::{ApprovalId, SessionId, VersionId};
use domain::page_map::PageMap;
use domain::proposal::merge;
use domain::resume::Document;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A page of the exported file as an image.
#[derive(Clone, Debug)]
pub struct Preview {
    /// PNG.
    pub png: Bytes,
    /// Of the whole document.
    pub pages: u32,
}

/// Pixels per point × 100: 130 dpi, sharp on a screen of twice the density at the size of the panes.
const SCALE: u32 = 180;

/// As many pictures are kept, of about 100 kB each.
const KEPT: usize = 96;

/// The exported page itself.
pub async fn preview(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    version: &VersionId,
    template: Template,
    page: u32,
) -> Result<Preview> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    let document = versions::document(&own, session, version.as_str()).await?;
    picture(document, template, page).await
}

/// The page as it would be with the changes approved so far.
pub async fn preview_proposal(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    approval: &ApprovalId,
    template: Template,
    page: u32,
) -> Result<Preview> {
    let proposal = proposals::get(services, actor, session, approval).await?;
    let base = versions::document(&services.read(actor), session, proposal.args.base_version_id.as_str()).await?;
    picture(merge::preview(&base, &proposal.changes), template, page).await
}

/// Where the blocks of a version stand on its pages.
pub async fn page_map(services: &Services, actor: &Actor, session: &SessionId, version: &VersionId, template: Template) -> Result<PageMap> {
    let own = services.read(actor);
    sessions::row(&own, session).await?;
    map(versions::document(&own, session, version.as_str()).await?, template).await
}

/// Where the blocks would stand with the changes approved so far.
pub async fn page_map_of_proposal(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    approval: &ApprovalId,
    template: Template,
) -> Result<PageMap> {
    let proposal = proposals::get(services, actor, session, approval).await?;
    let base = versions::document(&services.read(actor), session, proposal.args.base_version_id.as_str()).await?;
    map(merge::preview(&base, &proposal.changes), template).await
}

async fn map(document: Document, template: Template) -> Result<PageMap> {
    let rendered = render::render(&RenderRequest { document, template, output: RenderOutput::Map }).await?;
    Ok(serde_json::from_slice(&rendered.bytes)?)
}

type Key = [u8; 32];

/// The newest last.
static PICTURES: Mutex<VecDeque<(Key, Preview)>> = Mutex::new(VecDeque::new());

async fn picture(document: Document, template: Template, page: u32) -> Result<Preview> {
    let request = RenderRequest { document, template, output: RenderOutput::Png { page, scale: SCALE } };
    let key: Key = Sha256::digest(serde_json::to_vec(&request)?).into();
    if let Some(found) = recall(&key) {
        return Ok(found);
    }
    let Rendered { pages, bytes, .. } = render::render(&request).await?;
    let preview = Preview { png: bytes, pages };
    let mut pictures = pictures();
    if pictures.len() >= KEPT {
        pictures.pop_front();
    }
    pictures.push_back((key, preview.clone()));
    Ok(preview)
}

fn recall(key: &Key) -> Option<Preview> {
    let mut pictures = pictures();
    let at = pictures.iter().position(|(known, _)| known == key)?;
    let found = pictures.remove(at)?;
    let preview = found.1.clone();
    pictures.push_back(found);
    Some(preview)
}

fn pictures() -> MutexGuard<'static, VecDeque<(Key, Preview)>> {
    PICTURES.lock().unwrap_or_else(PoisonError::into_inner)
}
