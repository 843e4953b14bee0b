//! Name, and what runs begin with.

use super::{Refusal, Refused, Submit, TextField};
use crate::api::accounts::own::ChangeProfile;
use crate::components::{Toaster, when_done};
use crate::words::STRATEGIES;
use domain::account::Profile;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The form of both.
#[component]
pub fn ProfileForm(profile: Profile, changed: Callback<()>) -> impl IntoView {
    let action = ServerAction::<ChangeProfile>::new();
    let refusal = Refusal::of(action, "profile", &["name", "title", "location"]);
    let toaster = Toaster::of_page();
    when_done(
        action,
        Callback::new(move |()| {
            toaster.show("Your profile is saved.");
            changed.run(());
        }),
    );
    let preferences = profile.preferences;
    let strategies = STRATEGIES.map(|(strategy, value, name, what)| {
        view! {
            <label class="choice">
                <input type="radio" name="strategy" value=value checked=strategy == preferences.strategy/>
                <span><b>{name}</b><span class="quiet">{what}</span></span>
            </label>
        }
    });
    view! {
        <section class="panel" aria-labelledby="profile-heading">
            <h2 id="profile-heading">"Profile"</h2>
            <ActionForm action>
                <TextField refusal name="name" label="Your name" autocomplete="name" value=profile.name optional=true/>
                <h3>"The job that you look for"</h3>
                <p class="hint below">"What a new run begins with. You can choose anew each time."</p>
                <div class="fields">
                    <TextField refusal name="title" label="Title" autocomplete="organization-title" value=preferences.title optional=true/>
                    <TextField refusal name="location" label="Place" autocomplete="off" value=preferences.location optional=true/>
                </div>
                <fieldset class="choices"><legend>"How boldly?"</legend>{strategies.collect_view()}</fieldset>
                <Refused refusal/>
                <Submit label="Save the profile" busy="Saving …" pending=action.pending()/>
            </ActionForm>
        </section>
    }
}
