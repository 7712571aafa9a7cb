//! Executes the calls in datagrams.

use core::net::SocketAddr;
use core::panic::AssertUnwindSafe;
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::{Context, Poll};
use std::panic::catch_unwind;
use std::sync::Arc;

use bytes::Bytes;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{Instant, timeout};

use super::Settings;
use super::receiver::Receiver;
use crate::application::ApplicationKind;
use crate::error::{Error, Result};
use crate::message::{self, Incoming};
use crate::net::now;
use crate::observe::DroppedDatagram;
use crate::server::Shutdown;
use crate::server::accept::cut;
use crate::server::execute::execute;
use crate::service::peer::Caller;
use crate::service::{self, Dispatch, Peer, Request};
use crate::transport::{Wrapping, datagram};

/// Datagrams that are received at most once the server stops: more than a buffer of the system has, and
/// yet an end to those of somebody who does not stop sending.
const LAST: usize = 16 * 1024;

/// The calls that are executed.
///
/// Their tasks belong to it: dropping it ends them.
pub(super) struct Calls<D> {
    server: Arc<Executor<D>>,
    tasks: JoinSet<()>,
}

/// What all calls share.
struct Executor<D> {
    dispatch: D,
    settings: Settings,
    dropped: AtomicU64,
}

/// Where a call comes from.
#[derive(Clone, Copy)]
struct Origin {
    peer: SocketAddr,
    /// The length of its datagram.
    length: usize,
}

impl<D: Dispatch> Calls<D> {
    pub(super) fn new(dispatch: D, settings: Settings) -> Self {
        let server = Executor { dispatch, settings, dropped: AtomicU64::new(0) };
        Self { server: Arc::new(server), tasks: JoinSet::new() }
    }

    /// How many there are.
    pub(super) fn running(&self) -> usize {
        self.tasks.len()
    }

    /// Forgets those that have ended.
    pub(super) fn poll_ended(&mut self, cx: &mut Context<'_>) {
        // One that panicked is among them: the panic was its own.
        while let Poll::Ready(Some(_)) = self.tasks.poll_join_next(cx) {}
    }

    /// Executes the call in a datagram, or drops it.
    pub(super) fn start(&mut self, peer: SocketAddr, datagram: &[u8]) {
        let origin = Origin { peer, length: datagram.len() };
        match self.server.read(origin, datagram) {
            Ok(request) => {
                let server = Arc::clone(&self.server);
                self.tasks.spawn(async move { server.execute(origin, request).await });
            }
            Err(error) => self.server.refuse(origin, error),
        }
    }

    /// Executes what has arrived, and waits until all calls have ended, or until their time is over.
    pub(super) async fn finish(mut self, receiver: Receiver) -> Shutdown {
        let (start, most) = (Instant::now(), self.server.settings.shutdown_timeout);
        // Whether it is done in time shows in the calls that are left.
        let _ = timeout(most, self.start_last(receiver)).await;
        let left = most.saturating_sub(start.elapsed());
        let cut_connections = cut(self.tasks, left).await;
        let dropped_datagrams = self.server.dropped.load(Ordering::Relaxed);
        Shutdown { cut_connections, dropped_datagrams }
    }

    /// Starts the calls that have arrived: their senders cannot know that the server stops.
    async fn start_last(&mut self, mut receiver: Receiver) {
        // The runtime looks first at what has arrived.
        yield_now().await;
        let most = self.server.settings.max_in_flight.max(1);
        for _ in 0..LAST {
            while self.tasks.len() >= most {
                self.tasks.join_next().await;
            }
            let Some(arrival) = receiver.try_receive() else { return };
            self.start(arrival.from, receiver.datagram(arrival));
        }
    }
}

impl<D: Dispatch> Executor<D> {
    /// The call that a datagram is.
    ///
    /// # Errors
    ///
    /// Fails when it is none.
    fn read(&self, origin: Origin, datagram: &[u8]) -> Result<Request> {
        let Settings { limits, max_datagram, handler_timeout, .. } = self.settings;
        if origin.length > max_datagram {
            return Err(Error::limit("datagram length", origin.length as u64, max_datagram as u64));
        }
        datagram::check(datagram, limits)?;
        let message = Bytes::copy_from_slice(datagram);
        let Incoming { request, .. } = message::receive(Wrapping::Buffered, &message, limits)?;
        let caller = Caller::new(Peer::default().with_address(origin.peer));
        let mut context = service::Context::new().with_caller(Arc::new(caller), false);
        if let Some(deadline) = handler_timeout.and_then(|time| now().checked_add(time)) {
            context = context.with_deadline(deadline);
        }
        Ok(request.with_context(context))
    }

    /// Executes a call, if it may be.
    async fn execute(&self, origin: Origin, request: Request) {
        let request = request.described_by(&self.dispatch);
        // What the server knows of a method is more than what a client says.
        let is_oneway = match request.described() {
            Some(method) => method.is_oneway(),
            None => request.is_oneway(),
        };
        if is_oneway {
            execute(&self.dispatch, request.into_oneway()).await;
        } else {
            self.refuse(origin, not_oneway(request.method()));
        }
    }

    /// Drops a datagram.
    #[cold]
    fn refuse(&self, Origin { peer, length }: Origin, error: Error) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
        // Not louder: anybody can have as many of them written as the network carries.
        #[cfg(feature = "tracing")]
        ::tracing::debug!(target: "thrift", %peer, length, reason = %error, "datagram dropped");
        if let Some(observer) = &self.settings.observer {
            let datagram = DroppedDatagram::new(peer, length, error);
            // An observer that panics has told so, and is no reason to serve no more.
            let _ = catch_unwind(AssertUnwindSafe(|| observer.datagram_dropped(&datagram)));
        }
    }
}

/// The name is a client's, and may have been made for the log that it goes to.
#[cold]
fn not_oneway(method: &str) -> Error {
    let message = format!("{method:?} is no oneway method, and nothing is answered over UDP");
    Error::application(ApplicationKind::InvalidMessageType, message)
}
