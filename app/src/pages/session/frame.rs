//! What stands on every page of a session: title, stages, what comes next.

use crate::api::{Failure, sessions};
use crate::components::loaded;
use domain::ids::SessionId;
use domain::session::{Session, WorkflowState};
use leptos::prelude::*;
use leptos_router::components::{A, Outlet, Redirect};
use leptos_router::hooks::{use_location, use_params_map};

/// The session that the pages below are about.
#[derive(Clone, Copy)]
pub struct CurrentSession {
    /// From the address.
    pub id: Memo<SessionId>,
    /// As the server has it; refetched after what changes it.
    pub session: Resource<Result<Session, Failure>>,
}

/// The session of the page that asks.
pub fn current_session() -> CurrentSession {
    expect_context()
}

/// Title, stage rail, and the page of the stage.
#[component]
pub fn SessionFrame() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| SessionId::new(params.read().get("session").unwrap_or_default()));
    let session = Resource::new(move || id.get(), sessions::load_session);
    provide_context(CurrentSession { id, session });
    view! {
        <main id="main" class="session">
            {loaded(session, |session| view! { <SessionHead session/> })}
            <Outlet/>
        </main>
    }
    .into_any()
}

/// Stages in order: path, name, and the state in which it is done.
const STAGES: [(&str, &str); 5] =
    [("resume", "Resume"), ("job", "Job"), ("analysis", "Analysis"), ("review", "Review"), ("export", "Export")];

/// How many stages are done.
fn done(state: WorkflowState) -> usize {
    match state {
        WorkflowState::Draft | WorkflowState::Cancelled => 0,
        WorkflowState::ResumeUploaded => 1,
        WorkflowState::JdProvided => 2,
        WorkflowState::GapAnalyzed => 3,
        WorkflowState::RewriteApplied => 4,
        WorkflowState::Exported => 5,
    }
}

#[component]
fn SessionHead(session: Session) -> impl IntoView {
    let path = use_location().pathname;
    let done = done(session.workflow_state);
    let base = format!("/sessions/{}", session.session_id);
    let stages = STAGES.into_iter().enumerate().map(|(index, (part, name))| {
        let href = format!("{base}/{part}");
        let state = if index < done {
            "done"
        } else if index == done {
            "next"
        } else {
            "later"
        };
        let here = href.clone();
        let current = move || (path.get() == here).then_some("step");
        view! { <li class=format!("stage stage-{state}")><a href=href aria-current=current>{name}</a></li> }
    });
    view! {
        <div class="session-head">
            <h1 class="session-title">{session.workspace_name.clone()}</h1>
            <nav aria-label="Stages"><ol class="stages">{stages.collect_view()}</ol></nav>
            <A href=format!("{base}/history")>"History"</A>
        </div>
    }
}

/// Sends to the stage that comes next.
#[component]
pub fn NextStage() -> impl IntoView {
    let current = current_session();
    loaded(current.session, |session| {
        let stage = STAGES[done(session.workflow_state).min(STAGES.len() - 1)].0;
        view! { <Redirect path=format!("/sessions/{}/{stage}", session.session_id)/> }
    })
}

/// The anchor of a text of the document, on every page that shows it.
pub fn place_anchor(place: &domain::resume::Place) -> String {
    format!("{}-{}", place.block, crate::words::field_name(place.field))
}
