//! Corrections of a posting by its owner, and reading it again.

use super::give::judged;
use super::read::{TEXT_MAX, check_text, set, titled};
use super::{PostingPatch, row, shown};
use crate::entity::{self, posting, session};
use crate::{Actor, Error, Result, Services, audit, sessions};
use domain::Code;
use domain::ids::PostingId;
use domain::posting::{JobDescription, Posting, Requirement};
use domain::text::{printable, squeeze};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::json;

/// The most requirements that a posting may have.
const REQUIREMENTS_MAX: usize = 200;
/// How often the posting may be changed by somebody else under a correction before it is refused.
const TRIES: usize = 4;

/// Another text is read anew; what the patch says beside it goes before what is found in it.
pub async fn update(services: &Services, actor: &Actor, id: &PostingId, patch: PostingPatch) -> Result<JobDescription> {
    if patch.requirements.as_ref().is_some_and(|list| list.len() > REQUIREMENTS_MAX) {
        return Err(Error::refused(Code::BadRequest, "A job description has at most 200 requirements. Leave out what matters least."));
    }
    if patch.requirements.iter().flatten().map(|one| one.text.len()).sum::<usize>() > TEXT_MAX {
        let message = "The requirements are longer than 200,000 characters together. Leave out what matters least.";
        return Err(Error::refused(Code::UploadTooLarge, message));
    }
    if let Some(text) = &patch.text {
        check_text(text)?;
    }
    for _ in 0..TRIES {
        let seen = row(&services.read(actor), id).await?;
        let posting = patched(shown(&seen)?.posting, &patch)?;
        if keep(services, actor, &seen, &posting, "posting.update").await? {
            return super::get(services, actor, id).await;
        }
    }
    Err(Error::refused(Code::StaleVersion, "This job description keeps changing. Load it again and make your correction once more."))
}

/// Reads the file again, or the text where there is none; corrections by hand are lost.
pub async fn parse(services: &Services, actor: &Actor, id: &PostingId) -> Result<JobDescription> {
    let seen = row(&services.read(actor), id).await?;
    let known = shown(&seen)?.posting;
    let text = match &seen.sha256 {
        Some(hash) => crate::child::text(&services.blobs.get(&actor.tenant, hash).await?).await?,
        None => known.text.clone(),
    };
    let posting = read_anew(&text, known, &PostingPatch::default());
    titled(&posting)?;
    keep(services, actor, &seen, &posting, "posting.parse").await?;
    super::get(services, actor, id).await
}

/// The posting with the corrections. Made outside of a transaction: reading a text takes time.
fn patched(mut posting: Posting, patch: &PostingPatch) -> Result<Posting> {
    if let Some(text) = patch.text.as_deref().map(printable).filter(|text| *text != posting.text) {
        posting = read_anew(&text, posting, patch);
    }
    // A posting keeps a title: an empty one says nothing.
    set(&mut posting.title, patch.title.as_deref().filter(|title| !title.trim().is_empty()))?;
    set(&mut posting.company, patch.company.as_deref())?;
    set(&mut posting.location, patch.location.as_deref())?;
    if let Some(requirements) = &patch.requirements {
        posting.requirements = requirements.iter().map(|one| Requirement { text: squeeze(&one.text), ..one.clone() }).collect();
    }
    titled(&posting)?;
    Ok(posting)
}

/// What the text does not say stays as it was known.
fn read_anew(text: &str, known: Posting, patch: &PostingPatch) -> Posting {
    let mut posting = domain::posting::read(text, patch.title.as_deref(), patch.company.as_deref(), patch.location.as_deref());
    let fields = [(&mut posting.title, known.title), (&mut posting.company, known.company), (&mut posting.location, known.location)];
    for (found, known) in fields {
        if found.is_empty() {
            *found = known;
        }
    }
    posting
}

/// `false` when the posting is no longer what was looked at.
async fn keep(services: &Services, actor: &Actor, seen: &posting::Model, posting: &Posting, action: &str) -> Result<bool> {
    let now = services.now();
    let change = posting::ActiveModel {
        title: Set(posting.title.clone()),
        company: Set(posting.company.clone()),
        posting: Set(entity::json(posting)?),
        updated_at: Set(now.clone()),
        ..Default::default()
    };
    services
        .write(async |tx| {
            let own = tx.of(actor);
            if row(&own, &PostingId::new(seen.id.as_str())).await?.posting != seen.posting {
                return Ok(false);
            }
            own.update::<posting::Entity>().set(change.clone()).filter(posting::Column::Id.eq(seen.id.as_str())).exec(tx).await?;
            audit::append(tx, actor, &now, action, &seen.id, json!({})).await?;
            let sessions = own.find::<session::Entity>().filter(session::Column::PostingId.eq(seen.id.as_str()));
            for session in own.held(sessions).all(tx).await? {
                sessions::change(tx, actor, &session.id, judged(tx, actor, &session, posting, &now).await?).await?;
            }
            Ok(true)
        })
        .await
}
