//! The settings of a connection.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, ToSocketAddrs};

use super::Connection;
use super::driver::Driver;
use super::shared::Shared;
use crate::error::Result;
use crate::net::Input;
use crate::protocol::{Codec, Limits, Protocol};
use crate::transport::Transport;

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
    transport: Transport,
    codec: Codec,
}

impl ConnectionBuilder {
    pub(super) fn new() -> Self {
        let codec = Codec::new(Protocol::default(), Limits::NETWORK);
        Self { transport: Transport::default(), codec }
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

    /// Connects over TCP, to the first address that answers.
    ///
    /// # Errors
    ///
    /// Fails when no address can be resolved, or none of them connected to.
    pub async fn connect(self, address: impl ToSocketAddrs) -> Result<Connection> {
        let stream = TcpStream::connect(address).await?;
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
    /// Panics outside a tokio runtime, as [`tokio::spawn`] does.
    pub fn attach<Io>(self, io: Io) -> Connection
    where
        Io: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let shared = Arc::new(Shared::new());
        let input = Input::new(self.transport, self.codec.limits);
        let driver = tokio::spawn(Driver::new(io, Arc::clone(&shared), input));
        Connection::new(shared, self.transport, self.codec, driver.abort_handle())
    }
}
