//! Appends a version to its session.

use crate::analysis::Scores;
use crate::db::Tx;
use crate::entity::{self, session, version};
use crate::{Actor, Error, Result, sessions};
use domain::Code;
use domain::ids::{RunId, VersionId};
use domain::resume::Document;
use domain::resume::edit::Edit;
use domain::session::Step;
use domain::version::MadeBy;
use sea_orm::ActiveValue::Set;

/// A version to be.
#[derive(Clone, Debug)]
pub(crate) struct NewVersion<'a> {
    /// The head that it was made of; `None` for the first of a session.
    pub parent: Option<&'a str>,
    pub made_by: MadeBy,
    /// With [`MadeBy::Run`]: the run and its model.
    pub run: Option<(&'a RunId, &'a str)>,
    /// One line.
    pub summary: String,
    pub document: &'a Document,
    /// What made it of its parent.
    pub edits: &'a [Edit],
    /// Against the posting; `before` is kept where it is `None`.
    pub scores: Scores,
}

/// Appends a version and makes it the head, as [`insert`] says.
pub(crate) async fn append(tx: &Tx, actor: &Actor, seen: &session::Model, new: NewVersion<'_>, now: &str) -> Result<VersionId> {
    let (id, change) = insert(tx, actor, seen, new, now).await?;
    sessions::change(tx, actor, &seen.id, change).await?;
    Ok(id)
}

/// Inserts a version; answers with what makes it the head of its session, for the caller to write in the same transaction. Where the head is no longer the parent: `STALE_VERSION`, and nothing is written.
///
/// `seen` is the session as read in this transaction. The state moves on by [`Step::Resume`] for an import, else by
/// [`Step::Change`].
pub(crate) async fn insert(
    tx: &Tx,
    actor: &Actor,
    seen: &session::Model,
    new: NewVersion<'_>,
    now: &str,
) -> Result<(VersionId, session::ActiveModel)> {
    if seen.head_version_id.as_deref() != new.parent {
        return Err(stale(seen));
    }
    let id = crate::ids::new::<VersionId>();
    let number = seen.version_count + 1;
    let score = new.scores.now.map(i32::from);
    let row = version::ActiveModel {
        id: Set(id.as_str().to_owned()),
        session_id: Set(seen.id.clone()),
        number: Set(number),
        parent_id: Set(new.parent.map(str::to_owned)),
        label: Set(String::new()),
        made_by: Set(entity::word(new.made_by)),
        run_id: Set(new.run.map(|(run, _)| run.as_str().to_owned())),
        model: Set(new.run.map(|(_, model)| model.to_owned())),
        summary: Set(new.summary),
        score: Set(score),
        document: Set(entity::json(new.document)?),
        edits: Set(entity::json(new.edits)?),
        created_at: Set(now.to_owned()),
        ..Default::default()
    };
    tx.of(actor).insert(row).await?;
    let import = new.made_by == MadeBy::Import;
    let mut change = session::ActiveModel {
        head_version_id: Set(Some(id.as_str().to_owned())),
        version_count: Set(number),
        score: Set(score),
        workflow_state: Set(entity::word(sessions::step(seen, if import { Step::Resume } else { Step::Change })?)),
        updated_at: Set(now.to_owned()),
        ..Default::default()
    };
    if import {
        change.source_version_id = Set(Some(id.as_str().to_owned()));
    }
    if new.scores.before.is_some() {
        change.score_before = Set(new.scores.before.map(i32::from));
    }
    Ok((id, change))
}

/// The document has moved on.
pub(super) fn stale(seen: &session::Model) -> Error {
    let message = "The resume has changed since you looked at it. Load the newest version and make your change again.";
    domain::Error::new(Code::StaleVersion, message).with("head_version_id", seen.head_version_id.clone()).into()
}
