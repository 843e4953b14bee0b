//! How far the review is, what it is worth, and what to do with all of it.

use crate::api::proposals::{DecideOpen, RejectProposal, SaveVersion};
use crate::components::{ActionError, Dialog, Icon, ScoreChange, icon};
use crate::state::review::Review;
use crate::words::count;
use domain::proposal::Decision;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;

/// Stays at the foot of the window while there is a proposal.
#[component]
pub fn ReviewBar(review: Review, help: RwSignal<bool>, discarding: RwSignal<bool>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let hidden = move || {
        view! {
            <input type="hidden" name="session" value=review.session_id().to_string()/>
            <input type="hidden" name="approval" value=move || review.approval.get().map(|id| id.to_string())/>
        }
    };
    let accept = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        review.decide_open(Decision::Approved, None);
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if review.tally().open > 0 { asking.set(true) } else { review.save() }
    };
    view! {
        <div class="review-bar" role="region" aria-label="Review so far">
            <div class="review-sum">
                <p class="review-count"><b class="figures">{move || review.tally().decided}</b> " of " <b class="figures">{move || review.tally().total}</b> " decided"</p>
                <progress max=move || review.tally().total.max(1) value=move || review.tally().decided aria-label="Changes decided"></progress>
            </div>
            <ScoreChange before=Signal::derive(move || review.score_before()) after=Signal::derive(move || review.score_after())/>
            <div class="review-actions">
                <button type="button" class="icon-button needs-wasm" aria-label="Undo the last decision" title="Undo (u)" on:click=move |_| review.undo()>{icon(Icon::Undo)}</button>
                <button type="button" class="icon-button needs-wasm wide-only" aria-label="Show the keys" title="Keys (?)" on:click=move |_| help.set(true)>"?"</button>
                <button type="button" class="button button-quiet needs-wasm wide-only" on:click=move |_| discarding.set(true)>"Leave all out"</button>
                <form method="post" action=DecideOpen::url() on:submit=accept>
                    {hidden()}
                    <button class="button" name="decision" value="approved" disabled=move || review.tally().open == 0>"Accept all supported"</button>
                </form>
                <form method="post" action=SaveVersion::url() on:submit=save>
                    {hidden()}
                    <button class="button button-primary">"Save version"</button>
                </form>
                <A href=format!("/sessions/{}/export", review.session_id()) attr:class="button button-quiet wide-only">"Export"</A>
            </div>
            <ActionError failure=review.failed/>
        </div>
        <Dialog open=asking title="Some changes are still open">
            <p>{move || format!("{} not decided yet. What you leave open is not written into this version.", count(review.tally().open, "change"))}</p>
            <div class="dialog-buttons">
                <button type="button" class="button button-primary" on:click=move |_| { asking.set(false); review.accept_and_save(); }>"Accept them and save"</button>
                <button type="button" class="button" on:click=move |_| { asking.set(false); review.save(); }>"Leave them out and save"</button>
                <button type="button" class="button button-quiet" on:click=move |_| asking.set(false)>"Go on deciding"</button>
            </div>
        </Dialog>
        <Dialog open=discarding title="Leave all changes out?">
            <p>"Your resume stays as it is, and the run ends. You can start another run at any time."</p>
            <div class="dialog-buttons">
                <form method="post" action=RejectProposal::url() on:submit=move |event| { event.prevent_default(); discarding.set(false); review.discard(); }>
                    {hidden()}
                    <button class="button button-bad">"Leave all out"</button>
                </form>
                <button type="button" class="button button-quiet" on:click=move |_| discarding.set(false)>"Go on deciding"</button>
            </div>
        </Dialog>
    }
}
