//! Keeps book of what a provider says: drafts become changes, text becomes deltas, in the order in which they came.
//!
//! A second attempt of the same run says it all again, at least when the provider is deterministic or its reply was saved. Changes
//! are named by run and draft, so what the first attempt kept is recognised; text that was heard is not said twice.

use super::ground::Ground;
use crate::ai::Piece;
use domain::event::{Proposed, What};
use domain::ids::{ApprovalId, BlockId, ChangeId, Id, RunId};
use domain::proposal::Change;
use domain::proposal::draft::{Admission, Dropped};
use sha2::{Digest, Sha256};

/// More than a person can look at.
const MOST_CHANGES: usize = 200;
/// Of what the provider says beside its changes, in bytes.
const MOST_TEXT: usize = 20_000;

/// A change with its number in the reply and its place in the document.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    pub change: Change,
    pub ordinal: i32,
    pub position: i32,
}

/// What was said since the last entry in the database.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch {
    pub changes: Vec<Numbered>,
    pub events: Vec<What>,
}

pub(crate) struct Book<'a> {
    run: RunId,
    /// Of all changes.
    approval: ApprovalId,
    ground: &'a Ground,
    admission: Admission<'a>,
    /// Pieces that were taken.
    pieces: usize,
    drafts: i32,
    /// All changes, with those of earlier attempts.
    pub changes: Vec<Numbered>,
    fresh: Batch,
    /// Said since the last change.
    text: String,
    /// All text of this attempt.
    spoken: String,
    /// What an earlier attempt said, as far as it has not been heard again.
    heard: String,
}

impl<'a> Book<'a> {
    pub(crate) fn new(run: &RunId, ground: &'a Ground, kept: Vec<Numbered>, heard: String) -> Self {
        let mut admission = Admission::new(&ground.base);
        kept.iter().for_each(|kept| admission.keep(&kept.change));
        let fresh = Batch::default();
        Self {
            run: run.clone(),
            approval: approval_of(run),
            ground,
            admission,
            pieces: 0,
            drafts: 0,
            changes: kept,
            fresh,
            text: String::new(),
            spoken: String::new(),
            heard,
        }
    }

    pub(crate) fn take(&mut self, piece: &Piece) {
        self.pieces += 1;
        match piece {
            Piece::Text(text) => self.hear(text),
            Piece::Change(draft) => self.note(draft),
        }
    }

    /// What of the whole reply was not heard while it came.
    pub(crate) fn take_rest(&mut self, pieces: &[Piece]) {
        for piece in pieces.iter().skip(self.pieces) {
            self.take(piece);
        }
    }

    /// The provider begins again: all it says from now on counts from the first piece.
    pub(crate) fn begin_again(&mut self) {
        (self.pieces, self.drafts) = (0, 0);
        self.heard = std::mem::take(&mut self.spoken);
        let kept = std::mem::take(&mut self.changes);
        self.admission = Admission::new(&self.ground.base);
        kept.iter().for_each(|kept| self.admission.keep(&kept.change));
        self.changes = kept;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.fresh.changes.is_empty() && self.fresh.events.is_empty() && self.text.is_empty()
    }

    /// To be written now.
    pub(crate) fn drain(&mut self) -> Batch {
        self.end_text();
        std::mem::take(&mut self.fresh)
    }

    /// Something that the run itself has to say.
    pub(crate) fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn note(&mut self, draft: &crate::ai::Draft) {
        let ordinal = self.drafts;
        self.drafts += 1;
        if self.changes.len() >= MOST_CHANGES {
            return;
        }
        let (run, ground) = (&self.run, self.ground);
        let admitted = self.admission.admit(
            &draft.edit,
            &draft.reason,
            draft.evidence.clone(),
            |nth| name(run, ordinal, nth),
            |edit| ground.check(edit),
        );
        match admitted {
            Ok(admitted) => {
                self.end_text();
                let position = i32::try_from(admitted.position).unwrap_or(i32::MAX);
                let numbered = Numbered { change: admitted.change, ordinal, position };
                let proposed = Proposed { approval_id: self.approval.clone(), change: numbered.change.clone() };
                self.fresh.events.push(What::ChangeProposed(Box::new(proposed)));
                self.fresh.changes.push(numbered.clone());
                self.changes.push(numbered);
            }
            Err(Dropped::Kept) => {}
            Err(why) => tracing::debug!(run = run.as_str(), draft = ordinal, why = why.as_str(), "A draft was dropped."),
        }
    }

    fn hear(&mut self, text: &str) {
        let new = if let Some(rest) = self.heard.strip_prefix(text) {
            self.heard = rest.to_owned();
            return;
        } else if let Some(new) = text.strip_prefix(self.heard.as_str()) {
            new
        } else {
            // It says something else this time.
            text
        };
        self.heard.clear();
        if self.spoken.len() < MOST_TEXT {
            self.text.push_str(new);
        }
        self.spoken.push_str(text);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.fresh.events.push(What::AssistantDelta { text: std::mem::take(&mut self.text) });
        }
    }
}

/// The approval of a run: the same in every attempt.
pub(crate) fn approval_of(run: &RunId) -> ApprovalId {
    let bits = run.as_str().strip_prefix(RunId::PREFIX).unwrap_or(run.as_str());
    ApprovalId::new(format!("{}{bits}", ApprovalId::PREFIX))
}

/// The name of a change, or of the nth new block in it: 128 bits that nobody can guess who does not know the run's. Those of
/// one run lie side by side, so that their index entries do as well.
fn name(run: &RunId, draft: i32, nth: Option<usize>) -> String {
    let digest = Sha256::digest(format!("{run} {nth:?}").as_bytes());
    let mut bits = [0; 16];
    bits.copy_from_slice(&digest[..16]);
    let bits = u128::from_be_bytes(bits).wrapping_add(draft.unsigned_abs().into());
    match nth {
        None => ChangeId::of_bits(bits).into(),
        Some(_) => BlockId::of_bits(bits).into(),
    }
}
