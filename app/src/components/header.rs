//! The head of every page.

use super::account_menu::logging_out;
use super::{AccountMenu, Icon, icon, known};
use leptos::prelude::*;
use leptos_router::components::A;

/// Name, navigation, colour scheme, and the account where there is one.
#[component]
pub fn Header() -> impl IntoView {
    let log_out = logging_out();
    view! {
        <header class="site-header">
            <A href="/" attr:class="brand" attr:aria-label="resuMAX, to the start">
                <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
                    <path class="brand-sheet" d="M9 4h11l6 6v17a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z"/>
                    <path class="brand-line" d="M12 21l3.5-4 2.6 2.4 4.4-5.6M18.6 13.4h4.2v4.2"/>
                </svg>
                <span class="brand-name">"resu"<b>"MAX"</b></span>
            </A>
            <nav class="site-nav" aria-label="Main">
                {known(|viewer| match viewer.account.is_none() && viewer.accounts {
                    true => view! { <A href="/login">"Log in"</A> <A href="/signup">"Sign up"</A> }.into_any(),
                    false => view! { <A href="/" exact=true>"Home"</A> <A href="/settings">"Settings"</A> }.into_any(),
                })}
            </nav>
            <button type="button" class="icon-button" data-theme-toggle="" aria-label="Switch between light and dark" title="Light or dark">
                {icon(Icon::Contrast)}
            </button>
            {known(move |viewer| viewer.account.map(|account| view! { <AccountMenu account log_out/> }))}
        </header>
    }
}
