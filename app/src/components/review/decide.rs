//! The decision on one change: approve, reject, edit, undo. A plain form, so that it works before the wasm arrives.

use crate::api::proposals::Decide;
use crate::browser;
use crate::components::{DraftBox, Icon, icon};
use crate::state::draft::Draft;
use crate::state::review::{Choice, Review, Row};
use domain::Code;
use domain::proposal::{ChangeKind, Decision};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The shortest statement that the server takes, in characters.
const MIN_STATEMENT: usize = domain::proposal::decide::MIN_CONFIRMATION;

/// Buttons and, where they are needed, boxes for a text and a statement.
#[component]
pub fn DecideForm(review: Review, row: Row) -> impl IntoView {
    let Row { id, change, busy, failed, .. } = row;
    // A claim of the suggestion, or of the owner's own text that was just refused for it.
    let unsupported = {
        let (change, failed) = (change.clone(), failed.clone());
        let refused = move || failed.read().as_ref().is_some_and(|(failure, _)| failure.0.code == Code::UnsupportedClaim);
        Memo::new(move |_| change.read().is_unsupported() || refused())
    };
    let decision = {
        let change = change.clone();
        Memo::new(move |_| change.read().decision)
    };
    let editable = matches!(change.read_untracked().kind, ChangeKind::Replace | ChangeKind::Insert);
    let first = {
        let change = change.read_untracked();
        change.text.clone().or(change.after.clone()).unwrap_or_default()
    };
    let draft = Draft::of_change(&id, first);
    let statement = Draft::of_statement(&id, change.read_untracked().confirmation.clone().unwrap_or_default());
    let editing = review.editing;
    editing.set(false);
    // What was typed here and not sent is shown again.
    Effect::new(move |_| {
        if draft.resume() && editable {
            editing.set(true);
        }
        statement.resume();
    });
    // So is a text that was refused.
    {
        let failed = failed.clone();
        Effect::new(move |_| {
            if failed.read().as_ref().is_some_and(|(_, choice)| choice.decision == Decision::Edited) {
                editing.set(editable);
            }
        });
    }
    let give_up = {
        let failed = failed.clone();
        Callback::new(move |()| {
            draft.end();
            failed.set(None);
            editing.set(false);
        })
    };
    let hint = RwSignal::new(None::<&'static str>);
    let target = id.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let confirmation = Some(statement.text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let long_enough = confirmation.as_ref().is_some_and(|text| text.chars().count() >= MIN_STATEMENT);
        let needs_statement = unsupported.get_untracked() && !long_enough;
        let choice = match browser::sent_by(&event).as_deref() {
            Some("approved") if needs_statement => {
                hint.set(Some("Your resume does not show this. Say in a sentence why it is true, or reject the change."));
                browser::focus("statement");
                return;
            }
            Some("approved") => Choice { decision: Decision::Approved, text: None, confirmation },
            Some("edited") => Choice { decision: Decision::Edited, text: Some(draft.text.get_untracked()), confirmation },
            Some("rejected") => Choice::plain(Decision::Rejected),
            _ => Choice::plain(Decision::Pending),
        };
        hint.set(None);
        editing.set(false);
        review.decide(&target, choice);
    };
    view! {
        <form class="decide" method="post" action=Decide::url() on:submit=submit>
            <input type="hidden" name="session" value=review.session_id().to_string()/>
            <input type="hidden" name="approval" value=move || review.approval.get().map(|id| id.to_string())/>
            <input type="hidden" name="change" value=id.to_string()/>
            {move || (editing.get() && editable).then(|| view! {
                <div class="field">
                    <label for="own-text">"Your text"</label>
                    <DraftBox draft attr:id="own-text" attr:name="text" attr:rows="4"/>
                </div>
            })}
            {move || unsupported.get().then(|| view! {
                <div class="field statement">
                    <label for="statement">"This is true because …"</label>
                    <p class="hint" id="statement-hint">
                        "Your resume does not show a claim of this change. It stays out unless you say why it is true; your statement is kept with the date."
                    </p>
                    <DraftBox draft=statement attr:id="statement" attr:name="confirmation" attr:rows="2" attr:maxlength="1000" attr:aria-describedby="statement-hint"/>
                    {move || hint.get().map(|hint| view! { <p class="error-line" role="alert">{hint}</p> })}
                </div>
            })}
            <div class="decide-state" role="alert">
                {move || failed.get().map(|(failure, _)| {
                    let id = id.clone();
                    view! {
                        <p class="error-line">
                            {failure.to_string()} " "
                            <button type="button" class="link-button" on:click=move |_| review.retry(&id)>"Try again"</button>
                        </p>
                    }
                })}
            </div>
            <div class="decide-buttons">
                {move || if editing.get() {
                    view! {
                        <button class="button button-primary" name="decision" value="edited">{icon(Icon::Check)} "Use my text"</button>
                        <button type="button" class="button" on:click=move |event| { event.prevent_default(); give_up.run(()); }>"Cancel"</button>
                    }.into_any()
                } else {
                    view! {
                        <button id="approve" class="button button-good" name="decision" value="approved" aria-keyshortcuts="a"
                            aria-pressed=move || (decision.get() == Decision::Approved).to_string()>
                            {icon(Icon::Check)} "Approve"
                        </button>
                        <button id="reject" class="button button-bad" name="decision" value="rejected" aria-keyshortcuts="r"
                            aria-pressed=move || (decision.get() == Decision::Rejected).to_string()>
                            {icon(Icon::Cross)} "Reject"
                        </button>
                        {editable.then(|| view! {
                            <button type="button" class="button needs-wasm" aria-keyshortcuts="e" on:click=move |_| { editing.set(true); focus_text(); }>
                                {icon(Icon::Pen)} "Edit"
                            </button>
                        })}
                        {move || (decision.get() != Decision::Pending).then(|| view! {
                            <button class="button button-quiet" name="decision" value="pending">{icon(Icon::Undo)} "Undo"</button>
                        })}
                    }.into_any()
                }}
                <span class="quiet saving">{move || busy.get().then_some("Saving …")}</span>
            </div>
        </form>
    }
}

/// After the box has been drawn.
fn focus_text() {
    request_animation_frame(|| browser::focus("own-text"));
}
