//! Replies that nobody reads. A client that asks and then does not read, or reads a little now and then, could keep a connection for days;
//! enough of them keep all others out. [`super::pace`] is the same for what clients send.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Bytes that a client has to take for a second of patience: less than the slowest line that a browser is of use on.
const PACE: f64 = 1024.0;

/// A connection that fails when its other end takes too little. Waiting for it uses patience up, what it takes gives patience back; to have
/// nothing to send costs none, so a live stream that is read lasts for ever.
pub struct Impatient<S> {
    stream: S,
    patience: Duration,
    left: Duration,
    blocked: Option<Blocked>,
}

/// Nothing can be written.
struct Blocked {
    since: Instant,
    end: Pin<Box<Sleep>>,
}

impl<S> Impatient<S> {
    /// With so much patience.
    pub fn new(patience: Duration, stream: S) -> Self {
        Self { stream, patience, left: patience, blocked: None }
    }

    fn judge(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(done) => {
                if let Some(blocked) = self.blocked.take() {
                    self.left = self.left.saturating_sub(blocked.since.elapsed());
                }
                if let Ok(bytes) = done {
                    self.left = self.patience.min(self.left + Duration::from_secs_f64(bytes as f64 / PACE));
                }
                Poll::Ready(done)
            }
            Poll::Pending => {
                let left = self.left;
                let blocked = self.blocked.get_or_insert_with(|| Blocked { since: Instant::now(), end: Box::pin(sleep(left)) });
                ready!(blocked.end.as_mut().poll(context));
                Poll::Ready(Err(io::Error::new(ErrorKind::TimedOut, "the reply was not read")))
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, parts: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    const PATIENCE: Duration = Duration::from_millis(500);

    /// Sends without end to who reads so many bytes every 10 ms. How it ended, if it did within ten times the patience.
    async fn sent_to(reads: usize) -> Option<ErrorKind> {
        let (here, there) = duplex(1024);
        let reader = tokio::spawn(read(there, reads));
        let mut line = Impatient::new(PATIENCE, here);
        let sending = async {
            loop {
                if let Err(error) = line.write_all(&[b'x'; 4096]).await {
                    return error.kind();
                }
            }
        };
        let ended = tokio::time::timeout(PATIENCE * 10, sending).await.ok();
        reader.abort();
        ended
    }

    async fn read(mut there: DuplexStream, reads: usize) {
        let mut bytes = vec![0; reads];
        loop {
            if reads > 0 {
                there.read_exact(&mut bytes).await.expect("there is always more");
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    #[tokio::test]
    async fn who_reads_nothing_is_given_up() {
        assert_eq!(sent_to(0).await, Some(ErrorKind::TimedOut));
    }

    #[tokio::test]
    async fn who_reads_a_byte_now_and_then_is_given_up() {
        assert_eq!(sent_to(1).await, Some(ErrorKind::TimedOut));
    }

    #[tokio::test]
    async fn who_reads_slowly_is_served() {
        assert_eq!(sent_to(512).await, None);
    }

    #[tokio::test]
    async fn to_have_nothing_to_send_costs_no_patience() {
        let (here, mut there) = duplex(1024);
        let mut line = Impatient::new(PATIENCE, here);
        for _ in 0..3 {
            line.write_all(&[b'x'; 16]).await.expect("there is room");
            there.read_exact(&mut [0; 16]).await.expect("read");
            tokio::time::sleep(PATIENCE * 2).await;
        }
    }
}
