//! What the live events of a run mean for the desk.

use super::Review;
use domain::event::{Event, What};
use domain::run::RunStatus;
use leptos::prelude::*;

impl Review {
    /// Listens to the newest run while it is not over.
    pub fn listen(self) {
        let Some(run) = self.run.get_untracked().filter(|run| !run.status.is_final()) else { return };
        self.said.set(String::new());
        self.live.listen(&self.session_id(), &run.run_id, move |event| {
            if !self.rows.is_disposed() {
                self.hear(event);
            }
        });
    }

    fn hear(self, event: Event) {
        match event.what {
            What::RunStarted { .. } => self.set_status(RunStatus::Running),
            What::AssistantDelta { text } => self.said.update(|said| said.push_str(&text)),
            What::ChangeProposed(proposed) => {
                let change = &proposed.change;
                let known = self.rows.read_untracked().iter().any(|row| row.id == change.change_id);
                if !known {
                    self.news.set(format!("New change in {}.", change.section));
                    self.refresh();
                }
            }
            What::ChangeDecided { change_id, decision } => {
                let known =
                    self.rows.read_untracked().iter().any(|row| row.id == change_id && row.kept.read_untracked().decision == decision);
                if !known {
                    self.refresh();
                }
            }
            // That the run waits is known with what it waits for: a desk without changes would come between.
            What::ToolCallProposed { .. } | What::ToolCallApproved { .. } | What::ToolCallRejected { .. } | What::ToolResult { .. } => {
                self.refresh();
            }
            What::BudgetWarning { spent, cap } => self.news.set(format!("The run has spent {spent:.2} of {cap:.2} US dollars.")),
            What::RunCompleted { status, final_text } => {
                self.said.set(final_text);
                self.set_status(status);
                self.refresh();
            }
            What::RunFailed { status, message, .. } => {
                self.news.set(message);
                self.set_status(status);
                self.refresh();
            }
            What::RunInterrupted { status } => {
                self.news.set("The run was stopped.".into());
                self.set_status(status);
                self.refresh();
            }
        }
    }

    fn set_status(self, status: RunStatus) {
        self.run.update(|run| {
            if let Some(run) = run {
                run.status = status;
            }
        });
    }
}
