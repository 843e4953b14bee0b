//! What stands on every page of a session: title, stages, what comes next.

use crate::api::{Loaded, sessions};
use crate::components::{SessionHead, loaded};
use crate::{browser, words};
use domain::ids::SessionId;
use domain::resume::Place;
use domain::session::{Session, WorkflowState};
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_params_map;

/// The session that the pages below are about.
#[derive(Clone, Copy)]
pub struct CurrentSession {
    /// From the address.
    pub id: Memo<SessionId>,
    /// As the server has it; refetched after what changes it.
    pub session: Loaded<Session>,
}

impl CurrentSession {
    /// Asks for the page's data again, and for the session: its head shows state and score. Other tabs do so, too.
    pub fn reload<T>(self, desk: Loaded<T>) -> Callback<()>
    where
        T: serde::Serialize + serde::de::DeserializeOwned + Send + Sync + 'static,
    {
        Callback::new(move |()| {
            desk.refetch();
            self.refetch();
        })
    }

    /// Asks for the session only.
    pub fn reload_head(self) -> Callback<()> {
        Callback::new(move |()| self.refetch())
    }

    fn refetch(self) {
        self.session.refetch();
        browser::tell_tabs(self.id.read_untracked().as_str());
    }

    /// Calls back when the session was changed in another tab.
    pub fn on_told(self, heard: impl Fn() + Clone + 'static) {
        Effect::new(move |_| browser::on_told(self.id.read().as_str(), heard.clone()));
    }
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
    let session = Loaded::new_with_options(move || id.get(), sessions::load_session, true);
    let current = CurrentSession { id, session };
    current.on_told(move || session.refetch());
    provide_context(current);
    view! {
        <main id="main" class="session">
            // The page below stays when the session is fetched again, and says itself when there is none.
            <Transition fallback=|| view! { <div class="session-head"></div> }>
                {move || Suspend::new(async move {
                    session.await.ok().map(|state| view! { <SessionHead state changed=current.reload_head()/> })
                })}
            </Transition>
            <Outlet/>
        </main>
    }
    .into_any()
}

/// Path and name of each stage, in order.
pub const STAGES: [(&str, &str); 5] =
    [("resume", "Resume"), ("job", "Job"), ("analysis", "Analysis"), ("review", "Review"), ("export", "Export")];

/// How many stages are done.
pub fn stages_done(state: WorkflowState) -> usize {
    match state {
        WorkflowState::Draft | WorkflowState::Cancelled => 0,
        WorkflowState::ResumeUploaded => 1,
        WorkflowState::JdProvided => 2,
        WorkflowState::GapAnalyzed => 3,
        WorkflowState::RewriteApplied => 4,
        WorkflowState::Exported => 5,
    }
}

/// Sends to the stage that comes next.
#[component]
pub fn NextStage() -> impl IntoView {
    let current = current_session();
    loaded(current.session, |session| {
        let stage = STAGES[stages_done(session.workflow_state).min(STAGES.len() - 1)].0;
        view! { <Redirect path=format!("/sessions/{}/{stage}", session.session_id)/> }
    })
    .into_any()
}

/// The anchor of a text of the document, on every page that shows it.
pub fn place_anchor(place: &Place) -> String {
    format!("{}-{}", place.block, words::field_name(place.field))
}
