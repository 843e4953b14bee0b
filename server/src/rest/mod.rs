//! REST API v1: thin handlers. Each says who is calling, calls a capability, and shapes the answer.

mod accounts;
mod analysis;
mod approvals;
mod auth;
mod data;
mod document;
mod downloads;
mod exports;
mod files;
mod job_descriptions;
mod json;
mod me;
mod paging;
mod resumes;
mod runs;
mod sessions;
mod settings;
pub mod upload;
mod versions;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use json::{Json, Keyed};

use crate::http::State;

/// Every call below `/api/v1`, and the document that describes them.
pub fn router(state: State) -> Router {
    let (router, described) = described().split_for_parts();
    let document = std::sync::Arc::new(document::complete(described));
    router
        .route("/openapi.json", get(move || std::future::ready(axum::Json(document.clone()))))
        .route("/sessions/{id}/files/", get(files::nameless))
        .route("/sessions/{id}/files/upload", get(files::read_upload))
        .fallback(|| std::future::ready(axum::http::StatusCode::NOT_FOUND))
        .with_state(state)
}

/// The OpenAPI document.
pub fn document() -> utoipa::openapi::OpenApi {
    document::complete(described().into_openapi())
}

fn described() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(document::blank())
        .routes(routes!(sessions::create, sessions::list))
        .routes(routes!(sessions::get, sessions::rename, sessions::delete))
        .routes(routes!(sessions::usage))
        .routes(routes!(sessions::cancel))
        .routes(routes!(sessions::auto_approve))
        .routes(routes!(resumes::upload_to_session))
        .routes(routes!(job_descriptions::give))
        .routes(routes!(analysis::of_session))
        .routes(routes!(files::upload))
        .routes(routes!(files::list))
        .routes(routes!(files::read))
        .routes(routes!(runs::start))
        .routes(routes!(runs::get))
        .routes(routes!(runs::stream))
        .routes(routes!(runs::interrupt))
        .routes(routes!(approvals::list))
        .routes(routes!(approvals::approve))
        .routes(routes!(approvals::reject))
        .routes(routes!(approvals::decide))
        .routes(routes!(approvals::preview))
        .routes(routes!(versions::list))
        .routes(routes!(versions::get, versions::label))
        .routes(routes!(versions::diff))
        .routes(routes!(versions::restore))
        .routes(routes!(versions::preview))
        .routes(routes!(exports::create))
        .routes(routes!(exports::list))
        .routes(routes!(downloads::download))
        .routes(routes!(resumes::list, resumes::upload))
        .routes(routes!(resumes::get, resumes::rename, resumes::trash))
        .routes(routes!(resumes::parse))
        .routes(routes!(resumes::original))
        .routes(routes!(job_descriptions::list, job_descriptions::create))
        .routes(routes!(job_descriptions::get, job_descriptions::update, job_descriptions::trash))
        .routes(routes!(job_descriptions::parse))
        .routes(routes!(auth::sign_up))
        .routes(routes!(auth::resend))
        .routes(routes!(auth::confirm))
        .routes(routes!(auth::log_in))
        .routes(routes!(auth::second_factor))
        .routes(routes!(auth::refresh))
        .routes(routes!(auth::ask_reset))
        .routes(routes!(auth::reset))
        .routes(routes!(auth::log_out))
        .routes(routes!(auth::log_out_everywhere))
        .routes(routes!(me::get, me::change, me::close))
        .routes(routes!(me::password))
        .routes(routes!(me::email))
        .routes(routes!(me::logins))
        .routes(routes!(me::end_login))
        .routes(routes!(me::tokens, me::make_token))
        .routes(routes!(me::revoke_token))
        .routes(routes!(me::begin_second_factor))
        .routes(routes!(me::confirm_second_factor))
        .routes(routes!(me::new_recovery_codes))
        .routes(routes!(me::remove_second_factor))
        .routes(routes!(accounts::list))
        .routes(routes!(accounts::role))
        .routes(routes!(accounts::end_logins))
        .routes(routes!(settings::provider_policy))
        .routes(routes!(settings::cleanup))
        .routes(routes!(settings::metrics))
        .routes(routes!(settings::alerts))
        .routes(routes!(data::audit_log))
        .routes(routes!(data::activity))
        .routes(routes!(data::make_archive, data::archive))
}
