//! Which routes there are. axum keeps no list that can be asked for, but a router prints the one that it goes by: nothing that is answered
//! is missing from it.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;

/// The methods that a route may take; `HEAD` comes with `GET`.
pub const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/// Every route, "POST /fn/decide".
pub fn routes(router: &Router) -> BTreeSet<String> {
    let printed = format!("{router:?}");
    let (routed, _) = printed.split_once("fallback_router: ").expect("a router prints its fallback");
    let (endpoints, paths) = routed.split_once("node: Node { paths: {").expect("a router prints its paths");
    let paths: BTreeMap<&str, &str> = numbered(paths).map(|(id, text)| (id, text.split('"').nth(1).expect("a path"))).collect();
    let endpoints: Vec<_> = numbered(endpoints).collect();
    assert_eq!(endpoints.len(), paths.len(), "every endpoint has a path");
    let mut all = BTreeSet::new();
    for (id, endpoint) in endpoints {
        assert!(endpoint.contains("MethodRouter {"), "a service that takes every method: list it by its methods: {}", paths[id]);
        let taken = |method: &&&str| endpoint.contains(&format!(" {}: ", method.to_lowercase())) && !untaken(endpoint, method);
        all.extend(METHODS.iter().filter(taken).map(|method| format!("{method} {}", paths[id])));
    }
    all
}

fn untaken(endpoint: &str, method: &str) -> bool {
    endpoint.contains(&format!(" {}: None", method.to_lowercase()))
}

/// `RouteId(7): …` by number.
fn numbered(printed: &str) -> impl Iterator<Item = (&str, &str)> {
    printed.split("RouteId(").skip(1).map(|piece| piece.split_once("): ").expect("a number"))
}

#[test]
fn a_router_tells_its_routes_through_layers_nests_and_merges() {
    use axum::routing::{get, post};
    let inner = Router::new().route("/b/{id}", get(|| async {}).delete(|| async {})).fallback(|| async { "nothing" });
    let router = Router::new()
        .route("/a", post(|| async {}))
        .nest("/deep", inner)
        .merge(Router::new().route("/c/{*rest}", get(|| async {})))
        .layer(tower_http::catch_panic::CatchPanicLayer::new());
    let all: Vec<_> = routes(&router).into_iter().collect();
    assert_eq!(all, ["DELETE /deep/b/{id}", "GET /c/{*rest}", "GET /deep/b/{id}", "POST /a"]);
}
