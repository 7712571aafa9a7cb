//! The settings of a client.

use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use super::Client;
use super::pool::Pool;
use crate::blocking::stream::Stream;
use crate::endpoint::IntoEndpoint;
use crate::error::{Kind, Result};
use crate::failure;
use crate::protocol::{Codec, Limits, Protocol};
use crate::service::{Headers, Request};
#[cfg(feature = "zlib")]
use crate::transport::Compression;
use crate::transport::{Transport, Wire};

/// The settings of a [`Client`], made by [`Client::builder`].
///
/// ```no_run
/// # fn main() -> thrift::Result<()> {
/// use core::time::Duration;
/// use thrift::blocking::Client;
/// use thrift::{Limits, Transport};
///
/// let client = Client::builder()
///     .transport(Transport::Buffered)
///     .limits(Limits::NETWORK.with_message(1024 * 1024))
///     .call_timeout(Duration::from_secs(5))
///     .connect("127.0.0.1:9090")?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    settings: Settings,
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
    pub(super) max_connections: usize,
}

impl Settings {
    const DEFAULT: Self = Self {
        wire: Wire::new(Transport::Framed),
        codec: Codec::new(Protocol::Binary, Limits::NETWORK),
        headers: Headers::new(),
        connect_timeout: Some(Duration::from_secs(10)),
        call_timeout: Some(Duration::from_secs(60)),
        max_connections: 4,
    };

    /// By when a call must be answered that begins now.
    fn deadline(&self) -> Option<Instant> {
        Instant::now().checked_add(self.call_timeout?)
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
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self { settings: Settings::DEFAULT }
    }

    /// Sets what the server expects between messages; [`Transport::Framed`] unless set.
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
    /// have a time limit of their own, [`handler_timeout`](crate::blocking::Server::handler_timeout) in those of this
    /// crate, a minute too unless set: for longer calls raise both.
    #[must_use]
    pub fn call_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.call_timeout = time.into();
        self
    }

    /// Sets how long connecting may take; ten seconds unless set, and for ever if `None`.
    #[must_use]
    pub fn connect_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.settings.connect_timeout = time.into();
        self
    }

    /// Sets how many connections the client opens at most; 4 unless set, and at least one.
    ///
    /// As many calls are under way at once. It opens one, and further ones when several threads call at
    /// the same time.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.max_connections = connections.max(1);
        self
    }

    /// Connects to a server.
    ///
    /// # Errors
    ///
    /// Fails when nobody answers at the endpoint in time, and as [`connect_lazy`](Self::connect_lazy).
    pub fn connect(self, endpoint: impl IntoEndpoint) -> Result<Client> {
        let client = self.clone().connect_lazy(endpoint)?;
        let lease = client.pool.lease(self.settings.deadline())?;
        lease.ok_or_else(|| failure::no_connection(client.endpoint()))?.give_back();
        Ok(client)
    }

    /// A client that connects to a server when it is called first.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is none, or one that blocking clients do not have, or when settings do not
    /// go together: headers with a transport that carries none, or [`Transport::Header`] with JSON.
    pub fn connect_lazy(self, endpoint: impl IntoEndpoint) -> Result<Client> {
        let endpoint = endpoint.into_endpoint()?;
        self.settings.wire.check(self.settings.codec.protocol, &self.settings.headers)?;
        Stream::check(&endpoint)
            .map_err(|error| failure::cannot_connect(&endpoint, Kind::Transport, error))?;
        Ok(Client::new(Arc::new(Pool::new(endpoint, self.settings))))
    }
}
