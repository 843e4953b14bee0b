//! The decision on one change: approve, reject, edit, undo. A plain form, so that it works before the wasm arrives.

use crate::api::Failure;
use crate::api::proposals::Decide;
use crate::browser;
use crate::components::{DraftBox, Icon, icon};
use crate::state::draft::Draft;
use crate::state::review::{Choice, Review, Row};
use domain::Code;
use domain::ids::ChangeId;
use domain::proposal::{ChangeKind, Decision};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The shortest statement that the server takes, in characters.
const MIN_STATEMENT: usize = domain::proposal::decide::MIN_CONFIRMATION;

/// What the parts of the form have in common.
#[derive(Clone, Copy)]
struct Deciding {
    review: Review,
    change: StoredValue<ChangeId>,
    editable: bool,
    /// The owner's own text.
    draft: Draft,
    /// Why a claim is true.
    statement: Draft,
    /// A claim of the suggestion, or of the owner's own text that was just refused for it.
    unsupported: Memo<bool>,
    decision: Memo<Decision>,
    failed: RwSignal<Option<(Failure, Choice)>>,
    /// The statement is missing.
    hint: RwSignal<bool>,
}

/// Buttons and, where they are needed, boxes for a text and a statement.
#[component]
pub fn DecideForm(review: Review, row: Row) -> impl IntoView {
    let form = Deciding::new(review, &row);
    form.resume();
    let busy = row.busy;
    view! {
        <form class="decide" method="post" action=Decide::url() on:submit=move |event| form.submit(&event)>
            <input type="hidden" name="session" value=review.session_id().to_string()/>
            <input type="hidden" name="approval" value=move || review.approval.get().map(|id| id.to_string())/>
            <input type="hidden" name="change" value=row.id.to_string()/>
            {move || (review.editing.get() && form.editable).then(|| view! {
                <div class="field">
                    <label for="own-text">"Your text"</label>
                    <DraftBox draft=form.draft attr:id="own-text" attr:name="text" attr:rows="4"/>
                </div>
            })}
            {move || form.unsupported.get().then(|| view! { <Statement form/> })}
            <div class="decide-state" role="alert">
                {move || form.failed.get().map(|(failure, _)| view! {
                    <p class="error-line">
                        {failure.to_string()} " "
                        <button type="button" class="link-button" on:click=move |_| form.change.with_value(|id| review.retry(id))>"Try again"</button>
                    </p>
                })}
            </div>
            <div class="decide-buttons">
                {move || if review.editing.get() { view! { <OwnTextButtons form/> }.into_any() } else { view! { <Buttons form/> }.into_any() }}
                <span class="quiet saving">{move || busy.get().then_some("Saving …")}</span>
            </div>
        </form>
    }
}

#[component]
fn Statement(form: Deciding) -> impl IntoView {
    view! {
        <div class="field statement">
            <label for="statement">"This is true because …"</label>
            <p class="hint" id="statement-hint">
                "Your resume does not show a claim of this change. It stays out unless you say why it is true; your statement is kept with the date."
            </p>
            <DraftBox draft=form.statement attr:id="statement" attr:name="confirmation" attr:rows="2" attr:maxlength="1000" attr:aria-describedby="statement-hint"/>
            {move || form.hint.get().then(|| view! {
                <p class="error-line" role="alert">"Your resume does not show this. Say in a sentence why it is true, or reject the change."</p>
            })}
        </div>
    }
}

#[component]
fn OwnTextButtons(form: Deciding) -> impl IntoView {
    let give_up = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        form.give_up();
    };
    view! {
        <button class="button button-primary" name="decision" value="edited">{icon(Icon::Check)} "Use my text"</button>
        <button type="button" class="button" on:click=give_up>"Cancel"</button>
    }
}

#[component]
fn Buttons(form: Deciding) -> impl IntoView {
    let pressed = move |decision| move || (form.decision.get() == decision).to_string();
    let edit = move |_| {
        form.review.editing.set(true);
        focus_later("own-text");
    };
    view! {
        <button id="approve" class="button button-good" name="decision" value="approved" aria-keyshortcuts="a" aria-pressed=pressed(Decision::Approved)>
            {icon(Icon::Check)} "Approve"
        </button>
        <button id="reject" class="button button-bad" name="decision" value="rejected" aria-keyshortcuts="r" aria-pressed=pressed(Decision::Rejected)>
            {icon(Icon::Cross)} "Reject"
        </button>
        {form.editable.then(|| view! {
            <button type="button" id="edit" class="button needs-wasm" aria-keyshortcuts="e" on:click=edit>{icon(Icon::Pen)} "Edit"</button>
        })}
        {move || (form.decision.get() != Decision::Pending).then(|| view! {
            <button class="button button-quiet" name="decision" value="pending">{icon(Icon::Undo)} "Undo"</button>
        })}
    }
}

impl Deciding {
    fn new(review: Review, row: &Row) -> Self {
        let (change, failed) = (RwSignal::from(row.change.clone()), RwSignal::from(row.failed.clone()));
        let refused = move || failed.read().as_ref().is_some_and(|(failure, _)| failure.0.code == Code::UnsupportedClaim);
        let now = change.read_untracked();
        let first = now.text.clone().or(now.after.clone()).unwrap_or_default();
        Self {
            review,
            change: StoredValue::new(row.id.clone()),
            editable: matches!(now.kind, ChangeKind::Replace | ChangeKind::Insert),
            draft: Draft::of_change(&row.id, first),
            statement: Draft::of_statement(&row.id, now.confirmation.clone().unwrap_or_default()),
            unsupported: Memo::new(move |_| change.read().is_unsupported() || refused()),
            decision: Memo::new(move |_| change.read().decision),
            failed,
            hint: RwSignal::new(false),
        }
    }

    /// What was typed here and not sent is shown again, and so is a text that was refused.
    fn resume(self) {
        let Self { editable, draft, statement, failed, .. } = self;
        let editing = self.review.editing;
        editing.set(false);
        Effect::new(move |_| {
            if draft.resume() && editable {
                editing.set(true);
            }
            statement.resume();
        });
        Effect::new(move |_| {
            if failed.read().as_ref().is_some_and(|(_, choice)| choice.decision == Decision::Edited) {
                editing.set(editable);
            }
        });
    }

    fn submit(self, event: &leptos::ev::SubmitEvent) {
        event.prevent_default();
        let confirmation = Some(self.statement.text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let long_enough = confirmation.as_ref().is_some_and(|text| text.chars().count() >= MIN_STATEMENT);
        let choice = match browser::sent_by(event).as_deref() {
            Some("approved") if self.unsupported.get_untracked() && !long_enough => {
                self.hint.set(true);
                browser::focus("statement");
                return;
            }
            Some("approved") => Choice { decision: Decision::Approved, text: None, confirmation },
            Some("edited") => Choice { decision: Decision::Edited, text: Some(self.draft.text.get_untracked()), confirmation },
            Some("rejected") => Choice::plain(Decision::Rejected),
            _ => Choice::plain(Decision::Pending),
        };
        self.hint.set(false);
        self.review.editing.set(false);
        // The card of the next change takes the place of this one: whoever decides by the keyboard goes on with the same button.
        focus_later(if choice.decision == Decision::Rejected { "reject" } else { "approve" });
        let review = self.review;
        self.change.with_value(|id| review.decide(id, choice));
    }

    fn give_up(self) {
        self.draft.end();
        self.failed.set(None);
        self.review.editing.set(false);
        focus_later("edit");
    }
}

/// After what has the focus next has been drawn; a text that was begun stands where the buttons would be.
fn focus_later(id: &'static str) {
    browser::when_drawn(move || {
        browser::focus(id);
        browser::catch_focus("own-text");
    });
}
