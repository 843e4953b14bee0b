//! What everybody may know of how the program is.

use super::Program;
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_by_its_name_alone() {
    let program = Program::with(&[]).await;
    let ready = program.ask("GET /readyz", &[], "").await;
    assert_eq!((ready.status, &ready.json()["missing"]), (StatusCode::OK, &json!([])));
    let objects = program.bench.dir.path().join("objects");
    std::fs::remove_dir_all(&objects).expect("the objects of this test");
    std::fs::write(&objects, "no folder").expect("written");
    program.bench.services.db.close().await;
    // What was found is good for half a second.
    assert_eq!(program.ask("GET /readyz", &[], "").await.status, StatusCode::OK);
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let reply = program.ask("GET /readyz", &[], "").await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reply.json(), json!({"status": "not_ready", "missing": ["database", "objects"], "warnings": []}));
}
