//! The pages: rendered here, hydrated in the browser; their server functions; and the files they load.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State as Extract};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list_with_exclusions};
use services::Actor;
use std::sync::LazyLock;

use super::{State, assets, gate};

/// What a server function is sent at most, in bytes: the longest text, three bytes for each of it in a form. Files come to `/upload`.
const BODY: usize = 6 * 1024 * 1024;
/// The same of somebody who is not known: an address, a password, a name.
const STRANGERS: usize = 64 * 1024;

/// The routes of the pages, listed once: the library draws the pages to find them, and no page of the whole process loads what it shows meanwhile.
/// It would answer server functions itself, and pass `call` over with what it does.
static ROUTES: LazyLock<Vec<AxumRouteListing>> =
    LazyLock::new(|| generate_route_list_with_exclusions(app::App, Some(functions().map(str::to_owned).collect())));

/// Routes of the pages, then files, then the page that says that there is nothing.
pub fn router(state: State) -> Router {
    let services = state.services.clone();
    let options = state.leptos.clone();
    // By their own names, as the log tells requests; what has no such name is refused in the same way.
    let router = functions().fold(Router::new(), |router, path| router.route(path, post(call)));
    router
        .route("/fn/{*name}", post(call))
        .leptos_routes_with_context(&state, ROUTES.clone(), move || provide_context(services.clone()), move || app::shell(options.clone()))
        .fallback(file_or_nothing)
        .layer(middleware::from_fn_with_state(state.services.clone(), gate::keep))
        .with_state(state)
}

/// The paths of the server functions.
fn functions() -> impl Iterator<Item = &'static str> {
    server_fn_paths().map(|(path, _)| path)
}

/// A server function. `Actor` reaches it (and the pages) from the request's extensions.
async fn call(Extract(state): Extract<State>, mut request: Request) -> Response {
    let actor = request.extensions().get::<Actor>().cloned();
    DefaultBodyLimit::max(if actor.is_some() { BODY } else { STRANGERS }).apply(&mut request);
    let services = state.services.clone();
    let context = move || {
        provide_context(services.clone());
        if let Some(actor) = actor.clone() {
            provide_context(actor);
        }
    };
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

async fn file_or_nothing(Extract(state): Extract<State>, request: Request) -> Response {
    if let Some(file) = assets::find(&request) {
        return file;
    }
    let services = state.services.clone();
    let options = state.leptos.clone();
    let render = leptos_axum::render_app_async_with_context(move || provide_context(services.clone()), move || app::shell(options.clone()));
    let mut response = render(request).await.into_response();
    *response.status_mut() = axum::http::StatusCode::NOT_FOUND;
    response
}
