//! Another address.

use super::{PasswordField, Refusal, Refused, Submit, TextField};
use crate::api::accounts::own::ChangeEmail;
use crate::components::{Chip, when_done};
use domain::account::Profile;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The address, and the form for another one.
#[component]
pub fn EmailForm(profile: Profile, changed: Callback<()>) -> impl IntoView {
    let action = ServerAction::<ChangeEmail>::new();
    let refusal = Refusal::of(action, "email", &["email", "password"]);
    when_done(action, changed);
    let (word, tone) = if profile.verified { ("Confirmed", "good") } else { ("Not confirmed yet", "wait") };
    let new = profile.new_email.map(|new| {
        view! { <p class="note"><span>"A mail with a link went to " <b>{new}</b> ". The address is yours here when you have followed it; until then it stays as it is."</span></p> }
    });
    view! {
        <div class="setting">
            <div class="setting-head">
                <h3>"E-mail address"</h3>
                <p><span class="address">{profile.email}</span> " " <Chip label=word.to_owned() tone=tone/></p>
                {new}
            </div>
            <details open=refusal.is_there()>
                <summary>"Change the address"</summary>
                <ActionForm action>
                    <TextField refusal name="email" label="New address" kind="email" autocomplete="email" longest=254/>
                    <PasswordField refusal/>
                    <Refused refusal/>
                    <Submit label="Send the link" busy="Sending …" pending=action.pending()/>
                </ActionForm>
            </details>
        </div>
    }
}
