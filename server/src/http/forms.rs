//! Plain HTML forms with a file, for browsers where the wasm has not arrived: they answer with a redirect.

use axum::Router;
use axum::extract::{Multipart, Path, State as Extract};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::ids::SessionId;
use domain::session::NewSession;
use services::{resumes, sessions};

use super::{ApiResult, Caller, State};
use crate::rest::upload;

/// Both forms.
pub fn router() -> Router<State> {
    Router::new().route("/upload", post(new_session)).route("/sessions/{id}/upload", post(into_session))
}

/// A resume dropped on the home page opens a session of its own.
async fn new_session(state: Extract<State>, caller: Caller, form: Multipart) -> ApiResult<Response> {
    let session = sessions::create(&state.services, &caller.0, NewSession::default()).await?;
    into_session(state, caller, Path(session.session_id), form).await
}

async fn into_session(
    Extract(state): Extract<State>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    form: Multipart,
) -> ApiResult<Response> {
    let form = upload::Form::read(form, upload::KEPT).await?;
    let page = match resumes::upload_to_session(&state.services, &actor, &id, form.file()?).await {
        Ok(_) => format!("/sessions/{id}/resume"),
        // The page shows why, beside the upload that was kept.
        Err(services::Error::Refused(error)) => format!("/sessions/{id}/resume?error={}", error.code.as_str()),
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&page).into_response())
}
