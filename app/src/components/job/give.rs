//! One box for the job description: text, a link, or a file.

use crate::api::postings::GivePosting as Give;
use crate::browser::{self, File, Kept, Upload};
use crate::components::{ActionError, DraftBox, Icon, failure_of, icon, refusal_in, when_done};
use crate::state::draft::Draft;
use domain::Code;
use domain::ids::SessionId;
use domain::posting;
use leptos::form::ActionForm;
use leptos::prelude::*;
use std::time::Duration;

/// The form; works before the wasm arrives (text and link).
#[component]
pub fn GivePosting(
    /// For which session.
    session: SessionId,
    /// Hears when it was read.
    changed: Callback<()>,
) -> impl IntoView {
    let give = ServerAction::<Give>::new();
    let draft = Draft::of_session(&session, "job");
    let taken = Callback::new(move |()| {
        draft.end();
        changed.run(());
    });
    when_done(give, taken);
    let refused = failure_of(give);
    // What stands at its field is not said twice.
    let untitled = Signal::derive(move || refused.get().filter(|failure| failure.0.code == Code::JdTitleRequired));
    let failure = Signal::derive(move || refused.get().filter(|failure| failure.0.code != Code::JdTitleRequired));
    Effect::new(move |_| untitled.read().is_some().then(|| browser::when_drawn(|| browser::focus("title"))));
    let reading = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let running = Kept::<Upload>::default();
    let url = format!("/api/v1/sessions/{session}/jd");
    let send = move |file: Option<File>| {
        let Some(file) = file else { return };
        reading.set(true);
        problem.set(None);
        let end = move |status: u16, reply: String| {
            if reading.try_set(false).is_some() {
                return;
            }
            match status {
                200..300 => changed.run(()),
                status => problem.set(Some(refusal_in(status, &reply))),
            }
        };
        running.set(browser::upload(&url, &file, |_| {}, end));
    };
    let pick = {
        let send = send.clone();
        move |event| send(browser::picked_file(&event))
    };
    let drop = move |event: leptos::ev::DragEvent| {
        if let Some(file) = browser::dropped_file(&event) {
            event.prevent_default();
            send(Some(file));
        }
    };
    let is_link = Memo::new(move |_| posting::link(&draft.text.read()).is_some());
    let sent_link = move || give.input().with(|sent| sent.as_ref().is_some_and(|sent| posting::link(&sent.text).is_some()));
    let fetching = Memo::new(move |_| give.pending().get() && sent_link());
    let label = move || match (give.pending().get() || reading.get(), is_link.get()) {
        (true, _) if fetching.get() => "Fetching …",
        (true, _) => "Reading …",
        (false, true) => "Fetch and read the page",
        (false, false) => "Read the job description",
    };
    view! {
        <section class="panel stack" aria-labelledby="give-title">
            <h2 id="give-title">"The job description"</h2>
            <ActionForm action=give>
                <input type="hidden" name="session" value=session.to_string()/>
                <div class="field">
                    <label for="posting-text">"Paste the whole text of the job description, or a link to it"</label>
                    <DraftBox draft attr:id="posting-text" attr:class="posting-text" attr:name="text" attr:rows="12" attr:required=true
                        attr:aria-describedby="posting-hint" on:drop=drop/>
                    <p class="hint" id="posting-hint">
                        {move || if is_link.get() {
                            "The page is fetched from here, without any login of yours. Where a site shows it only to people, paste its text instead."
                        } else {
                            "The more of it, the better: title, company, tasks, requirements. Menus and legal text are removed."
                        }}
                    </p>
                </div>
                <details class="field" open=move || untitled.read().is_some()>
                    <summary>"Title or company not in the text?"</summary>
                    <div class="fields">
                        <div class="field">
                            <label for="title">"Title"</label>
                            <input id="title" name="title" maxlength="200" aria-describedby="title-problem"
                                aria-invalid=move || untitled.read().is_some().then_some("true")/>
                            <div id="title-problem" role="alert">
                                {move || untitled.get().map(|failure| view! { <p class="error-line">{failure.to_string()}</p> })}
                            </div>
                        </div>
                        <div class="field"><label for="company">"Company"</label><input id="company" name="company" maxlength="200"/></div>
                    </div>
                </details>
                <ActionError failure/>
                <div role="alert">{move || problem.get().map(|problem| view! { <p class="error-line">{problem}</p> })}</div>
                {move || fetching.get().then(|| view! { <Fetching/> })}
                <div class="row">
                    <button class="button button-primary" disabled=move || give.pending().get() || reading.get()>
                        {label}
                    </button>
                    <label class="button needs-wasm file-button">
                        {icon(Icon::Upload)} "Choose a file"
                        <input type="file" class="sr-only" accept=".pdf,.docx,.txt,.md" aria-label="Job description file" on:change=pick/>
                    </label>
                    <span class="hint needs-wasm">"PDF, Word or text, up to 10 MB"</span>
                </div>
            </ActionForm>
        </section>
    }
}

/// How long it has taken so far.
#[component]
fn Fetching() -> impl IntoView {
    let seconds = RwSignal::new(0);
    Effect::new(move |_| {
        let tick = move || {
            seconds.try_update(|seconds| *seconds += 1);
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div class="fetching">
            <progress aria-label="Fetching the page"></progress>
            <p class="quiet" role="status">"Fetching the page, then reading it. This takes up to 10 seconds."</p>
            <span class="quiet figures" aria-hidden="true">{seconds} " s"</span>
        </div>
    }
}
