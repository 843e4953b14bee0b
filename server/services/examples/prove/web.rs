//! The program as a server, and a client of its API.

use super::servers::{Process, free_port, until};
use super::{Asked, Played};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// No answer takes longer, or it counts as none.
const PATIENCE: Duration = Duration::from_secs(30);
const BOUNDARY: &str = "a-line-that-stands-in-no-file";

/// `resumax serve`, and a client that keeps its connections.
pub struct Web {
    /// The server.
    pub process: Process,
    /// Where it listens.
    pub port: u16,
    client: Client,
}

/// What came back.
pub struct Answer {
    /// 0: nothing came back.
    pub status: u16,
    /// `Retry-After`.
    pub retry_after: Option<u64>,
    /// Null where it is no JSON.
    pub body: Value,
    /// From the call to the last byte.
    pub took: Duration,
}

impl Answer {
    /// Acknowledged.
    pub fn done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Refused for now, in words that say so.
    pub fn says_later(&self) -> bool {
        matches!(self.status, 429 | 503 | 507) && !self.code().is_empty()
    }

    /// The code of an error.
    pub fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }

    /// A field of the answer.
    pub fn text(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_default().to_owned()
    }

    /// For people.
    pub fn said(&self) -> String {
        format!("{} {}", self.status, self.code())
    }
}

/// `resumax serve` with these settings, not started yet.
pub fn command(asked: &Asked, data: &Path, port: u16, environment: &[(&'static str, String)]) -> Command {
    let mut command = Command::new(&asked.binary);
    settle(&mut command, data, port, environment).arg("serve");
    command
}

/// The settings alone.
pub fn settle<'a>(command: &'a mut Command, data: &Path, port: u16, environment: &[(&'static str, String)]) -> &'a mut Command {
    command.env_clear().env("RESUMAX_DATA_DIR", data).env("RESUMAX_ADDR", format!("127.0.0.1:{port}"));
    command.env("RUST_LOG", "warn").env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").envs(environment.iter().cloned());
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

impl Web {
    /// Starts it, with these words behind `serve`, and waits until it is ready.
    pub async fn start(asked: &Asked, data: &Path, words: &[&str], environment: &[(&'static str, String)]) -> Played<Self> {
        let port = free_port()?;
        Self::of(command(asked, data, port, environment).args(words), port).await
    }

    /// As the command says.
    pub async fn of(command: &mut Command, port: u16) -> Played<Self> {
        let web = Self { process: Process::start(command)?, port, client: client()? };
        until("resumax serve", async || (web.get("/readyz").await.status == 200).then_some(())).await?;
        Ok(web)
    }

    /// Reads; paths begin with a slash.
    pub async fn get(&self, path: &str) -> Answer {
        answer(self.request(Method::GET, path)).await
    }

    /// Reads bytes.
    pub async fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let answer = self.request(Method::GET, path).send().await.ok()?.error_for_status().ok()?;
        Some(answer.bytes().await.ok()?.to_vec())
    }

    /// Writes, with or without an `Idempotency-Key`.
    pub async fn post(&self, path: &str, key: Option<&str>, body: &Value) -> Answer {
        let request = self.request(Method::POST, path).json(body);
        answer(key.into_iter().fold(request, |request, key| request.header("idempotency-key", key))).await
    }

    /// Sends a file as a form does.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        answer(self.request(Method::POST, path).header("content-type", kind).body(body)).await
    }

    /// Anything else.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://127.0.0.1:{}{path}", self.port))
    }
}

/// A client with connections of its own.
pub fn client() -> Played<Client> {
    // Fails only when it is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(Client::builder().no_proxy().timeout(PATIENCE).build()?)
}

/// Sends it and reads what comes back.
pub async fn answer(request: RequestBuilder) -> Answer {
    let began = Instant::now();
    let mut seen = Answer { status: 0, retry_after: None, body: Value::Null, took: Duration::ZERO };
    if let Ok(response) = request.send().await {
        let status = response.status().as_u16();
        seen.retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        if let Ok(bytes) = response.bytes().await {
            // Cut off in the middle is no answer.
            seen.status = status;
            seen.body = serde_json::from_slice(&bytes).unwrap_or_default();
        }
    }
    seen.took = began.elapsed();
    seen
}

/// The time that so many of a hundred do not exceed, in milliseconds.
pub fn percentile(times: &[Duration], of_hundred: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(at).map_or(0.0, |time| (time.as_secs_f64() * 10_000.0).round() / 10.0)
}
