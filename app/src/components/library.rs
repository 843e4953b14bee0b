//! Resumes and job descriptions of the library as lists.

use super::{ActionError, Chip, Deleted, Icon, Menu, When, failure_of, first_of, icon, when_done};
use crate::api::Failure;
use crate::api::postings::TrashPosting;
use crate::api::resumes::{RenameResume, TrashResume};
use crate::api::sessions::OpenSession;
use crate::words;
use domain::posting::JobDescription;
use domain::resume::library::{ParseStatus, Resume};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The resumes, each with what can be done with it.
#[component]
pub fn ResumeList(
    /// Newest first.
    resumes: Vec<Resume>,
    /// Only those that were searched for.
    searching: bool,
    /// Hears what was deleted.
    deleted: RwSignal<Option<Deleted>>,
    /// Asks for the lists again.
    changed: Callback<()>,
) -> impl IntoView {
    let open = ServerAction::<OpenSession>::new();
    let trash = ServerAction::<TrashResume>::new();
    let rename = ServerAction::<RenameResume>::new();
    when_deleted(trash, |input| Deleted::Resume(input.resume.clone()), deleted, changed);
    when_done(rename, changed);
    let failure = first_of([failure_of(trash), failure_of(rename), failure_of(open)]);
    let none = if searching {
        "No resume with these words."
    } else {
        "No resume yet. Drop one above: it is kept here and can be used for any number of jobs."
    };
    let id = |resume: &Resume| resume.resume_id.to_string();
    list(resumes, id, move |resume| view! { <ResumeRow resume open rename trash/> }, none, failure)
}

#[component]
fn ResumeRow(
    resume: Resume,
    open: ServerAction<OpenSession>,
    rename: ServerAction<RenameResume>,
    trash: ServerAction<TrashResume>,
) -> impl IntoView {
    let (word, tone) = words::parse_status(resume.parse_status);
    let id = StoredValue::new(resume.resume_id.to_string());
    let name = StoredValue::new(resume.name.clone());
    let read = resume.parse_status == ParseStatus::Completed;
    let facts = [
        read.then(|| words::count(resume.pages as usize, "page")),
        read.then(|| words::size(resume.size)),
        (resume.left_over_count > 0).then(|| format!("{} left over", words::count(resume.left_over_count as usize, "line"))),
    ];
    let facts: String = facts.into_iter().flatten().map(|fact| fact + " · ").collect();
    let error = resume.error.as_ref().map(|error| view! { <p class="error-line">{error.message.clone()}</p> });
    view! {
        <li class="list-row">
            <div class="list-main">
                <p class="list-title">{resume.name}</p>
                <p class="quiet">{facts} <When stamp=resume.created_at/></p>
                {error}
            </div>
            <Chip label=word.to_owned() tone=tone/>
            <div class="row tight">
                {read.then(|| view! {
                    <ActionForm action=open>
                        <input type="hidden" name="resume" value=id.get_value()/>
                        <button class="button" aria-label=format!("Tailor {}", name.get_value())>"Tailor"</button>
                    </ActionForm>
                })}
                <Menu label=format!("More for {}", name.get_value())>
                    <ActionForm action=rename>
                        <input type="hidden" name="resume" value=id.get_value()/>
                        <label>"Name" <input name="name" value=name.get_value() required maxlength="200"/></label>
                        <button class="button">"Rename"</button>
                    </ActionForm>
                    <ActionForm action=trash>
                        <input type="hidden" name="resume" value=id.get_value()/>
                        {delete()}
                    </ActionForm>
                    <p class="hint">"Deleted resumes can be brought back for 30 days."</p>
                </Menu>
            </div>
        </li>
    }
}

/// Rows by their ids: when one goes, the next does not take its place with an open menu under the pointer.
fn list<T, V>(
    items: Vec<T>,
    id: fn(&T) -> String,
    row: impl Fn(T) -> V + Clone + Send + 'static,
    none: &'static str,
    failure: Signal<Option<Failure>>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let none = items.is_empty().then(|| view! { <p class="empty-line">{none}</p> });
    view! {
        <ActionError failure/>
        {none}
        <ul class="list"><For each=move || items.clone() key=id children=row/></ul>
    }
}

fn delete() -> impl IntoView {
    view! { <button class="button button-bad">{icon(Icon::Trash)} "Delete"</button> }
}

/// Says what was deleted once it is, so that it can be brought back.
fn when_deleted<S>(trash: ServerAction<S>, what: fn(&S) -> Deleted, deleted: RwSignal<Option<Deleted>>, changed: Callback<()>)
where
    S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    // An action forgets its input when it ends.
    let asked = StoredValue::new(None);
    Effect::new(move |_| {
        if let Some(input) = trash.input().with(|input| input.as_ref().map(what)) {
            asked.set_value(Some(input));
        }
    });
    let done = Callback::new(move |()| {
        deleted.set(asked.get_value());
        changed.run(());
    });
    when_done(trash, done);
}

/// The job descriptions.
#[component]
pub fn PostingList(
    /// Newest first.
    postings: Vec<JobDescription>,
    /// Only those that were searched for.
    searching: bool,
    /// Hears what was deleted.
    deleted: RwSignal<Option<Deleted>>,
    /// Asks for the lists again.
    changed: Callback<()>,
) -> impl IntoView {
    let trash = ServerAction::<TrashPosting>::new();
    let open = ServerAction::<OpenSession>::new();
    when_deleted(trash, |input| Deleted::Posting(input.posting.clone()), deleted, changed);
    let failure = first_of([failure_of(trash), failure_of(open)]);
    let none = if searching { "No job description with these words." } else { "No job description yet. Open a session and paste one." };
    let id = |job: &JobDescription| job.job_description_id.to_string();
    list(postings, id, move |job| view! { <PostingRow job open trash/> }, none, failure)
}

#[component]
fn PostingRow(job: JobDescription, open: ServerAction<OpenSession>, trash: ServerAction<TrashPosting>) -> impl IntoView {
    let posting = job.posting;
    let (tailor, more) = (format!("Tailor to {}", posting.title), format!("More for {}", posting.title));
    let id = StoredValue::new(job.job_description_id.to_string());
    let at: String = [posting.company, posting.location].into_iter().filter(|part| !part.is_empty()).map(|part| part + " · ").collect();
    let warned =
        (!posting.warnings.is_empty()).then(|| view! { <Chip label=words::count(posting.warnings.len(), "warning") tone="wait"/> });
    view! {
        <li class="list-row">
            <div class="list-main">
                <p class="list-title">{posting.title}</p>
                <p class="quiet">{at} {words::count(posting.requirements.len(), "requirement")} " · " <When stamp=job.created_at/></p>
            </div>
            {warned}
            <div class="row tight">
                <ActionForm action=open>
                    <input type="hidden" name="posting" value=id.get_value()/>
                    <button class="button" aria-label=tailor>"Tailor"</button>
                </ActionForm>
                <Menu label=more>
                    <ActionForm action=trash>
                        <input type="hidden" name="posting" value=id.get_value()/>
                        {delete()}
                    </ActionForm>
                    <p class="hint">"It can be brought back for 30 days. Sessions that use it keep their text."</p>
                </Menu>
            </div>
        </li>
    }
}
