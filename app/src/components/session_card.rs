//! A session on the dashboard.

use super::Chip;
use crate::words;
use domain::session::{Session, WorkflowState};
use leptos::prelude::*;
use leptos_router::components::A;

/// Role at company, score before and after, stage, last touched.
#[component]
pub fn SessionCard(session: Session) -> impl IntoView {
    let title = session.jd_title.clone().filter(|title| !title.is_empty()).unwrap_or_else(|| session.workspace_name.clone());
    let company = session.jd_company.clone().filter(|company| !company.is_empty());
    let state = session.workflow_state;
    let score = session.score.map(|after| {
        let before = session.score_before.unwrap_or(after);
        view! {
            <p class="card-score" aria-label=format!("Score {before} before, {after} now")>
                <span class="figures"><span class="quiet">{before}</span> " → " <b>{after}</b></span>
                <meter min="0" max="100" low="40" high="70" optimum="100" value=after aria-hidden="true"></meter>
            </p>
        }
    });
    let waiting = (session.pending_approvals_count > 0).then(|| view! { <Chip label="Changes wait for you".to_owned() tone="info"/> });
    view! {
        <article class="card session-card">
            <div class="row between">
                <Chip label=words::workflow(state).to_owned() tone=words::workflow_tone(state)/>
                {waiting}
            </div>
            <h3><A href=format!("/sessions/{}", session.session_id) attr:class="card-link">{title}</A></h3>
            <p class="quiet">{company.map_or_else(|| session.workspace_name.clone(), |company| format!("at {company}"))}</p>
            {score}
            <p class="card-foot quiet">
                <span>{next(state)}</span>
                <time datetime=session.updated_at.clone()>{words::time(&session.updated_at)}</time>
            </p>
        </article>
    }
}

fn next(state: WorkflowState) -> &'static str {
    match state {
        WorkflowState::Draft => "Next: add a resume",
        WorkflowState::ResumeUploaded => "Next: add the job",
        WorkflowState::JdProvided => "Next: see the analysis",
        WorkflowState::GapAnalyzed => "Next: suggest changes",
        WorkflowState::RewriteApplied => "Next: export",
        WorkflowState::Exported => "Done; go on at any time",
        WorkflowState::Cancelled => "Nothing more to do",
    }
}
