//! A new password, by the link of a mail.

use super::frame::{State, gate, part};
use crate::api::accounts::gate::Reset;
use crate::browser;
use crate::components::account::{PasswordField, PasswordRules, Refusal, Refused, Submit};
use crate::components::{Icon, icon};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// The form; then everybody who was logged in is logged out.
#[component]
pub fn ResetPage() -> impl IntoView {
    let (token, done) = (part("token"), part("done"));
    let changed = RwSignal::new(false);
    gate(move |_| {
        move || {
            if changed.get() || !done.read().is_empty() {
                view! { <Changed/> }.into_any()
            } else if token.read().is_empty() {
                view! { <NoLink/> }.into_any()
            } else {
                view! { <Form token=token.get_untracked() changed/> }.into_any()
            }
        }
    })
}

#[component]
fn Form(token: String, changed: RwSignal<bool>) -> impl IntoView {
    let action = ServerAction::<Reset>::new();
    let refusal = Refusal::of(action, "reset", &["password"]);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            // The link is used up: it stays neither in the bar nor in the history.
            browser::rename_page("/reset?done=1");
            changed.set(true);
        }
    });
    view! {
        <State title="Choose a new password" refusal/>
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Key)}</span>
            <h1>"Choose a new password"</h1>
            <p>"Every browser that is logged in is logged out then, and tokens of programs work no more."</p>
            <ActionForm action>
                <input type="hidden" name="token" value=token/>
                <PasswordRules refusal/>
                <PasswordField refusal label="New password" new=true/>
                <Refused refusal/>
                <Submit label="Set the password" busy="One moment …" pending=action.pending() look="button button-primary button-large wide"/>
            </ActionForm>
            <p class="gate-foot">"The link works no more? " <A href="/forgot">"Have another one sent"</A></p>
        </section>
    }
}

#[component]
fn NoLink() -> impl IntoView {
    view! {
        <State title="Choose a new password"/>
        <section class="panel gate-panel">
            <h1>"The link is not whole"</h1>
            <p>"Open it from the mail once more, or have another one sent."</p>
            <p><A href="/forgot" attr:class="button button-primary">"Have another one sent"</A></p>
        </section>
    }
}

#[component]
fn Changed() -> impl IntoView {
    Effect::new(|_| browser::when_drawn(|| browser::focus("changed")));
    view! {
        <State title="Password changed"/>
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Check)}</span>
            <h1 id="changed" tabindex="-1">"Your password is changed"</h1>
            <p>"Every browser is logged out. Log in with the new password."</p>
            // A page load: what was logged in here is so no more.
            <p><a href="/login" rel="external" class="button button-primary button-large">"Log in"</a></p>
        </section>
    }
}
