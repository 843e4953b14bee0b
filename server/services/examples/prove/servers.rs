//! The servers of a scenario, as children of this process: started, killed, started again on the same port with the same data.

use super::Played;
use rustix::process::{Pid, geteuid, kill_process};
use services::testing::TempDir;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub use rustix::process::Signal;

/// How long a server may take to start.
const START: Duration = Duration::from_secs(20);

/// A port that nobody listens on now.
pub fn free_port() -> Played<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A child that is killed with this value.
pub struct Process(Child);

impl Process {
    /// Starts it.
    pub fn start(command: &mut Command) -> Played<Self> {
        Ok(Self(command.stdin(Stdio::null()).spawn()?))
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        // One that has ended by itself needs none.
        let _ = Pid::from_raw(self.0.id().cast_signed()).map(|id| kill_process(id, signal));
    }

    /// Of the operating system.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Whether it has ended.
    pub fn ended(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(Some(_)))
    }

    /// A figure of its memory by its name in `/proc`, in MB: `VmRSS` is what it holds, `VmHWM` the most that it held.
    pub fn memory(&self, figure: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':')).unwrap_or_default();
        line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
    }

    /// As a power cut would.
    pub fn kill9(mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// Asks it to end and waits; answers with how long it took, `None` when it took longer.
    pub async fn terminate(mut self, at_most: Duration) -> Option<Duration> {
        let began = Instant::now();
        self.signal(Signal::TERM);
        while began.elapsed() < at_most {
            if self.ended() {
                return Some(began.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until something works.
pub async fn until<T>(what: &str, mut works: impl AsyncFnMut() -> Option<T>) -> Played<T> {
    let began = Instant::now();
    while began.elapsed() < START {
        if let Some(done) = works().await {
            return Ok(done);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(format!("{what} did not come within {} s", START.as_secs()).into())
}

/// PostgreSQL with its data on the disk: `fsync` is on.
pub struct Postgres {
    bin: PathBuf,
    data: TempDir,
    port: u16,
    process: Option<Process>,
}

impl Postgres {
    /// A new one, running.
    pub async fn start() -> Played<Self> {
        let bin = bin()?;
        let data = TempDir::new();
        if let Some((user, group)) = postgres_user() {
            chown(data.path(), Some(user), Some(group))?;
        }
        let made = as_postgres(&bin.join("initdb"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata"])
            .arg(data.path())
            .output()?;
        if !made.status.success() {
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)).into());
        }
        let mut server = Self { bin, data, port: free_port()?, process: None };
        server.again().await?;
        server.make_database()?;
        Ok(server)
    }

    /// Of an ordinary user, as it should be: walls between tenants do not hold a superuser.
    fn make_database(&self) -> Played {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.args(["-q", "-h", "127.0.0.1", "-U", "postgres", "-p", &self.port.to_string()]);
        let made = psql.args(["-c", "CREATE ROLE resumax LOGIN", "-c", "CREATE DATABASE resumax OWNER resumax"]).status()?;
        if made.success() { Ok(()) } else { Err("psql made no database".into()) }
    }

    /// For `DATABASE_URL`.
    pub fn url(&self) -> String {
        format!("postgres://resumax@127.0.0.1:{}/resumax", self.port)
    }

    /// All its processes at once, as the end of a machine would.
    pub fn kill9(&mut self) {
        if let Some(process) = self.process.take() {
            process.kill9();
        }
    }

    /// Starts it on the same data.
    pub async fn again(&mut self) -> Played {
        let path = self.data.path();
        // Children of the one that was killed may hold the port and the shared memory for a moment.
        until("PostgreSQL", async || {
            if self.process.as_mut().is_none_or(Process::ended) {
                let log = std::fs::File::create(std::env::temp_dir().join(format!("prove-postgres-{}.log", self.port))).ok()?;
                let mut command = as_postgres(&self.bin.join("postgres"));
                command.arg("-D").arg(path).arg("-k").arg(path).args(["-p", &self.port.to_string()]);
                command.args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "shared_buffers=64MB"]);
                self.process = Process::start(command.stdout(Stdio::null()).stderr(log)).ok();
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            let mut ready = Command::new(self.bin.join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-U", "postgres", "-p", &self.port.to_string()]);
            ready.status().ok()?.success().then_some(())
        })
        .await
    }
}

fn bin() -> Played<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions.map(|version| version.path().join("bin")).find(|bin| bin.join("initdb").exists());
    found.ok_or_else(|| "PostgreSQL is not installed; scripts/prove installs it".into())
}

/// It refuses to be run by root.
fn postgres_user() -> Option<(u32, u32)> {
    if !geteuid().is_root() {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let line = users.lines().find(|line| line.starts_with("postgres:"))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn as_postgres(program: &Path) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    if let Some((user, group)) = postgres_user() {
        command.uid(user).gid(group);
    }
    command.current_dir("/");
    command
}
