//! Accounts, for those who look after the installation.

use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use domain::account::Account;
use domain::ids::UserId;
use domain::page::{Page, PageRequest};
use serde::Deserialize;
use services::Services;
use services::accounts::admin;
use utoipa::ToSchema;

use super::Json;
use crate::http::{ApiResult, Caller};

/// Whether an account looks after the installation.
#[derive(Deserialize, ToSchema)]
pub struct Role {
    admin: bool,
}

/// Newest first.
#[utoipa::path(get, path = "/settings/accounts", tag = "operations", params(("limit" = Option<u64>, Query), ("cursor" = Option<String>, Query), ("search" = Option<String>, Query)), responses((status = 200, body = Page<Account>)))]
pub async fn list(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Account>>> {
    Ok(Json(admin::list(&services, &actor, &page).await?))
}

/// Gives or takes the role; the last administrator stays.
#[utoipa::path(patch, path = "/settings/accounts/{id}", tag = "operations", params(("id" = String, Path)), request_body = Role, responses((status = 204)))]
pub async fn role(
    Extract(services): Extract<Services>,
    Caller(actor): Caller,
    Path(id): Path<UserId>,
    Json(Role { admin }): Json<Role>,
) -> ApiResult<StatusCode> {
    admin::set_admin(&services, &actor, &id, admin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Logs an account out everywhere.
#[utoipa::path(delete, path = "/settings/accounts/{id}/logins", tag = "operations", params(("id" = String, Path)), responses((status = 204)))]
pub async fn end_logins(Extract(services): Extract<Services>, Caller(actor): Caller, Path(id): Path<UserId>) -> ApiResult<StatusCode> {
    admin::end_logins(&services, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
