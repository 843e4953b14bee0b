//! What is decided on the run and its proposal as a whole.

use super::Review;
use crate::api::proposals;
use crate::browser;
use domain::proposal::Decision;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Review {
    /// Writes what was approved as a new version.
    pub fn save(self) {
        self.when_sent(Self::save_now);
    }

    fn save_now(self) {
        let Some(approval) = self.approval.get_untracked() else { return };
        self.deciding.set_value(true);
        self.failed.set(None);
        spawn_local(async move {
            let answer = proposals::save_version(self.session_id(), approval).await;
            if self.saved.is_disposed() {
                return;
            }
            match answer {
                Ok(version) => {
                    self.news.set("The new version is saved.".into());
                    self.saved.set(version);
                    browser::tell_tabs(self.session_id().as_str());
                    self.past.set_value(Vec::new());
                    self.refresh();
                }
                Err(failure) => {
                    self.deciding.set_value(false);
                    self.failed.set(Some(failure));
                    self.refresh();
                }
            }
        });
    }

    /// Approves what is open and supported, then saves: one call each, in this order.
    pub fn accept_and_save(self) {
        self.when_sent(Self::accept_and_save_now);
    }

    fn accept_and_save_now(self) {
        let Some(approval) = self.approval.get_untracked() else { return };
        spawn_local(async move {
            match proposals::decide_open(self.session_id(), approval, Decision::Approved, None).await {
                Ok(_) => self.save_now(),
                Err(failure) => drop(self.failed.try_set(Some(failure))),
            }
        });
    }

    /// Leaves all of it; nothing is written.
    pub fn discard(self) {
        let Some(approval) = self.approval.get_untracked() else { return };
        self.deciding.set_value(true);
        self.failed.set(None);
        spawn_local(async move {
            let answer = proposals::reject_proposal(self.session_id(), approval).await;
            if self.failed.is_disposed() {
                return;
            }
            if let Err(failure) = answer {
                self.deciding.set_value(false);
                self.failed.set(Some(failure));
            } else {
                self.news.set("All changes were left out.".into());
            }
            self.refresh();
        });
    }

    /// Stops the run.
    pub fn interrupt(self) {
        let Some(run) = self.run.get_untracked() else { return };
        spawn_local(async move {
            let answer = crate::api::runs::interrupt_run(self.session_id(), run.run_id).await;
            if self.failed.is_disposed() {
                return;
            }
            match answer {
                Ok(run) => self.run.set(Some(run)),
                Err(failure) => self.failed.set(Some(failure)),
            }
            self.refresh();
        });
    }
}
