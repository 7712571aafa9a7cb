//! Connections that carry calls over HTTP.

mod request;
mod response;
mod sender;

use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(super) use self::request::{Options, Target};
use self::sender::{Sender, Unsent};
use super::connection::Failure;
use super::silence::Silence;
use crate::error::Result;
use crate::failure;
use crate::http::{Tap, Version, broken};
use crate::net::{Stream, in_time, now};
use crate::service::{Request, Response};

/// One connection.
#[derive(Clone)]
pub(super) struct Connection(Arc<Inner>);

/// What all clones share; dropping it ends the tasks of the connection, and with them the socket.
struct Inner {
    sender: Sender,
    line: Arc<Line>,
    target: Target,
}

/// What is known of a connection.
#[derive(Debug, Default)]
struct Line {
    closed: AtomicBool,
    silence: Mutex<Silence>,
}

impl Line {
    fn silence(&self) -> MutexGuard<'_, Silence> {
        // Nothing that runs under the lock can panic.
        self.silence.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tap for Arc<Line> {
    fn poll_may_read(&mut self, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn read(&mut self, bytes: usize) {
        if bytes > 0 {
            self.silence().hear();
        }
    }

    fn wrote(&mut self, _: bool) {}
}

impl Connection {
    /// Makes a connection of a stream that is open.
    ///
    /// # Errors
    ///
    /// Fails when the stream does.
    pub(super) async fn open(stream: Stream, target: &Target) -> Result<Self> {
        let line = Arc::new(Line::default());
        let version = target.version(&stream);
        let sender = Sender::open(stream, version, &line).await.map_err(broken)?;
        Ok(Self(Arc::new(Inner { sender, line, target: target.clone() })))
    }

    /// Sends a call that has its deadline and its whole name, and waits for its answer.
    pub(super) async fn call(&self, request: &Request) -> Result<Option<Response>, Failure> {
        let line = &self.0.line;
        let deadline = request.context().deadline();
        let late = || failure::no_answer(request.method());
        let start = now();
        if deadline.is_some_and(|deadline| deadline <= start) {
            return Err(Failure::Failed(late()));
        }
        let asked = line.silence().ask(start);
        // On the heap: calls of other kinds should not be larger for it.
        let mut exchange = Box::pin(self.exchange(request));
        let Some(answer) = in_time(exchange.as_mut(), || deadline).await else {
            line.silence().miss(asked, deadline.unwrap_or_else(now));
            return Err(Failure::Abandoned(late()));
        };
        answer
    }

    async fn exchange(&self, call: &Request) -> Result<Option<Response>, Failure> {
        let Inner { sender, line, target } = &*self.0;
        let request = target.request(call, sender.version()).map_err(Failure::Failed)?;
        match sender.send(request).await {
            Ok(response) => response::read(call, response, target).await.map_err(Failure::Failed),
            Err(Unsent::Refused) => {
                // Its task may not have ended yet.
                line.closed.store(true, Ordering::Relaxed);
                Err(Failure::Refused)
            }
            Err(Unsent::Failed(error)) => Err(Failure::Failed(broken(error))),
        }
    }

    /// Whether further calls may go over it: it is open, as far as is known, and its peer does not let
    /// calls pass without a word.
    pub(super) fn is_good(&self) -> bool {
        let line = &self.0.line;
        !line.closed.load(Ordering::Relaxed) && !line.silence().is_too_long()
    }

    /// Whether it carries one call at a time.
    pub(super) fn is_single(&self) -> bool {
        self.0.sender.version() == Version::Http1
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("version", &self.0.sender.version())
            .field("line", &self.0.line)
            .finish_non_exhaustive()
    }
}
