//! What the server functions of accounts need: where people have accounts, whose login it is, and its cookies.

use super::{caller, handover, refused};
use crate::api::Failure;
use axum::http::header::{ACCEPT, REFERER, SET_COOKIE};
use axum::http::{HeaderValue, request::Parts};
use domain::account::own_path;
use domain::{Code, Error};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use services::accounts::{Client, Opened, cookies};
use services::config::Auth;
use services::{Actor, Services};

/// The capabilities, where people have accounts.
pub fn with_accounts() -> Option<Services> {
    use_context::<Services>().filter(|services| services.config.auth == Auth::Accounts)
}

/// The capabilities, where people have accounts; `NOT_FOUND` elsewhere.
pub fn accounts() -> Result<Services, Failure> {
    with_accounts().ok_or_else(|| refused(Error::new(Code::NotFound, "There is no such page: nobody has to log in here.")))
}

/// The capabilities, and whose account it is.
pub fn account() -> Result<(Services, Actor), Failure> {
    accounts()?;
    caller()
}

/// The account of this request.
pub fn logged_in() -> Option<Actor> {
    caller_of_request().filter(|actor| actor.user().is_some())
}

/// The actor that the edge has found, as context or with the request.
pub fn caller_of_request() -> Option<Actor> {
    use_context::<Actor>().or_else(|| use_context::<Parts>()?.extensions.get::<Actor>().cloned())
}

/// Where the request comes from, for the list of logins and the limits of log-ins.
pub fn client() -> Client {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Client>().cloned()).unwrap_or_default()
}

/// Whether a form was sent without the program in the browser: it is answered with another page.
pub fn is_plain_form() -> bool {
    let html = |parts: Parts| parts.headers.get(ACCEPT)?.to_str().ok().map(|accept| accept.contains("text/html"));
    use_context::<Parts>().and_then(html).unwrap_or_default()
}

/// Goes on at a path of this installation: at once after a plain form; the program in the browser is told, and goes there itself.
pub fn go_on(path: &str) -> String {
    if is_plain_form() {
        leptos_axum::redirect(path);
    }
    path.to_owned()
}

/// A plain form without a login goes on where one logs in, and comes back to its page from there.
pub fn go_to_log_in() {
    let page = use_context::<Parts>().and_then(|parts| {
        let referer = parts.headers.get(REFERER)?.to_str().ok()?.to_owned();
        let (_, path) = referer.split_once("://")?.1.split_once('/')?;
        // Without the refusal of a form before.
        Some(format!("/{}", path.split(['?', '#']).next().unwrap_or_default()))
    });
    let next = page.as_deref().map_or("/", own_path);
    if with_accounts().is_some() && is_plain_form() {
        leptos_axum::redirect(&format!("/login?next={}", crate::words::encode(next)));
    }
}

/// Puts a login into the browser and goes on. The one that it had before ends: nobody could go on with that.
pub async fn enter(services: &Services, opened: &Opened, next: &str) -> String {
    if let Some(before) = logged_in()
        && let Err(error) = services::accounts::log_out(services, &before).await
    {
        tracing::warn!(error = services::told(&error), "the login before was not ended");
    }
    set_cookies(cookies::opened(&services.config, opened));
    handover::forget_challenge();
    go_on(next)
}

/// Takes the login out of the browser and goes on.
pub fn leave(services: &Services, next: &str) -> String {
    set_cookies(cookies::cleared(&services.config));
    go_on(next)
}

/// Adds cookies to the reply.
pub fn set_cookies(values: impl IntoIterator<Item = String>) {
    let Some(options) = use_context::<ResponseOptions>() else { return };
    for value in values.into_iter().filter_map(|value| HeaderValue::from_str(&value).ok()) {
        options.append_header(SET_COOKIE, value);
    }
}
