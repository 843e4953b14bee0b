//! The resume: the document as it was read, every field editable in place, beside what a parser reads.

use super::current_session;
use crate::api::Loaded;
use crate::api::resumes::{AttachResume, ParseResume, load_resume_desk};
use crate::components::resume::{EditableDocument, ParserView};
use crate::components::{ActionError, Icon, UploadZone, When, failure_of, icon, loaded, when_done};
use crate::state::editor::Editor;
use crate::words;
use domain::resume::library::{ParseStatus, Resume, ResumeDetail};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Upload, or the document.
#[component]
pub fn ResumePage() -> impl IntoView {
    let current = current_session();
    let desk = Loaded::new_with_options(move || current.id.get(), load_resume_desk, true);
    let changed = current.reload(desk);
    let refused = use_query_map().read_untracked().get("error");
    view! {
        {loaded(desk, move |desk| match (desk.upload, desk.head) {
            (Some(upload), Some(head)) => {
                let editor = Editor::new(current.id.get_untracked(), head, changed);
                view! { <Document upload original=desk.original editor changed/> }.into_any()
            }
            (upload, _) => view! { <Missing upload library=desk.library refused=refused.clone() changed/> }.into_any(),
        })}
    }
    .into_any()
}

#[component]
fn Document(upload: ResumeDetail, original: Option<String>, editor: Editor, changed: Callback<()>) -> impl IntoView {
    let session = current_session().id.get_untracked();
    Effect::new(|_| request_animation_frame(crate::browser::show_hash));
    view! {
        <div class="resume-desk">
            <section class="panel sheet-panel" aria-labelledby="document-title">
                <div class="row between">
                    <h2 id="document-title">"The document"</h2>
                    <p class="quiet" role="status">{move || editor.state()}</p>
                </div>
                <p class="hint">"This is what was understood. Choose any text to correct it; each correction is a version that you can go back from."</p>
                <EditableDocument editor/>
            </section>
            <aside class="resume-side">
                <OriginalPanel resume=upload.resume.clone() original session=session.to_string() changed/>
                {upload.import.map(|import| view! { <ParserView import/> })}
            </aside>
        </div>
        <p class="next-step">
            <A href=format!("/sessions/{session}/job") attr:class="button button-primary button-large">"Next: the job" {icon(Icon::ArrowRight)}</A>
            <span class="quiet">"Your file itself is kept as it is."</span>
        </p>
    }
}

/// The upload as it is kept, and reading it anew.
#[component]
fn OriginalPanel(resume: Resume, original: Option<String>, session: String, changed: Callback<()>) -> impl IntoView {
    let parse = ServerAction::<ParseResume>::new();
    when_done(parse, changed);
    let failure = failure_of(parse);
    let original = original.map(|path| {
        let path = path.split('/').map(words::encode).collect::<Vec<_>>().join("/");
        view! { <a class="button" href=format!("/api/v1/sessions/{session}/files/{path}") download="" rel="external">{icon(Icon::Download)} "Download the original"</a> }
    });
    view! {
        <section class="panel" aria-labelledby="original-title">
            <h2 id="original-title">"Your file"</h2>
            <p class="row between">
                <span>{icon(Icon::File)} " " {resume.file_name.clone()}</span>
                <span class="quiet">{words::size(resume.size)} " · " {words::count(resume.pages as usize, "page")}</span>
            </p>
            <div class="row">
                {original}
                <ActionForm action=parse>
                    <input type="hidden" name="resume" value=resume.resume_id.to_string()/>
                    <button class="button button-quiet" disabled=move || parse.pending().get()>
                        {icon(Icon::Undo)} {move || if parse.pending().get() { "Reading …" } else { "Read it again" }}
                    </button>
                </ActionForm>
            </div>
            <ActionError failure/>
            <details>
                <summary>"Use another file"</summary>
                <UploadZone session=Some(current_session().id.get_untracked()) done=Callback::new(move |_| changed.run(()))/>
            </details>
        </section>
    }
}

/// No document yet: upload one, take one of the library, or see why the upload could not be read.
#[component]
fn Missing(upload: Option<ResumeDetail>, library: Vec<Resume>, refused: Option<String>, changed: Callback<()>) -> impl IntoView {
    let session = current_session().id.get_untracked();
    let attach = ServerAction::<AttachResume>::new();
    when_done(attach, changed);
    let failure = failure_of(attach);
    let problem = upload.map(|upload| upload.resume).and_then(|resume| match resume.error {
        Some(error) => Some(error.message),
        None if resume.parse_status != ParseStatus::Completed => {
            Some("The file is still being read. Reload the page in a moment.".to_owned())
        }
        None => None,
    });
    let problem = problem.or_else(|| refused.as_deref().map(words::refusal));
    let library: Vec<_> = library.into_iter().filter(|resume| resume.parse_status == ParseStatus::Completed).collect();
    let id = StoredValue::new(session.to_string());
    let rows = library.into_iter().map(|resume| {
        view! {
            <li class="list-row">
                <div class="list-main">
                    <p class="list-title">{resume.name.clone()}</p>
                    <p class="quiet"><When stamp=resume.created_at/></p>
                </div>
                <ActionForm action=attach>
                    <input type="hidden" name="session" value=id.get_value()/>
                    <input type="hidden" name="resume" value=resume.resume_id.to_string()/>
                    <button class="button" aria-label=format!("Use {}", resume.name)>"Use"</button>
                </ActionForm>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="page-narrow stack">
            {problem.map(|problem| view! { <div class="note note-bad" role="alert">{icon(Icon::Alert)} <p>{problem} " Your upload is kept."</p></div> })}
            <h2>"Add your resume"</h2>
            <UploadZone session=Some(session.clone()) done=Callback::new(move |_| changed.run(()))/>
            <ActionError failure/>
            {(!rows.is_empty()).then(|| view! { <section><h2>"Or use one that is here already"</h2><ul class="list">{rows}</ul></section> })}
        </div>
    }
}
