//! The log-in: address and password.

use super::frame::{State, gate, part};
use crate::api::accounts::gate::{Gate, LogIn};
use crate::browser;
use crate::components::account::{PasswordField, Refusal, Refused, Submit, TextField};
use crate::components::{Icon, icon};
use domain::account::own_path;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::{A, Redirect};

/// Who is logged in already goes on at once.
#[component]
pub fn LogInPage() -> impl IntoView {
    let (next, out) = (part("next"), part("out"));
    gate(move |gate| {
        let Gate { logged_in, typed, .. } = gate;
        if logged_in {
            return view! { <Redirect path=own_path(&next.read_untracked()).to_owned()/> }.into_any();
        }
        let said = match out.read_untracked().as_str() {
            "" => None,
            "deleted" => Some("Your account is deleted. What belonged to it is being removed for good; that takes a minute."),
            _ => Some("You are logged out."),
        };
        let left = said.map(|said| view! { <p class="note note-good" role="status">{icon(Icon::Check)} <span>{said}</span></p> });
        view! { <Form email=typed.email next=next.get_untracked() left=left.into_any()/> }.into_any()
    })
}

#[component]
fn Form(email: String, next: String, left: AnyView) -> impl IntoView {
    let action = ServerAction::<LogIn>::new();
    let refusal = Refusal::of(action, "login", &["email", "password"]);
    // A page load, so that nothing of before is left.
    Effect::new(move |_| {
        if let Some(Ok(next)) = action.value().get() {
            browser::go(&next);
        }
    });
    view! {
        <State title="Log in" refusal/>
        <div class="gate-sides">
            <section class="gate-words">
                <h1>"Your resume, fitted to the job. Nothing you can’t stand behind."</h1>
                <p class="lead">
                    "resuMAX compares your resume with a job description and suggests changes, each with its reason and the line of your resume that supports it. You decide on every one."
                </p>
            </section>
            <section class="panel gate-panel" aria-labelledby="login-title">
                <h2 id="login-title">"Log in"</h2>
                {left}
                <ActionForm action>
                    <input type="hidden" name="next" value=next/>
                    <TextField refusal name="email" label="E-mail address" kind="email" autocomplete="username" value=email longest=254/>
                    <PasswordField refusal/>
                    <Refused refusal/>
                    <Submit label="Log in" busy="One moment …" pending=action.pending() look="button button-primary button-large wide"/>
                </ActionForm>
                <p class="gate-foot"><A href="/forgot">"Forgot your password?"</A></p>
                <p class="gate-foot">"New here? " <A href="/signup">"Make an account"</A></p>
            </section>
        </div>
    }
}
