//! The router with its layers, and the accept loop.
//!
//! The loop is our own because a plain `axum::serve` keeps slow clients for ever and does not end while a stream is open: here every
//! connection has a time to send its head, may not fall silent in the middle of a body, nor send it a byte at a time, there is a cap on connections, and stopping ends
//! streams, drains, and closes hard after [`DRAIN`].

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
use services::limits::Requests;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutBody;

use super::pace::Paced;
use super::{State, caller, error, forms, health, pages, rate_limit, request_id, security};
use crate::rest;

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How long a client may say nothing in the middle of a body, or lag behind the pace of one.
const SILENCE: Duration = Duration::from_secs(30);
/// How many connections are open at most.
const CONNECTIONS: usize = 2048;
/// How long requests may go on after the stop.
const DRAIN: Duration = Duration::from_secs(8);
/// What a request may bring at most; single routes say less.
const BODY: usize = 64 * 1024 * 1024;

/// Everything that is answered, with every layer.
pub fn router(state: State) -> Router {
    let compression = CompressionLayer::new().compress_when(
        DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream")).and(NotForContentType::const_new("application/pdf")),
    );
    let services = state.services.clone();
    let mut api = rest::router(state.clone());
    if let Some(rpm) = state.services.config.limits.rate_limit_rpm {
        let requests = Requests::new(rpm, state.services.redis.clone());
        api = api.layer(middleware::from_fn_with_state(requests, rate_limit::hold));
    }
    Router::new()
        .nest("/api/v1", api)
        .merge(
            Router::new()
                .route("/readyz", get(health::ready))
                .route("/metrics", get(health::figures))
                .merge(forms::router())
                .with_state(state.clone()),
        )
        .route("/healthz", get(health::alive))
        .merge(pages::router(state))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(services, caller::identify))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(CatchPanicLayer::custom(error::of_panic))
        .layer(middleware::from_fn(error::body))
        .layer(compression)
        .layer(middleware::from_fn(security::headers))
        .layer(middleware::from_fn(request_id::assign))
}

/// Serves until `stop`, then ends streams, drains and returns.
pub async fn listen(listener: TcpListener, router: Router, stop: CancellationToken) -> std::io::Result<()> {
    accept(listener, router, stop, SILENCE).await
}

async fn accept(listener: TcpListener, router: Router, stop: CancellationToken, silence: Duration) -> std::io::Result<()> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD).keep_alive(true);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Duration::from_secs(20)).max_concurrent_streams(128);
    let graceful = GracefulShutdown::new();
    let places = std::sync::Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place.expect("the semaphore is never closed"),
            () = stop.cancelled() => break,
        };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(error = services::told(&error), "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            router.clone().oneshot(request.map(|body| Body::new(TimeoutBody::new(silence, Paced::new(silence, body)))))
        });
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service).into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error = services::told(&*error), "a connection ended early");
            }
            drop(place);
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

    #[tokio::test]
    async fn a_client_that_falls_silent_in_the_middle_of_a_body_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/", post(|_: Bytes| async { "read" }));
        tokio::spawn(accept(listener, router, CancellationToken::new(), Duration::from_millis(100)));
        let mut client = TcpStream::connect(address).await.expect("connects");
        client.write_all(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhal").await.expect("sent");
        let mut head = [0; 12];
        let answered = tokio::time::timeout(Duration::from_secs(5), client.read_exact(&mut head)).await;
        answered.expect("an answer although the body is not there").expect("read");
        assert_eq!(&head, b"HTTP/1.1 400");
    }

    #[tokio::test]
    async fn a_client_that_sends_a_body_byte_by_byte_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/", post(|_: Bytes| async { "read" }));
        tokio::spawn(accept(listener, router, CancellationToken::new(), Duration::from_millis(200)));
        let (mut reading, mut writing) = TcpStream::connect(address).await.expect("connects").into_split();
        writing.write_all(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9000\r\n\r\n").await.expect("sent");
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
}
