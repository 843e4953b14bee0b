//! The router with its layers, and the accept loop.
//!
//! The loop is our own because a plain `axum::serve` keeps slow clients for ever and does not end while a stream is open: here every
//! connection has a time to send its head, may not fall silent in the middle of a body, nor send it a byte at a time, has to read what it
//! asked for, there is a cap on connections, of all and of one address, and stopping ends streams, drains, and closes hard after [`DRAIN`].
//!
//! It speaks HTTP/1.1 alone. Browsers speak HTTP/2 with the proxy that does TLS; without TLS only programs would, and in HTTP/2 a client can
//! leave a reply unread, or a place unused, in ways that can't be told from a slow line.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use ipnet::IpNet;
use services::limits::Requests;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutBody;

use super::client::{self, Peer};
use super::crowd::Crowd;
use super::health::Readiness;
use super::pace::Paced;
use super::unread::Impatient;
use super::{State, caller, csrf, error, forms, health, pages, rate_limit, request_id, security};
use crate::rest;

/// With clients that behave there is no need for more.
const PATIENCE: Patience = Patience { head: Duration::from_secs(10), silence: Duration::from_secs(30) };
/// How many connections are open at most.
const CONNECTIONS: usize = 2048;
/// How many may have knocked and not be let in yet. Beyond what the library takes (128) a system drops whoever knocks, who tries again after
/// a second: a crowd, and everybody who comes at the same moment.
const KNOCKING: u32 = 2048;
/// How long requests may go on after the stop.
const DRAIN: Duration = Duration::from_secs(8);
/// What a request may bring at most; single routes say less.
const BODY: usize = 64 * 1024 * 1024;

/// How long a client may keep us waiting.
#[derive(Clone, Copy)]
struct Patience {
    /// Until the head of a request is there, of the first as of the next.
    head: Duration,
    /// In the middle of a body that it sends, or with a reply that it does not read.
    silence: Duration,
}

/// Everything that is answered, with every layer.
pub fn router(state: State) -> Router {
    let compression = CompressionLayer::new().compress_when(
        DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream")).and(NotForContentType::const_new("application/pdf")),
    );
    let services = state.services.clone();
    let requests = Requests::new(services.config.limits.rates, services.redis.clone());
    Router::new()
        .nest("/api/v1", rest::router(state.clone()))
        .merge(Router::new().route("/metrics", get(health::figures)).merge(forms::router()).with_state(state.clone()))
        .merge(pages::router(state.clone()))
        .layer(middleware::from_fn_with_state(requests.clone(), rate_limit::of_account))
        .layer(middleware::from_fn_with_state(services.clone(), caller::identify))
        // Nobody is asked who they are.
        .route("/healthz", get(health::alive))
        .merge(Router::new().route("/readyz", get(health::ready)).with_state(Readiness::of(state)))
        .layer(middleware::from_fn_with_state(requests, rate_limit::of_client))
        .layer(csrf::layer(&services.config))
        .layer(middleware::from_fn_with_state(services.clone(), client::locate))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(CatchPanicLayer::custom(error::of_panic))
        .layer(middleware::from_fn(error::body))
        .layer(compression)
        .layer(middleware::from_fn_with_state(services, security::headers))
        .layer(middleware::from_fn(request_id::assign))
}

/// Takes the address; from now on connections wait to be let in.
pub fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // What a process before us left there is no reason to wait.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(KNOCKING)
}

/// Serves until `stop`, then ends streams, drains and returns. Our own `proxies` may open as many connections as there are.
pub async fn listen(listener: TcpListener, router: Router, proxies: Vec<IpNet>, stop: CancellationToken) -> std::io::Result<()> {
    accept(listener, router, Crowd::new(proxies), stop, PATIENCE).await
}

async fn accept(listener: TcpListener, router: Router, crowd: Crowd, stop: CancellationToken, patience: Patience) -> std::io::Result<()> {
    // With both versions the library waits without end for the first bytes, to see which of them it is.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head).keep_alive(true);
    let graceful = GracefulShutdown::new();
    let places = std::sync::Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place.expect("the semaphore is never closed"),
            () = stop.cancelled() => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => (stream, Peer(address.ip())),
                Err(error) => {
                    tracing::warn!(error = services::told(&error), "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let Some(visit) = crowd.enter(peer.0) else { continue };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let silence = patience.silence;
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(peer);
            router.clone().oneshot(request.map(|body| Body::new(TimeoutBody::new(silence, Paced::new(silence, body)))))
        });
        let stream = TokioIo::new(Impatient::new(silence, stream));
        let connection = graceful.watch(builder.serve_connection(stream, service).into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error = services::told(&*error), "a connection ended early");
            }
            drop((place, visit));
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were closed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    /// Where this is served, with little patience.
    async fn serve(router: Router, silence: u64) -> SocketAddr {
        let listener = bind(([127, 0, 0, 1], 0).into()).expect("a port");
        let address = listener.local_addr().expect("an address");
        let patience = Patience { head: Duration::from_millis(200), silence: Duration::from_millis(silence) };
        tokio::spawn(accept(listener, router, Crowd::new(Vec::new()), CancellationToken::new(), patience));
        address
    }

    async fn connect(address: SocketAddr, says: &[u8]) -> TcpStream {
        let mut client = TcpStream::connect(address).await.expect("connects");
        client.write_all(says).await.expect("sent");
        client
    }

    /// What a client hears before it is hung up on.
    async fn all(client: &mut TcpStream) -> Vec<u8> {
        let mut heard = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(5), client.read_to_end(&mut heard)).await;
        // Being cut off is an end as well.
        let _ = ended.expect("the connection is ended");
        heard
    }

    #[tokio::test]
    async fn a_crowd_that_knocks_at_once_does_not_have_to_knock_again() {
        let listener = bind(([127, 0, 0, 1], 0).into()).expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut knocked = Vec::new();
        for before in 0..300 {
            let connected = tokio::time::timeout(Duration::from_millis(500), TcpStream::connect(address)).await;
            knocked.push(connected.unwrap_or_else(|_| panic!("after {before} the next one waits")).expect("connects"));
        }
    }

    fn upload() -> Router {
        Router::new().route("/", post(|_: Bytes| async { "read" }))
    }

    #[tokio::test]
    async fn a_client_that_falls_silent_in_the_middle_of_a_body_is_not_waited_for() {
        let address = serve(upload(), 100).await;
        let mut client = connect(address, b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhal").await;
        assert!(all(&mut client).await.starts_with(b"HTTP/1.1 400"));
    }

    #[tokio::test]
    async fn a_client_that_sends_a_body_byte_by_byte_is_not_waited_for() {
        let address = serve(upload(), 200).await;
        let head = b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9000\r\n\r\n";
        let (mut reading, mut writing) = connect(address, head).await.into_split();
        let drips = tokio::spawn(async move {
            while writing.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        let mut head = [0; 12];
        let answered = tokio::time::timeout(Duration::from_secs(5), reading.read_exact(&mut head)).await;
        answered.expect("an answer although the body is not there").expect("read");
        assert_eq!(&head, b"HTTP/1.1 400");
        drips.abort();
    }

    #[tokio::test]
    async fn a_client_that_says_nothing_at_all_keeps_no_place() {
        let address = serve(upload(), 100).await;
        assert_eq!(all(&mut connect(address, b"").await).await, b"");
        assert_eq!(all(&mut connect(address, b"POST").await).await, b"");
        assert!(!all(&mut connect(address, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await).await.starts_with(b"HTTP/2"));
    }

    /// More than both ends' kernels keep for each other.
    const MUCH: usize = 64 << 20;

    #[tokio::test]
    async fn a_client_that_does_not_read_the_reply_keeps_no_place() {
        let address = serve(Router::new().route("/", get(|| async { vec![b'x'; MUCH] })), 200).await;
        let mut client = connect(address, b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let heard = all(&mut client).await.len();
        assert!(heard < MUCH, "{heard} bytes");
    }

    #[tokio::test]
    async fn a_client_that_reads_in_its_own_time_gets_the_whole_reply() {
        let address = serve(Router::new().route("/", get(|| async { vec![b'x'; MUCH] })), 5_000).await;
        let mut client = connect(address, b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await;
        let (mut heard, mut part) = (0, vec![0; 4 << 20]);
        loop {
            match client.read(&mut part).await.expect("not cut off") {
                0 => break,
                some => heard += some,
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(heard > MUCH, "{heard} bytes");
    }

    #[tokio::test]
    async fn a_live_stream_that_is_read_outlasts_all_patience() {
        let beats = || async {
            let beat = futures::stream::unfold(0, |n| async move {
                tokio::time::sleep(Duration::from_millis(150)).await;
                (n < 8).then(|| (Ok::<_, std::io::Error>(format!("beat {n}\n")), n + 1))
            });
            Body::from_stream(beat)
        };
        let address = serve(Router::new().route("/", get(beats)), 100).await;
        let mut client = connect(address, b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await;
        let heard = String::from_utf8(all(&mut client).await).expect("text");
        assert!(heard.contains("beat 7"), "{heard}");
    }

    #[tokio::test]
    async fn a_request_says_where_it_comes_from() {
        let from = |axum::Extension(peer): axum::Extension<Peer>| async move { peer.0.to_string() };
        let address = serve(Router::new().route("/", get(from)), 100).await;
        let mut client =
            connect(address, b"GET / HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: 1.1.1.1\r\nconnection: close\r\n\r\n").await;
        assert!(all(&mut client).await.ends_with(b"127.0.0.1"));
    }
}
