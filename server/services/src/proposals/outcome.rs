//! What comes of a decided proposal: a document, a version, and words about it.

use crate::Result;
use crate::analysis::{Scores, score};
use crate::db::Tx;
use crate::entity::session;
use crate::runs::Key;
use crate::versions::{NewVersion, insert};
use domain::event::What;
use domain::ids::VersionId;
use domain::posting::Posting;
use domain::proposal::Change;
use domain::proposal::merge::merge;
use domain::resume::Document;
use domain::resume::edit::Edit;
use domain::run::RunStatus;
use domain::version::MadeBy;

/// See the module. Made outside of a transaction: it takes time.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Every change, approved, edited or rejected, and whether the document had moved on under it.
    pub decided: Vec<Change>,
    /// The head with all that could be applied.
    pub document: Document,
    edits: Vec<Edit>,
    score: Option<u8>,
}

impl Outcome {
    /// Of changes that were made for `base`, on the head as it is now.
    pub(crate) fn of(base: &Document, head: &Document, mut decided: Vec<Change>, posting: Option<&Posting>, now: &str) -> Self {
        let merged = merge(base, head, &decided);
        for change in &mut decided {
            change.stale = merged.stale.contains(&change.change_id);
        }
        let edits: Vec<_> = merged.applied.into_iter().map(|(_, edit)| edit).collect();
        let score = if edits.is_empty() { None } else { score(&merged.document, posting, now) };
        Self { decided, document: merged.document, edits, score }
    }

    /// One line: "5 changes accepted, 2 rejected".
    pub(crate) fn summary(&self) -> String {
        let stale = self.decided.iter().filter(|change| change.stale).count();
        let rejected = self.decided.iter().filter(|change| !change.is_taken()).count();
        let mut line = match self.taken() {
            0 => "No changes accepted".to_owned(),
            1 => "1 change accepted".to_owned(),
            taken => format!("{taken} changes accepted"),
        };
        if rejected > 0 {
            line.push_str(&format!(", {rejected} rejected"));
        }
        if stale > 0 {
            line.push_str(&format!(", {stale} no longer fitting"));
        }
        line
    }

    /// One event for each change on which more was said than before.
    pub(super) fn decisions(&self, before: &[Change]) -> Vec<What> {
        let said = |change: &Change| (change.decision, change.text.clone(), change.confirmation.clone());
        let was = |next: &Change| before.iter().find(|change| change.change_id == next.change_id).map(said);
        let told = self.decided.iter().filter(|next| was(next) != Some(said(next)));
        told.map(|next| What::ChangeDecided { change_id: next.change_id.clone(), decision: next.decision }).collect()
    }

    /// Something was taken, and the document has moved on under all of it.
    pub(super) fn is_left_behind(&self) -> bool {
        self.taken() == 0 && self.decided.iter().any(|change| change.is_taken())
    }

    /// The result of the tool and the end of the run; `head` is the version that holds now.
    pub(crate) fn events(&self, head: Option<VersionId>) -> [What; 2] {
        let result = self.summary();
        let final_text = format!("{result}.");
        [
            What::ToolResult { tool_name: super::TOOL.to_owned(), success: true, result, version_id: head },
            What::RunCompleted { status: RunStatus::Completed, final_text },
        ]
    }

    fn taken(&self) -> usize {
        self.decided.iter().filter(|change| change.is_taken() && !change.stale).count()
    }
}

/// The version, unless nothing was applied, with what makes it the head; the caller writes that in the same transaction. `seen` is the
/// session as read in it.
pub(crate) async fn write_version(
    tx: &Tx,
    key: &Key,
    seen: &session::Model,
    model: &str,
    outcome: &Outcome,
    now: &str,
) -> Result<Option<(VersionId, session::ActiveModel)>> {
    if outcome.edits.is_empty() {
        return Ok(None);
    }
    let new = NewVersion {
        parent: seen.head_version_id.as_deref(),
        made_by: MadeBy::Run,
        run: Some((&key.run, model)),
        summary: outcome.summary(),
        document: &outcome.document,
        edits: &outcome.edits,
        scores: Scores { now: outcome.score, before: None },
    };
    insert(tx, &key.actor, seen, new, now).await.map(Some)
}
