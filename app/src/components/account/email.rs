//! Another address.

use super::{PasswordField, Refusal, Refused, Submit, TextField};
use crate::api::accounts::own::ChangeEmail;
use crate::components::{Chip, when_done};
use domain::account::Profile;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The address, and the form for another one.
#[component]
pub fn EmailForm(profile: Signal<Profile>, changed: Callback<()>) -> impl IntoView {
    let action = ServerAction::<ChangeEmail>::new();
    let refusal = Refusal::of(action, "email", &["email", "password"]);
    when_done(action, changed);
    let state = move || if profile.read().verified { ("Confirmed", "good") } else { ("Not confirmed yet", "wait") };
    let (word, tone) = (Signal::derive(move || state().0.to_owned()), Signal::derive(move || state().1));
    // About as long either way: what stands below stays where it is.
    let other = move || match profile.with(|profile| profile.new_email.clone()) {
        Some(new) => view! { "Follow the link that was sent to " <b>{new}</b> "; until then it stays as it is." }.into_any(),
        None if !profile.read().verified => "Follow the link that was sent to it. Then you can change it.".into_any(),
        None => "A new address counts once you have followed the link that is sent to it.".into_any(),
    };
    view! {
        <div class="setting">
            <div class="setting-head">
                <h3>"E-mail address"</h3>
                <p><span class="address">{move || profile.read().email.clone()}</span> " " <Chip label=word tone=tone/></p>
                <p class="quiet">{other}</p>
            </div>
            <details open=refusal.is_there() hidden=move || !profile.read().verified>
                <summary>"Change the address"</summary>
                <ActionForm action>
                    <TextField refusal name="email" label="New address" kind="email" autocomplete="email" longest=254 once=true/>
                    <PasswordField refusal/>
                    <Refused refusal/>
                    <Submit label="Send the link" busy="Sending …" pending=action.pending()/>
                </ActionForm>
            </details>
        </div>
    }
}
