//! The renderer: one or two children of ours (`resumax __child render`) that live on between requests, so that fonts and
//! layouts stay warm. A child that takes too long or dies is replaced; one that has nothing to do for a minute ends.

use crate::{Error, Result, child};
use bytes::Bytes;
use domain::Code;
use domain::export::{RenderOutput, RenderReply, RenderRequest};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::process::{Child, ChildStdin, ChildStdout};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// A child that has not answered by then is killed.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a request waits for its turn.
const QUEUE: Duration = Duration::from_secs(30);
/// A child without work ends after this.
const IDLE: Duration = Duration::from_secs(60);
/// Children at the same time.
const CHILDREN: usize = 2;

/// A file, and what is known of it.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Of the whole document.
    pub pages: u32,
    /// Characters of the document that no font can show.
    pub undisplayable: String,
    /// PDF or PNG.
    pub bytes: Bytes,
}

/// Renders in this process: what `render::once` gives, for tests where no `resumax` has been built.
pub type Here = fn(&RenderRequest) -> (RenderReply, Vec<u8>);

static HERE: OnceLock<Here> = OnceLock::new();

/// Renders in this process from now on, without any bounds. The first call counts.
pub fn render_here(render: Here) {
    let _ = HERE.set(render);
}

/// Renders. A page that is not there is `NOT_FOUND`; a document that breaks the renderer is a fault of ours.
pub async fn render(request: &RenderRequest) -> Result<Rendered> {
    let (reply, bytes) = match HERE.get() {
        Some(here) => here(request),
        None => ask(&serde_json::to_vec(request)?).await?,
    };
    match (reply.error, request.output) {
        (None, _) => Ok(Rendered { pages: reply.pages, undisplayable: reply.undisplayable, bytes: bytes.into() }),
        (Some(_), RenderOutput::Png { page, .. }) if reply.pages > 0 && !(1..=reply.pages).contains(&page) => {
            let message = format!("The document has no page {page}; it has {}.", reply.pages);
            Err(domain::Error::new(Code::NotFound, message).with("pages", reply.pages).into())
        }
        (Some(error), _) => Err(Error::Fault(format!("the renderer refused: {error}"))),
    }
}

static TURNS: Semaphore = Semaphore::const_new(CHILDREN);
static IDLERS: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// A child that waits for requests. Dropping it kills it.
struct Worker {
    input: ChildStdin,
    output: ChildStdout,
    idle_since: Instant,
    _child: Child,
}

async fn ask(request: &[u8]) -> Result<(RenderReply, Vec<u8>)> {
    let Ok(Ok(_turn)) = timeout(QUEUE, TURNS.acquire()).await else {
        return Err(Error::refused(Code::Unavailable, "Many pages are being rendered just now. Try again in a minute."));
    };
    let waiting = idlers().pop();
    if let Some(worker) = waiting
        && let Ok(answer) = converse(worker, request).await?
    {
        return Ok(answer);
    }
    // None was waiting, or it had died while it waited: a fresh one gets the request.
    Ok(converse(Worker::spawn()?, request).await??)
}

/// The outer error is a child that took too long; the inner one a child that died.
async fn converse(mut worker: Worker, request: &[u8]) -> Result<std::io::Result<(RenderReply, Vec<u8>)>> {
    match timeout(PATIENCE, worker.exchange(request)).await {
        Ok(Ok(answer)) => {
            worker.rest();
            Ok(Ok(answer))
        }
        Ok(Err(error)) => {
            tracing::warn!(error = crate::told(&error), request_bytes = request.len(), "a renderer died");
            Ok(Err(error))
        }
        Err(_) => {
            tracing::warn!(request_bytes = request.len(), "a renderer took too long and was stopped");
            Err(Error::refused(
                Code::Unavailable,
                "Rendering this document took too long. Shorten the longest texts, or export it as DOCX or Markdown.",
            ))
        }
    }
}

impl Worker {
    fn spawn() -> std::io::Result<Self> {
        let mut child = child::spawn("render", &[])?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        Ok(Worker { input, output, idle_since: Instant::now(), _child: child })
    }

    async fn exchange(&mut self, request: &[u8]) -> std::io::Result<(RenderReply, Vec<u8>)> {
        child::send(&mut self.input, request).await?;
        let reply = serde_json::from_slice(&child::receive(&mut self.output).await?)?;
        Ok((reply, child::receive(&mut self.output).await?))
    }

    /// Waits for the next request, and is dropped when none comes.
    fn rest(mut self) {
        self.idle_since = Instant::now();
        idlers().push(self);
        tokio::spawn(async {
            tokio::time::sleep(IDLE).await;
            idlers().retain(|worker| worker.idle_since.elapsed() < IDLE);
        });
    }
}

fn idlers() -> MutexGuard<'static, Vec<Worker>> {
    IDLERS.lock().unwrap_or_else(PoisonError::into_inner)
}
