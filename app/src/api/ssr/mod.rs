//! What server functions need on the server: who is calling, and how a refusal leaves.

mod accounts;
mod handover;
mod settings;

pub use accounts::{account, accounts, client, enter, go_on, leave, logged_in, with_accounts};
pub use handover::{challenge, keep_challenge, keep_shown, keep_typed, take_shown, typed};
pub use settings::settings;

use super::Failure;
use axum::http::header::{CONTENT_SECURITY_POLICY, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode, request::Parts};
use domain::{Code, Error};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use services::{Actor, Services};

/// The capabilities and the caller, as the edge provided them: as context, or with the request.
pub fn caller() -> Result<(Services, Actor), Failure> {
    match (use_context::<Services>(), accounts::caller_of_request()) {
        (Some(services), Some(actor)) => Ok((services, actor)),
        _ => {
            accounts::go_to_log_in();
            Err(refused(Error::new(Code::Unauthorized, "You are not logged in. Log in and try again.")))
        }
    }
}

/// A refusal on its way out.
pub fn refused(error: Error) -> Failure {
    let failure = Failure(error);
    set_status(&failure);
    failure
}

impl From<services::Error> for Failure {
    fn from(error: services::Error) -> Self {
        if !matches!(error, services::Error::Refused(_)) {
            tracing::error!(error = services::told(&error), "a server function failed");
        }
        refused(error.public())
    }
}

/// Pages answer 404 for what is not there and 401 or 403 for what is not for the caller, server functions a client error for every refusal. A plain form is sent back
/// to its page instead, with the refusal in the address: there the redirect's own status must stay.
fn set_status(failure: &Failure) {
    let (Some(parts), Some(options)) = (use_context::<Parts>(), use_context::<ResponseOptions>()) else { return };
    let page = parts.method == Method::GET;
    let form = !page && accounts::is_plain_form();
    let status = match failure.0.code {
        _ if form => return,
        _ if failure.is_not_found() => StatusCode::NOT_FOUND,
        Code::Forbidden | Code::NotVerified => StatusCode::FORBIDDEN,
        _ if page => return,
        Code::Unauthorized | Code::WrongCredentials => StatusCode::UNAUTHORIZED,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    options.set_status(status);
    if let Some(seconds) = failure.0.details.get("retry_after_seconds").and_then(serde_json::Value::as_u64) {
        options.insert_header(RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// A page of a list of so many, with the words that titles must have.
pub fn page_request(limit: u64, search: &str, cursor: Option<String>) -> domain::page::PageRequest {
    let search = Some(search.trim().to_owned()).filter(|words| !words.is_empty());
    domain::page::PageRequest { limit: Some(limit), cursor, search }
}

/// No script and no style but our own; leptos' inline scripts carry the nonce of this reply.
pub fn set_content_policy() {
    let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), leptos::nonce::use_nonce()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
