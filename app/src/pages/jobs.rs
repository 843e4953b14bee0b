//! The queue: what waits, what is at work, what was given up and why.

use crate::api::Loaded;
use crate::api::jobs::{DiscardJob, RetryJob, load_jobs};
use crate::components::{ActionError, Chip, Icon, Toaster, When, failure_of, first_of, icon, loaded, when_done};
use crate::words;
use domain::ids::JobId;
use domain::operations::{Job, JobState};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::components::A;

/// What the buttons of a row do.
#[derive(Clone, Copy)]
struct Desk {
    retry: Callback<JobId>,
    discard: Callback<JobId>,
}

/// Two lists: what was given up, and the newest of the rest.
#[component]
pub fn JobsPage() -> impl IntoView {
    let jobs = Loaded::new_with_options(|| (), |()| load_jobs(), true);
    let (retry, discard) = (ServerAction::<RetryJob>::new(), ServerAction::<DiscardJob>::new());
    let failure = first_of([failure_of(retry), failure_of(discard)]);
    let toaster = Toaster::of_page();
    let told = move |what: &'static str| {
        Callback::new(move |()| {
            toaster.show(what);
            jobs.refetch();
        })
    };
    when_done(retry, told("The job is due now."));
    when_done(discard, told("The job is given up."));
    let desk = Desk {
        retry: Callback::new(move |job| drop(retry.dispatch(RetryJob { job }))),
        discard: Callback::new(move |job| drop(discard.dispatch(DiscardJob { job }))),
    };
    view! {
        <Title text="Jobs"/>
        <main id="main" class="page page-narrow stack">
            <h1>"Jobs"</h1>
            <p class="quiet">"Work that is done in the background, newest first. What ended is forgotten after a week. " <A href="/settings">"Back to the settings"</A></p>
            <ActionError failure/>
            {loaded(jobs, move |jobs| {
                let (dead, rest): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| job.state == JobState::Dead);
                let calm = dead.is_empty().then(|| view! { <p class="empty-line">"No job was given up."</p> });
                view! {
                    <section class="stack" aria-labelledby="dead">
                        <h2 id="dead">"Given up"</h2>
                        {calm}
                        <Rows jobs=dead desk/>
                    </section>
                    <section class="stack" aria-labelledby="rest">
                        <h2 id="rest">"Waiting, at work and done"</h2>
                        <Rows jobs=rest desk/>
                    </section>
                }
            })}
        </main>
    }
    .into_any()
}

#[component]
fn Rows(jobs: Vec<Job>, desk: Desk) -> impl IntoView {
    let rows = jobs.into_iter().map(|job| view! { <Row job desk/> }).collect_view();
    view! { <ul class="list">{rows}</ul> }
}

/// A form a button, so that it works before the wasm arrives.
#[component]
fn Row(job: Job, desk: Desk) -> impl IntoView {
    let (label, tone) = words::job_state(job.state);
    let name = words::job_kind(&job.kind);
    let marks = [(job.errors, "error"), (job.crashes, "crash")].into_iter().filter(|(count, _)| *count > 0);
    let marks = marks.map(|(count, word)| format!(" · {}", words::count(count.unsigned_abs() as usize, word))).collect::<String>();
    let waits = job.state == JobState::Queued;
    let form = |url: &'static str, then: Callback<JobId>, face: AnyView, label: String| {
        let (id, value) = (job.job_id.clone(), job.job_id.to_string());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            then.run(id.clone());
        };
        view! {
            <form method="post" action=url on:submit=submit>
                <input type="hidden" name="job" value=value/>
                <button class="button" aria-label=label>{face}</button>
            </form>
        }
    };
    let again = job.can_be_retried().then(|| {
        let (word, face) = if waits { ("Do it now", Icon::Check) } else { ("Try again", Icon::Undo) };
        form(RetryJob::url(), desk.retry, view! { {icon(face)} " " {word} }.into_any(), format!("{word}: {name}"))
    });
    let give_up = job
        .can_be_discarded()
        .then(|| form(DiscardJob::url(), desk.discard, view! { {icon(Icon::Trash)} " Discard" }.into_any(), format!("Discard: {name}")));
    view! {
        <li class="list-row">
            <div class="list-main">
                <p class="list-title">{name} " " <Chip label=label.to_owned() tone=Signal::derive(move || tone)/></p>
                <p class="quiet">
                    "Since " <When stamp=job.created_at.clone()/>
                    {waits.then(|| view! { ", due " <When stamp=job.run_at.clone()/> })}
                    {marks}
                </p>
                {job.last_error.clone().map(|error| view! { <p class="error-line">{error}</p> })}
            </div>
            {again}
            {give_up}
        </li>
    }
}
