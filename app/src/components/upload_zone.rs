//! Takes a resume: dropped or picked, with progress and cancel. A plain form before the wasm arrives.

use super::{Icon, icon, known};
use crate::api::sessions::create_session;
use crate::browser::{self, File, Kept, Upload};
use crate::words;
use domain::ids::SessionId;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the file picker offers.
const ACCEPT: &str = ".pdf,.docx,.md,.markdown,.txt,.json,application/pdf,text/plain,text/markdown,application/json";

#[derive(Clone, PartialEq)]
enum Step {
    Waiting,
    /// Percent.
    Sending(f64),
    Reading,
    Failed(String),
}

/// A place to drop a resume. Without a session it opens one. For whoever has not confirmed their address it says what is missing.
#[component]
pub fn UploadZone(
    /// Into which session; `None`: a new one.
    #[prop(optional_no_strip)]
    session: Option<SessionId>,
    /// Hears of the session that has the resume now.
    #[prop(into)]
    done: Callback<SessionId>,
) -> impl IntoView {
    known(
        move |viewer| {
            if viewer.is_unconfirmed() { view! { <Closed/> }.into_any() } else { view! { <Open session=session.clone() done/> }.into_any() }
        },
    )
}

#[component]
fn Closed() -> impl IntoView {
    view! {
        <div class="drop drop-closed" role="group" aria-label="Upload">
            <span class="drop-icon">{icon(Icon::Mail)}</span>
            <p class="drop-title">"Here you drop your resume, once your address is confirmed"</p>
            <p class="quiet">"Open the mail that was sent to you and follow its link. Nobody can bring in files under an address that is not theirs."</p>
        </div>
    }
}

#[component]
fn Open(#[prop(optional_no_strip)] session: Option<SessionId>, done: Callback<SessionId>) -> impl IntoView {
    let step = RwSignal::new(Step::Waiting);
    let over = RwSignal::new(false);
    // The file stays after an error, so that it can be sent again.
    let file = Kept::<File>::default();
    let running = Kept::<Upload>::default();
    let into = StoredValue::new(session.clone());
    let name = RwSignal::new(String::new());
    let send = move || {
        let Some(chosen) = file.with(Clone::clone) else { return };
        name.set(format!("{} · {}", chosen.name(), words::size(chosen.size() as u64)));
        step.set(Step::Sending(0.0));
        spawn_local(async move {
            let session = match into.get_value() {
                Some(session) => session,
                None => match create_session().await {
                    Ok(session) => session,
                    Err(failure) => return drop(step.try_set(Step::Failed(failure.to_string()))),
                },
            };
            into.try_set_value(Some(session.clone()));
            let progress = move |percent| drop(step.try_set(if percent < 100.0 { Step::Sending(percent) } else { Step::Reading }));
            let url = format!("/api/v1/sessions/{session}/resume");
            let end = move |status: u16, reply: String| match status {
                200..300 => {
                    step.try_set(Step::Waiting);
                    done.run(session.clone());
                }
                status => drop(step.try_set(Step::Failed(refusal_in(status, &reply)))),
            };
            running.set(browser::upload(&url, &chosen, progress, end));
        });
    };
    let take = move |chosen: Option<File>| {
        if chosen.is_some() {
            file.set(chosen);
            send();
        }
    };
    // What was picked before this program arrived.
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| input.get_untracked().map(|input| take(browser::file_in(&input))));
    let cancel = move |_| {
        running.with(Upload::cancel);
        step.set(Step::Waiting);
    };
    let action = session.map_or("/upload".to_owned(), |session| format!("/sessions/{session}/upload"));
    let on_drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(browser::dropped_file(&event));
    };
    view! {
        <form class="drop" class:drop-over=move || over.get() method="post" enctype="multipart/form-data" action=action
            on:dragover=move |event: leptos::ev::DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop>
            {move || match step.get() {
                Step::Waiting | Step::Failed(_) => view! {
                    <label class="drop-label">
                        <span class="drop-icon">{icon(Icon::Upload)}</span>
                        <span class="drop-title">"Drop your resume here, or choose a file"</span>
                        <span class="quiet">"PDF, Word, Markdown, text or JSON Resume, up to 5 MB. It stays on this machine."</span>
                        <input node_ref=input type="file" name="file" accept=ACCEPT required aria-label="Resume file" on:change=move |event| take(browser::picked_file(&event))/>
                    </label>
                    <button class="button no-wasm-only">"Upload"</button>
                }.into_any(),
                Step::Sending(percent) => view! {
                    <p class="drop-title">{name.get()}</p>
                    <progress max="100" value=percent aria-label="Uploaded"></progress>
                    <p class="quiet figures">{format!("{percent:.0} %")}</p>
                    <button type="button" class="button" on:click=cancel>"Cancel"</button>
                }.into_any(),
                Step::Reading => view! {
                    <p class="drop-title">{name.get()}</p>
                    <progress aria-label="Reading"></progress>
                    <p class="quiet" role="status">"Reading your resume. This takes a second or two."</p>
                    <button type="button" class="button" on:click=cancel>"Cancel"</button>
                }.into_any(),
            }}
            <div role="alert">
                {move || match step.get() {
                    Step::Failed(message) => Some(view! {
                        <p class="error-line">{icon(Icon::Alert)} " " <b>{name.get()}</b> " " {message}</p>
                        <button type="button" class="button" on:click=move |_| send()>"Try again"</button>
                    }),
                    _ => None,
                }}
            </div>
        </form>
    }
}

/// The sentence of a refusal by the API.
pub fn refusal_in(status: u16, reply: &str) -> String {
    let said = serde_json::from_str::<serde_json::Value>(reply).ok();
    let message = said.as_ref().and_then(|reply| reply["error"]["message"].as_str());
    match (message, status) {
        (Some(message), _) => message.to_owned(),
        (None, 0) => "The upload was interrupted. The file is still here; try again.".to_owned(),
        (None, 413) => "This file is too large. Choose one of at most 5 MB.".to_owned(),
        (None, _) => "The upload did not work. The file is still here; try again in a moment.".to_owned(),
    }
}
