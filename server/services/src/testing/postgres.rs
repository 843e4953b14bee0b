//! A database of its own for every test, on the server that `RESUMAX_TEST_POSTGRES` names: with a user that may make databases, and is held by
//! their walls.

use crate::db::Db;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tokio::sync::Mutex;

/// Made once, by the first test of a process: copying it is quicker than migrating again.
static TEMPLATE: Mutex<Option<String>> = Mutex::const_new(None);

/// Settings for a new database; `None`: the tests run on SQLite.
///
/// # Panics
/// When the server does not make one: the test can't go on.
pub async fn fresh() -> Option<[(&'static str, String); 2]> {
    let server = std::env::var("RESUMAX_TEST_POSTGRES").ok()?;
    let admin = Database::connect(&server).await.expect("the server of RESUMAX_TEST_POSTGRES answers");
    let mut template = TEMPLATE.lock().await;
    if template.is_none() {
        let name = create(&admin, None).await;
        let db = Db::open(&named(&server, &name)).await.expect("opens");
        db.migrate().await.expect("migrates");
        db.close().await;
        *template = Some(name);
    }
    // One at a time: a database that is being copied must not be connected to.
    let name = create(&admin, template.as_deref()).await;
    drop(template);
    let _ = admin.close().await;
    Some([("DATABASE_URL", named(&server, &name)), ("RESUMAX_SECRET", "of the tests alone: 32 characters".to_owned())])
}

async fn create(admin: &DatabaseConnection, template: Option<&str>) -> String {
    let name = format!("test_{}", crate::ids::hex(&crate::ids::random::<8>()));
    let from = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}{from}")).await.expect("a database");
    name
}

/// The same server, another database.
fn named(server: &str, name: &str) -> String {
    let (host, _) = server.rsplit_once('/').expect("an address that ends with a database");
    format!("{host}/{name}")
}
