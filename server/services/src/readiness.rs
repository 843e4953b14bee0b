//! Whether everything that the program depends on answers.

use crate::config::Auth;
use crate::{Error, Services};
use sea_orm::ConnectionTrait;

/// What does not answer, by its name, and why: that is for the operator, and not for everybody who asks. Empty when all is well.
pub async fn missing(services: &Services) -> Vec<(&'static str, Error)> {
    let mut missing = Vec::new();
    if let Err(error) = services.db.reader().execute_unprepared("SELECT 1").await {
        missing.push(("database", error.into()));
    }
    if let Err(error) = services.blobs.answers().await {
        missing.push(("objects", error));
    }
    missing
}

/// What does not stop the program but should be known.
pub async fn warnings(services: &Services) -> Vec<String> {
    let mut warnings = match &services.redis {
        Some(redis) => redis.warnings().await,
        None => Vec::new(),
    };
    warnings.extend(fallen_walls(services).await);
    warnings
}

/// That nothing but the program itself keeps people's rows apart, where there are several people.
pub async fn fallen_walls(services: &Services) -> Option<String> {
    // A database that does not answer is another trouble.
    if services.config.auth == Auth::Local || services.db.walls_hold().await.unwrap_or(true) {
        return None;
    }
    Some(
        "database: the user of DATABASE_URL passes row-level security, the second wall between people's data, because it is a superuser or \
         has BYPASSRLS, or somebody has disabled it. Let an ordinary user own the database and name that one in DATABASE_URL."
            .to_owned(),
    )
}
