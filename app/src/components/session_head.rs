//! The head of a session: its name, its stages, and what can be done with the whole of it.

use super::{ActionError, Dialog, Icon, Menu, failure_of, first_of, icon, when_done};
use crate::api::sessions::{CancelSession, DeleteSession, RenameSession, SetAutoApprove};
use crate::pages::session::{STAGES, stages_done};
use domain::session::{Session, WorkflowState};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// Stands above every stage.
#[component]
pub fn SessionHead(
    /// The session.
    state: Session,
    /// Asks for it again.
    changed: Callback<()>,
) -> impl IntoView {
    let subtitle = [state.jd_title.clone(), state.jd_company.clone()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" at ");
    let subtitle = Some(subtitle).filter(|subtitle| !subtitle.is_empty() && !state.workspace_name.contains(subtitle.as_str()));
    let name = StoredValue::new(state.workspace_name.clone());
    let path = use_location().pathname;
    // The review has a title of its own, with the number of open changes.
    let title = move || {
        let path = path.get();
        let stage = path.rsplit('/').next().unwrap_or_default().to_owned();
        let stage = STAGES.into_iter().find(|(part, _)| *part == stage).map_or("History", |(_, name)| name);
        (stage != "Review").then(|| view! { <Title text=format!("{stage} – {}", name.get_value())/> })
    };
    let cancelled = state.workflow_state == WorkflowState::Cancelled;
    view! {
        {title}
        <header class="session-head">
            <div class="row between">
                <div class="session-name">
                    <h1>{state.workspace_name.clone()}</h1>
                    {subtitle.map(|subtitle| view! { <p class="quiet">{subtitle}</p> })}
                </div>
                <SessionMenu state=state.clone() changed/>
            </div>
            <StageRail state/>
            {cancelled.then(|| view! { <p class="note">"This session was cancelled. It can be read, and nothing in it can be changed."</p> })}
        </header>
    }
}

#[component]
fn StageRail(state: Session) -> impl IntoView {
    let path = use_location().pathname;
    let done = stages_done(state.workflow_state);
    let base = format!("/sessions/{}", state.session_id);
    let waiting = state.pending_approvals_count > 0;
    let stage = |index: usize, part: &'static str, name: &'static str| {
        let href = format!("{base}/{part}");
        let here = href.clone();
        let current = move || (path.get() == here).then_some("step");
        let (class, word) = match index {
            _ if index < done => ("stage stage-done", "done"),
            _ if index == done => ("stage stage-next", "next"),
            _ => ("stage", "later"),
        };
        let mark = if index < done { icon(Icon::Check).into_any() } else { (index + 1).into_any() };
        view! {
            <li class=class>
                <a href=href aria-current=current>
                    <span class="stage-mark figures" aria-hidden="true">{mark}</span>
                    <span>{name}</span>
                    {(waiting && part == "review").then(|| view! { <span class="dot" title="Changes wait for you"></span><span class="sr-only">" changes wait for you"</span> })}
                    <span class="sr-only">" (" {word} ")"</span>
                </a>
            </li>
        }
    };
    let stages = STAGES.into_iter().enumerate().map(|(index, (part, name))| stage(index, part, name)).collect_view();
    let history = format!("{base}/history");
    let at = history.clone();
    let on_history = move || (path.get() == at).then_some("page");
    view! {
        <nav class="rail" aria-label="Stages">
            <ol>{stages}</ol>
            <a href=history class="rail-history" aria-current=on_history><span class="stage-mark" aria-hidden="true">{icon(Icon::History)}</span> "History"</a>
        </nav>
    }
}

#[component]
fn SessionMenu(state: Session, changed: Callback<()>) -> impl IntoView {
    let rename = ServerAction::<RenameSession>::new();
    let auto = ServerAction::<SetAutoApprove>::new();
    let cancel = ServerAction::<CancelSession>::new();
    let delete = ServerAction::<DeleteSession>::new();
    when_done(rename, changed);
    when_done(auto, changed);
    when_done(cancel, changed);
    let failure = first_of([failure_of(rename), failure_of(auto), failure_of(cancel), failure_of(delete)]);
    let (cancelling, deleting) = (RwSignal::new(false), RwSignal::new(false));
    // A question that was answered is gone, also when the answer is refused: the refusal stands behind it.
    Effect::new(move |_| cancel.pending().get().then(|| cancelling.set(false)));
    Effect::new(move |_| delete.pending().get().then(|| deleting.set(false)));
    let id = StoredValue::new(state.session_id.to_string());
    let auto_on = state.settings.auto_approve;
    let open = state.workflow_state != WorkflowState::Cancelled;
    view! {
        <Menu label="More for this session">
            <ActionForm action=rename>
                <input type="hidden" name="session" value=id.get_value()/>
                <label>"Name" <input name="name" value=state.workspace_name.clone() required maxlength="200"/></label>
                <button class="button">"Rename"</button>
            </ActionForm>
            {open.then(|| view! {
                <ActionForm action=auto>
                    <input type="hidden" name="session" value=id.get_value()/>
                    <input type="hidden" name="enabled" value=(!auto_on).to_string()/>
                    <button class="button button-quiet">{if auto_on { "Ask me about each change again" } else { "Approve supported changes without asking" }}</button>
                    <p class="hint">{if auto_on { "Runs write supported changes without asking." } else { "Runs ask before they write anything." }}</p>
                </ActionForm>
                <button type="button" class="button button-quiet needs-wasm" on:click=move |_| cancelling.set(true)>{icon(Icon::Stop)} "Cancel the session"</button>
                <form class="no-wasm-only" method="post" action=CancelSession::url()>
                    <input type="hidden" name="session" value=id.get_value()/>
                    <button class="button button-quiet">{icon(Icon::Stop)} "Cancel the session"</button>
                    <p class="hint">"Its run stops, and nothing can be changed after it."</p>
                </form>
            })}
            <button type="button" class="button button-bad needs-wasm" on:click=move |_| deleting.set(true)>{icon(Icon::Trash)} "Delete the session"</button>
            <form class="no-wasm-only" method="post" action=DeleteSession::url()>
                <input type="hidden" name="session" value=id.get_value()/>
                <button class="button button-bad">{icon(Icon::Trash)} "Delete the session"</button>
            </form>
        </Menu>
        <ActionError failure/>
        <Dialog open=cancelling title="Cancel this session?">
            <p>"Its run stops. The session and its files can be read, but nothing in it can be changed any more, and this can’t be undone."</p>
            <div class="dialog-buttons">
                <ActionForm action=cancel>
                    <input type="hidden" name="session" value=id.get_value()/>
                    <button class="button button-bad">"Cancel the session"</button>
                </ActionForm>
                <button type="button" class="button button-quiet" on:click=move |_| cancelling.set(false)>"Go on with it"</button>
            </div>
        </Dialog>
        <Dialog open=deleting title="Delete this session?">
            <p>"Its versions and files go to the trash with it, and can be brought back from there for 30 days. The resume and the job description stay in your library."</p>
            <div class="dialog-buttons">
                <ActionForm action=delete>
                    <input type="hidden" name="session" value=id.get_value()/>
                    <button class="button button-bad">"Delete"</button>
                </ActionForm>
                <button type="button" class="button button-quiet" on:click=move |_| deleting.set(false)>"Keep it"</button>
            </div>
        </Dialog>
    }
}
