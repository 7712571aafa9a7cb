//! The settings of a connection.

use core::time::Duration;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, ToSocketAddrs};

use super::Connection;
use super::driver::Driver;
use super::shared::Shared;
use crate::error::{Error, Kind, Result};
use crate::net::{Input, in_time, now};
use crate::protocol::{Codec, Limits, Protocol};
use crate::transport::Transport;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const CALL_TIMEOUT: Duration = Duration::from_secs(60);

/// The settings of a [`Connection`], made by [`Connection::builder`].
///
/// ```no_run
/// # #[tokio::main]
/// # async fn main() -> thrift::Result<()> {
/// use thrift::{Connection, Limits, Transport};
///
/// let connection = Connection::builder()
///     .transport(Transport::Buffered)
///     .limits(Limits::NETWORK.with_message(1024 * 1024))
///     .connect("127.0.0.1:9090")
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ConnectionBuilder {
    pub(super) transport: Transport,
    pub(super) codec: Codec,
    connect_timeout: Option<Duration>,
    pub(super) call_timeout: Option<Duration>,
}

impl ConnectionBuilder {
    pub(super) fn new() -> Self {
        let codec = Codec::new(Protocol::default(), Limits::NETWORK);
        Self {
            transport: Transport::default(),
            codec,
            connect_timeout: Some(CONNECT_TIMEOUT),
            call_timeout: Some(CALL_TIMEOUT),
        }
    }

    /// Sets what the server expects between messages; [`Transport::Framed`] unless set.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = transport;
        self
    }

    /// Sets what the server expects inside messages; [`Protocol::Binary`] unless set.
    #[must_use]
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.codec.protocol = protocol;
        self
    }

    /// Sets what replies may ask for; [`Limits::NETWORK`] unless set.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.codec.limits = limits;
        self
    }

    /// Sets how long a call may take, with all that it waits for; a minute unless set, and for ever
    /// if `None`.
    ///
    /// A [`Context`](crate::Context) can give a call less.
    #[must_use]
    pub fn call_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.call_timeout = time.into();
        self
    }

    /// Sets how long connecting may take; ten seconds unless set, and for ever if `None`.
    #[must_use]
    pub fn connect_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = time.into();
        self
    }

    /// Connects over TCP, to the first address that answers.
    ///
    /// # Errors
    ///
    /// Fails when no address can be resolved, or none of them connected to in time.
    pub async fn connect(self, address: impl ToSocketAddrs) -> Result<Connection> {
        let end = || now().checked_add(self.connect_timeout?);
        let Some(stream) = in_time(TcpStream::connect(address), end).await else {
            return Err(Error::new(Kind::Timeout, "no connection in time"));
        };
        let stream = stream?;
        // Calls are gathered before they are written; the kernel need not wait for more.
        stream.set_nodelay(true)?;
        Ok(self.attach(stream))
    }

    /// Makes a connection of a stream that is open already: in memory, or of another kind.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use thrift::Connection;
    ///
    /// let (ours, theirs) = tokio::io::duplex(1024);
    /// let connection = Connection::builder().attach(ours);
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
        let shared = Arc::new(Shared::new());
        let input = Input::new(self.transport, self.codec.limits);
        let driver = tokio::spawn(Driver::new(io, Arc::clone(&shared), input));
        Connection::new(shared, self, driver.abort_handle())
    }
}
