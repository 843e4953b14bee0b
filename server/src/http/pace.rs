//! Bodies that come too slowly. A client that never falls silent for long could keep a connection for days, a byte at a time; enough of
//! them keep all others out.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::BoxError;
use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};

/// Bytes a second, on average, that a body has to come with: less than the slowest line that a browser is of use on.
const PACE: u64 = 1024;
/// However much has come already, a body that comes slower than that is not waited for much longer.
const CREDIT: Duration = Duration::from_secs(300);

/// A body that may begin slowly, and then has to keep the pace.
pub struct Paced {
    body: Incoming,
    patience: Duration,
    began: Instant,
    read: u64,
}

impl Paced {
    /// With so much patience beyond what the pace allows.
    pub fn new(patience: Duration, body: Incoming) -> Self {
        Self { body, patience, began: Instant::now(), read: 0 }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(data) = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()) {
            self.read += data.len() as u64;
            if self.began.elapsed() > self.patience + Duration::from_secs(self.read / PACE).min(CREDIT) {
                return Poll::Ready(Some(Err("the body came too slowly".into())));
            }
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
