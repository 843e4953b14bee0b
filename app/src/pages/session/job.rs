//! The job: one box that takes the description, then what was understood of it.

use super::current_session;
use crate::api::Loaded;
use crate::api::postings::{AttachPosting, CorrectPosting, PostingDesk, RereadPosting, load_posting_desk};
use crate::components::job::{GivePosting, Requirements, provenance};
use crate::components::{ActionError, Icon, failure_of, icon, loaded, when_done};
use crate::markup::written;
use crate::words;
use domain::posting::JobDescription;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// The box, or what was understood.
#[component]
pub fn JobPage() -> impl IntoView {
    let current = current_session();
    let desk = Loaded::new_with_options(move || current.id.get(), load_posting_desk, true);
    let changed = current.reload(desk);
    view! {
        {loaded(desk, move |desk| {
            let PostingDesk { posting, library, has_resume } = desk;
            match posting {
                Some(job) => view! { <Understood job changed/> }.into_any(),
                None => view! {
                    <div class="page-narrow stack">
                        {(!has_resume).then(|| view! {
                            <div class="note">
                                <p>"Add your resume first; the job is read against it."</p>
                                <A href=format!("/sessions/{}/resume", current.id.get_untracked()) attr:class="button">"Add a resume"</A>
                            </div>
                        })}
                        <GivePosting session=current.id.get_untracked() changed/>
                        <FromLibrary library changed/>
                    </div>
                }.into_any(),
            }
        })}
    }
    .into_any()
}

#[component]
fn FromLibrary(library: Vec<JobDescription>, changed: Callback<()>) -> impl IntoView {
    let session = StoredValue::new(current_session().id.get_untracked().to_string());
    let attach = ServerAction::<AttachPosting>::new();
    when_done(attach, changed);
    let failure = failure_of(attach);
    let rows = library.into_iter().map(|job| {
        let posting = job.posting;
        view! {
            <li class="list-row">
                <div class="list-main"><p class="list-title">{posting.title.clone()}</p><p class="quiet">{posting.company}</p></div>
                <ActionForm action=attach>
                    <input type="hidden" name="session" value=session.get_value()/>
                    <input type="hidden" name="posting" value=job.job_description_id.to_string()/>
                    <button class="button" aria-label=format!("Use {}", posting.title)>"Use"</button>
                </ActionForm>
            </li>
        }
    });
    let rows = rows.collect_view();
    (!rows.is_empty())
        .then(|| view! { <section><h2>"Or use one that is here already"</h2><ActionError failure/><ul class="list">{rows}</ul></section> })
}

#[component]
fn Understood(job: JobDescription, changed: Callback<()>) -> impl IntoView {
    let session = current_session().id.get_untracked();
    let correct = ServerAction::<CorrectPosting>::new();
    let reread = ServerAction::<RereadPosting>::new();
    // The form shows already what was saved; only the head of the session says it too.
    when_done(correct, current_session().reload_head());
    when_done(reread, changed);
    let (failure, reread_failure) = (failure_of(correct), failure_of(reread));
    let id = StoredValue::new(job.job_description_id.to_string());
    let provenance = provenance(&job);
    let posting = job.posting;
    let warnings = posting.warnings.iter().map(|warning| {
        view! { <div class="note note-warn">{icon(Icon::Alert)} <p>{warning.message.clone()}</p></div> }
    });
    let warnings = warnings.collect_view();
    view! {
        <div class="job-desk">
            <section class="panel stack" aria-labelledby="job-title">
                <h2 id="job-title">"What was understood"</h2>
                {provenance}
                {warnings}
                <ActionForm action=correct>
                    <input type="hidden" name="posting" value=id.get_value()/>
                    <div class="fields">
                        <div class="field"><label for="title">"Title"</label><input id="title" name="title" value=posting.title required maxlength="200"/></div>
                        <div class="field"><label for="company">"Company"</label><input id="company" name="company" value=posting.company maxlength="200"/></div>
                        <div class="field"><label for="location">"Place"</label><input id="location" name="location" value=posting.location maxlength="200"/></div>
                    </div>
                    <ActionError failure/>
                    <p class="row">
                        <button class="button" disabled=move || correct.pending().get()>"Save"</button>
                        <span class="quiet" role="status">{move || matches!(correct.value().get(), Some(Ok(_))).then_some("Saved")}</span>
                    </p>
                </ActionForm>
                <Requirements posting=job.job_description_id requirements=posting.requirements/>
            </section>
            <section class="panel" aria-labelledby="job-text">
                <details open>
                    <summary><h2 id="job-text">"The text"</h2></summary>
                    <ActionForm action=reread>
                        <input type="hidden" name="posting" value=id.get_value()/>
                        <div class="field">
                            <label for="posting-text">"Job description, cleaned"</label>
                            <textarea id="posting-text" class="posting-text" name="text" rows="18" required>{written(posting.text)}</textarea>
                        </div>
                        <ActionError failure=reread_failure/>
                        <p class="row">
                            <button class="button" disabled=move || reread.pending().get()>"Read the text again"</button>
                            <span class="hint">"Requirements are picked out anew."</span>
                        </p>
                    </ActionForm>
                </details>
            </section>
        </div>
        <p class="next-step">
            <A href=format!("/sessions/{session}/analysis") attr:class="button button-primary button-large">"Next: the analysis" {icon(Icon::ArrowRight)}</A>
            <span class="quiet">{words::UNCHANGED}</span>
        </p>
    }
}
