//! Resumes and job descriptions of the library as lists.

use super::{ActionError, Chip, Icon, Toaster, icon};
use crate::api::postings::TrashPosting;
use crate::api::resumes::{RenameResume, RestoreResume, TrashResume};
use crate::api::sessions::OpenSession;
use crate::words;
use domain::posting::JobDescription;
use domain::resume::library::{ParseStatus, Resume};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The resumes, each with what can be done with it.
#[component]
pub fn ResumeList(
    /// Newest first.
    resumes: Vec<Resume>,
    /// Asks for the lists again.
    changed: Callback<()>,
) -> impl IntoView {
    let open = ServerAction::<OpenSession>::new();
    let trash = ServerAction::<TrashResume>::new();
    let restore = ServerAction::<RestoreResume>::new();
    let rename = ServerAction::<RenameResume>::new();
    let gone = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let Some(input) = trash.input().get() {
            gone.set(Some(input.resume.to_string()));
        }
    });
    Effect::new(move |before: Option<usize>| {
        let now = trash.version().get() + restore.version().get() + rename.version().get();
        if before.is_some_and(|before| before != now) {
            changed.run(());
        }
        now
    });
    let failure = Signal::derive(move || {
        let one = trash.value().get().and_then(Result::err);
        one.or_else(|| rename.value().get().and_then(Result::err)).or_else(|| open.value().get().and_then(Result::err))
    });
    let toaster = Toaster::of_page();
    Effect::new(move |_| {
        if let Some(Ok(resume)) = restore.value().get() {
            toaster.show(format!("{} is back in the list.", resume.name));
        }
    });
    if resumes.is_empty() {
        return view! { <p class="empty-line">"No resume yet. Drop one above: it is kept here and can be used for any number of jobs."</p> }.into_any();
    }
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
                    <details class="menu">
                        <summary class="icon-button" aria-label=format!("More for {}", name.get_value())>"⋯"</summary>
                        <div class="menu-panel">
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
                        </div>
                    </details>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <ActionError failure/>
        {move || gone.get().map(|id| view! {
            <div class="note" role="status">
                <p>"The resume is in the trash."</p>
                <ActionForm action=restore>
                    <input type="hidden" name="resume" value=id/>
                    <button class="link-button">"Bring it back"</button>
                </ActionForm>
            </div>
        })}
        <ul class="list">{rows}</ul>
    }
    .into_any()
}

/// The job descriptions.
#[component]
pub fn PostingList(
    /// Newest first.
    postings: Vec<JobDescription>,
    /// Asks for the lists again.
    changed: Callback<()>,
) -> impl IntoView {
    let trash = ServerAction::<TrashPosting>::new();
    Effect::new(move |before: Option<usize>| {
        let now = trash.version().get();
        if before.is_some_and(|before| before != now) {
            changed.run(());
        }
        now
    });
    let failure = Signal::derive(move || trash.value().get().and_then(Result::err));
    if postings.is_empty() {
        return view! { <p class="empty-line">"No job description yet. Open a session and paste one."</p> }.into_any();
    }
    let rows = postings.into_iter().map(|job| {
        let posting = job.posting;
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
                <details class="menu">
                    <summary class="icon-button" aria-label=format!("More for {}", posting.title)>"⋯"</summary>
                    <div class="menu-panel">
                        <ActionForm action=trash>
                            <input type="hidden" name="posting" value=job.job_description_id.to_string()/>
                            <button class="button button-bad">{icon(Icon::Trash)} "Delete"</button>
                        </ActionForm>
                        <p class="hint">"It is kept in the trash for 30 days. Sessions that use it keep their text."</p>
                    </div>
                </details>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <ActionError failure/> <ul class="list">{rows}</ul> }.into_any()
}
