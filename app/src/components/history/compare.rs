//! What differs between any two versions.

use crate::api::Failure;
use crate::api::Loaded;
use crate::api::versions::{compare_versions, edit_document};
use crate::components::review::marks;
use crate::components::{ActionError, Icon, icon, loaded};
use crate::words;
use domain::diff::BlockDiff;
use domain::ids::{SessionId, VersionId};
use domain::resume::Place;
use domain::resume::edit::Edit;
use domain::version::VersionSummary;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

/// Two pickers and the differences; nothing asked for: the newest version and the one before.
#[component]
pub fn Compare(versions: Vec<VersionSummary>, session: SessionId, changed: Callback<()>) -> impl IntoView {
    let Some(newest) = versions.first().map(|version| version.version_id.clone()) else { return ().into_any() };
    if versions.len() < 2 {
        return view! { <section class="panel" id="compare"><h2>"Compare"</h2><p class="quiet">"There is one version so far. The next one can be compared with it."</p></section> }.into_any();
    }
    let query = use_query_map();
    let parent = versions.first().and_then(|version| version.parent_id.clone()).unwrap_or_else(|| versions[1].version_id.clone());
    let asked = move |name: &str, otherwise: &VersionId| {
        query.read().get(name).filter(|id| !id.is_empty()).map_or_else(|| otherwise.clone(), VersionId::new)
    };
    let head = newest.clone();
    let pair = Memo::new(move |_| (asked("from", &parent), asked("to", &newest)));
    let id = session.clone();
    let diff = Loaded::new_with_options(
        move || (id.clone(), pair.get()),
        |(session, (from, to))| async move { compare_versions(session, from, to).await },
        true,
    );
    let versions = StoredValue::new(versions);
    let picker = move |name: &'static str, label: &'static str| {
        let options = move || {
            let (from, to) = pair.get();
            let chosen = if name == "from" { from } else { to };
            versions.with_value(|versions| {
                let option = |version: &VersionSummary| {
                    let title = if version.label.is_empty() {
                        format!("Version {} – {}", version.number, words::made_by(version.made_by))
                    } else {
                        format!("Version {} – {}", version.number, version.label)
                    };
                    view! { <option value=version.version_id.to_string() selected=version.version_id == chosen>{title}</option> }
                };
                versions.iter().map(option).collect_view()
            })
        };
        view! { <label class="field"><span>{label}</span><select name=name>{options}</select></label> }
    };
    let failure = RwSignal::new(None::<Failure>);
    let take_back = Callback::new(move |edit: Edit| {
        let (session, head) = (session.clone(), head.clone());
        spawn_local(async move {
            match edit_document(session, head, vec![edit]).await {
                Ok(_) => changed.run(()),
                Err(refused) => drop(failure.try_set(Some(refused))),
            }
        });
    });
    view! {
        <section class="panel" id="compare" aria-labelledby="compare-title">
            <h2 id="compare-title">"Compare"</h2>
            <form class="row compare-form" method="get" action="">
                {picker("from", "From")} {picker("to", "To")}
                <button class="button">"Compare"</button>
            </form>
            <ActionError failure/>
            {loaded(diff, move |diff| {
                if diff.blocks.is_empty() {
                    view! { <p class="quiet">"These two say the same."</p> }.into_any()
                } else {
                    let blocks = diff.blocks.into_iter().map(|block| view! { <Block block take_back/> }).collect_view();
                    view! { <ul class="differences">{blocks}</ul> }.into_any()
                }
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Block(block: BlockDiff, take_back: Callback<Edit>) -> impl IntoView {
    let what = match (&block.before, &block.after) {
        (None, _) => "Added",
        (_, None) => "Removed",
        _ if block.moved => "Moved",
        _ => "Reworded",
    };
    let section = if block.section.is_empty() { "Contact".to_owned() } else { block.section.clone() };
    let undo = match (block.before, block.after) {
        (Some(before), Some(after)) if before != after => {
            let place = Place { block: block.block_id, field: block.field };
            Some(Edit::Replace { place, before: after, after: before })
        }
        _ => None,
    };
    view! {
        <li class="difference">
            <p class="row between">
                <span class="quiet">{what} " in " {section}</span>
                {undo.map(|edit| view! {
                    <button type="button" class="link-button needs-wasm" on:click=move |_| take_back.run(edit.clone())>{icon(Icon::Undo)} "Take this back"</button>
                })}
            </p>
            <p class="diff diff-unified">{marks(&block.spans)}</p>
        </li>
    }
}
