//! The versions of a session, newest first.

use crate::api::versions::{LabelVersion, RestoreVersion};
use crate::components::{ActionError, Chip, When, failure_of, first_of, when_done};
use crate::words;
use domain::ids::SessionId;
use domain::version::VersionSummary;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Each with what made it, its score, and what can be done with it.
#[component]
pub fn Timeline(versions: Vec<VersionSummary>, session: SessionId, changed: Callback<()>) -> impl IntoView {
    let restore = ServerAction::<RestoreVersion>::new();
    let label = ServerAction::<LabelVersion>::new();
    when_done(restore, changed);
    when_done(label, changed);
    let failure = first_of([failure_of(restore), failure_of(label)]);
    let newest = versions.first().map(|version| version.version_id.clone());
    let session = StoredValue::new(session.to_string());
    let rows = versions.into_iter().map(|version| {
        let id = StoredValue::new(version.version_id.to_string());
        let is_newest = newest.as_ref() == Some(&version.version_id);
        let number = version.number;
        let compare = version.parent_id.as_ref().map(|parent| {
            view! { <a href=format!("?from={parent}&to={}#compare", version.version_id) class="link-button">"What changed"<span class="sr-only">" in version " {number}</span></a> }
        });
        let go_back = (!is_newest).then(|| view! {
            <ActionForm action=restore>
                <input type="hidden" name="session" value=session.get_value()/>
                <input type="hidden" name="version" value=id.get_value()/>
                <button class="link-button">"Restore"<span class="sr-only">" version " {number}</span></button>
            </ActionForm>
        });
        let name = if version.label.is_empty() { format!("Version {number}") } else { version.label.clone() };
        view! {
            <li class="time-row">
                <div class="row between">
                    <h3>{name} " " {(!version.label.is_empty()).then(|| view! { <span class="quiet">"Version " {number}</span> })}</h3>
                    {version.score.map(|score| view! { <span class="figures score-small" title="Score">{score}</span> })}
                </div>
                <p class="row tight">
                    <Chip label=words::made_by(version.made_by).to_owned() tone="quiet"/>
                    {is_newest.then(|| view! { <Chip label="Newest".to_owned() tone="info"/> })}
                    <When stamp=version.created_at attr:class="quiet"/>
                </p>
                <p>{version.summary}</p>
                <div class="row">
                    {compare} {go_back}
                    <details class="inline-details">
                        <summary class="link-button">"Name it"<span class="sr-only">": version " {number}</span></summary>
                        <ActionForm action=label>
                            <input type="hidden" name="session" value=session.get_value()/>
                            <input type="hidden" name="version" value=id.get_value()/>
                            <div class="row">
                                <input name="label" value=version.label maxlength="100" aria-label=format!("Name of version {number}")/>
                                <button class="button">"Save"</button>
                            </div>
                        </ActionForm>
                    </details>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="timeline" aria-labelledby="timeline-title">
            <h2 id="timeline-title">"Versions"</h2>
            <ActionError failure/>
            <ol>{rows}</ol>
        </section>
    }
}
