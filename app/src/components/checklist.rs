//! The first steps, until they are done or dismissed.

use super::{Icon, icon};
use crate::api::sessions::Dashboard;
use crate::browser;
use domain::session::WorkflowState;
use leptos::prelude::*;

/// Upload, job, tailor, download: 0 of 4 to 4 of 4.
#[component]
pub fn Checklist(
    /// What there is.
    steps: [bool; 4],
) -> impl IntoView {
    let dismissed = RwSignal::new(false);
    Effect::new(move |_| dismissed.set(browser::stored("checklist").as_deref() == Some("dismissed")));
    let done = steps.iter().filter(|done| **done).count();
    let dismiss = move |_| {
        browser::store("checklist", "dismissed");
        dismissed.set(true);
    };
    const STEPS: [&str; 4] = ["Upload a resume", "Add a job description", "Approve changes", "Download the result"];
    let items = STEPS.into_iter().zip(steps).map(|(name, done)| {
        view! {
            <li class:done=done>
                <span class="check-mark">{done.then(|| icon(Icon::Check))}</span>
                {name} <span class="sr-only">{if done { "(done)" } else { "(to do)" }}</span>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <details class="checklist" class:gone=move || dismissed.get() open=done < 4>
            <summary><span class="pill figures">{format!("{done}/4")}</span> " First steps"</summary>
            <ol>{items}</ol>
            <button type="button" class="link-button needs-wasm" on:click=dismiss>"Don’t show this again"</button>
        </details>
    }
}

/// Which steps are done.
pub fn steps(dashboard: &Dashboard) -> [bool; 4] {
    let reached = |state: WorkflowState| {
        dashboard.sessions.items.iter().any(|session| session.workflow_state >= state && session.workflow_state != WorkflowState::Cancelled)
    };
    [
        !dashboard.resumes.items.is_empty(),
        !dashboard.postings.items.is_empty(),
        reached(WorkflowState::RewriteApplied),
        reached(WorkflowState::Exported),
    ]
}
