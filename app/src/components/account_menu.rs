//! Whose account this is, and the ways to it, in the head of every page.

use super::{ActionError, failure_of};
use crate::api::accounts::Mine;
use crate::api::accounts::gate::LogOut;
use crate::state::viewer;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// What the menu does. Made where it stays: the menu is drawn anew with every change of the account, and the answer comes later.
pub fn logging_out() -> ServerAction<LogOut> {
    let log_out = ServerAction::<LogOut>::new();
    Effect::new(move |_| {
        if let Some(Ok(next)) = log_out.value().get() {
            viewer::leave(&next);
        }
    });
    log_out
}

/// Works before the wasm arrives: it is a `details`, as every menu.
#[component]
pub fn AccountMenu(account: Mine, log_out: ServerAction<LogOut>) -> impl IntoView {
    let Mine { email, name, admin, .. } = account;
    let called = if name.is_empty() { email.clone() } else { name };
    let letter = called.chars().next().unwrap_or('?').to_uppercase().to_string();
    view! {
        <details class="menu account-menu">
            <summary class="account-button" aria-label=format!("Account of {called}")><span class="avatar" aria-hidden="true">{letter}</span></summary>
            <div class="menu-panel">
                <p class="account-who"><b>{called.clone()}</b>{(called != email).then(|| view! { <span class="quiet">{email}</span> })}</p>
                <ul class="menu-links">
                    <li><A href="/account">"Account"</A></li>
                    <li><A href="/account/activity">"Activity"</A></li>
                    {admin.then(|| view! { <li><A href="/admin">"Admin"</A></li> })}
                </ul>
                <ActionForm action=log_out>
                    <button class="button">"Log out"</button>
                    <ActionError failure=failure_of(log_out)/>
                </ActionForm>
            </div>
        </details>
    }
}
