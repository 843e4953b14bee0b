//! New versions by their owner's hand: edits, restored versions, changes taken back.

use super::append::{NewVersion, append, stale};
use super::clean::clean;
use super::{document, row, shown};
use crate::analysis::{Scores, score};
use crate::entity::{self, session};
use crate::idempotency::{Key, answered, once};
use crate::{Actor, Error, Result, Services, audit, postings, proposals, sessions};
use domain::Code;
use domain::ids::{ChangeId, SessionId, VersionId};
use domain::posting::Posting;
use domain::resume::Document;
use domain::resume::edit::{Edit, Refusal, apply};
use domain::version::{Conflict, MadeBy, Version, rebase};
use serde_json::json;

/// How often the head may move on under a write before it is refused.
const TRIES: usize = 4;
/// The most edits that are taken at once: each may copy the document.
const EDITS_MAX: usize = 200;
/// What an edited document may take, in bytes as it is kept: somewhat more than the longest that is imported.
const DOCUMENT_MAX: usize = 4 << 20;

/// The owner's own edits, rebased when the head has moved on; `STALE_VERSION` where they do not fit.
pub async fn edit(services: &Services, actor: &Actor, session: &SessionId, base: &VersionId, edits: &[Edit]) -> Result<Version> {
    if edits.is_empty() {
        return Err(Error::refused(Code::BadRequest, "There is nothing to change. Send at least one edit."));
    }
    if edits.len() > EDITS_MAX {
        return Err(Error::refused(Code::BadRequest, "These are too many edits at once: at most 200. Send them in parts."));
    }
    let edits = clean(edits)?;
    let old = {
        let own = services.read(actor);
        sessions::row(&own, session).await?;
        document(&own, session, base.as_str()).await?
    };
    write(services, actor, session, MadeBy::Manual, None, |head| {
        let rebased = rebase(&edits, &old, &head.document).map_err(|conflict| refused(&conflict, &head.seen))?;
        let kept = entity::json(&rebased.document)?.len();
        if kept > DOCUMENT_MAX {
            let error = domain::Error::new(Code::UploadTooLarge, "The resume would get too long. Take something out of it first.");
            return Err(error.with("limit_bytes", DOCUMENT_MAX).with("size_bytes", kept).into());
        }
        let summary = counted(rebased.edits.len(), "edit by hand", "edits by hand");
        Ok(Next { document: rebased.document, edits: rebased.edits, summary })
    })
    .await
}

/// A new version with the old document.
pub async fn restore(services: &Services, actor: &Actor, session: &SessionId, id: &VersionId) -> Result<Version> {
    restore_once(services, actor, session, id, None).await
}

/// As [`restore`], once a key.
pub async fn restore_once(services: &Services, actor: &Actor, session: &SessionId, id: &VersionId, key: Option<&str>) -> Result<Version> {
    let key = Key::of("version.restore", key, &(session, id))?;
    if let Some(known) = answered::<VersionId, _>(&services.read(actor), key.as_ref()).await? {
        return super::get(services, actor, session, &known).await;
    }
    let (number, old): (i32, Document) = {
        let own = services.read(actor);
        sessions::row(&own, session).await?;
        let row = row(&own, session, id.as_str()).await?;
        (row.number, entity::parse(&row.document)?)
    };
    write(services, actor, session, MadeBy::Restore, key.as_ref(), |_| {
        Ok(Next { document: old.clone(), edits: Vec::new(), summary: format!("Version {number} restored") })
    })
    .await
}

/// Takes one applied change back, long after.
pub async fn revert(services: &Services, actor: &Actor, session: &SessionId, change: &ChangeId) -> Result<Version> {
    let (taken_back, made) = {
        let own = services.read(actor);
        sessions::row(&own, session).await?;
        let Some((edit, base)) = proposals::applied(&own, session, change).await? else {
            return Err(Error::refused(Code::ChangeNotFound, "There is no such applied change in this session. Look at its history."));
        };
        made(edit, document(&own, session, base.as_str()).await?)?
    };
    write(services, actor, session, MadeBy::Revert, None, |head| {
        let rebased =
            rebase(std::slice::from_ref(&taken_back), &made, &head.document).map_err(|conflict| refused(&conflict, &head.seen))?;
        Ok(Next { document: rebased.document, edits: rebased.edits, summary: "1 change taken back".to_owned() })
    })
    .await
}

/// The inverse of an applied change, and the document that it can be taken back from: its base with the change alone.
fn made(edit: Edit, base: Document) -> Result<(Edit, Document)> {
    let mut document = base;
    apply(&mut document, &edit).map_err(|refusal| Error::Fault(format!("an applied change does not apply to its base: {refusal:?}")))?;
    // As the document says it: a row of skills has its own spelling.
    let written = match edit {
        Edit::Replace { place, before, after } => {
            let after = document.text(&place).unwrap_or(after);
            Edit::Replace { place, before, after }
        }
        edit => edit,
    };
    Ok((written.invert(), document))
}

/// The head as it was looked at.
struct Head {
    seen: session::Model,
    document: Document,
}

/// What becomes of it.
struct Next {
    document: Document,
    edits: Vec<Edit>,
    summary: String,
}

/// Makes a version of the head; looks again when the head has moved on meanwhile. What changes nothing writes nothing.
async fn write(
    services: &Services,
    actor: &Actor,
    session: &SessionId,
    made_by: MadeBy,
    key: Option<&Key>,
    make: impl Fn(&Head) -> Result<Next>,
) -> Result<Version> {
    for _ in 0..TRIES {
        let (head, posting) = look(services, actor, session).await?;
        let next = make(&head)?;
        let parent = head.seen.head_version_id.clone().unwrap_or_default();
        if next.document == head.document {
            return shown(&row(&services.read(actor), session, &parent).await?);
        }
        let now = services.now();
        let scores = Scores { now: score(&next.document, posting.as_ref(), &now), before: None };
        let written = services
            .write(async |tx| {
                let seen = sessions::row(&tx.of(actor), session).await?;
                if seen.head_version_id != head.seen.head_version_id || seen.posting_id != head.seen.posting_id {
                    return Ok(None);
                }
                let new = NewVersion {
                    parent: Some(&parent),
                    made_by,
                    run: None,
                    summary: next.summary.clone(),
                    document: &next.document,
                    edits: &next.edits,
                    scores,
                };
                let id = once(tx, actor, &now, key, async || {
                    let id = append(tx, actor, &seen, new, &now).await?;
                    let details = json!({ "version_id": id, "made_by": made_by, "edits": next.edits.len() });
                    audit::append(tx, actor, &now, "version.create", &seen.id, details).await?;
                    Ok(id)
                });
                Ok(Some(id.await?))
            })
            .await?;
        if let Some(id) = written {
            return super::get(services, actor, session, &id).await;
        }
    }
    Err(stale(&sessions::row(&services.read(actor), session).await?))
}

async fn look(services: &Services, actor: &Actor, session: &SessionId) -> Result<(Head, Option<Posting>)> {
    let own = services.read(actor);
    let seen = sessions::row(&own, session).await?;
    sessions::refuse_cancelled(&seen)?;
    let Some(head) = &seen.head_version_id else {
        return Err(Error::refused(Code::InvalidState, "This session has no resume yet. Upload one first."));
    };
    let document = document(&own, session, head).await?;
    let posting = match &seen.posting_id {
        Some(id) => Some(postings::of_session(&own, id).await?),
        None => None,
    };
    Ok((Head { seen, document }, posting))
}

fn refused(conflict: &Conflict, seen: &session::Model) -> Error {
    let error = match conflict.refusal {
        Refusal::Missing | Refusal::Stale => {
            let message = "This part of the resume has changed since you looked at it. Load the newest version and make your change again.";
            domain::Error::new(Code::StaleVersion, message)
        }
        Refusal::Unfit => {
            domain::Error::new(Code::BadRequest, "This block has no such field, or may not stand there. Choose another place.")
        }
        Refusal::Taken => domain::Error::new(Code::BadRequest, "A block of that id is in the resume already. Use a new id."),
    };
    error
        .with("block_id", conflict.block.as_str())
        .with("edit", conflict.index)
        .with("head_version_id", seen.head_version_id.clone())
        .into()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
