//! Sends browsers that are not logged in to the page where they can. Those that are go on from there by themselves.

use axum::extract::{Request, State as Extract};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use services::config::Auth;
use services::{Actor, Services};

use super::assets;

/// Pages for people without a login.
const OPEN: [&str; 6] = ["/login", "/login/code", "/signup", "/forgot", "/reset", "/confirm"];

/// For pages alone, in `accounts` mode alone: whoever calls a server function or the API is told so instead.
pub async fn keep(Extract(services): Extract<Services>, request: Request, next: Next) -> Response {
    let known = request.extensions().get::<Actor>().is_some();
    let path = request.uri().path();
    if services.config.auth != Auth::Accounts || request.method() != Method::GET || assets::are_at(path) {
        return next.run(request).await;
    }
    if known || OPEN.contains(&path) {
        return next.run(request).await;
    }
    let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
    let next = if asked == "/" { String::new() } else { format!("?next={}", app::words::encode(asked)) };
    Redirect::to(&format!("/login{next}")).into_response()
}
