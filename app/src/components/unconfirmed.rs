//! Says on every page that the address of the account is not confirmed, until it is.

use super::{ActionError, Icon, failure_of, icon, known};
use crate::api::accounts::gate::Resend;
use crate::browser;
use crate::state::viewer::ViewerState;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Nothing for everybody else.
#[component]
pub fn Unconfirmed() -> impl IntoView {
    known(|viewer| viewer.account.filter(|account| !account.verified).map(|account| view! { <Banner email=account.email/> }))
}

#[component]
fn Banner(email: String) -> impl IntoView {
    let resend = ServerAction::<Resend>::new();
    let viewer = ViewerState::of_page();
    // The link of the mail opens in another tab, or on a phone.
    browser::on_news("account", move || viewer.reload());
    let sent = move || matches!(resend.value().get(), Some(Ok(())));
    view! {
        <aside class="banner" aria-label="Confirm your address">
            <div class="banner-inner">
                {icon(Icon::Mail)}
                <p><b>"Confirm your address."</b> " A mail with a link went to " <b>{email.clone()}</b> ". Until then you can look around, and bring nothing in."</p>
                <ActionForm action=resend>
                    <input type="hidden" name="email" value=email/>
                    <button class="button" disabled=move || resend.pending().get()>{move || if resend.pending().get() { "Sending …" } else { "Send it again" }}</button>
                </ActionForm>
                <div role="status">{move || sent().then(|| view! { <p class="good-line">{icon(Icon::Check)} " Sent. It may take a minute."</p> })}</div>
                <ActionError failure=failure_of(resend)/>
            </div>
        </aside>
    }
}
