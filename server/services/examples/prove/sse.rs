//! A client of the stream of events that is as bad as one may be: over bare TCP, so that it can be cut anywhere, or never read.

use serde_json::Value;
use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// An open stream.
pub struct Listener {
    connection: TcpStream,
    raw: Vec<u8>,
    given: usize,
}

/// An event, as far as it matters here.
pub struct Heard {
    pub id: String,
    pub ts: String,
    kind: String,
}

impl Heard {
    /// Nothing comes after it.
    pub fn is_final(&self) -> bool {
        matches!(self.kind.as_str(), "run_completed" | "run_failed" | "run_interrupted")
    }
}

impl Listener {
    /// Asks for the events after one.
    pub async fn open(port: u16, path: &str, after: Option<&str>) -> io::Result<Self> {
        let mut connection = TcpStream::connect(("127.0.0.1", port)).await?;
        ask(&mut connection, port, path, after).await?;
        Ok(Self { connection, raw: Vec::new(), given: 0 })
    }

    /// Asks and never reads; what is sent to it has room for very little.
    pub async fn silent(port: u16, path: &str) -> io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(4_096)?;
        let mut connection = socket.connect(([127, 0, 0, 1], port).into()).await?;
        ask(&mut connection, port, path, None).await?;
        Ok(connection)
    }

    /// Takes what has come; `false` at the end.
    pub async fn read(&mut self) -> io::Result<bool> {
        Ok(self.connection.read_buf(&mut self.raw).await? > 0)
    }

    /// The events that are complete, each once.
    pub fn heard(&mut self) -> Vec<Heard> {
        let text = body(&self.raw);
        let text = String::from_utf8_lossy(&text);
        // Behind the last empty line is what has not come to its end.
        let complete = text.rfind("\n\n").map_or("", |end| &text[..end]);
        let events: Vec<Heard> = complete.split("\n\n").filter_map(event).collect();
        let fresh = events.into_iter().skip(self.given).collect::<Vec<_>>();
        self.given += fresh.len();
        fresh
    }
}

async fn ask(connection: &mut TcpStream, port: u16, path: &str, after: Option<&str>) -> io::Result<()> {
    let after = after.map(|id| format!("last-event-id: {id}\r\n")).unwrap_or_default();
    connection.write_all(format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n{after}\r\n").as_bytes()).await
}

/// What is behind the head, out of its chunks, as far as those are complete.
fn body(raw: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    let Some(head) = find(raw, b"\r\n\r\n") else { return body };
    let mut rest = &raw[head + 4..];
    while let Some(line) = find(rest, b"\r\n") {
        let size = std::str::from_utf8(&rest[..line]).ok().and_then(|size| usize::from_str_radix(size, 16).ok()).unwrap_or(0);
        let Some(chunk) = rest.get(line + 2..line + 2 + size).filter(|_| size > 0 && rest.len() >= line + 4 + size) else { break };
        body.extend_from_slice(chunk);
        rest = &rest[line + 4 + size..];
    }
    body
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Comments are none.
fn event(message: &str) -> Option<Heard> {
    let field = |name: &str| message.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let data: Value = serde_json::from_str(field("data:")?).ok()?;
    let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
    // The line and the envelope say the same, or it is none of ours.
    (text("event_id") == field("id:")?).then(|| Heard { id: text("event_id"), ts: text("ts"), kind: text("type") })
}
