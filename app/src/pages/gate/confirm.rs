//! The link of a mail: opening it changes nothing, its button does. Mail programs open links by themselves.

use super::frame::{SendAgain, State, gate, part};
use crate::api::accounts::gate::{Confirm, Gate};
use crate::browser;
use crate::components::account::{PasswordField, Refusal, Refused, Submit};
use crate::components::{Icon, icon};
use crate::state::viewer::ViewerState;
use domain::Code;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// One button; then the address is confirmed.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let (token, done) = (part("token"), part("done"));
    let confirmed = RwSignal::new(false);
    gate(move |gate| {
        let Gate { logged_in, typed, .. } = gate;
        move || {
            if confirmed.get() || !done.read().is_empty() {
                view! { <Confirmed logged_in/> }.into_any()
            } else {
                view! { <Form token=token.get_untracked() email=typed.email.clone() confirmed/> }.into_any()
            }
        }
    })
}

#[component]
fn Form(token: String, email: String, confirmed: RwSignal<bool>) -> impl IntoView {
    let action = ServerAction::<Confirm>::new();
    let refusal = Refusal::of(action, "confirm", &["password"]);
    let viewer = ViewerState::of_page();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            // The link is used up: it stays neither in the bar nor in the history.
            browser::rename_page("/confirm?done=1");
            browser::tell_tabs("account");
            viewer.reload();
            confirmed.set(true);
        }
    });
    let empty = token.is_empty();
    let refused = move || empty || refusal.is_there_now();
    let may_work = move || !refusal.is(Code::LinkNotValid);
    // Once it was asked for, it stays.
    let asks = Memo::new(move |before| before.copied().unwrap_or_default() || refusal.is(Code::WrongCredentials));
    let again = StoredValue::new(email);
    view! {
        <State title="Confirm your address" refusal/>
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Shield)}</span>
            <h1>"Confirm your address"</h1>
            {(!empty).then(|| view! {
                {move || may_work().then(|| view! {
                    <p>"One click says that the address is yours. Did you not ask for this? Then close the page, and nothing happens."</p>
                })}
                <ActionForm action>
                    <input type="hidden" name="token" value=token/>
                    {move || asks.get().then(|| view! { <PasswordField refusal label="Your password"/> })}
                    <Refused refusal/>
                    {move || may_work().then(|| view! {
                        <Submit label="Confirm this address" busy="One moment …" pending=action.pending() look="button button-primary button-large wide"/>
                    })}
                </ActionForm>
            })}
            {move || refused().then(|| view! {
                <div class="gate-more">
                    <h2>"Have another mail sent"</h2>
                    <p class="quiet">"A link works once, and for a while. A new one takes a minute."</p>
                    <SendAgain email=again.get_value()/>
                </div>
            })}
        </section>
    }
}

#[component]
fn Confirmed(logged_in: bool) -> impl IntoView {
    Effect::new(|_| browser::when_drawn(|| browser::focus("confirmed")));
    view! {
        <State title="Address confirmed"/>
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Check)}</span>
            <h1 id="confirmed" tabindex="-1">"Your address is confirmed"</h1>
            {if logged_in {
                view! { <p>"You can bring in your resume now."</p> <p><A href="/" attr:class="button button-primary button-large">"To the start page"</A></p> }.into_any()
            } else {
                view! { <p>"Log in, and bring in your resume."</p> <p><A href="/login" attr:class="button button-primary button-large">"Log in"</A></p> }.into_any()
            }}
        </section>
    }
}
