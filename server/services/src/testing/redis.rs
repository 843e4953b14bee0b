//! A Redis server of a test's own, for tests that break it.

use super::TempDir;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A `redis-server` on a free port and a throw-away folder; killed when it is dropped.
pub struct RedisServer {
    child: Option<Child>,
    port: u16,
    settings: Vec<String>,
    dir: TempDir,
}

impl RedisServer {
    /// Starts one that keeps nothing, unless the settings say so (`--appendonly yes`), and waits until it answers.
    ///
    /// # Panics
    /// When there is no `redis-server`: the test can't go on.
    pub fn start(settings: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
        let settings = settings.iter().map(|&setting| setting.to_owned()).collect();
        let mut server = Self { child: None, port, settings, dir: TempDir::new() };
        server.start_again();
        server
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// As by `kill -9`.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            // Both fail only when it has ended already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// On the same port and folder.
    ///
    /// # Panics
    /// When it does not come up within ten seconds.
    pub fn start_again(&mut self) {
        self.kill();
        let child = Command::new("redis-server")
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .args(&self.settings)
            .current_dir(self.dir.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is installed");
        self.child = Some(child);
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(started.elapsed() < Duration::from_secs(10), "redis-server did not come up on port {}", self.port);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Stops it without ending it (`SIGSTOP`), as a machine that hangs: connections stay, answers don't come.
    ///
    /// # Panics
    /// When it does not run.
    pub fn freeze(&self) {
        self.signal("STOP");
    }

    /// Lets it go on.
    ///
    /// # Panics
    /// When it does not run.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let child = self.child.as_ref().expect("it runs");
        let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "no signal reached redis-server");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The server that tests share, each with a prefix of its own: `RESUMAX_TEST_REDIS`.
///
/// # Panics
/// When it is not set.
#[cfg(test)]
pub(crate) fn shared() -> crate::redis::Redis {
    let url = std::env::var("RESUMAX_TEST_REDIS").expect("RESUMAX_TEST_REDIS names a server, such as redis://127.0.0.1:6379");
    crate::redis::Redis::with_prefix(&url, &format!("test-{}:", crate::ids::hex(&crate::ids::random::<8>()))).expect("an address")
}
