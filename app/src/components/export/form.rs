//! Template, format and version of an export.

use crate::api::exports::{CreateExport, count_pages};
use crate::components::{ActionError, Icon, icon};
use crate::words;
use domain::export::{Format, Template};
use domain::ids::{SessionId, VersionId};
use domain::version::VersionSummary;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Templates are shown as page one of this very resume.
#[component]
pub fn ExportForm(session: SessionId, head: VersionId, versions: Vec<VersionSummary>, changed: Callback<()>) -> impl IntoView {
    let action = ServerAction::<CreateExport>::new();
    Effect::new(move |before: Option<usize>| {
        let now = action.version().get();
        if before.is_some_and(|before| before != now) {
            changed.run(());
        }
        now
    });
    let failure = Signal::derive(move || action.value().get().and_then(Result::err));
    let version = RwSignal::new(head.clone());
    let pdf = RwSignal::new(true);
    let id = session.clone();
    let templates = Template::ALL.map(|template| {
        let (name, look) = words::template(template);
        let session = id.clone();
        let image = {
            let session = session.clone();
            move || format!("/api/v1/sessions/{session}/versions/{}/preview?template={}&page=1", version.get(), template.name())
        };
        // The count is a detail that may come later than the page.
        let pages = LocalResource::new(move || count_pages(session.clone(), version.get(), template));
        view! {
            <label class="template">
                <input type="radio" name="template" value=template.name() checked=template == Template::default()/>
                <img src=image width="397" height="562" loading="lazy" alt=format!("Page 1 in the template {name}")/>
                <span class="template-name"><b>{name}</b>
                    <span class="quiet figures">{move || pages.get().and_then(Result::ok).map(|pages| words::count(pages as usize, "page"))}</span>
                </span>
                <span class="quiet">{look}</span>
            </label>
        }
    });
    let formats = Format::ALL.map(|format| {
        let (name, what) = words::format(format);
        view! {
            <label class="choice">
                <input type="radio" name="format" value=format.extension() checked=format == Format::Pdf on:change=move |_| pdf.set(format == Format::Pdf)/>
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
                <fieldset class="templates" class:dimmed=move || !pdf.get()><legend>"Template " <span class="quiet">"(for PDF)"</span></legend>{templates.collect_view()}</fieldset>
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
