//! Plain HTML forms with a file, for browsers where the wasm has not arrived: they answer with a redirect.

use axum::Router;
use axum::extract::{Multipart, Path, State as Extract};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::ids::SessionId;
use domain::session::NewSession;
use services::{Actor, Upload, resumes, sessions};

use super::{ApiResult, Caller, State};
use crate::rest::upload;

/// Both forms.
pub fn router() -> Router<State> {
    Router::new().route("/upload", post(new_session)).route("/sessions/{id}/upload", post(into_session))
}

/// A resume dropped on the home page opens a session of its own; a form that can't be read opens none.
async fn new_session(Extract(state): Extract<State>, Caller(actor): Caller, form: Multipart) -> ApiResult<Response> {
    let file = upload::Form::read(&actor, form, upload::KEPT).await?.file()?;
    let session = sessions::create(&state.services, &actor, NewSession::default()).await?;
    take(&state, &actor, &session.session_id, file).await
}

async fn into_session(
    Extract(state): Extract<State>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
    form: Multipart,
) -> ApiResult<Response> {
    let file = upload::Form::read(&actor, form, upload::KEPT).await?.file()?;
    take(&state, &actor, &id, file).await
}

async fn take(state: &State, actor: &Actor, id: &SessionId, file: Upload) -> ApiResult<Response> {
    let page = match resumes::upload_to_session(&state.services, actor, id, file).await {
        Ok(_) => format!("/sessions/{id}/resume"),
        // The page shows why, beside the upload that was kept.
        Err(services::Error::Refused(error)) => format!("/sessions/{id}/resume?error={}", error.code.as_str()),
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&page).into_response())
}
