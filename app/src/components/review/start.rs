//! Asks for changes: how boldly, and what to mind.

use crate::api::runs::StartRun;
use crate::components::{ActionError, DraftBox, Icon, failure_of, icon, known};
use crate::state::draft::Draft;
use crate::words::STRATEGIES;
use domain::ids::SessionId;
use domain::run::{Run, Strategy};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The form; works before the wasm arrives.
#[component]
pub fn StartRunForm(
    /// For which session.
    session: SessionId,
    /// Hears of the run that was started.
    #[prop(optional, into)]
    started: Option<Callback<Run>>,
) -> impl IntoView {
    let action = ServerAction::<StartRun>::new();
    let draft = Draft::of_session(&session, "instruction");
    Effect::new(move |_| {
        if let Some(Ok(run)) = action.value().get() {
            draft.end();
            if let Some(started) = started {
                started.run(run);
            }
        }
    });
    let failure = failure_of(action);
    let strategies = known(|viewer| {
        let first = viewer.account.map_or(Strategy::Balanced, |account| account.strategy);
        let choices = STRATEGIES.map(|(strategy, value, name, what)| {
            view! {
                <label class="choice">
                    <input type="radio" name="strategy" value=value checked=strategy == first/>
                    <span><b>{name}</b><span class="quiet">{what}</span></span>
                </label>
            }
        });
        choices.collect_view()
    });
    view! {
        <ActionForm action>
            <input type="hidden" name="session" value=session.to_string()/>
            <fieldset class="choices">
                <legend>"How boldly?"</legend>
                {strategies}
            </fieldset>
            <div class="field">
                <label for="instruction">"Anything to mind? " <span class="quiet">"(optional)"</span></label>
                <DraftBox draft attr:id="instruction" attr:name="message" attr:rows="2" attr:maxlength="2000" attr:placeholder="Shorten the summary"/>
            </div>
            <ActionError failure/>
            <button class="button button-primary button-large" disabled=move || action.pending().get()>
                {icon(Icon::Spark)} {move || if action.pending().get() { "Starting …" } else { "Suggest changes" }}
            </button>
            <p class="quiet">"Nothing is written to your resume: you decide on each change. Usually ready within a few seconds."</p>
        </ActionForm>
    }
}
