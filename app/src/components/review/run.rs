//! A run at work: where it is, how long it takes, and the way to stop it.

use crate::api::runs::InterruptRun;
use crate::components::{Chip, Icon, icon};
use crate::state::review::Review;
use crate::words;
use domain::run::RunStatus;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::time::Duration;

/// Seconds within which a run has usually ended.
const USUAL: u32 = 15;

/// Nothing while no run is at work and none has failed.
#[component]
pub fn RunPanel(review: Review) -> impl IntoView {
    let tick = RwSignal::new(0u32);
    Effect::new(move |_| {
        if let Ok(timer) = set_interval_with_handle(
            move || {
                tick.try_update(|tick| *tick += 1);
            },
            Duration::from_secs(1),
        ) {
            on_cleanup(move || timer.clear());
        }
    });
    let elapsed = move || {
        tick.track();
        match review.elapsed() {
            None | Some(0) => "Usually ready within a few seconds".to_owned(),
            Some(seconds @ 1..USUAL) => format!("{seconds} s of a few seconds"),
            Some(seconds) => format!("{seconds} s, longer than usual"),
        }
    };
    let status = Memo::new(move |_| review.run.read().as_ref().map(|run| run.status));
    let lost = move || review.live.lost.get().then(|| view! { <span class="run-lost">"Connection lost, trying again …"</span> });
    let stop = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        review.interrupt();
    };
    move || match status.get()? {
        RunStatus::Failed => {
            let error = review.run.read_untracked().as_ref().and_then(|run| run.error.clone());
            let message = error.map_or_else(|| "The run failed. Nothing was written.".to_owned(), |error| error.message);
            Some(
                view! { <div class="note note-bad" role="alert">{icon(Icon::Alert)} <p>{message} " Start another run below."</p></div> }
                    .into_any(),
            )
        }
        RunStatus::Interrupted => {
            Some(view! { <div class="note">{icon(Icon::Stop)} <p>"The run was stopped. Nothing was written."</p></div> }.into_any())
        }
        RunStatus::Completed => None,
        RunStatus::WaitingApproval => {
            let (word, tone) = words::run_status(RunStatus::WaitingApproval);
            Some(
                view! {
                    <p class="run-line"><Chip label=word.to_owned() tone=tone/> <span class="quiet wide-only">"Decide on each change, then save. Nothing is written before."</span> {lost}</p>
                }
                .into_any(),
            )
        }
        status => {
            let (word, tone) = words::run_status(status);
            let run = review.run.read_untracked().as_ref().map(|run| run.run_id.to_string());
            let working = matches!(status, RunStatus::Queued | RunStatus::Running);
            Some(view! {
                <div class="run-panel" aria-label="Run" role="region">
                    <Chip label=word.to_owned() tone=tone/>
                    {working.then(|| view! { <progress class="run-progress" aria-label="The run is at work"></progress> })}
                    <span class="quiet">{move || (working && !review.rows.read().is_empty()).then(|| format!("{} so far", words::count(review.rows.read().len(), "change")))}</span>
                    <span class="quiet">{elapsed}</span>
                    {lost}
                    {move || (working && !review.said.read().is_empty()).then(|| view! { <span class="said">{review.said.get()}</span> })}
                    <form method="post" action=InterruptRun::url() on:submit=stop>
                        <input type="hidden" name="session" value=review.session_id().to_string()/>
                        <input type="hidden" name="run" value=run/>
                        <button class="button button-quiet" disabled=status == RunStatus::Interrupting>{icon(Icon::Stop)} "Stop the run"</button>
                    </form>
                </div>
            }.into_any())
        }
    }
}
