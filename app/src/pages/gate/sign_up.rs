//! A new account.

use super::frame::{CheckMail, SendAgain, State, gate, part};
use crate::api::accounts::gate::{Gate, SignUp, Typed};
use crate::components::account::{PasswordField, PasswordRules, Refusal, Refused, Submit, TextField};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::{A, Redirect};

/// The form, and then "check your mail": the same for every address.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let sent = part("sent");
    // Known until the page is loaded anew.
    let typed = RwSignal::new(None::<Typed>);
    gate(move |gate| {
        let Gate { logged_in, sends_mail, typed: before, .. } = gate;
        move || {
            let given = typed.get_untracked().unwrap_or_else(|| before.clone());
            match sent.read().as_str() {
                "" if logged_in => view! { <Redirect path="/"/> }.into_any(),
                "" => view! { <Form given typed/> }.into_any(),
                sent => view! { <Sent email=given.email again=sent == "2" sends_mail/> }.into_any(),
            }
        }
    })
}

#[component]
fn Form(given: Typed, typed: RwSignal<Option<Typed>>) -> impl IntoView {
    let action = ServerAction::<SignUp>::new();
    let refusal = Refusal::of(action, "signup", &["name", "email", "password"]);
    Effect::new(move |_| {
        action.input().with(|input| {
            if let Some(SignUp { email, name, .. }) = input {
                typed.set(Some(Typed { email: email.trim().to_owned(), name: name.clone() }));
            }
        });
    });
    view! {
        <State title="Sign up" refusal/>
        <div class="gate-sides">
            <section class="gate-words">
                <h1>"Your resume, fitted to the job."</h1>
                <p class="lead">"An account keeps your resumes and what you decided, for you alone. It takes an address and a password."</p>
                <ul class="ticks">
                    <li>"Every change has its reason, and you decide on it."</li>
                    <li>"Nothing is written that you can’t stand behind."</li>
                    <li>"Take all your data with you, or delete it, at any time."</li>
                </ul>
            </section>
            <section class="panel gate-panel" aria-labelledby="signup-title">
                <h2 id="signup-title">"Sign up"</h2>
                <ActionForm action>
                    <TextField refusal name="name" label="Your name" autocomplete="name" value=given.name optional=true/>
                    <TextField refusal name="email" label="E-mail address" kind="email" autocomplete="username" value=given.email longest=254/>
                    <PasswordRules refusal/>
                    <PasswordField refusal new=true/>
                    <Refused refusal/>
                    <Submit label="Make the account" busy="One moment …" pending=action.pending() look="button button-primary button-large wide"/>
                </ActionForm>
                <p class="gate-foot">"You have an account? " <A href="/login">"Log in"</A></p>
            </section>
        </div>
    }
}

#[component]
fn Sent(email: String, again: bool, sends_mail: bool) -> impl IntoView {
    view! {
        <State title="Check your mail"/>
        <CheckMail email=email.clone() what="Follow its link to confirm that the address is yours." sends_mail>
            <SendAgain email sent=again/>
            <p class="gate-foot"><A href="/login">"Log in"</A> " · " <A href="/signup">"Take another address"</A></p>
        </CheckMail>
    }
}
