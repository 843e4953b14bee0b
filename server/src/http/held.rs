//! Bodies that take their time. A request may be held open for minutes, with the rest of its body yet to come; who was let in when it began may be
//! logged out by then. So of what comes late, nothing is passed on before it was looked at again whether its sender still stands.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::BoxError;
use axum::body::{Body, Bytes};
use hyper::body::{Frame, SizeHint};
use services::{Access, Services, accounts};

/// A look is good for so long.
const FRESH: Duration = Duration::from_secs(1);

/// A body whose sender is looked at again while it comes.
pub struct Held {
    body: Body,
    services: Services,
    access: Access,
    looked: Instant,
    /// What is not passed on yet.
    late: Option<Late>,
}

struct Late {
    frame: Option<Result<Frame<Bytes>, axum::Error>>,
    stands: Pin<Box<dyn Future<Output = services::Result<bool>> + Send>>,
}

impl Held {
    /// Of somebody who was let in just now.
    pub fn new(services: Services, access: Access, body: Body) -> Self {
        Self { body, services, access, looked: Instant::now(), late: None }
    }
}

impl hyper::body::Body for Held {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.late.is_none() {
            let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
            if self.looked.elapsed() < FRESH {
                return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
            }
            let (services, access) = (self.services.clone(), self.access.clone());
            self.late = Some(Late { frame, stands: Box::pin(async move { accounts::still_has(&services, &access).await }) });
        }
        let Some(late) = &mut self.late else { return Poll::Pending };
        let stands = ready!(late.stands.as_mut().poll(context));
        let frame = self.late.take().and_then(|late| late.frame);
        self.looked = Instant::now();
        Poll::Ready(match stands {
            Ok(true) => frame.map(|frame| frame.map_err(Into::into)),
            Ok(false) => Some(Err("whoever sends this was logged out meanwhile".into())),
            Err(error) => Some(Err(Box::new(error))),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.late.is_none() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
