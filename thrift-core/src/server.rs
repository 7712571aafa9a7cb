//! Servers: listeners that hand calls to a [`Dispatch`].

mod accept;
mod budget;
mod config;
mod execute;
mod executions;
#[cfg(feature = "http")]
mod http;
mod listener;
mod patience;
mod replies;
mod security;
mod session;
mod udp;

use core::future::pending;
use core::pin::pin;
use core::time::Duration;
use std::sync::Arc;

use futures_util::future::{Either, select};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;

use self::budget::{Budget, Share};
pub use self::config::Config;
pub use self::listener::AnyListener;
use self::security::Security;
use self::session::Setting;
pub use self::udp::UdpServer;
use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::Result;
use crate::failure;
use crate::net::Listener;
use crate::protocol::Limits;
use crate::service::{Dispatch, Peer};

/// A server that listens at an [`Endpoint`] and is not serving yet.
///
/// Clients may speak any transport and any protocol of this crate, each connection its own, and HTTP
/// with the feature `http`; the server answers in kind. The calls of a connection are executed at the
/// same time, in one task, and their replies go out in the order of the calls, since many clients rely on
/// it; save for those of clients that show that they do not, over [`Transport::Header`](crate::Transport)
/// and HTTP/2. A call that is oneway for the client is not answered and holds up no reply; one that only
/// the server knows to be oneway holds up the replies behind it until its handler ends.
///
/// A client that sends what is no call is disconnected, and one that is too slow to send a message
/// or to read its replies. A call whose handler panics is answered with `INTERNAL_ERROR`, and so is
/// one whose handler takes too long. None of that harms anybody else. A call that was started is
/// finished even if its client is gone meanwhile, save over HTTP, where its handler is dropped.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use thrift::service::{Dispatch, Request, Response, answer_unknown};
/// use thrift::{Limits, Server};
///
/// struct Empty;
///
/// impl Dispatch for Empty {
///     async fn dispatch(&self, request: Request) -> Option<Response> {
///         answer_unknown(&request)
///     }
/// }
///
/// let server = Server::bind("127.0.0.1:0")
///     .await?
///     .limits(Limits::NETWORK.with_message(1024 * 1024))
///     .max_in_flight(16);
/// let handle = server.handle();
/// let serving = tokio::spawn(server.serve(Empty));
///
/// handle.shutdown().await;
/// serving.await.expect("the server does not panic")?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[doc(alias = "TServer", alias = "TNonblockingServer", alias = "TThreadedServer")]
pub struct Server {
    listener: Listener,
    endpoint: Endpoint,
    config: Config,
    security: Security,
    /// Held by what serves, so that a shutdown sees the end of it.
    stop: watch::Receiver<bool>,
    handle: ServerHandle,
}

impl Server {
    /// Listens at an endpoint; port 0 has the system choose a free one.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is none, or is taken.
    pub async fn bind(endpoint: impl IntoEndpoint) -> Result<Self> {
        let endpoint = endpoint.into_endpoint()?;
        match Listener::bind(endpoint.clone()).await {
            Ok((listener, endpoint)) => Ok(Self::new(listener, endpoint)),
            Err(error) => Err(failure::cannot_listen(&endpoint, error)),
        }
    }

    /// Listens with a listener that somebody else has made.
    ///
    /// # Errors
    ///
    /// Fails when the system does not know the address of the listener, or when that is no endpoint: a
    /// socket without a path.
    pub fn from_listener(listener: impl Into<AnyListener>) -> Result<Self> {
        let (listener, endpoint) = listener.into().listen()?;
        Ok(Self::new(listener, endpoint))
    }

    fn new(listener: Listener, endpoint: Endpoint) -> Self {
        let (sender, stop) = watch::channel(false);
        let handle = ServerHandle { stop: sender };
        let (config, security) = (Config::default(), Security::default());
        Self { listener, endpoint, config, security, stop, handle }
    }

    /// Sets what clients may ask for; [`Limits::NETWORK`] unless set.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.config.limits = limits;
        self
    }

    /// Sets how many calls of one connection are executed at once; 128 unless set.
    ///
    /// When there are as many, nothing more is read from the connection until one is answered.
    #[must_use]
    pub fn max_in_flight(mut self, calls: usize) -> Self {
        self.config.max_in_flight = calls;
        self
    }

    /// Sets how many connections are served at once; 16,384 unless set.
    ///
    /// When there are as many, others wait until one ends.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.config.max_connections = connections;
        self
    }

    /// Sets how many bytes of messages all connections hold together; 256 MiB unless set.
    ///
    /// They count from the first byte of a call to the last byte of its reply. When there are more,
    /// long messages are read one after the other, each connection has one call executed at a time,
    /// and those that wait for longer than the [`read_timeout`](Self::read_timeout) are cut. The first
    /// 16 KiB of each connection do not count, so that short calls are answered all the same.
    #[must_use]
    pub fn max_bytes_in_flight(mut self, bytes: usize) -> Self {
        self.config.max_bytes_in_flight = bytes;
        self
    }

    /// Sets how long a handler may take; a minute unless set, and for ever if `None`.
    ///
    /// A handler that takes longer is dropped, and its call fails. Clients have a time limit of their own,
    /// [`call_timeout`](crate::client::ClientBuilder::call_timeout), a minute too unless set: for longer calls
    /// raise both.
    #[must_use]
    pub fn handler_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.config.handler_timeout = time.into();
        self
    }

    /// Sets how long a message may take to arrive once it has begun; a minute unless set, and for
    /// ever if `None`.
    #[must_use]
    pub fn read_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.config.read_timeout = time.into();
        self
    }

    /// Sets how long a client may take to read what is answered; a minute unless set, and for ever
    /// if `None`.
    #[must_use]
    pub fn write_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.config.write_timeout = time.into();
        self
    }

    /// Sets how long a connection may be without a call; ten minutes unless set, and for ever if
    /// `None`.
    #[must_use]
    pub fn idle_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.config.idle_timeout = time.into();
        self
    }

    /// Sets how long a shutdown waits for calls in flight; 10 seconds unless set.
    #[must_use]
    pub fn shutdown_timeout(mut self, time: Duration) -> Self {
        self.config.shutdown_timeout = time;
        self
    }

    /// Serves clients that speak TLS, and no others unless the settings
    /// [accept them](crate::tls::ServerTls::accept_plain), whatever the endpoint says.
    ///
    /// A handshake has the time of a message, [`read_timeout`](Self::read_timeout).
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, tls: crate::tls::ServerTls) -> Self {
        self.endpoint = self.endpoint.secured();
        self.security = Security::new(tls);
        self
    }

    /// Sets all settings at once, but those of TLS.
    #[must_use]
    pub fn config(mut self, config: Config) -> Self {
        self.config = config;
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
        self.handle.clone()
    }

    /// Accepts connections and serves them, until [`ServerHandle::shutdown`].
    ///
    /// Nothing that goes wrong on the way ends the server: when connections cannot be accepted,
    /// it tries again after a pause. Dropping the future ends all connections at once.
    ///
    /// The future needs a tokio runtime with its I/O and its time enabled, as `#[tokio::main]` has
    /// them.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is one of TLS and there is no certificate.
    pub async fn serve(self, dispatch: impl Dispatch) -> Result<()> {
        self.run(dispatch).await.map(drop)
    }

    /// As [`serve`](Self::serve), until a future is done: a signal of the system, for example.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> thrift::Result<()> {
    /// # use thrift::service::{Dispatch, Request, Response, answer_unknown};
    /// # struct Empty;
    /// # impl Dispatch for Empty {
    /// #     async fn dispatch(&self, request: Request) -> Option<Response> {
    /// #         answer_unknown(&request)
    /// #     }
    /// # }
    /// # async fn ctrl_c() {}
    /// let server = thrift::Server::bind("127.0.0.1:0").await?;
    /// let shutdown = server.serve_with_shutdown(Empty, ctrl_c()).await?;
    /// assert_eq!(shutdown.cut_connections, 0);
    /// # Ok(())
    /// # }
    /// ```
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
        handle.stop_after(stop, self.run(dispatch)).await
    }

    async fn run(self, dispatch: impl Dispatch) -> Result<Shutdown> {
        self.security.check(&self.endpoint)?;
        // The handle stays, so that a server without any other does not take that for its end.
        let Self { listener, config, security, stop, handle: _handle, .. } = self;
        Ok(accept::run(listener, dispatch, config, security, stop).await)
    }
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shutdown {
    /// Connections that were not done when their time was over, and whose calls were dropped; calls,
    /// in a [`UdpServer`], which has no connections.
    pub cut_connections: usize,
    /// Datagrams of a [`UdpServer`] that were not executed, in all the time that it served.
    pub dropped_datagrams: u64,
}

/// Shuts a [`Server`] or a [`UdpServer`] down; made by [`Server::handle`] and [`UdpServer::handle`].
#[derive(Clone, Debug)]
pub struct ServerHandle {
    stop: watch::Sender<bool>,
}

impl ServerHandle {
    /// Shuts the server down, and waits until it has ended.
    ///
    /// It accepts no more connections and closes those that are idle. The others finish the calls
    /// that have arrived, and write the replies. Connections that are not done when the
    /// [time](Server::shutdown_timeout) is over are cut; handlers that block their threads cannot be, and go on
    /// alone. Of datagrams, those that have arrived are executed.
    ///
    /// The shutdown goes on if the future is dropped. It is safe to ask for it twice, and before
    /// the server serves: then it ends as soon as it does.
    pub async fn shutdown(&self) {
        self.stop.send_replace(true);
        self.stop.closed().await;
    }

    /// Runs what serves, and has it stop when another future is done.
    async fn stop_after<T>(
        &self,
        stop: impl Future<Output = ()>,
        serving: impl Future<Output = T>,
    ) -> T {
        let mut serving = pin!(serving);
        // What stops it is there before anybody is served: a signal that is not waited for yet would end
        // the process.
        if let Either::Right((ended, _)) = select(pin!(stop), serving.as_mut()).await {
            return ended;
        }
        self.stop.send_replace(true);
        serving.await
    }
}

/// Serves one stream that is open already, until its peer closes it: in memory, or of another
/// kind than TCP.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use bytes::Bytes;
/// use thrift::service::{Channel, Dispatch, Request, Response, answer_unknown};
/// use thrift::{Client, server};
///
/// struct Empty;
///
/// impl Dispatch for Empty {
///     async fn dispatch(&self, request: Request) -> Option<Response> {
///         answer_unknown(&request)
///     }
/// }
///
/// let (ours, theirs) = tokio::io::duplex(1024);
/// let served = tokio::spawn(async move {
///     server::serve_connection(theirs, &Empty, server::Config::default()).await
/// });
///
/// let connection = Client::builder().attach(ours);
/// let call = Request::received("ping", false, connection.codec(), Bytes::from_static(&[0]));
/// assert!(connection.send(call).await?.is_some());
///
/// drop(connection);
/// served.await.expect("the handler does not panic")?;
/// # Ok(())
/// # }
/// ```
///
/// The future needs a tokio runtime with its time enabled, as `#[tokio::main]` has it.
///
/// # Errors
///
/// Fails when the connection breaks, or when the peer sends what is no call. The calls before
/// that were answered as far as the peer is still there.
pub async fn serve_connection<Io, D>(io: Io, dispatch: &D, config: Config) -> Result<()>
where
    Io: AsyncRead + AsyncWrite + Unpin,
    D: Dispatch,
{
    serve_peer(io, Peer::default(), dispatch, config).await
}

/// As [`serve_connection`], where it is known who is at the other end: handlers find it in the
/// [context](crate::Context::peer) of their calls.
///
/// # Errors
///
/// As [`serve_connection`].
pub async fn serve_peer<Io, D>(io: Io, peer: Peer, dispatch: &D, config: Config) -> Result<()>
where
    Io: AsyncRead + AsyncWrite + Unpin,
    D: Dispatch,
{
    let share = Share::new(Arc::new(Budget::new(&config)));
    let setting = Setting { dispatch, config, share };
    session::serve(io, peer, setting, pending()).await
}
