//! Servers of datagrams, which carry oneway calls.

mod calls;
mod receiver;

use core::fmt;
use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;
use core::time::Duration;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::net::UdpSocket;
use tokio::sync::watch;

use self::calls::Calls;
use self::receiver::Receiver;
use super::accept::stopped;
use super::{Config, ServerHandle, Shutdown};
use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::Result;
use crate::failure;
use crate::observe::Observer;
use crate::protocol::Limits;
use crate::service::Dispatch;
use crate::transport::datagram::LONGEST_DATAGRAM;

/// A server that takes datagrams at a port, each a oneway call, and is not serving yet.
///
/// A datagram is a whole message, without a frame, in any protocol: the server finds out which. It never
/// sends anything. So a method that is not oneway is not executed, and one that is oneway is, even if
/// its client does not say so, as those of some languages cannot. That takes a server that
/// [knows its methods](Dispatch::describe), as generated ones do; one that does not executes what its
/// clients say is oneway.
///
/// What is no call is dropped: half a message, more than one, one in a frame or with headers, garbage.
/// So is one that is not executed for another reason. An [observer](Self::observe) is told of it, and
/// with the feature `tracing` there is an event of the level `DEBUG`. It harms nothing else, and neither
/// does a handler that panics or takes too long.
///
/// Anybody can send datagrams, and say that they come from anywhere. [`Peer`](crate::service::Peer) has
/// what they say.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::{UdpClient, UdpServer};
///
/// thrift::thrift! { service Log { oneway void append(1: string line) } }
///
/// struct Printer;
///
/// impl Log for Printer {
///     async fn append(&self, line: String) -> thrift::Result<()> {
///         println!("{line}");
///         Ok(())
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// let server = UdpServer::bind("udp://127.0.0.1:0").await?.max_datagram(8 * 1024);
/// let (endpoint, handle) = (server.endpoint(), server.handle());
/// let serving = tokio::spawn(server.serve(LogServer::new(Printer)));
///
/// LogClient::connect(endpoint).await?.append("hello".into()).await?;
/// handle.shutdown().await;
/// serving.await.expect("the server does not panic")?;
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
#[doc(alias = "TUDPTransport")]
pub struct UdpServer {
    socket: UdpSocket,
    endpoint: Endpoint,
    settings: Settings,
    /// Held by everything that serves, so that a shutdown sees the end of it.
    stop: watch::Receiver<bool>,
    handle: ServerHandle,
}

/// What datagrams may ask for.
#[derive(Clone)]
struct Settings {
    limits: Limits,
    max_datagram: usize,
    max_in_flight: usize,
    handler_timeout: Option<Duration>,
    shutdown_timeout: Duration,
    observer: Option<Arc<dyn Observer>>,
}

impl Settings {
    const DEFAULT: Self = Self {
        limits: Config::DEFAULT.limits,
        max_datagram: LONGEST_DATAGRAM,
        max_in_flight: Config::DEFAULT.max_in_flight,
        handler_timeout: Config::DEFAULT.handler_timeout,
        shutdown_timeout: Config::DEFAULT.shutdown_timeout,
        observer: None,
    };
}

impl UdpServer {
    /// Takes datagrams at a port, which may be written with `udp://` or without; port 0 has the system
    /// choose a free one.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is no port, or is taken.
    pub async fn bind(endpoint: impl IntoEndpoint) -> Result<Self> {
        let endpoint = endpoint.into_endpoint()?.datagrams()?;
        let bound = match endpoint.port() {
            Some(place) => UdpSocket::bind(place).await,
            None => Err(std::io::ErrorKind::Unsupported.into()),
        };
        match bound {
            Ok(socket) => Self::from_socket(socket),
            Err(error) => Err(failure::cannot_listen(&endpoint, error)),
        }
    }

    /// Takes datagrams from a socket that somebody else has made: one with a larger buffer, or in a
    /// multicast group.
    ///
    /// # Errors
    ///
    /// Fails when the system does not know the address of the socket.
    pub fn from_socket(socket: UdpSocket) -> Result<Self> {
        let endpoint = socket.local_addr()?.into_endpoint()?.datagrams()?;
        let (sender, stop) = watch::channel(false);
        let handle = ServerHandle { stop: sender };
        Ok(Self { socket, endpoint, settings: Settings::DEFAULT, stop, handle })
    }

    /// Sets what datagrams may ask for; [`Limits::NETWORK`] unless set.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Sets how many bytes a datagram has at most; 65,507 unless set, and never more. Longer ones are
    /// dropped.
    #[must_use]
    pub fn max_datagram(mut self, bytes: usize) -> Self {
        self.settings.max_datagram = bytes.min(LONGEST_DATAGRAM);
        self
    }

    /// Sets how many calls are executed at once; 128 unless set, and at least one.
    ///
    /// When there are as many, datagrams wait in the buffer that the system has for the socket. When
    /// that is full, the system drops those that come, and nobody is told: the handlers are too slow for
    /// what is sent, and more memory would only make that show later.
    #[must_use]
    pub fn max_in_flight(mut self, calls: usize) -> Self {
        self.settings.max_in_flight = calls;
        self
    }

    /// Sets how long a handler may take; a minute unless set, and for ever if `None`.
    ///
    /// A handler that takes longer is dropped.
    #[must_use]
    pub fn handler_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.handler_timeout = time.into();
        self
    }

    /// Sets how long a shutdown waits for calls in flight; 10 seconds unless set.
    #[must_use]
    pub fn shutdown_timeout(mut self, time: Duration) -> Self {
        self.settings.shutdown_timeout = time;
        self
    }

    /// Tells an observer of datagrams that are dropped.
    ///
    /// Of calls it is told where it stands [in front](crate::service::DispatchExt::observe) of what
    /// executes them.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> thrift::Result<()> {
    /// use std::sync::Arc;
    /// use thrift::UdpServer;
    /// use thrift::observe::{Call, DroppedDatagram, End, Observer};
    ///
    /// struct Journal;
    ///
    /// impl Observer for Journal {
    ///     fn call_ended(&self, _: &Call, _: &End) {}
    ///
    ///     fn datagram_dropped(&self, datagram: &DroppedDatagram) {
    ///         eprintln!("{}: {}", datagram.peer(), datagram.reason());
    ///     }
    /// }
    ///
    /// let server = UdpServer::bind("127.0.0.1:0").await?.observe(Journal);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn observe(mut self, observer: impl Observer) -> Self {
        self.settings.observer = Some(Arc::new(observer));
        self
    }

    /// Where the server takes datagrams, with the port that the system chose.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint.clone()
    }

    /// A handle that shuts the server down.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.handle.clone()
    }

    /// Takes datagrams and executes their calls, until [`ServerHandle::shutdown`].
    ///
    /// Nothing that goes wrong on the way ends the server: when nothing can be received, it tries again
    /// after a pause. Dropping the future ends all calls at once.
    ///
    /// The future needs a tokio runtime with its I/O and its time enabled, as `#[tokio::main]` has
    /// them.
    ///
    /// # Errors
    ///
    /// Does not fail so far; it returns what [`Server::serve`](super::Server::serve) does.
    pub async fn serve(self, dispatch: impl Dispatch) -> Result<()> {
        self.run(dispatch).await;
        Ok(())
    }

    /// As [`serve`](Self::serve), until a future is done: a signal of the system, for example.
    ///
    /// Datagrams that have arrived by then are executed.
    ///
    /// # Errors
    ///
    /// As [`serve`](Self::serve).
    pub async fn serve_with_shutdown(
        self,
        dispatch: impl Dispatch,
        stop: impl Future<Output = ()>,
    ) -> Result<Shutdown> {
        let handle = self.handle();
        Ok(handle.stop_after(stop, self.run(dispatch)).await)
    }

    async fn run(self, dispatch: impl Dispatch) -> Shutdown {
        // The handle stays, so that a server without any other does not take that for its end.
        let Self { socket, settings, stop, handle: _handle, .. } = self;
        let most = settings.max_in_flight.max(1);
        let mut receiver = Receiver::new(socket);
        let mut calls = Calls::new(dispatch, settings);
        let mut stopped = pin!(stopped(stop.clone()).fuse());
        while let Some(arrival) = poll_fn(|cx| {
            // Calls that ended are taken out as they end, and not only when another one comes.
            calls.poll_ended(cx);
            if stopped.poll_unpin(cx).is_ready() {
                return Poll::Ready(None);
            }
            // The end of a call wakes this task.
            if calls.running() >= most {
                return Poll::Pending;
            }
            receiver.poll_receive(cx).map(Some)
        })
        .await
        {
            calls.start(arrival.from, receiver.datagram(arrival));
        }
        calls.finish(receiver).await
    }
}

impl fmt::Debug for UdpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UdpServer")
            .field("endpoint", &self.endpoint)
            .field("limits", &self.settings.limits)
            .field("max_datagram", &self.settings.max_datagram)
            .field("max_in_flight", &self.settings.max_in_flight)
            .finish_non_exhaustive()
    }
}
