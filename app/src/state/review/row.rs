//! One change on the desk, and the decision of ours that is on its way.

use crate::api::Failure;
use domain::ids::ChangeId;
use domain::proposal::{Change, Decision};
use leptos::prelude::*;

/// What the owner says to a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Yes, no, otherwise, or nothing (again).
    pub decision: Decision,
    /// With [`Decision::Edited`].
    pub text: Option<String>,
    /// Why an unsupported claim is true.
    pub confirmation: Option<String>,
}

impl Choice {
    /// Without words.
    pub fn plain(decision: Decision) -> Self {
        Self { decision, text: None, confirmation: None }
    }
}

/// One change on the desk.
#[derive(Clone)]
pub struct Row {
    /// Of the change.
    pub id: ChangeId,
    /// As it is shown: with the decision that is on its way.
    pub change: ArcRwSignal<Change>,
    /// As the server has it.
    pub kept: ArcRwSignal<Change>,
    /// A decision is on its way.
    pub busy: ArcRwSignal<bool>,
    /// What went wrong, and the decision to be tried again.
    pub failed: ArcRwSignal<Option<(Failure, Choice)>>,
    /// The newest decision, while an earlier one is on its way: the server must hear them in their order.
    waiting: ArcStoredValue<Option<Choice>>,
}

impl Row {
    fn new(change: Change) -> Self {
        Self {
            id: change.change_id.clone(),
            kept: ArcRwSignal::new(change.clone()),
            change: ArcRwSignal::new(change),
            busy: ArcRwSignal::new(false),
            failed: ArcRwSignal::new(None),
            waiting: ArcStoredValue::new(None),
        }
    }

    /// The row that stood there, with the server's state unless a decision is on its way; or a new one.
    pub fn merged(old: &[Row], change: Change) -> Self {
        let Some(row) = old.iter().find(|row| row.id == change.change_id) else { return Self::new(change) };
        if !row.busy.get_untracked() {
            if *row.change.read_untracked() != change {
                row.change.set(change.clone());
            }
            if *row.kept.read_untracked() != change {
                row.kept.set(change);
            }
        }
        row.clone()
    }

    /// What was said so far.
    pub fn choice(&self) -> Choice {
        let change = self.change.read_untracked();
        Choice { decision: change.decision, text: change.text.clone(), confirmation: change.confirmation.clone() }
    }

    /// Shows a decision before the server has it. Whether to send it now; otherwise it waits for the answer to an earlier one.
    pub fn begin(&self, choice: &Choice) -> bool {
        self.failed.set(None);
        self.change.update(|change| {
            change.decision = choice.decision;
            change.text = choice.text.clone();
            change.confirmation = choice.confirmation.clone();
        });
        let free = !self.busy.get_untracked();
        if free {
            self.busy.set(true);
        } else {
            self.waiting.set_value(Some(choice.clone()));
        }
        free
    }

    /// Takes the server's answer: the change as it is kept, or what it was before. Gives back the decision that waited for it, to be sent.
    pub fn end(&self, answer: Result<Change, Failure>, choice: Choice) -> Option<Choice> {
        if let Ok(change) = &answer {
            self.kept.set(change.clone());
        }
        let next = self.waiting.try_update_value(Option::take).flatten();
        if next.is_none() {
            self.busy.set(false);
            self.change.set(self.kept.get_untracked());
            self.failed.set(answer.err().map(|failure| (failure, choice)));
        }
        next
    }
}
