//! Where the account is logged in, and the way to end that.

use crate::api::accounts::gate::LogOutEverywhere;
use crate::api::accounts::own::EndLogin;
use crate::components::{ActionError, Chip, Toaster, When, failure_of, first_of, when_done};
use crate::state::viewer;
use domain::account::Login;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// This browser first.
#[component]
pub fn LoginList(logins: Signal<Vec<Login>>, changed: Callback<()>) -> impl IntoView {
    let end = ServerAction::<EndLogin>::new();
    let everywhere = ServerAction::<LogOutEverywhere>::new();
    let failure = first_of([failure_of(end), failure_of(everywhere)]);
    let toaster = Toaster::of_page();
    when_done(
        end,
        Callback::new(move |()| {
            toaster.show("That browser is logged out.");
            changed.run(());
        }),
    );
    Effect::new(move |_| {
        if let Some(Ok(next)) = everywhere.value().get() {
            viewer::leave(&next);
        }
    });
    let row = move |login: Login| {
        let from = login.address.map(|address| format!("{address} · "));
        let name = login.device.clone();
        view! {
            <li class="list-row">
                <div class="list-main">
                    <p class="list-title">{login.device} " " {login.current.then(|| view! { <Chip label="This browser".to_owned() tone="good"/> })}</p>
                    <p class="quiet">{from} "last seen " <When stamp=login.seen_at/> " · since " <When stamp=login.created_at/></p>
                </div>
                {(!login.current).then(|| view! {
                    <ActionForm action=end>
                        <input type="hidden" name="login" value=login.login_id.to_string()/>
                        <button class="button" aria-label=format!("Log out {name}")>"Log out"</button>
                    </ActionForm>
                })}
            </li>
        }
    };
    let rows = move || logins.get().into_iter().map(row).collect_view();
    view! {
        <section class="panel stack" aria-labelledby="logins-title">
            <h2 id="logins-title">"Where you are logged in"</h2>
            <p class="quiet">"If you do not know one of these, log it out and change your password."</p>
            <ul class="list">{rows}</ul>
            <ActionError failure/>
            <ActionForm action=everywhere>
                <button class="button button-bad" disabled=move || everywhere.pending().get()>"Log out everywhere"</button>
                <p class="hint">"This browser, too."</p>
            </ActionForm>
        </section>
    }
}
