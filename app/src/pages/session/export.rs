//! The export: templates as they look with this resume, formats, and the files with the certificate of their round trip.

use super::current_session;
use crate::api::Loaded;
use crate::api::exports::{ExportDesk, load_exports};
use crate::browser;
use crate::components::export::{ArtifactCard, Chosen, ExportForm};
use crate::components::{Icon, NotYet, icon, loaded};
use domain::export::{Format, Template};
use domain::version::Version;
use leptos::prelude::*;
use leptos_router::components::A;

/// The form beside the files.
#[component]
pub fn ExportPage() -> impl IntoView {
    let current = current_session();
    let desk = Loaded::new_with_options(move || current.id.get(), load_exports, true);
    let changed = current.reload(desk);
    current.on_told(move || desk.refetch());
    // What was chosen outlives the form, which is made anew when a file joins the list.
    let chosen = Chosen { template: RwSignal::new(Template::default()), format: RwSignal::new(Format::Pdf), made: RwSignal::new(None) };
    Effect::new(move |_| {
        if let Some(kept) = browser::stored("template").and_then(|name| Template::parse(&name)) {
            chosen.template.set(kept);
        }
    });
    view! {
        {loaded(desk, move |desk| {
            let session = current.id.get_untracked();
            let ExportDesk { artifacts, versions, head, waiting } = desk;
            let Some(head) = head else {
                return view! {
                    <NotYet title="Nothing to export yet" text="The export needs a resume that was read." href=format!("/sessions/{session}/resume") action="Add a resume"/>
                }.into_any();
            };
            let files = artifacts.into_iter().enumerate().map(|(index, artifact)| {
                let number = versions.iter().find(|version| version.version_id == artifact.version_id).map(|version| version.number);
                view! { <ArtifactCard artifact number newest=index == 0 made=chosen.made/> }
            });
            let files = files.collect_view();
            let none = files.is_empty();
            let review = format!("/sessions/{session}/review");
            view! {
                {waiting.then(|| view! {
                    <div class="note">
                        {icon(Icon::Spark)}
                        <p>"Suggested changes still wait for you. A file made now is made without them."</p>
                        <A href=review attr:class="button">"Decide on them first"</A>
                    </div>
                })}
                <div class="export">
                    <ExportForm session head=head.summary.version_id.clone() versions=versions.clone() chosen changed/>
                    <section class="stack" aria-labelledby="files-title">
                        <h2 id="files-title">"Your files"</h2>
                        {none.then(|| view! { <p class="empty-line no-file">"No file yet. Choose a template and a format, then export."</p> })}
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
                <h3 id="text-title">"What a tracking system reads"</h3>
                <button type="button" class="button needs-wasm" on:click=copy>{icon(Icon::Copy)} "Copy as text"</button>
            </div>
            <p class="hint">"The newest version as plain text: what a tracking system keeps of it, and what you paste where a form asks for text."</p>
            <p class="good-line" role="status">
                {move || copied.get().map(|done| if done { "Copied. Paste it into the form." } else { "The browser did not allow it. Select the text below and copy it." })}
            </p>
            <pre class="plain" tabindex="0" role="region" aria-label="The newest version as text">{text}</pre>
        </section>
    }
}
