//! The caller's own account.

use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use domain::account::{ApiToken, Enrolment, Login, MadeToken, NewToken, Profile, ProfileChange};
use domain::ids::{LoginId, TokenId};
use domain::page::{Page, PageRequest};
use serde::{Deserialize, Serialize};
use services::{Services, accounts};
use utoipa::ToSchema;

use super::Json;
use super::paging::page;
use crate::http::{ApiResult, Caller};

/// The password, given again.
#[derive(Deserialize, ToSchema)]
pub struct Password {
    password: String,
}

/// The password, and the one to be.
#[derive(Deserialize, ToSchema)]
pub struct ChangePassword {
    current: String,
    new: String,
}

/// The password, and the address to be.
#[derive(Deserialize, ToSchema)]
pub struct ChangeEmail {
    password: String,
    email: String,
}

/// A code of the app.
#[derive(Deserialize, ToSchema)]
pub struct Code {
    code: String,
}

/// Each lets in once; shown this once.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// The account.
#[utoipa::path(get, path = "/me", tag = "accounts", responses((status = 200, body = Profile)))]
pub async fn get(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Json<Profile>> {
    Ok(Json(accounts::profile(&services, &actor).await?))
}

/// Name and preferences; what is missing stays.
#[utoipa::path(patch, path = "/me", tag = "accounts", request_body = ProfileChange, responses((status = 200, body = Profile)))]
pub async fn change(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(change): Json<ProfileChange>,
) -> ApiResult<Json<Profile>> {
    Ok(Json(accounts::change_profile(&services, &actor, change).await?))
}

/// Deletes the account and all that it has; everybody is logged out at once.
#[utoipa::path(delete, path = "/me", tag = "accounts", request_body = Password, responses((status = 202)))]
pub async fn close(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(Password { password }): Json<Password>,
) -> ApiResult<StatusCode> {
    accounts::close(&services, &actor, &password).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Another password; other logins end.
#[utoipa::path(post, path = "/me/password", tag = "accounts", request_body = ChangePassword, responses((status = 204)))]
pub async fn password(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(given): Json<ChangePassword>,
) -> ApiResult<StatusCode> {
    accounts::change_password(&services, &actor, &given.current, &given.new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Another address, once the link of a mail to it was followed.
#[utoipa::path(post, path = "/me/email", tag = "accounts", request_body = ChangeEmail, responses((status = 202)))]
pub async fn email(Extract(services): Extract<Services>, Caller(actor): Caller, Json(given): Json<ChangeEmail>) -> ApiResult<StatusCode> {
    accounts::change_email(&services, &actor, &given.password, &given.email).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Where the account is logged in.
#[utoipa::path(get, path = "/me/logins", tag = "accounts", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<Login>)))]
pub async fn logins(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Query(asked): Query<PageRequest>,
) -> ApiResult<Json<Page<Login>>> {
    Ok(Json(page(accounts::logins(&services, &actor).await?, &asked, |login| login.login_id.as_str())?))
}

/// Ends a login.
#[utoipa::path(delete, path = "/me/logins/{id}", tag = "accounts", params(("id" = String, Path)), responses((status = 204)))]
pub async fn end_login(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<LoginId>) -> ApiResult<StatusCode> {
    accounts::end_login(&services, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Personal tokens, without their secrets.
#[utoipa::path(get, path = "/me/tokens", tag = "accounts", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<ApiToken>)))]
pub async fn tokens(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Query(asked): Query<PageRequest>,
) -> ApiResult<Json<Page<ApiToken>>> {
    Ok(Json(page(accounts::tokens(&services, &actor).await?, &asked, |token| token.token_id.as_str())?))
}

/// Makes a token; its secret is in this answer alone.
#[utoipa::path(post, path = "/me/tokens", tag = "accounts", request_body = NewToken, responses((status = 201, body = MadeToken)))]
pub async fn make_token(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(new): Json<NewToken>,
) -> ApiResult<(StatusCode, Json<MadeToken>)> {
    Ok((StatusCode::CREATED, Json(accounts::make_token(&services, &actor, new).await?)))
}

/// Takes a token back.
#[utoipa::path(delete, path = "/me/tokens/{id}", tag = "accounts", params(("id" = String, Path)), responses((status = 204)))]
pub async fn revoke_token(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<TokenId>) -> ApiResult<StatusCode> {
    accounts::revoke_token(&services, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins to set up a second factor.
#[utoipa::path(post, path = "/me/second-factor", tag = "accounts", request_body = Password, responses((status = 200, body = Enrolment)))]
pub async fn begin_second_factor(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(Password { password }): Json<Password>,
) -> ApiResult<Json<Enrolment>> {
    Ok(Json(accounts::begin_second_factor(&services, &actor, &password).await?))
}

/// From now on logging in takes a code.
#[utoipa::path(post, path = "/me/second-factor/confirm", tag = "accounts", request_body = Code, responses((status = 200, body = RecoveryCodes)))]
pub async fn confirm_second_factor(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(Code { code }): Json<Code>,
) -> ApiResult<Json<RecoveryCodes>> {
    Ok(Json(RecoveryCodes { recovery_codes: accounts::confirm_second_factor(&services, &actor, &code).await? }))
}

/// Other recovery codes instead of those that there are.
#[utoipa::path(post, path = "/me/second-factor/recovery-codes", tag = "accounts", request_body = Password, responses((status = 200, body = RecoveryCodes)))]
pub async fn new_recovery_codes(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(Password { password }): Json<Password>,
) -> ApiResult<Json<RecoveryCodes>> {
    Ok(Json(RecoveryCodes { recovery_codes: accounts::new_recovery_codes(&services, &actor, &password).await? }))
}

/// Logging in takes no code any more.
#[utoipa::path(post, path = "/me/second-factor/remove", tag = "accounts", request_body = Password, responses((status = 204)))]
pub async fn remove_second_factor(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Json(Password { password }): Json<Password>,
) -> ApiResult<StatusCode> {
    accounts::remove_second_factor(&services, &actor, &password).await?;
    Ok(StatusCode::NO_CONTENT)
}
