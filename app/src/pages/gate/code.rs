//! The second factor of a log-in.

use super::frame::{State, gate, part};
use crate::api::accounts::gate::SecondFactor;
use crate::browser;
use crate::components::account::{Refusal, Refused, Submit, TextField};
use crate::components::{Icon, icon};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// The code of the app, or a recovery code.
#[component]
pub fn CodePage() -> impl IntoView {
    let next = part("next");
    gate(move |gate| if gate.wants_code { view! { <Form next=next.get_untracked()/> }.into_any() } else { view! { <TooLate/> }.into_any() })
}

#[component]
fn Form(next: String) -> impl IntoView {
    let action = ServerAction::<SecondFactor>::new();
    let refusal = Refusal::of(action, "step", &["code"]);
    Effect::new(move |_| {
        if let Some(Ok(next)) = action.value().get() {
            browser::go(&next);
        }
    });
    view! {
        <State title="Second factor" refusal/>
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Shield)}</span>
            <h1>"Second factor"</h1>
            <p>"The password was right. Now type the code that your app shows."</p>
            <ActionForm action>
                <input type="hidden" name="next" value=next/>
                <TextField refusal name="code" label="Code" autocomplete="one-time-code" hint="Six digits; or one of your recovery codes, if the phone is not there." longest=40/>
                <Refused refusal/>
                <Submit label="Log in" busy="Checking …" pending=action.pending() look="button button-primary button-large wide"/>
            </ActionForm>
            <p class="gate-foot"><A href="/login">"Start again"</A></p>
        </section>
    }
}

#[component]
fn TooLate() -> impl IntoView {
    view! {
        <State title="Log in again"/>
        <section class="panel gate-panel">
            <h1>"Log in again"</h1>
            <p>"The code came too late, or the password was not given yet in this browser."</p>
            <p><A href="/login" attr:class="button button-primary">"To the log-in"</A></p>
        </section>
    }
}
