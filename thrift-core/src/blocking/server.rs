//! Servers that have a thread for each connection.

mod accept;
mod budget;
mod control;
mod listener;
mod session;

use core::fmt;
use core::time::Duration;
use std::io;
use std::sync::Arc;

use mio::Poll;

use self::control::{Control, Serving};
pub use self::listener::AnyListener;
use super::listener::Listener;
use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::Result;
use crate::failure;
use crate::protocol::Limits;
use crate::service::Dispatch;

/// A server that listens at an [`Endpoint`] and is not serving yet.
///
/// Clients may speak any transport and any protocol of this crate, each connection its own; the
/// server answers in kind. Each connection has a thread, on which its calls are executed one after the
/// other. Handlers implement the same traits as for an asynchronous server. They may block the thread. They
/// may also wait in `.await`, but for nothing that a runtime must drive, such as the timers and sockets of
/// tokio.
///
/// A call that is oneway for the client is not answered. A client that sends what is no call is
/// disconnected, and one that is too slow to send a message or to read its replies. A call whose handler
/// panics is answered with `INTERNAL_ERROR`, and so is one whose handler waits too long. None of that
/// harms anybody else. Handlers are not told when their caller leaves.
///
/// ```
/// use thrift::blocking::Server;
/// use thrift::service::{Dispatch, Request, Response, answer_unknown};
/// use thrift::Limits;
///
/// struct Empty;
///
/// impl Dispatch for Empty {
///     async fn dispatch(&self, request: Request) -> Option<Response> {
///         answer_unknown(&request)
///     }
/// }
///
/// # fn main() -> thrift::Result<()> {
/// let server = Server::bind("127.0.0.1:0")?
///     .limits(Limits::NETWORK.with_message(1024 * 1024))
///     .max_connections(16);
/// let handle = server.handle();
/// let serving = std::thread::spawn(move || server.serve(Empty));
///
/// handle.shutdown();
/// serving.join().expect("the server does not panic")?;
/// # Ok(())
/// # }
/// ```
#[doc(alias = "TServer", alias = "TThreadedServer", alias = "TSimpleServer")]
pub struct Server {
    listener: Listener,
    endpoint: Endpoint,
    poll: Poll,
    settings: Settings,
    serving: Serving,
}

/// What a server gives its clients.
#[derive(Clone, Copy, Debug)]
struct Settings {
    limits: Limits,
    max_connections: usize,
    max_bytes_in_flight: usize,
    handler_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    write_timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    shutdown_timeout: Duration,
}

impl Settings {
    const DEFAULT: Self = Self {
        limits: Limits::NETWORK,
        max_connections: 1024,
        max_bytes_in_flight: 256 * 1024 * 1024,
        handler_timeout: Some(Duration::from_secs(60)),
        read_timeout: Some(Duration::from_secs(60)),
        write_timeout: Some(Duration::from_secs(60)),
        idle_timeout: Some(Duration::from_secs(600)),
        shutdown_timeout: Duration::from_secs(10),
    };
}

impl Server {
    /// Listens at an endpoint; port 0 has the system choose a free one.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is none, or is taken, or is a name in the process: those are for
    /// asynchronous servers.
    pub fn bind(endpoint: impl IntoEndpoint) -> Result<Self> {
        let endpoint = endpoint.into_endpoint()?;
        let listening = Listener::bind(endpoint.clone()).and_then(Self::new);
        listening.map_err(|error| failure::cannot_listen(&endpoint, error))
    }

    /// Listens with a listener that somebody else has made.
    ///
    /// # Errors
    ///
    /// Fails when the system does not know the address of the listener, or when that is no endpoint: a
    /// socket without a path.
    pub fn from_listener(listener: impl Into<AnyListener>) -> Result<Self> {
        Ok(listener.into().listen().and_then(Self::new)?)
    }

    fn new((mut listener, endpoint): (Listener, Endpoint)) -> io::Result<Self> {
        let poll = Poll::new()?;
        listener.register(poll.registry(), accept::LISTENER)?;
        let serving = Serving::new(poll.registry(), accept::CONTROL)?;
        Ok(Self { listener, endpoint, poll, settings: Settings::DEFAULT, serving })
    }

    /// Sets what clients may ask for; [`Limits::NETWORK`] unless set.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Sets how many connections are served at once, each by a thread; 1,024 unless set, and at least
    /// one.
    ///
    /// When there are as many, others wait until one ends.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.max_connections = connections.max(1);
        self
    }

    /// Sets how many bytes of messages all connections hold together; 256 MiB unless set.
    ///
    /// They count from the first byte of a call to the last byte of its reply. When there are more,
    /// long messages are read one after the other, and those that wait for longer than the
    /// [`read_timeout`](Self::read_timeout) are cut. The first 16 KiB of each connection do not count, so
    /// that short calls are answered all the same.
    #[must_use]
    pub fn max_bytes_in_flight(mut self, bytes: usize) -> Self {
        self.settings.max_bytes_in_flight = bytes;
        self
    }

    /// Sets how long a handler may take; a minute unless set, and for ever if `None`.
    ///
    /// A handler that waits longer, in `.await`, is dropped, and its call fails. One that blocks its
    /// thread cannot be stopped. Clients have a time limit of their own,
    /// [`call_timeout`](super::ClientBuilder::call_timeout), a minute too unless set: for longer calls raise
    /// both.
    #[must_use]
    pub fn handler_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.handler_timeout = time.into();
        self
    }

    /// Sets how long a message may take to arrive once it has begun; a minute unless set, and for
    /// ever if `None`.
    #[must_use]
    pub fn read_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.read_timeout = time.into();
        self
    }

    /// Sets how long a client may take to read a reply; a minute unless set, and for ever if `None`.
    #[must_use]
    pub fn write_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.write_timeout = time.into();
        self
    }

    /// Sets how long a connection may be without a call; ten minutes unless set, and for ever if
    /// `None`.
    #[must_use]
    pub fn idle_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.idle_timeout = time.into();
        self
    }

    /// Sets how long a shutdown waits for calls in flight; 10 seconds unless set.
    #[must_use]
    pub fn shutdown_timeout(mut self, time: Duration) -> Self {
        self.settings.shutdown_timeout = time;
        self
    }

    /// Where the server listens, with the port that the system chose.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint.clone()
    }

    /// A handle that shuts the server down.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        ServerHandle { control: self.serving.control() }
    }

    /// Accepts connections and serves them, until [`ServerHandle::shutdown`].
    ///
    /// Nothing that goes wrong on the way ends the server: when connections cannot be accepted,
    /// it tries again after a pause.
    ///
    /// # Errors
    ///
    /// Does not fail at present.
    pub fn serve(self, dispatch: impl Dispatch) -> Result<()> {
        let Self { listener, poll, settings, serving, .. } = self;
        accept::run((listener, poll), dispatch, settings, &serving.control());
        Ok(())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("endpoint", &self.endpoint)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// Shuts a [`Server`] down; made by [`Server::handle`].
#[derive(Clone)]
pub struct ServerHandle {
    control: Arc<Control>,
}

impl ServerHandle {
    /// Shuts the server down, and waits until it has ended.
    ///
    /// It accepts no more connections and closes those that are idle. The others finish the calls
    /// that have arrived, and write the replies. Connections that are not done when the
    /// [time](Server::shutdown_timeout) is over are cut: handlers that wait are dropped, and those that
    /// block their threads go on alone.
    ///
    /// It is safe to ask for it twice, and before the server serves: then it ends as soon as it does.
    pub fn shutdown(&self) {
        self.control.stop();
        self.control.wait_for_end();
    }
}

impl fmt::Debug for ServerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerHandle").finish_non_exhaustive()
    }
}
