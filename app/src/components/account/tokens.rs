//! API tokens: for programs that act for the account.

use super::{Refusal, Refused, Secret, Submit, TextField, made_over};
use crate::api::accounts::own::{MakeToken, RevokeToken, Shown};
use crate::components::{ActionError, Chip, Toaster, When, failure_of, when_done};
use crate::words;
use domain::account::{ApiToken, MadeToken, Scope};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The tokens, and the form for another one.
#[component]
pub fn Tokens(
    /// Newest first.
    tokens: Signal<Vec<ApiToken>>,
    /// Made by the form of the page before.
    shown: Option<Shown>,
    changed: Callback<()>,
) -> impl IntoView {
    let make = ServerAction::<MakeToken>::new();
    let revoke = ServerAction::<RevokeToken>::new();
    let refusal = Refusal::of(make, "token", &["name", "days"]);
    let toaster = Toaster::of_page();
    let made = RwSignal::new(None::<String>);
    let before = RwSignal::new(match shown {
        Some(Shown::Token(secret)) => Some(secret),
        _ => None,
    });
    Effect::new(move |_| {
        if let Some(Ok(MadeToken { secret, .. })) = make.value().get() {
            made.set(Some(secret));
            changed.run(());
        }
    });
    when_done(
        revoke,
        Callback::new(move |()| {
            toaster.show("The token works no more.");
            made.set(None);
            before.set(None);
            changed.run(());
        }),
    );
    let empty = move || tokens.read().is_empty().then(|| view! { <p class="empty-line">"No token yet."</p> });
    let rows = move || tokens.get().into_iter().map(|token| view! { <TokenRow token revoke/> }).collect_view();
    let scopes = words::SCOPES.map(|(scope, value, name, what)| {
        view! {
            <label class="choice">
                <input type="radio" name="scope" value=value checked=scope == Scope::Read/>
                <span><b>{name}</b><span class="quiet">{what}</span></span>
            </label>
        }
    });
    view! {
        <section class="panel stack" aria-labelledby="tokens-title">
            <h2 id="tokens-title">"API tokens"</h2>
            <p class="quiet">"For programs that act for you. A token never changes the account itself. The calls are listed in " <a href="/api/v1/openapi.json" rel="external">"openapi.json"</a> "."</p>
            {move || before.get().map(|secret| view! {
                <div id="made" class="once panel-good" role="group" aria-label="The new token">
                    <p><b>"The new token is made."</b> " Copy it now: it is shown only this once."</p>
                    <Secret text=secret label="Token"/>
                </div>
            })}
            {made_over(made, "The new token", "Show the new token again", |secret| view! {
                <div class="once">
                    <p>"Copy it now: when you leave this page it is not shown any more."</p>
                    <Secret text=secret label="Token"/>
                </div>
            })}
            {empty}
            <ul class="list">{rows}</ul>
            <ActionError failure=failure_of(revoke)/>
            <details open=refusal.is_there()>
                <summary>"Make a token"</summary>
                <ActionForm action=make>
                    <TextField refusal name="name" label="What is it for?" autocomplete="off" once=true/>
                    <fieldset class="choices"><legend>"What may it do?"</legend>{scopes.collect_view()}</fieldset>
                    <div class="field">
                        <label for="token-days">"How long does it work?"</label>
                        <select id="token-days" name="days">
                            {words::DAYS.map(|(days, name)| view! { <option value=days selected=days == "90">{name}</option> }).collect_view()}
                        </select>
                    </div>
                    <Refused refusal/>
                    <Submit label="Make the token" busy="Making …" pending=make.pending()/>
                </ActionForm>
            </details>
        </section>
    }
}

#[component]
fn TokenRow(token: ApiToken, revoke: ServerAction<RevokeToken>) -> impl IntoView {
    let used = match token.used_at {
        Some(stamp) => view! { "Last used " <When stamp/> }.into_any(),
        None => "Never used".into_any(),
    };
    let ends = match token.expires_at {
        Some(stamp) => view! { " · until " <When stamp/> }.into_any(),
        None => " · until you take it back".into_any(),
    };
    view! {
        <li class="list-row">
            <div class="list-main">
                <p class="list-title">{token.name.clone()} " " <Chip label=words::scope(token.scope).to_owned() tone="quiet"/></p>
                <p class="quiet">{used} {ends}</p>
            </div>
            <ActionForm action=revoke>
                <input type="hidden" name="token" value=token.token_id.to_string()/>
                <button class="button" aria-label=format!("Take back {}", token.name)>"Take back"</button>
            </ActionForm>
        </li>
    }
}
