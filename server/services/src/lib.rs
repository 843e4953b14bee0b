//! Everything of resuMAX that touches the world, one module per capability.
//!
//! A capability is a module of free functions: `proposals::decide(&services, &actor, …)`. No axum, no leptos.

pub mod accounts;
mod actor;
pub mod admin;
pub mod ai;
pub mod analysis;
pub mod archives;
pub mod attachment;
pub mod audit;
mod belongings;
pub mod blobs;
pub mod child;
pub mod clock;
pub mod config;
pub mod db;
pub mod egress;
pub mod entity;
pub mod erasure;
pub mod error;
pub mod events;
pub mod exports;
pub mod files;
mod hands;
pub mod idempotency;
pub mod ids;
pub mod jobs;
pub mod limits;
pub mod mail;
mod mime;
pub mod outbox;
pub mod parse;
pub mod passwords;
pub mod postings;
pub mod preferences;
mod private;
pub mod proposals;
pub mod queue;
pub mod readiness;
pub mod redis;
pub mod resumes;
pub mod runs;
pub mod sessions;
pub mod testing;
mod told;
pub mod versions;

pub use actor::{Access, Actor, Via};
pub use error::{Error, Result};
pub use private::{Personal, Secret};
pub use queue::{Shift, Workers, start_workers};
pub use told::told;

use ai::Provider;
use blobs::Blobs;
use clock::Clock;
use config::{Config, Secrets};
use db::{Db, Reader, TenantDb, Tx};
use domain::ids::TenantId;
use domain::run::RetryPolicy;
use events::Bus;
use mail::Mailer;
use queue::Queue;
use redis::Redis;
use std::sync::Arc;

/// What every capability needs: database, objects, queue, bus, clock, providers, configuration. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// As read at the start.
    pub config: Arc<Config>,
    /// Signing keys.
    pub secrets: Arc<Secrets>,
    /// Rows.
    pub db: Db,
    /// Bytes.
    pub blobs: Blobs,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Who rewrites.
    pub provider: Arc<dyn Provider>,
    /// How often a provider is asked again.
    pub retry: RetryPolicy,
    /// Work to be done.
    pub queue: Queue,
    /// Brings events to those who listen.
    pub bus: Arc<dyn Bus>,
    /// Who listens to how many runs.
    pub streams: limits::Places<TenantId>,
    /// Sends mail; asked by the outbox alone.
    pub mailer: Arc<dyn Mailer>,
    /// What transactions cause outside of the database.
    pub outbox: outbox::Bell,
    /// Between processes, where it is set; nothing depends on it.
    pub redis: Option<Redis>,
    /// Makes and compares the hashes of passwords.
    pub passwords: passwords::Hasher,
    /// Who is in, as it was half a second ago.
    pub standings: Arc<accounts::Standings>,
    /// What runs would otherwise read again and again.
    pub memory: Arc<runs::Memory>,
}

impl Services {
    /// Opens everything that the configuration names, makes what is missing, and brings the database up to date.
    pub async fn open(config: Config) -> Result<Self> {
        config.make_data_dir()?;
        let secrets = Arc::new(Secrets::load(&config)?);
        let blobs = Blobs::open(&config.storage)?;
        let db = Db::open(config.database_url.expose()).await?.sealing_with(secrets.clone());
        db.migrate().await?;
        let redis = config.redis_url.as_ref().map(|url| Redis::open(url.expose())).transpose()?;
        Ok(Self {
            provider: ai::open(&config)?,
            mailer: mail::open(&config)?,
            outbox: outbox::Bell::default(),
            config: Arc::new(config),
            secrets,
            db,
            blobs,
            clock: Arc::new(clock::System),
            retry: RetryPolicy::default(),
            queue: Queue::new(redis.as_ref()),
            bus: events::bus(redis.as_ref()),
            streams: limits::Places::new(events::STREAMS),
            redis,
            passwords: passwords::Hasher::new()?,
            standings: Arc::default(),
            memory: Arc::default(),
        })
    }

    /// The caller's data, for reading.
    pub fn read<'a>(&'a self, actor: &'a Actor) -> TenantDb<'a, Reader<'a>> {
        TenantDb::reading(&self.db, actor)
    }

    /// One transaction: all that `work` writes, or nothing. `work` does nothing but queries; see [`Db::write`].
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T> + Clone) -> Result<T> {
        self.db.write(work).await
    }

    /// Now, as it is stored and sent.
    pub fn now(&self) -> String {
        self.clock.stamp()
    }
}

/// A file as it was uploaded.
#[derive(Clone)]
pub struct Upload {
    /// As the client named it; never used as a path.
    pub file_name: Personal<String>,
    /// The whole of it.
    pub bytes: bytes::Bytes,
}

impl Upload {
    /// What makes it the same request: its name and its bytes.
    pub(crate) fn asked(&self) -> (String, String) {
        (self.file_name.expose().clone(), blobs::sha256(&self.bytes))
    }
}

/// A file for download.
#[derive(Clone)]
pub struct Download {
    /// For `Content-Disposition`.
    pub file_name: Personal<String>,
    /// Media type.
    pub mime: String,
    /// The whole of it.
    pub bytes: bytes::Bytes,
}
