//! The start: a place to drop a resume, and everything there is.

use crate::api::Loaded;
use crate::api::sessions::{Dashboard, TrySample, load_dashboard};
use crate::components::{ActionError, Checklist, Icon, PostingList, ResumeList, SessionCard, UploadZone, checklist_steps, icon, loaded};
use crate::words::encode;
use domain::session::{Session, WorkflowState};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

/// Welcome, or the dashboard.
#[component]
pub fn HomePage() -> impl IntoView {
    let query = use_query_map();
    let search = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let cursor = Memo::new(move |_| query.read().get("cursor"));
    let filter = Memo::new(move |_| query.read().get("show").unwrap_or_default());
    let data = Loaded::new_with_options(move || (search.get(), cursor.get()), |(search, cursor)| load_dashboard(search, cursor), true);
    view! {
        <Title text="Start"/>
        <main id="main" class="page">
            {loaded(data, move |dashboard| {
                let searching = !search.get_untracked().is_empty() || cursor.get_untracked().is_some();
                let empty = dashboard.sessions.items.is_empty() && dashboard.resumes.items.is_empty() && dashboard.postings.items.is_empty();
                if empty && !searching {
                    view! { <Welcome/> }.into_any()
                } else {
                    let refresh = Callback::new(move |()| data.refetch());
                    view! { <Everything dashboard search=search.get_untracked() filter refresh/> }.into_any()
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

#[component]
fn Welcome() -> impl IntoView {
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
    }
}

#[component]
fn SampleForm() -> impl IntoView {
    let action = ServerAction::<TrySample>::new();
    let failure = Signal::derive(move || action.value().get().and_then(Result::err));
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

#[component]
fn Everything(dashboard: Dashboard, search: String, filter: Memo<String>, refresh: Callback<()>) -> impl IntoView {
    let steps = checklist_steps(&dashboard);
    let Dashboard { sessions, resumes, postings, checklist_dismissed } = dashboard;
    let next = sessions.next_cursor;
    let sessions = StoredValue::new(sessions.items);
    let words = StoredValue::new(search.clone());
    let link = move |name: &str| {
        words.with_value(|words| if words.is_empty() { format!("/?show={name}") } else { format!("/?q={}&show={name}", encode(words)) })
    };
    let filters = FILTERS.map(|(value, name)| {
        view! { <A href=link(value) attr:aria-current=move || (filter.get() == value).then_some("true")>{name}</A> }
    });
    let cards = move || {
        let filter = filter.get();
        let mut shown = sessions.get_value();
        shown.retain(|session| shows(&filter, session));
        if shown.is_empty() {
            view! {
                <p class="empty-line">
                    {if words.with_value(String::is_empty) { "No session here yet. Drop a resume to open one." } else { "No session with these words. Try fewer." }}
                </p>
            }
            .into_any()
        } else {
            let cards = shown.into_iter().map(|session| view! { <li><SessionCard session/></li> }).collect_view();
            view! { <ul class="cards">{cards}</ul> }.into_any()
        }
    };
    view! {
        <div class="row between page-head">
            <h1>"Your sessions"</h1>
            <form class="search" role="search" method="get" action="/">
                <label class="sr-only" for="q">"Search sessions, resumes and job descriptions"</label>
                <input id="q" type="search" name="q" value=search placeholder="Search"/>
                <button class="icon-button" aria-label="Search">{icon(Icon::Search)}</button>
            </form>
        </div>
        <div class="home-top">
            <UploadZone done=go_to_resume()/>
            <div class="home-side">
                {(!checklist_dismissed).then(|| view! { <Checklist steps/> })}
                <SampleForm/>
            </div>
        </div>
        <section aria-labelledby="sessions-title">
            <div class="row between">
                <h2 id="sessions-title">"Sessions"</h2>
                <nav class="tabs" aria-label="Which sessions">{filters.collect_view()}</nav>
            </div>
            {cards}
            {next.map(|cursor| view! { <p><A href=format!("/?cursor={}", encode(&cursor)) attr:class="button">"Older sessions"</A></p> })}
        </section>
        <div class="halves">
            <section aria-labelledby="resumes-title">
                <h2 id="resumes-title">"Resumes"</h2>
                <ResumeList resumes=resumes.items changed=refresh/>
            </section>
            <section aria-labelledby="postings-title">
                <h2 id="postings-title">"Job descriptions"</h2>
                <PostingList postings=postings.items changed=refresh/>
            </section>
        </div>
    }
}
