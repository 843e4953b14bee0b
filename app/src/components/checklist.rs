//! The first steps, until they are done or dismissed.

use super::{Icon, icon};
use crate::api::sessions::{Dashboard, DismissChecklist};
use domain::session::WorkflowState;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Upload, job, tailor, download: 0 of 4 to 4 of 4.
#[component]
pub fn Checklist(
    /// What there is.
    steps: [bool; 4],
) -> impl IntoView {
    let dismiss = ServerAction::<DismissChecklist>::new();
    let gone = move || dismiss.pending().get() || matches!(dismiss.value().get(), Some(Ok(())));
    let done = steps.iter().filter(|done| **done).count();
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
        <details class="checklist" class:gone=gone open=done < 4>
            <summary><span class="pill figures">{format!("{done}/4")}</span> " First steps"</summary>
            <ol>{items}</ol>
            <ActionForm action=dismiss>
                <button class="link-button">"Don’t show this again"</button>
            </ActionForm>
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
        // Restoring or another run takes the state back, but not the download.
        dashboard.sessions.items.iter().any(|session| session.latest_export_path.is_some()),
    ]
}
