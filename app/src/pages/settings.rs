//! What this installation allows, who rewrites, and where the data is.

use crate::api::Loaded;
use crate::api::settings::{Setting, load_settings};
use crate::components::{Icon, icon, known, loaded};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// Tables with their units explained.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let settings = Loaded::new_with_options(|| (), |()| load_settings(), true);
    view! {
        <Title text="Settings"/>
        <main id="main" class="page page-narrow stack">
            <h1>"Settings"</h1>
            <p class="quiet">"These are set where the program is started, in its environment. They are shown here so that nobody has to guess."</p>
            {loaded(settings, |groups| groups.into_iter().map(|group| view! { <Group title=group.title settings=group.settings/> }).collect_view())}
            <section class="panel">
                <h2>"Look"</h2>
                <div class="row between">
                    <p>"Light or dark follows your system, until you choose."</p>
                    <button type="button" class="button" data-theme-toggle="">"Switch light and dark"</button>
                </div>
            </section>
            <section class="panel">
                <h2>"Your data"</h2>
                <div class="row between">
                    <p>"Take everything along, have it erased, or look who did what with it."</p>
                    <div class="row">
                        <A href="/account/data" attr:class="button">{icon(Icon::File)} "Your data"</A>
                        <A href="/account/activity" attr:class="button">{icon(Icon::History)} "Your activity"</A>
                    </div>
                </div>
            </section>
            {known(|viewer| viewer.operates().then(|| view! {
                <section class="panel">
                    <h2>"Jobs"</h2>
                    <div class="row between">
                        <p>"What is done in the background, and what was given up."</p>
                        <A href="/settings/jobs" attr:class="button">{icon(Icon::History)} "Look at the jobs"</A>
                    </div>
                </section>
                <section class="panel">
                    <h2>"Audit log"</h2>
                    <div class="row between">
                        <p>"Who did what on this installation."</p>
                        <A href="/admin/audit" attr:class="button">{icon(Icon::History)} "Audit log"</A>
                    </div>
                </section>
            }))}
            <section class="panel">
                <h2>"Trash"</h2>
                <div class="row between">
                    <p>"What you delete can be brought back for 30 days."</p>
                    <A href="/trash" attr:class="button">{icon(Icon::Trash)} "Open the trash"</A>
                </div>
            </section>
        </main>
    }
    .into_any()
}

#[component]
fn Group(title: String, settings: Vec<Setting>) -> impl IntoView {
    let rows = settings.into_iter().map(|one| {
        view! {
            <tr>
                <th scope="row">{one.name}<span class="quiet">{one.meaning}</span></th>
                <td class="figures">{one.value}</td>
                <td class="quiet variable"><code>{one.variable}</code></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="panel">
            <h2>{title.clone()}</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                <table class="settings">
                    <thead><tr><th scope="col">"What"</th><th scope="col">"Value"</th><th scope="col">"Variable"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
