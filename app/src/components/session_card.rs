//! A session on the dashboard.

use super::{Chip, When};
use crate::words;
use domain::session::{Session, WorkflowState};
use leptos::prelude::*;
use leptos_router::components::A;

/// Role at company, score before and after, stage, last touched.
#[component]
pub fn SessionCard(session: Session) -> impl IntoView {
    let title = session.jd_title.clone().filter(|title| !title.is_empty()).unwrap_or_else(|| session.workspace_name.clone());
    let company = session.jd_company.clone().filter(|company| !company.is_empty()).map(|company| format!("at {company}"));
    let below = company.or_else(|| Some(session.workspace_name.clone()).filter(|name| *name != title));
    let state = session.workflow_state;
    let waiting = session.pending_approvals_count > 0;
    let score = session.score.map(|after| {
        let before = session.score_before.unwrap_or(after);
        let (name, was) = if before == after {
            (format!("Score {after}"), None)
        } else {
            (format!("Score {before} before, {after} now"), Some(view! { <span class="quiet">{before}</span> " → " }))
        };
        view! {
            <p class="card-score" role="img" aria-label=name>
                <span class="figures">{was} <b>{after}</b></span>
                <meter min="0" max="100" low="40" high="70" optimum="100" value=after aria-hidden="true"></meter>
            </p>
        }
    });
    let (word, tone) = if waiting { ("Changes wait for you", "wait") } else { (words::workflow(state), words::workflow_tone(state)) };
    let next = if waiting { "Next: decide on the changes" } else { next(state) };
    view! {
        <article class="card session-card">
            <p><Chip label=word.to_owned() tone=tone/></p>
            <h3><A href=format!("/sessions/{}", session.session_id) attr:class="card-link">{title}</A></h3>
            {below.map(|below| view! { <p class="quiet">{below}</p> })}
            {score}
            <p class="card-foot quiet">
                <span>{next}</span>
                <When stamp=session.updated_at/>
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
