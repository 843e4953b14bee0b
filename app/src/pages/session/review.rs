//! The review: changes, the change in focus, the page. The heart of the product.

use super::current_session;
use crate::api::Loaded;
use crate::api::proposals::{ReviewDesk, load_review};
use crate::components::review::{
    ChangeFocus, ChangeList, KeyHelp, PreviewPane, ReviewBar, RunPanel, StartRunForm, on_key, on_swipe_end, on_swipe_start,
};
use crate::components::{Icon, NotYet, icon, loaded};
use crate::state::review::Review;
use domain::ids::ChangeId;
use domain::session::Session;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Loads the desk once; from then on it keeps itself up to date.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let desk = Loaded::new_with_options(move || current_session().id.get(), load_review, true);
    loaded(desk, |desk| view! { <Desk desk/> }).into_any()
}

#[component]
fn Desk(desk: ReviewDesk) -> impl IntoView {
    let current = current_session();
    let asked = use_query_map().read_untracked().get("change").map(ChangeId::new);
    let review = Review::new(desk, asked);
    Effect::new(move |_| review.listen());
    // A correction of the resume is no event of a run, and may leave a change behind.
    crate::browser::on_news(review.session_id().as_str(), move || review.refresh());
    // The frame shows state, score and whether changes wait, so it is told of a proposal and of a new version.
    Effect::new(move |before: Option<(bool, bool)>| {
        let now = (review.approval.read().is_some(), review.saved.read().is_some());
        if before.is_some_and(|before| before != now) {
            current.session.refetch();
        }
        now
    });
    let help = RwSignal::new(false);
    let keys = listen_to_keys(move |event| on_key(review, help, &event));
    on_cleanup(keys);
    let stage = move || {
        let session = review.session.read();
        match (session.head_version_id.is_some(), session.job_description_id.is_some(), review.approval.get().is_some()) {
            (false, _, _) => Stage::Resume,
            (_, false, _) => Stage::Job,
            (_, _, true) => Stage::Decide,
            _ => Stage::Start,
        }
    };
    let stage = Memo::new(move |_| stage());
    let now = move || title(&review.session.read(), review.tally().open);
    // The server asks for the title when it writes the page, and what the page was made of may be gone by then.
    let made = untrack(now);
    view! {
        <Title text=move || if crate::browser::is_here() { now() } else { made.clone() }/>
        <p class="sr-only" role="status" aria-live="polite">{move || review.news.get()}</p>
        {move || match stage.get() {
            Stage::Resume => view! {
                <NotYet title="Nothing to review yet" text="The review needs a resume that was read." href=format!("/sessions/{}/resume", review.session_id()) action="Add a resume"/>
            }.into_any(),
            Stage::Job => view! {
                <NotYet title="Nothing to review yet" text="The review needs a job description." href=format!("/sessions/{}/job", review.session_id()) action="Add the job description"/>
            }.into_any(),
            Stage::Start => view! { <Start review/> }.into_any(),
            Stage::Decide => view! { <Decide review help/> }.into_any(),
        }}
        <KeyHelp open=help/>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Resume,
    Job,
    Start,
    Decide,
}

fn listen_to_keys(on: impl Fn(leptos::ev::KeyboardEvent) + 'static) -> impl FnOnce() + Send + Sync + 'static {
    let handle = crate::browser::is_here().then(|| window_event_listener(leptos::ev::keydown, on));
    move || {
        if let Some(handle) = handle {
            handle.remove();
        }
    }
}

/// "(3) Review – Data engineer at Acme".
fn title(session: &Session, open: usize) -> String {
    let count = if open > 0 { format!("({open}) ") } else { String::new() };
    format!("{count}Review – {}", session.workspace_name)
}

/// No changes wait: ask for some; or see what came of the last ones.
#[component]
fn Start(review: Review) -> impl IntoView {
    let session = review.session_id();
    let working = Memo::new(move |_| review.run.read().as_ref().is_some_and(|run| !run.status.is_final()));
    view! {
        <div class="start">
            <div class="start-main">
                <RunPanel review/>
                {move || review.saved.get().is_some().then(|| view! { <Saved review/> })}
                {move || (!working.get()).then(|| view! {
                    <section class="panel">
                        <h2>{move || if review.saved.get().is_some() { "Go on from here" } else { "Suggest changes" }}</h2>
                        <p class="quiet">"A run compares your resume with the job and suggests changes, each with its reason and where your resume supports it."</p>
                        <StartRunForm session=session.clone() started=Callback::new(move |run| review.started(run))/>
                    </section>
                })}
            </div>
            <PreviewPane review/>
        </div>
    }
}

#[component]
fn Saved(review: Review) -> impl IntoView {
    let session = review.session_id();
    let score = move || review.session.read().score;
    // The buttons that were used are gone; what came of them is in view and has the focus.
    Effect::new(|_| crate::browser::when_drawn(|| crate::browser::focus("saved")));
    view! {
        <section id="saved" class="panel panel-good" aria-label="Saved" tabindex="-1">
            <h2>{icon(Icon::Check)} " The new version is saved"</h2>
            {move || score().map(|score| view! { <p>"Its score is " <b class="figures">{score}</b> "."</p> })}
            <p class="row">
                <A href=format!("/sessions/{session}/export") attr:class="button button-primary">{icon(Icon::Download)} " Export"</A>
                <A href=format!("/sessions/{session}/history") attr:class="button">"See the history"</A>
            </p>
        </section>
    }
}

/// Changes wait: list, focus, page.
#[component]
fn Decide(review: Review, help: RwSignal<bool>) -> impl IntoView {
    let discarding = RwSignal::new(false);
    let pane = RwSignal::new("focus");
    let came_down = StoredValue::new(None::<(i32, i32)>);
    let button = move |name: &'static str, label: &'static str| {
        view! { <button type="button" aria-pressed=move || (pane.get() == name).to_string() on:click=move |_| pane.set(name)>{label}</button> }
    };
    // A jump to the text shows the pane that has it, and another change the pane with the change.
    Effect::new(move |_| review.revealed.get().is_some().then(|| pane.set("preview")));
    Effect::new(move |before: Option<()>| {
        review.focus.track();
        if before.is_some() {
            pane.set("focus");
        }
    });
    view! {
        <RunPanel review/>
        <div class="pane-switch tabs needs-wasm" role="group" aria-label="Show">
            {button("list", "All changes")} {button("focus", "Change")} {button("preview", "Preview")}
        </div>
        <div class=move || format!("desk show-{}", pane.get())
            on:pointerdown=move |event| on_swipe_start(came_down, &event)
            on:pointerup=move |event| on_swipe_end(review, came_down, &event)>
            <ChangeList review discarding/>
            <ChangeFocus review/>
            <PreviewPane review/>
        </div>
        <ReviewBar review help discarding/>
    }
}
