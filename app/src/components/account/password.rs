//! Passwords: the rules, and another one.

use super::{PasswordField, Refusal, Refused, Submit};
use crate::api::accounts::own::ChangePassword;
use crate::components::{Toaster, when_done};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// What a new password must be, said before it is chosen.
#[component]
pub fn PasswordRules(refusal: Refusal) -> impl IntoView {
    view! {
        <p id=refusal.id("rules") class="hint below">
            "8 characters or more that are hard to guess: a few words that do not belong together are easy to keep and hard to find. No common password, nor your name or address."
        </p>
    }
}

/// The form for another password.
#[component]
pub fn PasswordForm(email: String, #[prop(into)] verified: Signal<bool>, changed: Callback<()>) -> impl IntoView {
    let action = ServerAction::<ChangePassword>::new();
    let refusal = Refusal::of(action, "change", &["password", "new_password"]);
    let toaster = Toaster::of_page();
    when_done(
        action,
        Callback::new(move |()| {
            toaster.show("Your password is changed. Every other browser is logged out.");
            changed.run(());
        }),
    );
    view! {
        <div class="setting">
            <div class="setting-head">
                <h3>"Password"</h3>
                <p class="quiet">"When you change it, every other browser is logged out."</p>
            </div>
            {move || (!verified.get()).then(|| view! { <p class="hint">"Confirm your address first."</p> })}
            <details open=refusal.is_there() hidden=move || !verified.get()>
                <summary>"Change the password"</summary>
                <ActionForm action>
                    // For the browser that keeps passwords: whose it is.
                    <input type="text" name="username" autocomplete="username" value=email hidden readonly/>
                    <PasswordField refusal label="Password now"/>
                    <PasswordRules refusal/>
                    <PasswordField refusal name="new_password" label="New password" new=true/>
                    <Refused refusal/>
                    <Submit label="Change the password" busy="Changing …" pending=action.pending()/>
                </ActionForm>
            </details>
        </div>
    }
}
