//! Sign up, log in, and what mails lead to: calls for whoever has no login yet.

use axum::Extension;
use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::account::{Entry, LogInAnswer, NewAccount};
use serde::Deserialize;
use services::accounts::{self, Client, LoggedIn, Opened, cookies};
use services::{Actor, Services};
use utoipa::ToSchema;

use super::Json;
use crate::http::{ApiResult, Caller, set_cookies};

/// Who wants a mail.
#[derive(Deserialize, ToSchema)]
pub struct Address {
    email: String,
}

/// The token of a link in a mail.
#[derive(Deserialize, ToSchema)]
pub struct Link {
    token: String,
    /// Of the account: wanted where somebody else signed up with the address, too, and the caller is not logged in.
    #[serde(default)]
    password: String,
}

/// A link in a mail, and the password to be.
#[derive(Deserialize, ToSchema)]
pub struct NewPassword {
    token: String,
    password: String,
}

/// Who wants in. With `cookies` the answer also sets those of a browser.
#[derive(Deserialize, ToSchema)]
pub struct Credentials {
    email: String,
    password: String,
    #[serde(default)]
    cookies: bool,
}

/// The challenge of a right password, and the code for it.
#[derive(Deserialize, ToSchema)]
pub struct Code {
    challenge: String,
    /// Six digits, or a recovery code.
    code: String,
    #[serde(default)]
    cookies: bool,
}

/// What a login goes on with.
#[derive(Deserialize, ToSchema)]
pub struct Refresh {
    refresh_token: String,
}

/// Makes an account, or says by mail that there is one.
#[utoipa::path(post, path = "/auth/sign-up", tag = "accounts", request_body = NewAccount, responses((status = 202, description = "A mail says how it goes on")))]
pub async fn sign_up(Extract(services): Extract<Services>, Json(new): Json<NewAccount>) -> ApiResult<StatusCode> {
    accounts::sign_up(&services, new).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Writes the mail with the link that confirms an address once more.
#[utoipa::path(post, path = "/auth/resend", tag = "accounts", request_body = Address, responses((status = 202, description = "A mail was sent if there is an account that waits for it")))]
pub async fn resend(
    Extract(services): Extract<Services>,
    caller: Option<Extension<Actor>>,
    Json(Address { email }): Json<Address>,
) -> ApiResult<StatusCode> {
    accounts::resend(&services, &email, caller.as_deref()).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Confirms an address.
#[utoipa::path(post, path = "/auth/confirm", tag = "accounts", request_body = Link, responses((status = 204), (status = 401, description = "The password is wanted, or is not right")))]
pub async fn confirm(
    Extract(services): Extract<Services>,
    caller: Option<Extension<Actor>>,
    Json(Link { token, password }): Json<Link>,
) -> ApiResult<StatusCode> {
    accounts::confirm(&services, &token, caller.as_deref(), &password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Logs in.
#[utoipa::path(post, path = "/auth/log-in", tag = "accounts", request_body = Credentials, responses((status = 200, body = LogInAnswer)))]
pub async fn log_in(
    Extract(services): Extract<Services>,
    Extension(client): Extension<Client>,
    Json(given): Json<Credentials>,
) -> ApiResult<Response> {
    Ok(match accounts::log_in(&services, &given.email, &given.password, &client).await? {
        LoggedIn::In(opened) => opened_answer(&services, opened, given.cookies),
        LoggedIn::SecondFactor { challenge } => Json(LogInAnswer::SecondFactor { challenge }).into_response(),
    })
}

/// Logs in with the second factor.
#[utoipa::path(post, path = "/auth/second-factor", tag = "accounts", request_body = Code, responses((status = 200, body = LogInAnswer)))]
pub async fn second_factor(
    Extract(services): Extract<Services>,
    Extension(client): Extension<Client>,
    Json(given): Json<Code>,
) -> ApiResult<Response> {
    let opened = accounts::second_factor(&services, &given.challenge, &given.code, &client).await?;
    Ok(opened_answer(&services, opened, given.cookies))
}

/// The next access token, for a refresh token that was not used before.
#[utoipa::path(post, path = "/auth/refresh", tag = "accounts", request_body = Refresh, responses((status = 200, body = Entry)))]
pub async fn refresh(
    Extract(services): Extract<Services>,
    Extension(client): Extension<Client>,
    Json(Refresh { refresh_token }): Json<Refresh>,
) -> ApiResult<Json<Entry>> {
    Ok(Json(accounts::refresh(&services, &refresh_token, &client).await?))
}

/// Writes a mail with a link to choose a new password.
#[utoipa::path(post, path = "/auth/ask-reset", tag = "accounts", request_body = Address, responses((status = 202, description = "A mail was sent if there is an account")))]
pub async fn ask_reset(Extract(services): Extract<Services>, Json(Address { email }): Json<Address>) -> ApiResult<StatusCode> {
    accounts::ask_reset(&services, &email).await?;
    Ok(StatusCode::ACCEPTED)
}

/// A new password; ends all logins and tokens of the account.
#[utoipa::path(post, path = "/auth/reset", tag = "accounts", request_body = NewPassword, responses((status = 204)))]
pub async fn reset(Extract(services): Extract<Services>, Json(given): Json<NewPassword>) -> ApiResult<StatusCode> {
    accounts::reset(&services, &given.token, &given.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the caller's login.
#[utoipa::path(post, path = "/auth/log-out", tag = "accounts", responses((status = 204)))]
pub async fn log_out(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Response> {
    accounts::log_out(&services, &actor).await?;
    Ok(left(&services))
}

/// Ends all logins of the caller.
#[utoipa::path(post, path = "/auth/log-out-everywhere", tag = "accounts", responses((status = 204)))]
pub async fn log_out_everywhere(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Response> {
    accounts::log_out_everywhere(&services, &actor).await?;
    Ok(left(&services))
}

fn opened_answer(services: &Services, opened: Opened, with_cookies: bool) -> Response {
    let cookies = cookies::opened(&services.config, &opened);
    let mut response = Json(LogInAnswer::LoggedIn(opened.entry)).into_response();
    if with_cookies {
        set_cookies(&mut response, &cookies);
    }
    response
}

fn left(services: &Services) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookies(&mut response, &cookies::cleared(&services.config));
    response
}
