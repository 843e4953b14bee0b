//! For those who look after the installation: accounts, kept mail, and the ways to what else is theirs.

use crate::api::Loaded;
use crate::api::accounts::admin::{AdminDesk, load_admin};
use crate::components::account::{Done, KeptMail, UserList};
use crate::components::{Icon, icon, loaded};
use crate::words::{admin_done, encode};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Refused to everybody else.
#[component]
pub fn AdminPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        (query.get("q").unwrap_or_default(), query.get("cursor").filter(|cursor| !cursor.is_empty()), query.get("letter"))
    });
    let desk = Loaded::new_with_options(move || asked.get(), |(search, cursor, letter)| load_admin(search, cursor, letter), true);
    view! {
        <Title text="Admin"/>
        <main id="main" class="page page-narrow stack">
            {loaded(desk, move |loaded| {
                let AdminDesk { own, accounts, kept } = loaded;
                let (search, cursor, _) = asked.get_untracked();
                let searching = !search.is_empty();
                let older = accounts.next_cursor.map(|next| format!("/admin?q={}&cursor={}", encode(&search), encode(&next)));
                let newest = cursor.map(|_| format!("/admin?q={}", encode(&search)));
                let changed = Callback::new(move |()| desk.refetch());
                view! {
                    <div class="row between">
                        <h1>"Admin"</h1>
                        <nav class="row tight" aria-label="Of this installation">
                            <A href="/settings" attr:class="button">"Settings"</A>
                            <A href="/settings/jobs" attr:class="button">{icon(Icon::History)} "Jobs"</A>
                            <A href="/admin/audit" attr:class="button">{icon(Icon::Shield)} "Records"</A>
                        </nav>
                    </div>
                    <Done words=admin_done/>
                    <section class="stack" aria-labelledby="accounts-title">
                        <div class="row between">
                            <h2 id="accounts-title">"Accounts"</h2>
                            <form class="search" role="search" method="get" action="/admin">
                                <label class="sr-only" for="q">"Search addresses"</label>
                                <input id="q" type="search" name="q" value=search placeholder="Search by address"/>
                                <button class="icon-button" aria-label="Search">{icon(Icon::Search)}</button>
                            </form>
                        </div>
                        <UserList accounts=accounts.items own searching changed/>
                        {(older.is_some() || newest.is_some()).then(|| view! {
                            <nav class="row pages" aria-label="Pages of accounts">
                                {newest.map(|href| view! { <a href=href class="button button-quiet">"Newest accounts"</a> })}
                                {older.map(|href| view! { <a href=href class="button">"Older accounts"</a> })}
                            </nav>
                        })}
                    </section>
                    {kept.map(|letters| view! { <KeptMail letters/> })}
                }
            })}
        </main>
    }
    .into_any()
}
