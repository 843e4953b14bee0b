//! Decisions on single changes: shown at once, sent, confirmed or put back.

use super::{Choice, Review, Row, open_changes};
use crate::api::{Failure, proposals};
use crate::state::draft;
use domain::ids::ChangeId;
use domain::proposal::{Change, Decision};
use domain::{Code, Error};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Review {
    /// Decides one change, moves on to the next open one, and can be undone.
    pub fn decide(self, id: &ChangeId, choice: Choice) {
        let Some(row) = self.row(id) else { return };
        let was = row.choice();
        self.past.update_value(|past| past.push((id.clone(), was)));
        if choice.decision != Decision::Pending {
            self.focus_next_open(id);
        }
        self.send(row, choice);
    }

    /// Takes the last decision back and shows the change.
    pub fn undo(self) {
        let Some((id, choice)) = self.past.try_update_value(Vec::pop).flatten() else {
            self.news.set("Nothing to undo.".into());
            return;
        };
        if let Some(row) = self.row(&id) {
            self.focus.set(Some(id));
            self.send(row, choice);
        }
    }

    /// Decides every open change without an unsupported claim, of one section or of all.
    pub fn decide_open(self, decision: Decision, section: Option<&str>) {
        let changes: Vec<Change> = self.rows.get_untracked().iter().map(|row| row.change.get_untracked()).collect();
        for id in open_changes(&changes, section) {
            if let Some(row) = self.row(&id) {
                self.past.update_value(|past| past.push((id, row.choice())));
                self.send(row, Choice::plain(decision));
            }
        }
    }

    /// Sends a decision that did not get through again.
    pub fn retry(self, id: &ChangeId) {
        if let Some(row) = self.row(id)
            && let Some((_, choice)) = row.failed.get_untracked()
        {
            self.send(row, choice);
        }
    }

    fn send(self, row: Row, choice: Choice) {
        let Some(approval) = self.approval.get_untracked() else { return };
        let session = self.session_id();
        self.epoch.update_value(|epoch| *epoch += 1);
        if !row.begin(&choice) {
            return;
        }
        self.sending.update_value(|sending| *sending += 1);
        spawn_local(async move {
            let mut next = Some(choice);
            while let Some(choice) = next {
                let Choice { decision, text, confirmation } = choice.clone();
                let answer = proposals::decide(session.clone(), approval.clone(), row.id.clone(), decision, text, confirmation).await;
                next = self.answered(&row, answer, choice);
            }
            if self.news.is_disposed() {
                return;
            }
            self.sending.update_value(|sending| *sending -= 1);
            if self.sending.get_value() == 0
                && let Some(next) = self.next.try_update_value(Option::take).flatten()
            {
                self.when_sent(next);
            }
        });
    }

    /// Says what became of a decision; gives back the one that waited for it.
    fn answered(self, row: &Row, answer: Result<Change, Failure>, choice: Choice) -> Option<Choice> {
        let refusal = answer.as_ref().err().map(|failure| failure.0.code);
        let typed = choice.text.is_some() || choice.confirmation.is_some();
        let next = row.end(answer, choice);
        if refusal.is_none() && typed {
            draft::end_of_change(&row.id);
        }
        if self.news.is_disposed() {
            return next;
        }
        self.epoch.update_value(|epoch| *epoch += 1);
        if next.is_some() {
            return next;
        }
        self.news.set(if refusal.is_some() { "The decision was not saved. It can be tried again.".into() } else { self.sentence() });
        if refusal.is_some() {
            self.refresh();
        }
        if refusal == Some(Code::UnsupportedClaim) {
            self.focus.set(Some(row.id.clone()));
        }
        None
    }

    /// Waits for the decisions on their way; what is about all of them must not overtake one, nor forget one that failed.
    pub(super) fn when_sent(self, next: fn(Self)) {
        self.failed.set(None);
        if self.sending.get_value() > 0 {
            self.next.set_value(Some(next));
        } else if let Some(row) = self.rows.get_untracked().iter().find(|row| row.failed.read_untracked().is_some()) {
            self.focus.set(Some(row.id.clone()));
            let message = "A decision was not saved yet. Try it again, or decide otherwise, then save the version.";
            self.failed.set(Some(Failure(Error::new(Code::InvalidState, message))));
        } else {
            next(self);
        }
    }

    /// "7 of 12 decided, score 78."
    fn sentence(self) -> String {
        let tally = self.tally.get_untracked();
        let score = self.after.get_untracked().map(|score| format!(", score {score}")).unwrap_or_default();
        format!("{} of {} decided{score}.", tally.decided, tally.total)
    }
}
