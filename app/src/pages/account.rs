//! One's own account.

use crate::api::Loaded;
use crate::api::accounts::own::{AccountDesk, load_account};
use crate::components::account::{CloseForm, Done, EmailForm, LoginList, PasswordForm, ProfileForm, SecondFactor, Tokens};
use crate::components::{Icon, icon, loaded};
use crate::state::viewer::ViewerState;
use crate::words;
use domain::account::Enrolment;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// Profile, how one logs in, where, programs, data.
#[component]
pub fn AccountPage() -> impl IntoView {
    let desk = Loaded::new_with_options(|| (), |()| load_account(), true);
    let viewer = ViewerState::of_page();
    let changed = Callback::new(move |()| {
        desk.refetch();
        viewer.reload();
    });
    // What is shown once outlives the parts of the page, which are made anew when the account changes.
    let codes = RwSignal::new(None::<Vec<String>>);
    let enrolment = RwSignal::new(None::<Enrolment>);
    let made = RwSignal::new(None::<String>);
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
            {loaded(desk, move |desk| {
                let AccountDesk { profile, logins, tokens, shown } = desk;
                let email = profile.email.clone();
                view! {
                    <ProfileForm profile=profile.clone() changed/>
                    <section class="panel settings-panel" aria-labelledby="entry-title">
                        <h2 id="entry-title">"How you log in"</h2>
                        <EmailForm profile=profile.clone() changed/>
                        <PasswordForm email=email.clone() changed/>
                        <SecondFactor profile shown=shown.clone() codes enrolment changed/>
                    </section>
                    <LoginList logins changed/>
                    <Tokens tokens shown made changed/>
                    <CloseForm email/>
                }
            })}
        </main>
    }
    .into_any()
}
