//! An exported file: download, and what reading it back showed.

use crate::components::{Chip, Icon, icon};
use crate::words;
use domain::export::Artifact;
use leptos::prelude::*;

/// The newest one shows its certificate open.
#[component]
pub fn ArtifactCard(
    artifact: Artifact,
    /// Of its version.
    number: Option<u32>,
    /// The one that was just made.
    newest: bool,
) -> impl IntoView {
    let Artifact { format, template, pages, size, sha256, download_url, round_trip, created_at, expires_at, artifact_path, .. } = artifact;
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
                    <p class="quiet"><time datetime=created_at.clone()>{words::time(&created_at)}</time> ", link until " <time datetime=expires_at.clone()>{words::time(&expires_at)}</time></p>
                </div>
                <a class="button button-primary" href=download_url download=name.clone() rel="external" aria-label=format!("Download {name}")>{icon(Icon::Download)} "Download"</a>
            </div>
            <details open=newest>
                <summary>"Certificate of the round trip"</summary>
                {verdict}
                <dl class="facts">
                    <div><dt>"Read back by"</dt><dd>{readers}</dd></div>
                    <div><dt>"SHA-256"</dt><dd class="hash">{sha256}</dd></div>
                </dl>
            </details>
            <details>
                <summary>"What an ATS reads"</summary>
                <pre class="plain" tabindex="0">{round_trip.text}</pre>
            </details>
        </article>
    }
}
