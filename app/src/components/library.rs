//! Resumes and job descriptions of the library as lists.

use super::{ActionError, Chip, Deleted, Icon, Menu, failure_of, first_of, icon, when_done};
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
    let none = resumes.is_empty().then(|| {
        let text = if searching {
            "No resume with these words."
        } else {
            "No resume yet. Drop one above: it is kept here and can be used for any number of jobs."
        };
        view! { <p class="empty-line">{text}</p> }
    });
    let rows = resumes.into_iter().map(|resume| {
        let (word, tone) = words::parse_status(resume.parse_status);
        let id = StoredValue::new(resume.resume_id.to_string());
        let name = StoredValue::new(resume.name.clone());
        let left_over =
            (resume.left_over_count > 0).then(|| format!(" · {} left over", words::count(resume.left_over_count as usize, "line")));
        let error = resume.error.as_ref().map(|error| view! { <p class="error-line">{error.message.clone()}</p> });
        view! {
            <li class="list-row">
                <div class="list-main">
                    <p class="list-title">{resume.name.clone()}</p>
                    <p class="quiet">
                        {words::count(resume.pages as usize, "page")} " · " {words::size(resume.size)} {left_over} " · "
                        <time datetime=resume.created_at.clone()>{words::time(&resume.created_at)}</time>
                    </p>
                    {error}
                </div>
                <Chip label=word.to_owned() tone=tone/>
                <div class="row tight">
                    {(resume.parse_status == ParseStatus::Completed).then(|| view! {
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
                            <button class="button button-bad">{icon(Icon::Trash)} "Delete"</button>
                        </ActionForm>
                        <p class="hint">"Deleted resumes can be brought back for 30 days."</p>
                    </Menu>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <ActionError failure/>
        {none}
        <ul class="list">{rows}</ul>
    }
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
    let none = postings.is_empty().then(|| {
        let text = if searching { "No job description with these words." } else { "No job description yet. Open a session and paste one." };
        view! { <p class="empty-line">{text}</p> }
    });
    let rows = postings.into_iter().map(|job| {
        let posting = job.posting;
        let (tailor, more) = (format!("Tailor to {}", posting.title), format!("More for {}", posting.title));
        let id = StoredValue::new(job.job_description_id.to_string());
        let at =
            [posting.company.clone(), posting.location.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let warned =
            (!posting.warnings.is_empty()).then(|| view! { <Chip label=words::count(posting.warnings.len(), "warning") tone="wait"/> });
        view! {
            <li class="list-row">
                <div class="list-main">
                    <p class="list-title">{posting.title.clone()}</p>
                    <p class="quiet">
                        {at} " · " {words::count(posting.requirements.len(), "requirement")} " · "
                        <time datetime=job.created_at.clone()>{words::time(&job.created_at)}</time>
                    </p>
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
                            <button class="button button-bad">{icon(Icon::Trash)} "Delete"</button>
                        </ActionForm>
                        <p class="hint">"It can be brought back for 30 days. Sessions that use it keep their text."</p>
                    </Menu>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <ActionError failure/>
        {none}
        <ul class="list">{rows}</ul>
    }
}
