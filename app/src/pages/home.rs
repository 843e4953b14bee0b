//! The start: a place to drop a resume, and everything there is.

use crate::api::Loaded;
use crate::api::sessions::{Cursors, Dashboard, TrySample, load_dashboard};
use crate::components::{
    ActionError, Checklist, Deleted, Icon, PostingList, ResumeList, SessionCard, Undelete, UploadZone, checklist_steps, failure_of, icon,
    loaded,
};
use crate::words::encode;
use domain::session::{Session, WorkflowState};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The parameters that name a page of a list: sessions, resumes, job descriptions.
const CURSORS: [&str; 3] = ["cursor", "resumes", "postings"];

/// Welcome, or the dashboard.
#[component]
pub fn HomePage() -> impl IntoView {
    let query = use_query_map();
    let search = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let cursors = Memo::new(move |_| Cursors(CURSORS.map(|name| query.read().get(name).filter(|cursor| !cursor.is_empty()))));
    let filter = Memo::new(move |_| query.read().get("show").unwrap_or_default());
    let deleted = RwSignal::new(None);
    let data = Loaded::new_with_options(move || (search.get(), cursors.get()), |(search, cursors)| load_dashboard(search, cursors), true);
    view! {
        <Title text="Home"/>
        <main id="main" class="page">
            {loaded(data, move |dashboard| {
                let all = search.with_untracked(String::is_empty) && cursors.get_untracked() == Cursors::default();
                let empty = dashboard.sessions.items.is_empty() && dashboard.resumes.items.is_empty() && dashboard.postings.items.is_empty();
                let refresh = Callback::new(move |()| data.refetch());
                if empty && all {
                    view! { <Welcome deleted refresh/> }.into_any()
                } else {
                    view! { <Everything dashboard search=search.get_untracked() filter cursors=cursors.get_untracked() deleted refresh/> }.into_any()
                }
            })}
        </main>
    }
    .into_any()
}

/// Goes to the resume page of the session that has the upload.
fn go_to_resume() -> Callback<domain::ids::SessionId> {
    let navigate = use_navigate();
    Callback::new(move |session| navigate(&format!("/sessions/{session}/resume"), NavigateOptions::default()))
}

/// For whoever has nothing here: yet, or any more.
#[component]
fn Welcome(deleted: RwSignal<Option<Deleted>>, refresh: Callback<()>) -> impl IntoView {
    view! {
        <section class="hero">
            <div class="hero-words">
                <h1>"Your resume, fitted to the job. Nothing you can’t stand behind."</h1>
                <p class="lead">
                    "resuMAX compares your resume with a job description and suggests changes, each with its reason and the line of your resume that supports it. "
                    "You decide on every one, and export a file that tracking systems read without loss."
                </p>
                <SampleForm/>
            </div>
            <UploadZone done=go_to_resume()/>
        </section>
        <Undelete deleted changed=refresh/>
        <ol class="steps" aria-label="What happens">
            {[
                ("1", "Upload", "PDF or Word is read without any AI. You see exactly what was understood, and can correct it."),
                ("2", "Add the job", "Paste the description. Requirements are picked out: must-have and nice-to-have."),
                ("3", "Decide", "Changes appear one by one. Approve, reject or edit; the score and the page follow at once."),
                ("4", "Download", "PDF, Word or text. Every file is read back, so that you know nothing was lost."),
            ].map(|(number, name, what)| view! {
                <li class="step"><span class="step-number figures">{number}</span><h2>{name}</h2><p>{what}</p></li>
            }).collect_view()}
        </ol>
        <WayToTrash/>
    }
}

#[component]
fn WayToTrash() -> impl IntoView {
    view! { <p class="home-foot"><A href="/trash">{icon(Icon::Trash)} " Trash"</A></p> }
}

#[component]
fn SampleForm() -> impl IntoView {
    let action = ServerAction::<TrySample>::new();
    let failure = failure_of(action);
    view! {
        <ActionForm action>
            <p class="row">
                <span class="quiet">"No resume at hand?"</span>
                <button class="button" disabled=move || action.pending().get()>
                    {icon(Icon::Play)} {move || if action.pending().get() { "Opening the sample …" } else { "Try the sample" }}
                </button>
            </p>
            <ActionError failure/>
        </ActionForm>
    }
}

/// Which sessions are shown: value, name.
const FILTERS: [(&str, &str); 3] = [("", "All"), ("open", "In progress"), ("done", "Exported")];

fn shows(filter: &str, session: &Session) -> bool {
    match filter {
        "open" => !matches!(session.workflow_state, WorkflowState::Exported | WorkflowState::Cancelled),
        "done" => session.workflow_state == WorkflowState::Exported,
        _ => true,
    }
}

/// An address of this page; what is empty is left out.
fn address(parameters: &[(&str, &str)]) -> String {
    let parameters: Vec<_> =
        parameters.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if parameters.is_empty() { "/".to_owned() } else { format!("/?{}", parameters.join("&")) }
}

#[component]
fn Everything(
    dashboard: Dashboard,
    search: String,
    filter: Memo<String>,
    cursors: Cursors,
    deleted: RwSignal<Option<Deleted>>,
    refresh: Callback<()>,
) -> impl IntoView {
    let steps = checklist_steps(&dashboard);
    let Dashboard { sessions, resumes, postings, checklist_dismissed } = dashboard;
    let started = !steps.iter().all(|done| *done);
    // Each list turns its own pages, and keeps the words that were searched for.
    let pager = |which: usize, what: &'static str, next: Option<String>| {
        let older = next.map(|cursor| address(&[("q", &search), (CURSORS[which], &cursor)]));
        let newest = cursors.0[which].is_some().then(|| address(&[("q", &search)]));
        view! { <Pager what older newest/> }
    };
    let pagers = [
        pager(0, "sessions", sessions.next_cursor),
        pager(1, "resumes", resumes.next_cursor),
        pager(2, "job descriptions", postings.next_cursor),
    ];
    let [of_sessions, of_resumes, of_postings] = pagers;
    let sessions = StoredValue::new(sessions.items);
    let found_for = (!search.is_empty()).then(|| {
        view! { <p class="found">"Everything with “" <b>{search.clone()}</b> "” in its name. " <a href="/">"Show all"</a></p> }
    });
    let filters = FILTERS.map(|(value, name)| {
        let href = address(&[("q", &search), ("show", value)]);
        view! { <a href=href aria-current=move || (filter.get() == value).then_some("true")>{name}</a> }
    });
    let searching = !search.is_empty();
    let cards = move || {
        let filter = filter.get();
        let mut shown = sessions.get_value();
        shown.retain(|session| shows(&filter, session));
        if shown.is_empty() {
            let text = match (searching, filter.as_str()) {
                (true, _) => "No session with these words. Try fewer.",
                (_, "done") => "No session here yet. The last stage of a session, the export, makes the file.",
                _ => "No session here yet. Drop a resume above to open one.",
            };
            view! { <p class="empty-line">{text}</p> }.into_any()
        } else {
            let cards = shown.into_iter().map(|session| view! { <li><SessionCard session/></li> }).collect_view();
            view! { <ul class="cards">{cards}</ul> }.into_any()
        }
    };
    view! {
        <div class="row between page-head">
            <h1>"Welcome back"</h1>
            <form class="search" role="search" method="get" action="/">
                <label class="sr-only" for="q">"Search sessions, resumes and job descriptions"</label>
                <input id="q" type="search" name="q" value=search placeholder="Search by title"/>
                <button class="icon-button" aria-label="Search">{icon(Icon::Search)}</button>
            </form>
        </div>
        {found_for}
        <div class="home-top">
            <UploadZone done=go_to_resume()/>
            {(!checklist_dismissed).then(|| view! { <div class="home-side"><Checklist steps/> {started.then(|| view! { <SampleForm/> })}</div> })}
        </div>
        <section aria-labelledby="sessions-title">
            <div class="row between">
                <h2 id="sessions-title">"Sessions"</h2>
                <nav class="tabs" aria-label="Which sessions">{filters.collect_view()}</nav>
            </div>
            {cards}
            {of_sessions}
        </section>
        <Undelete deleted changed=refresh/>
        <div class="halves">
            <section aria-labelledby="resumes-title">
                <h2 id="resumes-title">"Resumes"</h2>
                <ResumeList resumes=resumes.items searching deleted changed=refresh/>
                {of_resumes}
            </section>
            <section aria-labelledby="postings-title">
                <h2 id="postings-title">"Job descriptions"</h2>
                <PostingList postings=postings.items searching deleted changed=refresh/>
                {of_postings}
            </section>
        </div>
        <WayToTrash/>
    }
}

/// The way to older ones, and back.
#[component]
fn Pager(what: &'static str, older: Option<String>, newest: Option<String>) -> impl IntoView {
    (older.is_some() || newest.is_some()).then(|| {
        view! {
            <nav class="row pages" aria-label=format!("Pages of {what}")>
                {newest.map(|href| view! { <a href=href class="button button-quiet">"Newest " {what}</a> })}
                {older.map(|href| view! { <a href=href class="button">"Older " {what}</a> })}
            </nav>
        }
    })
}
