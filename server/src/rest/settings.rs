//! Operations: policy, clean-up, figures and alerts.

use axum::extract::State as Extract;
use domain::operations::{Alerts, Figures, ProviderPolicy, Removed};
use services::{Services, admin};

use super::Json;
use crate::http::{ApiResult, Caller};

/// How often and how long a provider is asked again, and who is asked next.
#[utoipa::path(get, path = "/settings/provider-policy", tag = "operations", responses((status = 200, body = ProviderPolicy)))]
pub async fn provider_policy(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Json<ProviderPolicy>> {
    Ok(Json(admin::provider_policy(&services, &actor)?))
}

/// Removes what is past its time.
#[utoipa::path(post, path = "/settings/cleanup", tag = "operations", responses((status = 200, body = Removed)))]
pub async fn cleanup(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Json<Removed>> {
    Ok(Json(admin::cleanup(&services, &actor).await?))
}

/// Figures of this instance.
#[utoipa::path(get, path = "/settings/metrics", tag = "operations", responses((status = 200, body = Figures)))]
pub async fn metrics(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Json<Figures>> {
    Ok(Json(admin::metrics(&services, &actor).await?))
}

/// What needs attention.
#[utoipa::path(get, path = "/settings/alerts", tag = "operations", responses((status = 200, body = Alerts)))]
pub async fn alerts(Extract(services): Extract<Services>, Caller(actor): Caller) -> ApiResult<Json<Alerts>> {
    Ok(Json(admin::alerts(&services, &actor).await?))
}
