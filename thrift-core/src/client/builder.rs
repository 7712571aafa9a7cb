//! The settings of a client.

use core::pin::pin;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncWrite};

use super::connector::Connector;
#[cfg(feature = "http")]
use super::http;
use super::link::{Link, Opener};
use super::pool::Pool;
use super::{Client, Connection};
use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::{Error, Kind, Result};
use crate::failure;
use crate::net::{in_time, now};
use crate::protocol::{Codec, Limits, Protocol};
use crate::service::{Headers, Request};
#[cfg(feature = "tls")]
use crate::tls::ClientTls;
#[cfg(feature = "zlib")]
use crate::transport::Compression;
use crate::transport::{Transport, Wire};

/// The settings of a [`Client`], made by [`Client::builder`].
///
/// ```no_run
/// # #[tokio::main]
/// # async fn main() -> thrift::Result<()> {
/// use core::time::Duration;
/// use thrift::{Client, Limits, Transport};
///
/// let client = Client::builder()
///     .transport(Transport::Buffered)
///     .limits(Limits::NETWORK.with_message(1024 * 1024))
///     .call_timeout(Duration::from_secs(5))
///     .connect("127.0.0.1:9090")
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    settings: Settings,
    #[cfg(feature = "http")]
    http: http::Options,
    #[cfg(feature = "tls")]
    tls: Option<ClientTls>,
}

/// What a client does unless a call says otherwise.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) wire: Wire,
    pub(super) codec: Codec,
    /// What goes beside each call.
    pub(super) headers: Headers,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) call_timeout: Option<Duration>,
    /// As many as suit the server, unless set.
    pub(super) max_connections: Option<usize>,
    pub(super) calls_per_connection: usize,
}

impl Settings {
    const DEFAULT: Self = Self {
        wire: Wire::new(Transport::Framed),
        codec: Codec::new(Protocol::Binary, Limits::NETWORK),
        headers: Headers::new(),
        connect_timeout: Some(Duration::from_secs(10)),
        call_timeout: Some(Duration::from_secs(60)),
        max_connections: None,
        calls_per_connection: usize::MAX,
    };

    /// By when a call must be answered that begins now.
    pub(super) fn deadline(&self) -> Option<Instant> {
        now().checked_add(self.call_timeout?)
    }

    /// A call as it is sent: to one of several services, and with the time that it has.
    pub(super) fn complete(&self, mut request: Request, service: Option<&str>) -> Request {
        if let Some(service) = service {
            request = request.with_service(service);
        }
        if !self.headers.is_empty() {
            request = request.with_default_headers(&self.headers);
        }
        match self.deadline() {
            Some(deadline) => request.with_deadline(deadline),
            None => request,
        }
    }

    /// Checks settings that do not go together.
    pub(super) fn check(&self) -> Result<()> {
        self.wire.check(self.codec.protocol, &self.headers)
    }

    /// As [`check`](Self::check), for an endpoint: HTTP has its own place for headers, if nothing else has
    /// one, and a datagram has a place for nothing but a message.
    fn check_for(&self, endpoint: &Endpoint) -> Result<()> {
        match endpoint {
            Endpoint::Http { .. } if self.wire.is_zlib() => {
                let message = "HTTP has no zlib streams: messages are compressed with \
                               `Transport::Header` and `Compression::Zlib`";
                Err(Error::new(Kind::Invalid, message))
            }
            Endpoint::Http { .. } => self.wire.check_protocol(self.codec.protocol),
            Endpoint::Udp { .. } if self.wire.is_compressed() => {
                Err(Error::new(Kind::Invalid, "messages are not compressed over UDP"))
            }
            Endpoint::Udp { .. }
                if !self.headers.is_empty() || self.wire.transport.carries_headers() =>
            {
                Err(Error::new(Kind::Invalid, "UDP has no place for headers"))
            }
            Endpoint::Udp { .. } => Ok(()),
            _ => self.check(),
        }
    }

    /// Opens a connection.
    pub(super) async fn connect(&self, opener: &Opener) -> Result<Link> {
        let end = || now().checked_add(self.connect_timeout?);
        let link = in_time(pin!(opener.open(self)), end).await;
        link.unwrap_or_else(|| Err(failure::no_connection(opener.endpoint())))
    }
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            settings: Settings::DEFAULT,
            #[cfg(feature = "http")]
            http: http::Options::default(),
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    /// Sets what the server expects between messages; [`Transport::Framed`] unless set.
    ///
    /// Over HTTP frames do not matter, since the body of a request ends where its message does; but with
    /// [`Transport::Header`] the body is a message with its length and headers, for servers that have
    /// `THeader` behind HTTP. Over UDP a datagram is a message.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.settings.wire.transport = transport;
        self
    }

    /// Sets whether messages are compressed; they are not unless set.
    ///
    /// Servers of this crate find out; others must expect it.
    #[cfg(feature = "zlib")]
    #[must_use]
    pub fn compression(mut self, compression: Compression) -> Self {
        self.settings.wire.compress(compression);
        self
    }

    /// Adds a header that goes beside each call; one of the same name is replaced.
    ///
    /// A header of that name in the [`Context`](crate::Context) of a call goes in its place. It takes a
    /// transport that carries headers, such as [`Transport::Header`].
    ///
    /// ```no_run
    /// # #[tokio::main]
    /// # async fn main() -> thrift::Result<()> {
    /// use thrift::{Client, Transport};
    ///
    /// let client = Client::builder()
    ///     .transport(Transport::Header)
    ///     .header("tenant", "7")
    ///     .connect("127.0.0.1:9090")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.settings.headers.insert(name, value);
        self
    }

    /// Sets what the server expects inside messages; [`Protocol::Binary`] unless set.
    #[must_use]
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.settings.codec.protocol = protocol;
        self
    }

    /// Sets what replies may ask for; [`Limits::NETWORK`] unless set.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.codec.limits = limits;
        self
    }

    /// Sets how long a call may take, with all that it waits for; a minute unless set, and for ever
    /// if `None`.
    ///
    /// The [`Context`](crate::Context) of a [`Request`](crate::service::Request) can give it less. Servers
    /// have a time limit of their own, [`handler_timeout`](crate::Server::handler_timeout) in those of this
    /// crate, a minute too unless set: for longer calls raise both.
    #[must_use]
    pub fn call_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.call_timeout = time.into();
        self
    }

    /// Speaks TLS to the server, whatever the endpoint says.
    ///
    /// For an endpoint `tls://host:port` it is what [`ClientTls::system`] makes, unless set.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, tls: ClientTls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Sets how long connecting may take, with the handshake of TLS; ten seconds unless set, and for
    /// ever if `None`.
    #[must_use]
    pub fn connect_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.connect_timeout = time.into();
        self
    }

    /// Sets how many connections the client opens at most, and at least one; unless set 4, or 64 where
    /// each carries one call at a time, as it does in HTTP/1.1.
    ///
    /// It opens one, and further ones while long messages are under way on those there are: they pass
    /// faster on several. Where each carries one call at a time, it opens as many as calls are made.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.max_connections = Some(connections.max(1));
        self
    }

    /// Sets how many calls a connection carries at once; any number unless set, and at least one.
    ///
    /// A server that answers one call after the other, as many do, is asked faster on several
    /// connections with one call each. When all have as many, further calls wait for their turn. A
    /// connection whose call was given up is not used again: its server is still at it.
    #[must_use]
    pub fn calls_per_connection(mut self, calls: usize) -> Self {
        self.settings.calls_per_connection = calls.max(1);
        self
    }

    /// Sets which version of HTTP is spoken to an endpoint such as `http://127.0.0.1:9090/`; unless set
    /// [`Http1`](crate::http::Version::Http1), or over TLS the one that both ends choose.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn http_version(mut self, version: crate::http::Version) -> Self {
        self.http.version = Some(version);
        self
    }

    /// Sets what the client tells servers of HTTP that it is: `thrift-core/` and the version of this
    /// crate unless set.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.http.user_agent = Some(name.into());
        self
    }

    /// Connects to a server.
    ///
    /// # Errors
    ///
    /// Fails when nobody answers at the endpoint in time, when settings do not go together, or, where
    /// TLS is spoken, when one of the two ends does not accept the other.
    pub async fn connect(self, endpoint: impl IntoEndpoint) -> Result<Client> {
        let client = self.clone().connect_lazy(endpoint)?;
        let lease = in_time(pin!(client.pool.lease(0)), || self.settings.deadline()).await;
        lease.ok_or_else(|| failure::no_connection(client.endpoint()))??.release();
        Ok(client)
    }

    /// A client that connects to a server when it is called first.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is none, or one that needs TLS or HTTP that cannot be had, or when settings
    /// do not go together: headers with a transport that carries none, [`Transport::Header`] with JSON,
    /// compression over HTTP without [`Transport::Header`]; or headers, compression or TLS over UDP.
    pub fn connect_lazy(self, endpoint: impl IntoEndpoint) -> Result<Client> {
        let endpoint = endpoint.into_endpoint()?;
        self.settings.check_for(&endpoint)?;
        #[cfg(feature = "tls")]
        let connector = Connector::new(endpoint, self.tls)?;
        #[cfg(not(feature = "tls"))]
        let connector = Connector::new(endpoint)?;
        #[cfg(feature = "http")]
        let opener = Opener::new(connector, self.settings.wire, &self.http)?;
        #[cfg(not(feature = "http"))]
        let opener = Opener::new(connector)?;
        Ok(Client::new(Arc::new(Pool::new(opener, self.settings))))
    }

    /// Makes a connection of a stream that is open already: in memory, or of another kind.
    ///
    /// It is used as it is: what makes it one of TLS is
    #[cfg_attr(feature = "tls", doc = "[`ClientTls::connect`].")]
    #[cfg_attr(not(feature = "tls"), doc = "in the feature `tls`.")]
    /// When settings do not go together, it is closed from the start, and says so to all calls.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use thrift::Client;
    ///
    /// let (ours, theirs) = tokio::io::duplex(1024);
    /// let connection = Client::builder().attach(ours);
    /// assert!(!connection.is_closed());
    /// # drop(theirs);
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// Panics outside a tokio runtime, as [`tokio::spawn`] does. The runtime must have its time
    /// enabled, if calls have a time limit: `#[tokio::main]` sees to that.
    pub fn attach<Io>(self, io: Io) -> Connection
    where
        Io: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        Connection::new(io, self.settings)
    }
}
