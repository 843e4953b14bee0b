//! A forgotten password: a link to choose a new one.

use super::frame::{CheckMail, State, gate, part};
use crate::api::accounts::gate::{AskReset, Gate};
use crate::components::account::{Refusal, Refused, Submit, TextField};
use crate::components::{ActionError, Icon, failure_of, icon};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// The form, and then "check your mail": the same for every address.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let sent = part("sent");
    // Known until the page is loaded anew.
    let typed = RwSignal::new(String::new());
    gate(move |gate| {
        let Gate { sends_mail, typed: before, .. } = gate;
        move || {
            let email = Some(typed.get_untracked()).filter(|typed| !typed.is_empty()).unwrap_or_else(|| before.email.clone());
            if sent.read().is_empty() { view! { <Form email typed/> }.into_any() } else { view! { <Sent email sends_mail/> }.into_any() }
        }
    })
}

#[component]
fn Form(email: String, typed: RwSignal<String>) -> impl IntoView {
    let action = ServerAction::<AskReset>::new();
    let refusal = Refusal::of(action, "forgot", &["email"]);
    Effect::new(move |_| {
        action.input().with(|input| {
            if let Some(AskReset { email }) = input {
                typed.set(email.trim().to_owned());
            }
        });
    });
    view! {
        <State title="Forgot your password" refusal/>
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Key)}</span>
            <h1>"Forgot your password?"</h1>
            <p>"A link to choose a new one is sent to the address of your account."</p>
            <ActionForm action>
                <TextField refusal name="email" label="E-mail address" kind="email" autocomplete="username" value=email longest=254/>
                <Refused refusal/>
                <Submit label="Send the link" busy="Sending …" pending=action.pending() look="button button-primary button-large wide"/>
            </ActionForm>
            <p class="gate-foot"><A href="/login">"Back to the log-in"</A></p>
        </section>
    }
}

#[component]
fn Sent(email: String, sends_mail: bool) -> impl IntoView {
    let action = ServerAction::<AskReset>::new();
    let to = email.clone();
    let again = (!email.is_empty()).then(|| {
        view! {
            <ActionForm action>
                <input type="hidden" name="email" value=to/>
                <ActionError failure=failure_of(action)/>
                <Submit label="Send it again" busy="Sending …" pending=action.pending() look="button"/>
                <div role="status">{move || matches!(action.value().get(), Some(Ok(()))).then(|| view! { <p class="good-line">{icon(Icon::Check)} " Sent again."</p> })}</div>
            </ActionForm>
        }
    });
    view! {
        <State title="Check your mail"/>
        <CheckMail email what="If the address has an account, the mail has a link to choose a new password." sends_mail>
            {again}
            <p class="gate-foot"><A href="/forgot">"Take another address"</A> " · " <A href="/login">"Log in"</A></p>
        </CheckMail>
    }
}
