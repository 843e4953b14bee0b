//! An exported file: download, and what reading it back showed.

use crate::browser;
use crate::components::{Chip, Icon, When, icon};
use crate::words;
use domain::export::Artifact;
use leptos::prelude::*;

/// The newest one shows its certificate open.
#[component]
pub fn ArtifactCard(
    artifact: Artifact,
    /// Of its version.
    number: Option<u32>,
    /// The first of the list.
    newest: bool,
    /// The one that was just made.
    made: RwSignal<Option<String>>,
) -> impl IntoView {
    let Artifact { format, template, pages, size, sha256, download_url, round_trip, created_at, expires_at, artifact_path, .. } = artifact;
    let just_made = newest && made.read_untracked().as_ref() == Some(&artifact_path);
    Effect::new(move |_| {
        if just_made {
            made.set(None);
            browser::when_drawn(|| browser::focus("newest-file"));
        }
    });
    let name = artifact_path.rsplit('/').next().unwrap_or_default().to_owned();
    let lost = round_trip.lost.len();
    let verdict = if lost == 0 {
        view! { <p class="good-line">{icon(Icon::Check)} " Nothing was lost: every text was found again in the file."</p> }.into_any()
    } else {
        let lines = round_trip.lost.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
        view! { <p class="error-line">{icon(Icon::Alert)} " " {words::count(lost, "text")} " not found again:"</p><ul class="lost">{lines}</ul> }.into_any()
    };
    let facts = [
        template.map(|template| words::template(template).0.to_owned()),
        pages.map(|pages| words::count(pages as usize, "page")),
        Some(words::size(size)),
        number.map(|number| format!("version {number}")),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let readers = round_trip.readers.join(" and ");
    view! {
        <article class="card artifact">
            <div class="row between">
                <div>
                    <h3>{words::format(format).0} " " {if lost == 0 { view! { <Chip label="Nothing lost".to_owned() tone="good"/> } } else { view! { <Chip label="Check it".to_owned() tone="bad"/> } }}</h3>
                    <p class="quiet">{facts}</p>
                    <p class="quiet"><When stamp=created_at/> ", kept until " <When stamp=expires_at/></p>
                </div>
                <a id=newest.then_some("newest-file") class="button button-primary" href=download_url download=name.clone() rel="external" aria-label=format!("Download {name}")>{icon(Icon::Download)} "Download"</a>
            </div>
            <details open=newest>
                <summary>"Checked: what is in the file"</summary>
                {verdict}
                <dl class="facts">
                    <div><dt>"Read back by"</dt><dd>{readers}</dd></div>
                </dl>
                <details class="fingerprint">
                    <summary class="quiet">"Fingerprint of the file (SHA-256)"</summary>
                    <p class="hash">{sha256}</p>
                </details>
            </details>
            <details>
                <summary>"What a tracking system reads in this file"</summary>
                <pre class="plain" tabindex="0">{round_trip.text}</pre>
            </details>
        </article>
    }
}
