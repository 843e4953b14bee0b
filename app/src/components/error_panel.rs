//! What went wrong, where it went wrong, and what to do next.

use crate::api::Failure;
use crate::browser;
use domain::Code;
use leptos::prelude::*;
use leptos_meta::Title;

/// In the place of what could not be loaded.
#[component]
pub fn ErrorPanel(
    /// What the server said.
    failure: Failure,
) -> impl IntoView {
    let gone = failure.is_not_found();
    let kept_out = failure.0.code == Code::Forbidden;
    // The login has ended while the page stood.
    if failure.0.code == Code::Unauthorized {
        Effect::new(|_| browser::log_in_again());
    }
    let title = match failure.0.code {
        _ if gone => "Not found",
        Code::Forbidden => "Not for this account",
        _ => "This did not work",
    };
    view! {
        <Title text=title/>
        <section class="panel error-panel" role="alert">
            <h1 class="error-title">{title}</h1>
            <p>{failure.to_string()}</p>
            <p class="row">
                {(!gone && !kept_out).then(|| view! { <a class="button button-primary" href="" rel="external">"Try again"</a> })}
                <a class="button" href="/">"Back to the start"</a>
                {gone.then(|| view! { <a class="button button-quiet" href="/trash">"Look in the trash"</a> })}
            </p>
        </section>
    }
}

/// Beside the form whose action failed; empty while there is nothing to say.
#[component]
pub fn ActionError(
    /// The last failure of the action.
    #[prop(into)]
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    view! {
        <div class="action-error" role="alert">
            {move || failure.get().map(|failure| {
                let ended = failure.0.code == Code::Unauthorized;
                let back = ended.then(|| view! { " " <button type="button" class="link-button" on:click=|_| browser::log_in_again()>"Log in"</button> });
                view! { <p class="error-line">{failure.to_string()} {back}</p> }
            })}
        </div>
    }
}
