//! Template, format and version of an export.

use crate::api::exports::{CreateExport, count_pages};
use crate::browser;
use crate::components::{ActionError, Icon, failure_of, icon, when_done};
use crate::words;
use domain::export::{Format, Template};
use domain::ids::{SessionId, VersionId};
use domain::version::VersionSummary;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the owner chose.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// For PDF.
    pub template: RwSignal<Template>,
    /// Of the file.
    pub format: RwSignal<Format>,
    /// Where the file that was just made is kept; it takes the focus when it joins the list.
    pub made: RwSignal<Option<String>>,
}

/// Templates are shown as page one of this very resume.
#[component]
pub fn ExportForm(
    session: SessionId,
    head: VersionId,
    versions: Vec<VersionSummary>,
    chosen: Chosen,
    changed: Callback<()>,
) -> impl IntoView {
    let action = ServerAction::<CreateExport>::new();
    let Chosen { template: in_template, format: in_format, made } = chosen;
    let done = Callback::new(move |()| {
        made.set(action.value().with_untracked(|made| Some(made.as_ref()?.as_ref().ok()?.artifact_path.clone())));
        changed.run(());
    });
    when_done(action, done);
    let failure = failure_of(action);
    let version = RwSignal::new(head.clone());

    let id = session.clone();
    let templates = Template::ALL.map(|template| {
        let (name, look) = words::template(template);
        let session = id.clone();
        let image = {
            let session = session.clone();
            move || format!("/api/v1/sessions/{session}/versions/{}/preview?template={}&page=1", version.get(), template.name())
        };
        let choose = move |_| {
            in_template.set(template);
            browser::store("template", template.name());
        };
        // The count is a detail that may come later than the page, and that the server does not wait for.
        let pages = RwSignal::new(None::<u32>);
        Effect::new(move |_| {
            let (session, version) = (session.clone(), version.get());
            spawn_local(async move {
                if let Ok(count) = count_pages(session, version, template).await {
                    pages.try_set(Some(count));
                }
            });
        });
        view! {
            <label class="template">
                <img src=image width="397" height="562" loading="lazy" alt=format!("Page 1 in the template {name}")/>
                <span class="template-name">
                    <span class="row tight"><input type="radio" name="template" value=template.name() checked=template == in_template.get_untracked()
                        prop:checked=move || in_template.get() == template on:change=choose/> <b>{name}</b></span>
                    <span class="quiet figures">{move || pages.get().map(|pages| words::count(pages as usize, "page"))}</span>
                </span>
                <span class="quiet">{look}</span>
            </label>
        }
    });
    let formats = Format::ALL.map(|format| {
        let (name, what) = words::format(format);
        view! {
            <label class="choice">
                <input type="radio" name="format" value=format.extension() checked=format == in_format.get_untracked() on:change=move |_| in_format.set(format)/>
                <span><b>{name}</b><span class="quiet">{what}</span></span>
            </label>
        }
    });
    let options = versions.into_iter().map(|one| {
        let title =
            if one.label.is_empty() { format!("Version {}", one.number) } else { format!("Version {} – {}", one.number, one.label) };
        let newest = if one.version_id == head { " (newest)" } else { "" };
        view! { <option value=one.version_id.to_string() selected=one.version_id == head>{title} {newest}</option> }
    });
    let options = options.collect_view();
    view! {
        <section class="panel stack" aria-labelledby="export-title">
            <h2 id="export-title">"Export"</h2>
            <ActionForm action>
                <input type="hidden" name="session" value=session.to_string()/>
                <fieldset class="choices formats"><legend>"Format"</legend>{formats.collect_view()}</fieldset>
                <fieldset class="templates" class:dimmed=move || in_format.get() != Format::Pdf><legend>"Template " <span class="quiet">"(for PDF)"</span></legend>{templates.collect_view()}</fieldset>
                <label class="field"><span>"Version"</span>
                    <select name="version" on:change=move |event| version.set(VersionId::new(event_target_value(&event)))>{options}</select>
                </label>
                <ActionError failure/>
                <button class="button button-primary button-large" disabled=move || action.pending().get()>
                    {icon(Icon::Download)} {move || if action.pending().get() { "Exporting …" } else { "Export" }}
                </button>
                <p class="hint">"The file is read back at once, so that you see what a tracking system gets."</p>
            </ActionForm>
        </section>
    }
}
