//! The export: templates as they look with this resume, formats, and the files with the certificate of their round trip.

use super::current_session;
use crate::api::Loaded;
use crate::api::exports::{ExportDesk, load_exports};
use crate::components::export::{ArtifactCard, ExportForm};
use crate::components::{Icon, icon, loaded};
use crate::{browser, words};
use domain::version::Version;
use leptos::prelude::*;
use leptos_router::components::A;

/// The form beside the files.
#[component]
pub fn ExportPage() -> impl IntoView {
    let current = current_session();
    let desk = Loaded::new_with_options(move || current.id.get(), load_exports, true);
    let changed = Callback::new(move |()| {
        desk.refetch();
        current.session.refetch();
    });
    view! {
        {loaded(desk, move |desk| {
            let session = current.id.get_untracked();
            let ExportDesk { artifacts, versions, head } = desk;
            let Some(head) = head else {
                return view! {
                    <section class="panel empty">
                        <h2>"Nothing to export yet"</h2>
                        <p>"The export needs a resume that was read."</p>
                        <p><A href=format!("/sessions/{session}/resume") attr:class="button button-primary">"Add a resume"</A></p>
                    </section>
                }.into_any();
            };
            let files = artifacts.into_iter().enumerate().map(|(index, artifact)| {
                let number = versions.iter().find(|version| version.version_id == artifact.version_id).map(|version| version.number);
                view! { <ArtifactCard artifact number newest=index == 0/> }
            });
            let files = files.collect_view();
            let none = files.is_empty();
            view! {
                <div class="export">
                    <ExportForm session head=head.summary.version_id.clone() versions=versions.clone() changed/>
                    <section class="stack" aria-labelledby="files-title">
                        <h2 id="files-title">"Your files"</h2>
                        {none.then(|| view! { <p class="empty-line">"No file yet. Choose a template and a format, then export."</p> })}
                        {files}
                        <CopyText head/>
                    </section>
                </div>
            }.into_any()
        })}
    }
    .into_any()
}

/// The newest version as text, for forms that ask to paste a resume.
#[component]
fn CopyText(head: Version) -> impl IntoView {
    let text = domain::resume::plain::write(&head.document);
    let copied = RwSignal::new(None::<bool>);
    let words = text.clone();
    let copy = move |_| {
        browser::copy(&words, move |done| {
            copied.try_set(Some(done));
        })
    };
    view! {
        <section class="panel" aria-labelledby="text-title">
            <div class="row between">
                <h3 id="text-title">"As text"</h3>
                <button type="button" class="button needs-wasm" on:click=copy>{icon(Icon::Copy)} "Copy as text"</button>
            </div>
            <p class="quiet" role="status">
                {move || copied.get().map(|done| if done { "Copied. Paste it into the form." } else { "The browser did not allow it. Select the text below and copy it." })}
            </p>
            <details><summary>"Show the text"</summary><pre class="plain" tabindex="0">{text}</pre></details>
            <p class="hint">{words::UNCHANGED}</p>
        </section>
    }
}
