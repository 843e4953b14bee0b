//! The connection to Redis, where `REDIS_URL` is set.
//!
//! Redis carries wake-ups ([`crate::queue::dispatch`]), live events ([`crate::events`]) and counters of requests
//! ([`crate::limits`]): nothing that the database does not know better. So nobody waits for it. The connection is made and
//! made again in the background, and a command that finds none, or gets no answer within a second, fails, and its caller
//! goes on without.

use fred::clients::{Client, WithOptions};
use fred::error::Error;
use fred::interfaces::{ClientLike, EventInterface};
use fred::types::config::{Config, Options, ReconnectPolicy};
use fred::types::{Builder, ClusterHash, CustomCommand, FromValue};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::task::AbortOnDropHandle;

/// What every key and channel of ours begins with: two installations on one server take a database number each.
const PREFIX: &str = "resumax:";
/// How long an answer is waited for.
pub(crate) const ANSWER: Duration = Duration::from_secs(1);
/// How long it may take to connect, and to be let in.
const CONNECT: Duration = Duration::from_secs(3);
/// Sent but not answered for so long: the connection is given up for a new one.
const SILENCE: Duration = Duration::from_secs(10);
/// Messages that may wait for a reader of ours before the oldest are dropped.
const UNREAD: usize = 512;

/// A Redis. Cheap to clone; all that is done over one of them shares a connection.
#[derive(Clone)]
pub struct Redis(Arc<Shared>);

struct Shared {
    config: Config,
    prefix: String,
    client: WithOptions<Client>,
    _line: Line,
    _watch: AbortOnDropHandle<()>,
}

/// A connection of its own, for who waits on it: a client that blocks holds up all that share it.
pub(crate) struct Line {
    client: Client,
    _task: AbortOnDropHandle<Result<(), Error>>,
}

/// Whether it is the address of a Redis: `redis://` or `rediss://` with user, password, port and database number as wanted.
pub fn is_url(url: &str) -> bool {
    // Read as if it were without TLS, which would also need certificates that are there.
    let rest = url.strip_prefix("redis://").or_else(|| url.strip_prefix("rediss://"));
    rest.is_some_and(|rest| !rest.is_empty() && Config::from_url_centralized(&format!("redis://{rest}")).is_ok())
}

impl Redis {
    /// Begins to connect, and waits for nothing: a Redis that is away now is found when it is back.
    pub fn open(url: &str) -> crate::Result<Self> {
        Self::with_prefix(url, PREFIX)
    }

    /// As [`Redis::open`], with keys of its own: tests share a server.
    pub fn with_prefix(url: &str, prefix: &str) -> crate::Result<Self> {
        let fault = |error: Error| crate::Error::Fault(format!("REDIS_URL can't be used: {}", crate::told(&error)));
        let config = Config { fail_fast: false, ..Config::from_url_centralized(url).map_err(fault)? };
        let line = Line::open(&config);
        let options = Options { fail_fast: true, max_attempts: Some(1), timeout: Some(ANSWER), ..Options::default() };
        let client = line.with_options(&options);
        let watch = AbortOnDropHandle::new(tokio::spawn(watch(line.client.clone())));
        Ok(Self(Arc::new(Shared { config, prefix: prefix.to_owned(), client, _line: line, _watch: watch })))
    }

    /// For commands that are answered at once. They fail soon when there is no connection.
    pub(crate) fn client(&self) -> &WithOptions<Client> {
        &self.0.client
    }

    /// Runs a script on one key, with so much patience.
    pub(crate) async fn script<T: FromValue>(
        &self,
        patience: Duration,
        script: &'static str,
        key: &str,
        args: &[&str],
    ) -> Result<T, Error> {
        // `eval` of fred's interface would pass the options over, and wait for ever.
        let options = Options { timeout: Some(patience), ..self.client().options().clone() };
        let args = [script, "1", key].into_iter().chain(args.iter().copied()).map(str::to_owned).collect();
        self.client().with_options(&options).custom(CustomCommand::new("EVAL", ClusterHash::FirstKey, false), args).await
    }

    /// Another connection, which is waited on.
    pub(crate) fn line(&self) -> Line {
        Line::open(&self.0.config)
    }

    /// The name of a key.
    pub(crate) fn key(&self, name: &str) -> String {
        format!("{}{name}", self.0.prefix)
    }

    /// The name of a channel. Unlike keys, channels are the same in all databases of a server.
    pub(crate) fn channel(&self, name: &str) -> String {
        format!("{}:{}", self.key(name), self.0.config.database.unwrap_or(0))
    }

    /// Waits until there is a connection, a second at most: for a program that has just begun and wants to know.
    pub async fn connected(&self) {
        let connected = async {
            while !self.client().is_connected() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let _ = tokio::time::timeout(ANSWER, connected).await;
    }

    /// What the operator should know: that it does not answer (the log says why), or how it is set. Nothing of it stops the program.
    pub async fn warnings(&self) -> Vec<String> {
        let told: Result<String, _> = self.client().info(None).await;
        let Ok(info) = told else {
            let without = "the program goes on without it: work is found and events are seen up to two seconds later.";
            return vec![format!("redis: it does not answer; {without}")];
        };
        let value = |name: &str| info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap_or("unknown");
        let mut warnings = Vec::new();
        let policy = value("maxmemory_policy");
        if policy != "noeviction" {
            warnings.push(format!(
                "redis: maxmemory-policy is {policy}, so it may throw wake-ups away, and work starts later; set noeviction."
            ));
        }
        if value("aof_enabled") != "1" {
            warnings
                .push("redis: appendonly is off, so wake-ups are gone when it restarts, and work starts later; set appendonly yes.".into());
        }
        warnings
    }
}

impl Line {
    fn open(config: &Config) -> Self {
        let mut policy = ReconnectPolicy::new_exponential(0, 20, 1_000, 2);
        policy.set_jitter(20);
        let client = Builder::from_config(config.clone())
            .set_policy(policy)
            .with_connection_config(|connection| {
                connection.connection_timeout = CONNECT;
                connection.internal_command_timeout = CONNECT;
                connection.unresponsive.max_timeout = Some(SILENCE);
                connection.tcp.nodelay = Some(true);
            })
            .with_performance_config(|performance| performance.broadcast_channel_capacity = UNREAD)
            .build()
            .expect("a configuration was given");
        let task = AbortOnDropHandle::new(client.connect());
        Self { client, _task: task }
    }
}

impl Deref for Line {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// Says once when the connection is lost, and when it is back.
async fn watch(client: Client) {
    let (mut errors, mut connections) = (client.error_rx(), client.reconnect_rx());
    let mut away = false;
    loop {
        tokio::select! {
            Ok((error, _)) = errors.recv() => {
                if !away {
                    tracing::warn!(error = crate::told(&error), "Redis does not answer; work is found by looking for it.");
                }
                away = true;
            }
            Ok(_) = connections.recv() => {
                if away {
                    tracing::info!("Redis answers again.");
                }
                away = false;
            }
            else => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_and_a_host_and_perhaps_a_number() {
        for good in ["redis://127.0.0.1", "redis://localhost:6380/3", "rediss://ada:secret@redis.example.com:6379/0"] {
            assert!(is_url(good), "{good}");
        }
        for bad in ["", "redis://", "http://localhost", "localhost:6379", "redis://localhost:port", "redis://localhost/many"] {
            assert!(!is_url(bad), "{bad}");
        }
    }

    mod on_servers {
        use super::*;
        use crate::testing::RedisServer;
        use std::time::Instant;

        #[tokio::test(flavor = "multi_thread")]
        #[ignore = "scripts/test gives it Redis"]
        async fn what_is_set_wrongly_is_said_and_that_it_is_away_is_said_soon() {
            let mut server = RedisServer::start(&["--maxmemory-policy", "allkeys-lru"]);
            let redis = Redis::open(&server.url()).expect("an address");
            redis.connected().await;
            let warnings = redis.warnings().await;
            assert!(warnings.len() == 2 && warnings[0].contains("allkeys-lru") && warnings[1].contains("appendonly"), "{warnings:?}");
            server.kill();
            let asked = Instant::now();
            let warnings = redis.warnings().await;
            assert!(warnings.len() == 1 && warnings[0].contains("goes on without it"), "{warnings:?}");
            assert!(asked.elapsed() < 2 * ANSWER);
        }

        #[tokio::test(flavor = "multi_thread")]
        #[ignore = "scripts/test gives it Redis"]
        async fn a_durable_server_that_throws_nothing_away_is_not_warned_of() {
            let server = RedisServer::start(&["--appendonly", "yes"]);
            let redis = Redis::open(&server.url()).expect("an address");
            redis.connected().await;
            assert_eq!(redis.warnings().await, Vec::<String>::new());
        }
    }
}
