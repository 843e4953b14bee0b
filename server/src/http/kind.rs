//! Which kind of request it is, for the limits: one table, by route and by server function.

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use services::limits::Kind;

use super::assets;

/// What makes more work than others. Addresses of `/auth` are told by their beginning, see [`of_route`].
const ROUTES: [(&str, Kind); 19] = [
    ("POST /upload", Kind::Upload),
    ("POST /sessions/{id}/upload", Kind::Upload),
    ("POST /api/v1/resumes", Kind::Upload),
    ("POST /api/v1/resumes/{id}/parse", Kind::Upload),
    ("POST /api/v1/job-descriptions", Kind::Upload),
    ("POST /api/v1/job-descriptions/{id}/parse", Kind::Upload),
    ("POST /api/v1/sessions/{id}/resume", Kind::Upload),
    ("POST /api/v1/sessions/{id}/jd", Kind::Upload),
    ("POST /api/v1/sessions/{id}/files/upload", Kind::Upload),
    ("POST /api/v1/sessions/{id}/messages", Kind::Run),
    ("POST /api/v1/sessions/{id}/export", Kind::Export),
    ("POST /api/v1/me/archive", Kind::Export),
    // With the password once more: guesses by whoever found an open browser.
    ("DELETE /api/v1/me", Kind::Auth),
    ("POST /api/v1/me/password", Kind::Auth),
    ("POST /api/v1/me/email", Kind::Auth),
    ("POST /api/v1/me/second-factor", Kind::Auth),
    ("POST /api/v1/me/second-factor/confirm", Kind::Auth),
    ("POST /api/v1/me/second-factor/recovery-codes", Kind::Auth),
    ("POST /api/v1/me/second-factor/remove", Kind::Auth),
];

/// The same for the server functions. Those of accounts are told by their beginning, see [`of_function`].
const FUNCTIONS: [(&str, Kind); 7] = [
    ("give_posting", Kind::Upload),
    ("reread_posting", Kind::Upload),
    ("parse_resume", Kind::Upload),
    ("try_sample", Kind::Upload),
    ("start_run", Kind::Run),
    ("create_export", Kind::Export),
    ("data_make_archive", Kind::Export),
];

/// What has to do with accounts and can't be used to guess anything, nor to have mail sent: who shares an address with a guesser can go on
/// with it, and log out. Whatever is not listed here counts as an attempt.
const NO_GUESS: [&str; 15] = [
    "/api/v1/auth/refresh",
    "/api/v1/auth/log-out",
    "/api/v1/auth/log-out-everywhere",
    "account_admin",
    "account_change_profile",
    "account_desk",
    "account_end_login",
    "account_end_logins",
    "account_gate",
    "account_log_out",
    "account_log_out_everywhere",
    "account_make_token",
    "account_revoke_token",
    "account_set_admin",
    "account_viewer",
];

/// `None`: not counted. These cost nothing: whether the program is well, and the files of the pages.
pub fn of(request: &Request) -> Option<Kind> {
    let path = request.uri().path();
    match request.extensions().get::<MatchedPath>().map(MatchedPath::as_str) {
        Some("/healthz" | "/readyz") => None,
        None if assets::are_at(path) => None,
        Some(_) if path.starts_with("/fn/") => Some(of_function(path.trim_start_matches("/fn/"))),
        route => Some(of_route(request.method(), route.unwrap_or(path), path)),
    }
}

fn of_route(method: &Method, route: &str, path: &str) -> Kind {
    if path.starts_with("/api/v1/auth/") {
        return if NO_GUESS.contains(&path) { Kind::Api } else { Kind::Auth };
    }
    let found = ROUTES.iter().find(|(known, _)| known.split_once(' ') == Some((method.as_str(), route)));
    found.map_or(Kind::Api, |(_, kind)| *kind)
}

fn of_function(name: &str) -> Kind {
    if name.starts_with("account_") {
        return if NO_GUESS.contains(&name) { Kind::Api } else { Kind::Auth };
    }
    FUNCTIONS.iter().find(|(known, _)| *known == name).map_or(Kind::Api, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_of_the_tables_is_there() {
        let described = serde_json::to_value(crate::rest::document()).expect("a document");
        let base = described["servers"][0]["url"].as_str().expect("where it is");
        let guesses = NO_GUESS.iter().filter(|name| name.starts_with('/')).map(|path| format!("POST {path}"));
        let of_api = ROUTES.iter().map(|(call, _)| (*call).to_owned()).filter(|call| call.contains(base));
        for call in of_api.chain(guesses) {
            let (method, path) = call.split_once(' ').expect("method and path");
            let path = path.strip_prefix(base).expect("below the base");
            assert!(described["paths"][path][method.to_lowercase()].is_object(), "{call} is no call of the API");
        }
    }

    #[test]
    fn every_function_of_the_tables_is_there() {
        let known: Vec<_> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
        let listed = FUNCTIONS.iter().map(|(name, _)| *name).chain(NO_GUESS.into_iter().filter(|name| !name.starts_with('/')));
        for name in listed {
            assert!(known.contains(&format!("/fn/{name}").as_str()), "{name} is no server function: {known:?}");
        }
    }

    #[test]
    fn what_takes_a_password_or_sends_mail_is_an_attempt() {
        for name in ["sign_up", "resend", "confirm", "log_in", "second_factor", "ask_reset", "reset", "change_email", "change_password"] {
            assert_eq!(of_function(&format!("account_{name}")), Kind::Auth, "{name}");
        }
        assert_eq!(of_function("account_viewer"), Kind::Api, "every page asks for it");
    }

    #[test]
    fn the_kind_is_that_of_the_method_and_the_route() {
        let post = |route: &str| of_route(&Method::POST, route, route);
        assert_eq!(post("/api/v1/sessions/{id}/messages"), Kind::Run);
        assert_eq!(post("/api/v1/sessions/{id}/export"), Kind::Export);
        assert_eq!(post("/upload"), Kind::Upload);
        assert_eq!(post("/api/v1/sessions"), Kind::Api);
        assert_eq!(of_route(&Method::GET, "/api/v1/resumes", "/api/v1/resumes"), Kind::Api);
        assert_eq!(post("/api/v1/auth/whatever/comes"), Kind::Auth);
        assert_eq!(post("/api/v1/auth/refresh"), Kind::Api);
        assert_eq!([of_function("account_log_in"), of_function("account_log_out")], [Kind::Auth, Kind::Api]);
        assert_eq!([of_function("start_run"), of_function("decide"), of_function("")], [Kind::Run, Kind::Api, Kind::Api]);
    }
}
