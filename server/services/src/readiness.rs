//! Whether everything that the program depends on answers.

use crate::Services;
use sea_orm::ConnectionTrait;

/// What does not answer, each with a word on why; empty when all is well.
pub async fn missing(services: &Services) -> Vec<String> {
    let mut missing = Vec::new();
    if let Err(error) = services.db.reader().execute_unprepared("SELECT 1").await {
        missing.push(format!("database: {error}"));
    }
    if let Err(error) = services.blobs.answers().await {
        missing.push(format!("objects: {error}"));
    }
    missing
}

/// What does not stop the program but should be known.
pub async fn warnings(services: &Services) -> Vec<String> {
    match &services.redis {
        Some(redis) => redis.warnings().await,
        None => Vec::new(),
    }
}
