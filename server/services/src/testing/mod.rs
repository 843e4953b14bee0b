//! Services on a folder of their own, for tests of this and other packages.

mod data;
mod digest;
#[cfg(test)]
pub(crate) mod life;
mod postgres;
mod quick;
pub(crate) mod redis;
mod session;

pub use data::{document, posting_text};
pub use redis::RedisServer;
pub use session::ready;

use crate::clock::{Clock, Fixed};
use crate::config::Config;
use crate::{Actor, Services};
use domain::ids::TenantId;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_util::task::AbortOnDropHandle;

/// A folder that goes when it is dropped.
#[derive(Debug)]
pub struct TempDir(PathBuf);

impl TempDir {
    /// A new one.
    ///
    /// # Panics
    /// When the system has no place for it.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("resumax-{}", crate::ids::hex(&crate::ids::random::<8>())));
        std::fs::create_dir_all(&path).expect("a place for temporary files");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Services with a database, objects and a clock of their own: SQLite, or PostgreSQL where `RESUMAX_TEST_POSTGRES` names a server.
pub struct Bench {
    /// What is tested.
    pub services: Services,
    /// Someone.
    pub actor: Actor,
    /// Someone else.
    pub stranger: Actor,
    /// Moves only when told to.
    pub clock: Arc<Fixed>,
    /// Goes with the bench.
    pub dir: TempDir,
    _quick: AbortOnDropHandle<()>,
}

impl Bench {
    /// Opens everything, empty.
    ///
    /// # Panics
    /// When it can't be opened: the test can't go on.
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    /// As [`Bench::open`], with settings of the environment.
    ///
    /// # Panics
    /// When it can't be opened: the test can't go on.
    pub async fn with(vars: &[(&str, &str)]) -> Self {
        let dir = TempDir::new();
        let engine = postgres::fresh().await;
        let vars: Vec<_> = engine.iter().flatten().map(|(name, value)| (*name, value.as_str())).chain(vars.iter().copied()).collect();
        let clock = Arc::new(Fixed::at(crate::clock::read("2026-03-01T09:00:00.000Z").expect("a valid time")));
        let mut services = Services::open(config(dir.path(), &vars)).await.expect("services open on an empty folder");
        services.clock = clock.clone() as Arc<dyn Clock>;
        let (queue, heard) = quick::queue(services.redis.as_ref());
        services.queue = queue;
        let _quick = AbortOnDropHandle::new(tokio::spawn(quick::work(services.clone(), heard)));
        let actor = |tenant: &str| Actor::of(TenantId::new(tenant));
        Self { services, actor: actor("ada"), stranger: actor("ben"), clock, dir, _quick }
    }
}

/// The defaults, in a folder.
///
/// # Panics
/// When `vars` are at fault.
pub fn config(dir: &Path, vars: &[(&str, &str)]) -> Config {
    let data_dir = dir.to_string_lossy().into_owned();
    Config::from_vars(|name| match name {
        "RESUMAX_DATA_DIR" => Some(data_dir.clone()),
        _ => vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()),
    })
    .expect("a valid configuration")
}
