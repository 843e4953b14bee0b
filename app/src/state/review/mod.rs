//! The review in the browser: changes and decisions, shown at once and confirmed by the server after.
//!
//! A decision changes the page first and is sent then. The answer is what the server has; a failure puts the change
//! back to what it was and keeps the decision, to be tried again. What other tabs decide arrives as events, and is
//! fetched as a whole: the server's state is taken for every change that has no decision of ours on its way.

mod decide;
mod events;
mod row;
mod score;
#[cfg(test)]
mod tests;
mod whole;

pub use domain::proposal::decide::open_changes;
pub use row::{Choice, Row};
pub use score::Tally;

use super::live::Live;
use crate::api::Failure;
use crate::api::proposals::{self, ReviewDesk};
use crate::browser;
use crate::components::Toaster;
use domain::gap::Prepared;
use domain::ids::{ApprovalId, ChangeId, SessionId, VersionId};
use domain::posting::Posting;
use domain::proposal::{Change, Decision};
use domain::resume::{Document, Place};
use domain::run::Run;
use domain::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Everything on the desk. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct Review {
    /// As the server has it.
    pub session: RwSignal<Session>,
    /// The proposal that waits; `None` when there is none.
    pub approval: RwSignal<Option<ApprovalId>>,
    /// The newest run.
    pub run: RwSignal<Option<Run>>,
    /// The changes, in the order of the document.
    pub rows: RwSignal<Vec<Row>>,
    /// Which one is in focus.
    pub focus: RwSignal<Option<ChangeId>>,
    /// What the provider said in this run.
    pub said: RwSignal<String>,
    /// For the live region: what happened last.
    pub news: RwSignal<String>,
    /// The version that was saved here, with the score that it has.
    pub saved: RwSignal<Option<VersionId>>,
    /// Why the proposal as a whole could not be decided.
    pub failed: RwSignal<Option<Failure>>,
    /// The version that the changes were made for, and its document.
    pub base: RwSignal<Option<(VersionId, Document)>>,
    /// What the score is measured against.
    pub posting: RwSignal<Option<Posting>>,
    /// The place of the resume that the owner asked to see.
    pub revealed: RwSignal<Option<Place>>,
    /// The text of the change in focus is being edited.
    pub editing: RwSignal<bool>,
    /// The stream of the run.
    pub live: Live,
    /// The proposal as a whole is being decided here.
    deciding: StoredValue<bool>,
    /// Decisions on their way.
    sending: StoredValue<usize>,
    /// What to do once they have arrived.
    next: StoredValue<Option<fn(Self)>>,
    toaster: Toaster,
    past: StoredValue<Vec<(ChangeId, Choice)>>,
    fetch: StoredValue<Fetch>,
    /// Counts what we sent and heard of it: an answer to a fetch that crossed a decision is not taken.
    epoch: StoredValue<u32>,
    before: Memo<Option<u8>>,
    after: Memo<Option<u8>>,
    tally: Memo<Tally>,
    shown: Memo<u64>,
}

/// Where the fetching of the server's state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fetch {
    Idle,
    Waiting,
    Sent,
    SentAndAsked,
}

impl Fetch {
    fn asked(self) -> Self {
        match self {
            Self::Idle | Self::Waiting => Self::Waiting,
            Self::Sent | Self::SentAndAsked => Self::SentAndAsked,
        }
    }
}

impl Review {
    /// From what the page loaded.
    pub fn new(desk: ReviewDesk, focus: Option<ChangeId>) -> Self {
        let rows = RwSignal::new(Vec::<Row>::new());
        let base = RwSignal::new(None::<(VersionId, Document)>);
        let posting = RwSignal::new(None::<Posting>);
        let changes = move || rows.get().iter().map(|row| row.change.get()).collect::<Vec<Change>>();
        // Read once a posting; each decision only compares.
        let today = desk.today;
        let prepared =
            Memo::new_with_compare(move |_| posting.read().as_ref().map(|posting| Arc::new(Prepared::new(posting).on(today))), |_, _| true);
        let before = Memo::new(move |_| score::of_base(&base.read(), prepared.read().as_deref()));
        let after = Memo::new(move |_| score::with_changes(&base.read(), prepared.read().as_deref(), &changes()));
        let tally = Memo::new(move |_| Tally::of(&changes()));
        let shown = Memo::new(move |_| score::fingerprint(&rows.get()));
        let review = Self {
            session: RwSignal::new(desk.session.clone()),
            approval: RwSignal::new(None),
            run: RwSignal::new(None),
            rows,
            focus: RwSignal::new(focus),
            said: RwSignal::default(),
            news: RwSignal::default(),
            saved: RwSignal::new(None),
            failed: RwSignal::new(None),
            base,
            posting,
            revealed: RwSignal::new(None),
            editing: RwSignal::new(false),
            live: Live::new(),
            deciding: StoredValue::new(false),
            sending: StoredValue::new(0),
            next: StoredValue::new(None),
            toaster: Toaster::of_page(),
            past: StoredValue::new(Vec::new()),
            fetch: StoredValue::new(Fetch::Idle),
            epoch: StoredValue::new(0),
            before,
            after,
            tally,
            shown,
        };
        review.take(desk);
        review
    }

    /// The score of the version that the changes were made for.
    pub fn score_before(self) -> Option<u8> {
        self.before.get()
    }

    /// The score with the changes taken so far.
    pub fn score_after(self) -> Option<u8> {
        self.after.get()
    }

    /// How many are decided.
    pub fn tally(self) -> Tally {
        self.tally.get()
    }

    /// Another number whenever the server has other decisions: asks the preview to load anew.
    pub fn preview_revision(self) -> u64 {
        self.shown.get()
    }

    /// The document with the changes taken so far.
    pub fn document(self) -> Option<Document> {
        let base = self.base.get()?.1;
        let changes: Vec<Change> = self.rows.get().iter().map(|row| row.change.get()).collect();
        Some(domain::proposal::merge::preview(&base, &changes))
    }

    /// Takes over a run that was just started.
    pub fn started(self, run: Run) {
        self.saved.set(None);
        self.failed.set(None);
        self.deciding.set_value(false);
        self.run.set(Some(run));
        self.listen();
        self.refresh();
    }

    /// The session's id.
    pub fn session_id(self) -> SessionId {
        self.session.read_untracked().session_id.clone()
    }

    /// The change in focus.
    pub fn focused(self) -> Option<Row> {
        let id = self.focus.get()?;
        self.rows.get().into_iter().find(|row| row.id == id)
    }

    /// The change in focus, outside of what reacts.
    pub fn focused_untracked(self) -> Option<Row> {
        let id = self.focus.get_untracked()?;
        self.row(&id)
    }

    /// Takes what the server has: new changes join, and those without a decision of ours on its way are replaced.
    pub fn take(self, desk: ReviewDesk) {
        self.session.set(desk.session);
        if *self.posting.read_untracked() != desk.posting {
            self.posting.set(desk.posting);
        }
        let base = desk.base.map(|version| (version.summary.version_id.clone(), version.document));
        if *self.base.read_untracked() != base {
            self.base.set(base);
        }
        self.run.set(desk.run);
        if desk.proposal.is_none() && self.approval.read_untracked().is_some() && !self.deciding.get_value() {
            self.toaster.show("The proposal was decided in another tab.");
        }
        self.approval.set(desk.proposal.as_ref().map(|proposal| proposal.approval_id.clone()));
        let changes = desk.proposal.map(|proposal| proposal.changes).unwrap_or_default();
        self.take_changes(changes);
    }

    fn take_changes(self, changes: Vec<Change>) {
        let old = self.rows.get_untracked();
        let rows: Vec<Row> = changes.into_iter().map(|change| Row::merged(&old, change)).collect();
        let in_focus = self.focus.get_untracked().filter(|id| rows.iter().any(|row| &row.id == id));
        let first_open = || rows.iter().find(|row| row.change.read_untracked().decision == Decision::Pending).or(rows.first());
        let focus = in_focus.or_else(|| first_open().map(|row| row.id.clone()));
        // Said only when it is another: a phone shows the pane of the change then.
        if *self.focus.read_untracked() != focus {
            self.focus.set(focus);
        }
        if old.iter().map(|row| &row.id).ne(rows.iter().map(|row| &row.id)) {
            self.rows.set(rows);
        }
    }

    /// Fetches everything again. A burst of events (a replay) asks once; a call while a fetch is on its way asks after it.
    pub fn refresh(self) {
        let was = self.fetch.try_update_value(|fetch| std::mem::replace(fetch, fetch.asked()));
        if was == Some(Fetch::Idle) {
            set_timeout(move || spawn_local(self.fetch_now()), std::time::Duration::from_millis(60));
        }
    }

    async fn fetch_now(self) {
        self.fetch.try_set_value(Fetch::Sent);
        let Some(epoch) = self.epoch.try_get_value() else { return };
        let desk = proposals::load_review(self.session_id()).await;
        if self.rows.is_disposed() {
            return;
        }
        let again = self.fetch.get_value() == Fetch::SentAndAsked || self.epoch.get_value() != epoch;
        self.fetch.set_value(Fetch::Idle);
        if let (Ok(desk), true) = (desk, self.epoch.get_value() == epoch) {
            self.take(desk);
            self.listen();
        }
        if again {
            self.refresh();
        }
    }

    fn row(self, id: &ChangeId) -> Option<Row> {
        self.rows.read_untracked().iter().find(|row| &row.id == id).cloned()
    }

    /// Moves the focus by one, forwards or backwards.
    pub fn step(self, forwards: bool) {
        let rows = self.rows.read_untracked();
        let at = self.focus.get_untracked().and_then(|id| rows.iter().position(|row| row.id == id));
        let next = match (at, forwards) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(rows.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
        };
        if let Some(row) = rows.get(next) {
            let id = row.id.clone();
            drop(rows);
            self.focus.set(Some(id));
        }
    }

    fn focus_next_open(self, id: &ChangeId) {
        let rows = self.rows.read_untracked();
        let Some(at) = rows.iter().position(|row| &row.id == id) else { return };
        let open = |row: &&Row| row.id != *id && row.change.read_untracked().decision == Decision::Pending;
        let next = rows[at + 1..].iter().find(open).or_else(|| rows[..at].iter().find(open)).map(|row| row.id.clone());
        drop(rows);
        if let Some(next) = next {
            self.focus.set(Some(next));
        }
    }

    /// Seconds since the run began; `None` when none is at work.
    pub fn elapsed(self) -> Option<u32> {
        let run = self.run.get()?;
        let began = browser::milliseconds(run.started_at.as_deref().unwrap_or(&run.created_at));
        (!run.status.is_final()).then(|| ((browser::now() - began) / 1000.0).max(0.0) as u32)
    }
}
