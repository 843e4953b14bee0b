//! What was done with one's own data: by oneself, by programs, by the program itself.

use super::entries::{Entries, Filter, asked};
use crate::api::Loaded;
use crate::api::data::load_activity;
use crate::components::{Icon, icon, loaded};
use domain::audit::{Log, Verdict};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

const PAGE: &str = "/account/activity";

/// Newest first, of one kind or of all.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let asked = asked();
    let log = Loaded::new_with_options(move || asked.get(), |asked| load_activity(asked.kind, asked.cursor), true);
    view! {
        <Title text="Activity"/>
        <main id="main" class="page page-narrow stack">
            <h1>"Activity"</h1>
            <p class="quiet">
                "Who did what with your data. Entries are added and never changed; none holds a text of yours. "
                <A href="/account/data">"Your data"</A>
            </p>
            {move || view! { <Filter page=PAGE kind=asked.get().kind/> }}
            {loaded(log, move |Log { items, next_cursor, chains }| {
                let mark = chains.into_iter().next().map(|verdict| view! { <Mark verdict/> });
                view! { {mark} <Entries page=PAGE asked=asked.get_untracked() items next_cursor/> }
            })}
        </main>
    }
    .into_any()
}

/// Whether all entries are there as they were written.
#[component]
fn Mark(verdict: Verdict) -> impl IntoView {
    match verdict.fault {
        None => view! {
            <p class="note"><span class="good-line">{icon(Icon::Check)}</span> <span>{format!("The record is whole: {} entries, each as it was written.", verdict.entries)}</span></p>
        }
        .into_any(),
        Some(fault) => view! {
            <p class="note note-bad" role="alert">
                {icon(Icon::Alert)}
                <span>{format!("The record is not whole: {}. Tell whoever runs this installation.", fault.say())}</span>
            </p>
        }
        .into_any(),
    }
}
