//! One's own account.

use crate::api::Loaded;
use crate::api::accounts::own::{AccountDesk, load_account};
use crate::components::account::{CloseForm, Done, EmailForm, LoginList, PasswordForm, ProfileForm, SecondFactor, Tokens};
use crate::components::{Icon, icon, loaded};
use crate::state::viewer::ViewerState;
use crate::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::components::A;

/// Profile, how one logs in, where, programs, data.
#[component]
pub fn AccountPage() -> impl IntoView {
    let desk = Loaded::new_with_options(|| (), |()| load_account(), true);
    let viewer = ViewerState::of_page();
    // The account as it is after a change. The page is not drawn anew: a form that is open stays open, with what is typed in it.
    let newer = RwSignal::new(None::<AccountDesk>);
    let changed = Callback::new(move |()| {
        viewer.reload();
        spawn_local(async move {
            if let Ok(desk) = load_account().await {
                drop(newer.try_set(Some(desk)));
            }
        });
    });
    view! {
        <Title text="Account"/>
        <main id="main" class="page page-narrow stack account">
            <div class="row between">
                <h1>"Account"</h1>
                <nav class="row tight" aria-label="Of your account">
                    <A href="/account/activity" attr:class="button">{icon(Icon::History)} "Activity"</A>
                    <A href="/account/data" attr:class="button">{icon(Icon::Download)} "Your data"</A>
                </nav>
            </div>
            <Done words=words::account_done/>
            {loaded(desk, move |first| {
                let (known, shown, email) = (first.profile.clone(), first.shown.clone(), first.profile.email.clone());
                let now = Memo::new(move |_| newer.get().unwrap_or_else(|| first.clone()));
                let profile = Signal::derive(move || now.with(|desk| desk.profile.clone()));
                let logins = Signal::derive(move || now.with(|desk| desk.logins.clone()));
                let tokens = Signal::derive(move || now.with(|desk| desk.tokens.clone()));
                view! {
                    <ProfileForm profile=known changed/>
                    <section class="panel settings-panel" aria-labelledby="entry-title">
                        <h2 id="entry-title">"How you log in"</h2>
                        <EmailForm profile changed/>
                        <PasswordForm email=email.clone() verified=Signal::derive(move || profile.read().verified) changed/>
                        <SecondFactor profile shown=shown.clone() changed/>
                    </section>
                    <LoginList logins changed/>
                    <Tokens tokens shown changed/>
                    <CloseForm email/>
                }
            })}
        </main>
    }
    .into_any()
}
