//! What these pages have in common: one panel in the middle, a title that says how it stands, and "check your mail".

use crate::api::Loaded;
use crate::api::accounts::gate::{Gate, Resend, load_gate};
use crate::browser;
use crate::components::account::{Refusal, Refused, Submit, TextField};
use crate::components::{ActionError, Icon, failure_of, icon, loaded};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// One panel in the middle, of what the server knows.
pub fn gate<V>(view: impl Fn(Gate) -> V + Send + Sync + 'static) -> AnyView
where
    V: IntoView + 'static,
{
    let known = Loaded::new_with_options(|| (), |()| load_gate(), true);
    view! { <main id="main" class="page gate">{loaded(known, view)}</main> }.into_any()
}

/// The title of the tab: what the page is for, and whether something is to be mended.
#[component]
pub fn State(title: &'static str, #[prop(optional)] refusal: Option<Refusal>) -> impl IntoView {
    let wrong = untrack(move || refusal.is_some_and(Refusal::is_there));
    let words = move |wrong: bool| if wrong { format!("Not yet: {title}") } else { title.to_owned() };
    // The server asks for the title when it writes the page, and what the page was made of may be gone by then.
    view! { <Title text=move || words(if browser::is_here() { refusal.is_some_and(Refusal::is_there_now) } else { wrong })/> }
}

/// A part of the address; empty when it is not there.
pub fn part(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get(name).unwrap_or_default())
}

/// Says the same whether there is an account or not.
#[component]
pub fn CheckMail(
    /// Where it went; empty when the page does not know any more.
    email: String,
    /// What the mail is for.
    what: &'static str,
    /// Whether a mail is sent at all.
    sends_mail: bool,
    children: Children,
) -> impl IntoView {
    let to = (!email.is_empty()).then(|| view! { " to " <b>{email}</b> });
    Effect::new(|_| browser::when_drawn(|| browser::focus("check-mail")));
    let kept = (!sends_mail).then(|| {
        view! { <p class="note">{icon(Icon::Mail)} <span>"This installation has no mail server. Whoever looks after it finds the mail on the page “Admin”, or in the folder “outbox” of its data."</span></p> }
    });
    view! {
        <section class="panel gate-panel">
            <span class="gate-mark">{icon(Icon::Mail)}</span>
            <h1 id="check-mail" tabindex="-1">"Check your mail"</h1>
            <p>"We have sent a mail" {to} ". " {what}</p>
            <p class="hint">"It may take a minute. If it does not come, look among the unwanted mail, too."</p>
            {kept}
            {children()}
        </section>
    }
}

/// The mail of a new account, once more.
#[component]
pub fn SendAgain(
    /// Where to; empty: it is asked for.
    email: String,
    /// Sent already, in a browser without the program.
    #[prop(optional)]
    sent: bool,
) -> impl IntoView {
    let action = ServerAction::<Resend>::new();
    let again = move || sent || matches!(action.value().get(), Some(Ok(())));
    let said = move || again().then(|| view! { <p class="good-line">{icon(Icon::Check)} " Sent again, if the address waits for it."</p> });
    let refusal = Refusal::of(action, "again", &["email"]);
    let field = if email.is_empty() {
        view! { <TextField refusal name="email" label="E-mail address" kind="email" autocomplete="username" longest=254/> <Refused refusal/> }.into_any()
    } else {
        view! { <input type="hidden" name="email" value=email/> <ActionError failure=failure_of(action)/> }.into_any()
    };
    view! {
        <ActionForm action>
            {field}
            <Submit label="Send it again" busy="Sending …" pending=action.pending() look="button"/>
            <div role="status">{said}</div>
        </ActionForm>
    }
}
