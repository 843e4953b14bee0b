//! Reads one file in a child: the file on its standard input, JSON on its standard output.

use super::program::{is_here, spawn};
use super::{Limits, confine};
use crate::parse;
use crate::parse::page::JobPage;
use domain::resume::structure::Import;
use domain::{Code, Error, Result};
use serde::de::DeserializeOwned;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// A child that has not answered by then is killed: two rounds of hostile files at once are over within ten seconds.
const PATIENCE: Duration = Duration::from_millis(4_800);
/// How long a file waits for its turn.
const QUEUE: Duration = Duration::from_secs(30);
/// An answer longer than this is not taken.
const MAX_ANSWER: u64 = 64 << 20;
/// How many children read at the same time: twice the processors, as most of their time goes into starting.
static SLOTS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2 * std::thread::available_parallelism().map_or(2, usize::from)));

/// Reads a resume in a child: PDF, DOCX, Markdown, text, JSON Resume, by content. A file that breaks the reader is `PARSE_FAILED`.
pub async fn parse(bytes: &[u8]) -> Result<Import> {
    parse::check_size(bytes, parse::MAX_RESUME)?;
    if is_here() {
        return parse::read(bytes);
    }
    ask("resume", bytes).await
}

/// Reads the text of a job description in a child, in reading order: PDF, DOCX, text, HTML.
pub async fn text(bytes: &[u8]) -> Result<String> {
    parse::check_size(bytes, parse::MAX_POSTING)?;
    if is_here() {
        return parse::text(bytes);
    }
    ask("posting", bytes).await
}

/// Reads the page of a job in a child; `text` as its encoding was resolved.
pub async fn page(text: &str) -> Result<JobPage> {
    if is_here() {
        return parse::page::read(text);
    }
    ask("page", text.as_bytes()).await
}

/// Reads the data of a job in a child.
pub async fn data(text: &str) -> Result<JobPage> {
    if is_here() {
        return parse::page::read_data(text);
    }
    ask("data", text.as_bytes()).await
}

/// The child: `resumax __child parse resume|posting|page|data`. To be called before anything else in `main`, without a runtime.
pub fn main_parse() -> ExitCode {
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer() -> std::io::Result<()> {
    confine(&Limits::PARSE)?;
    let what = std::env::args().nth(3);
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(parse::MAX_POSTING as u64 + 1).read_to_end(&mut bytes)?;
    let json = match what.as_deref() {
        Some("resume") => serde_json::to_vec(&parse::read(&bytes))?,
        Some("posting") => serde_json::to_vec(&parse::text(&bytes))?,
        Some("page") => serde_json::to_vec(&parse::page::read(&String::from_utf8_lossy(&bytes)))?,
        Some("data") => serde_json::to_vec(&parse::page::read_data(&String::from_utf8_lossy(&bytes)))?,
        _ => return Err(std::io::ErrorKind::InvalidInput.into()),
    };
    std::io::stdout().lock().write_all(&json)
}

async fn ask<T: DeserializeOwned>(what: &str, bytes: &[u8]) -> Result<T> {
    let Ok(Ok(_slot)) = timeout(QUEUE, SLOTS.acquire()).await else {
        return Err(Error::new(Code::Unavailable, "Many files are being read just now. Your file was kept; read it again in a minute."));
    };
    let answer = match timeout(PATIENCE, converse(what, bytes)).await {
        Ok(answer) => answer.map_err(|error| {
            tracing::warn!(error = crate::told(&error), size_bytes = bytes.len(), "the reader of a file died");
            gave_up("Reading this file broke the reader")
        })?,
        Err(_) => {
            tracing::warn!(size_bytes = bytes.len(), "the reader of a file took too long and was stopped");
            return Err(gave_up("Reading this file takes too long"));
        }
    };
    serde_json::from_slice::<Result<T>>(&answer).unwrap_or_else(|_| Err(gave_up("Reading this file broke the reader")))
}

/// Dropping the future kills the child.
async fn converse(what: &str, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut child = spawn("parse", &[what])?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(std::io::ErrorKind::BrokenPipe.into());
    };
    let mut answer = Vec::new();
    let mut output = output.take(MAX_ANSWER);
    let give = async {
        // A child that dies early closes its end: what it answered (or not) says more than that.
        let _ = input.write_all(bytes).await;
        drop(input);
    };
    let (_, read) = tokio::join!(give, output.read_to_end(&mut answer));
    read?;
    let status = child.wait().await?;
    if status.success() { Ok(answer) } else { Err(std::io::Error::other(format!("the child ended with {status}"))) }
}

fn gave_up(what: &str) -> Error {
    Error::new(
        Code::ParseFailed,
        format!(
            "{what}: it is damaged or made in an unusual way. Save it again from your editor (as PDF or DOCX), or paste the text instead."
        ),
    )
}
