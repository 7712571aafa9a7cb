//! What hyper sends requests through, and the tasks that it needs.

use core::convert::Infallible;
use core::pin::Pin;
use core::sync::atomic::Ordering;
use core::task::{Context, Poll};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::client::conn::{TrySendError, http1, http2};
use hyper::http::{Request, Response};
use hyper::rt::Executor;
use tokio::task::JoinSet;

use super::Line;
use crate::http::{HEAD, Tapped, Version};
use crate::net::Stream;

/// Sends requests over one connection.
pub(super) struct Sender {
    kind: Kind,
    _tasks: Arc<Tasks>,
}

enum Kind {
    Http1(tokio::sync::Mutex<http1::SendRequest<Whole>>),
    Http2(http2::SendRequest<Whole>),
}

/// Why a request has no response.
pub(super) enum Unsent {
    /// The connection is closed, and nothing was sent.
    Refused,
    Failed(hyper::Error),
}

impl Sender {
    pub(super) async fn open(
        stream: Stream,
        version: Version,
        line: &Arc<Line>,
    ) -> hyper::Result<Self> {
        let tasks = Arc::<Tasks>::default();
        let stream = Tapped::new(stream, Bytes::new(), Arc::clone(line));
        let kind = match version {
            Version::Http1 => {
                let mut builder = http1::Builder::new();
                builder.max_header_size(HEAD as usize);
                let (sender, connection) = builder.handshake(stream).await?;
                tasks.drive(connection, line);
                Kind::Http1(tokio::sync::Mutex::new(sender))
            }
            Version::Http2 => {
                let mut builder = http2::Builder::new(Spawner(Arc::downgrade(&tasks)));
                builder.max_header_list_size(HEAD);
                let (sender, connection) = builder.handshake(stream).await?;
                tasks.drive(connection, line);
                Kind::Http2(sender)
            }
        };
        Ok(Self { kind, _tasks: tasks })
    }

    pub(super) fn version(&self) -> Version {
        match &self.kind {
            Kind::Http1(_) => Version::Http1,
            Kind::Http2(_) => Version::Http2,
        }
    }

    /// Sends a request, when there is room for it, and waits for the head of the response.
    pub(super) async fn send(&self, request: Request<Whole>) -> Result<Response<Incoming>, Unsent> {
        match &self.kind {
            Kind::Http1(sender) => {
                let mut sender = sender.lock().await;
                sender.ready().await.map_err(|_| Unsent::Refused)?;
                let response = sender.try_send_request(request);
                drop(sender);
                response.await.map_err(Unsent::from)
            }
            Kind::Http2(sender) => {
                let mut sender = sender.clone();
                sender.ready().await.map_err(|_| Unsent::Refused)?;
                sender.try_send_request(request).await.map_err(Unsent::from)
            }
        }
    }
}

impl<B> From<TrySendError<B>> for Unsent {
    fn from(error: TrySendError<B>) -> Self {
        match error.message() {
            Some(_) => Self::Refused,
            None => Self::Failed(error.into_error()),
        }
    }
}

/// The tasks of a connection; they end when it is dropped.
#[derive(Default)]
struct Tasks(Mutex<JoinSet<()>>);

impl Tasks {
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    /// Runs a connection until it is closed.
    fn drive(
        &self,
        connection: impl Future<Output = hyper::Result<()>> + Send + 'static,
        line: &Arc<Line>,
    ) {
        let line = Arc::clone(line);
        self.spawn(async move {
            // The calls that waited are told why; those that come need not know.
            let _ = connection.await;
            line.closed.store(true, Ordering::Relaxed);
        });
    }
}

/// Adds to the tasks of a connection. It does not keep them: it is part of them.
#[derive(Clone)]
struct Spawner(Weak<Tasks>);

impl<F: Future<Output = ()> + Send + 'static> Executor<F> for Spawner {
    fn execute(&self, task: F) {
        if let Some(tasks) = self.0.upgrade() {
            tasks.spawn(task);
        }
    }
}

/// A body that is all there.
pub(super) struct Whole(Bytes);

impl Whole {
    pub(super) fn new(message: Bytes) -> Self {
        Self(message)
    }
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let message = core::mem::take(&mut self.get_mut().0);
        Poll::Ready((!message.is_empty()).then(|| Ok(Frame::data(message))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}
