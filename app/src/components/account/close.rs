//! The end of the account.

use super::{PasswordField, Refusal, Refused, Submit};
use crate::api::accounts::own::CloseAccount;
use crate::state::viewer;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// The form that deletes the account, for whoever gives the password once more.
#[component]
pub fn CloseForm(email: String) -> impl IntoView {
    let action = ServerAction::<CloseAccount>::new();
    let refusal = Refusal::of(action, "close", &["password"]);
    Effect::new(move |_| {
        if let Some(Ok(path)) = action.value().get() {
            viewer::leave(&path);
        }
    });
    view! {
        <section class="panel stack" id="delete" aria-labelledby="close-title">
            <h2 id="close-title">"Delete the account"</h2>
            <p>
                "Your resumes, job descriptions, sessions, exports and everything else that belongs to the account are removed for good, and everybody \
                 is logged out. It can’t be undone. "
                <A href="/account/data">"Take a copy of your data"</A> " first if you may want it."
            </p>
            <details open=refusal.is_there()>
                <summary>"Delete the account and everything in it"</summary>
                <ActionForm action>
                    <input type="text" name="username" autocomplete="username" value=email hidden readonly/>
                    <PasswordField refusal label="Password"/>
                    <Refused refusal/>
                    <Submit label="Delete my account" busy="Deleting …" pending=action.pending() look="button button-bad"/>
                </ActionForm>
            </details>
        </section>
    }
}
