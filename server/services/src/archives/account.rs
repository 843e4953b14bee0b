//! The account as its owner sees it, for the archive: no hash, no secret.

use crate::{Actor, Result, Services, preferences};
use serde_json::{Value, json};

/// The member `account.json`.
pub(super) async fn account(services: &Services, actor: &Actor) -> Result<Value> {
    Ok(json!({ "tenant": actor.tenant, "preferences": preferences::all(services, actor).await? }))
}
