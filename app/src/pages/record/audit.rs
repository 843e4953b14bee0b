//! What was done by everybody, for whoever looks after the installation: actions and ids, no text of anybody.

use super::entries::{Entries, Filter, asked};
use crate::api::Loaded;
use crate::api::data::load_audit;
use crate::components::{Icon, icon, loaded};
use domain::audit::{Log, Verdict};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

const PAGE: &str = "/admin/audit";

/// Newest first, of all chains.
#[component]
pub fn AuditPage() -> impl IntoView {
    let asked = asked();
    let log = Loaded::new_with_options(move || asked.get(), |asked| load_audit(asked.kind, asked.cursor, asked.verify), true);
    view! {
        <Title text="Audit log"/>
        <main id="main" class="page page-narrow stack">
            <h1>"Audit log"</h1>
            <p class="quiet">
                "What was done by everybody: actions and ids. Each account has a chain of entries of its own, and the installation has one. "
                <A href="/settings">"Back to the settings"</A>
            </p>
            {move || view! { <Filter page=PAGE kind=asked.get().kind/> }}
            {loaded(log, move |Log { items, next_cursor, chains }| {
                let asked = asked.get_untracked();
                let verified = if asked.verify { view! { <Verdicts chains/> }.into_any() } else { view! { <Verify/> }.into_any() };
                view! { {verified} <Entries page=PAGE asked items next_cursor of_all=true/> }
            })}
        </main>
    }
    .into_any()
}

/// Looking at every entry of everybody takes its time.
#[component]
fn Verify() -> impl IntoView {
    let href = format!("{PAGE}?verify=1");
    view! { <p class="row"><A href=href attr:class="button">{icon(Icon::Check)} "See whether the record is whole"</A></p> }
}

#[component]
fn Verdicts(chains: Vec<Verdict>) -> impl IntoView {
    let count = chains.len();
    let faults: Vec<_> = chains.into_iter().filter_map(|chain| chain.fault.map(|fault| (chain.tenant, fault))).collect();
    if faults.is_empty() {
        let said = format!("The record is whole: {count} chains, every entry as it was written.");
        return view! { <p class="note"><span class="good-line">{icon(Icon::Check)}</span> <span>{said}</span></p> }.into_any();
    }
    let lines =
        faults.into_iter().map(|(tenant, fault)| view! { <li><span class="hash">{tenant.to_string()}</span> ": " {fault.say()}</li> });
    view! {
        <div class="note note-bad" role="alert">
            {icon(Icon::Alert)}
            <p>{format!("The record is not whole. Of {count} chains these were changed by somebody who can write to the database:")}</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}
