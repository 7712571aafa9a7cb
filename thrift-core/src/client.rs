//! Clients: who calls a server.

mod builder;
mod connection;
mod connector;
#[cfg(feature = "http")]
mod http;
mod link;
mod pool;
mod silence;
mod udp;

use core::fmt;
use core::pin::pin;
use std::sync::Arc;

use futures_util::future::{Either, select};

pub use self::builder::ClientBuilder;
pub use self::connection::Connection;
use self::connection::Failure;
use self::pool::Pool;
pub use self::udp::UdpClient;
use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::{Error, Kind, Result};
use crate::failure;
use crate::net::in_time;
use crate::protocol::Codec;
use crate::service::{Channel, Request, Response};

/// Calls a server, through as few connections as serve.
///
/// Clones share the connections. One carries any number of calls at once, so there is only one most
/// of the time, and [more](ClientBuilder::max_connections) while long messages are under way. Calls
/// that are made at the same time go out in one write, and each is matched with its reply by sequence
/// id. Most servers answer in the order of the calls of a connection: one that takes long then holds up
/// those behind it.
///
/// When a connection breaks, its calls fail with [`Kind::Closed`], since the server may have executed
/// them, and the next call opens another one. While the server cannot be reached, it is tried again
/// after pauses that get longer, and calls in between fail at once.
///
/// A call that is not answered within a [time](ClientBuilder::call_timeout) fails with
/// [`Kind::Timeout`]. That, and dropping a call, forgets it: the server may still execute it, its reply
/// is ignored, and the connection stays usable. If nothing at all came while calls waited for a second
/// together, the next ones go over another connection: the peer may be gone without a word.
///
/// At an endpoint such as `udp://127.0.0.1:6831` there are no connections: it sends oneway calls as
/// datagrams, as a [`UdpClient`] does, and refuses all others.
///
/// Connections belong to the tokio runtime in which they are opened, which must have its I/O and its
/// time enabled, as `#[tokio::main]` has them.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use bytes::Bytes;
/// use thrift::service::{Channel, Dispatch, Request, Response, ResponseKind, answer_unknown};
/// use thrift::{Client, Server};
///
/// struct Empty;
///
/// impl Dispatch for Empty {
///     async fn dispatch(&self, request: Request) -> Option<Response> {
///         answer_unknown(&request)
///     }
/// }
///
/// let server = Server::bind("127.0.0.1:0").await?;
/// let endpoint = server.endpoint();
/// tokio::spawn(server.serve(Empty));
///
/// // What a generated client does for a method without arguments.
/// let client = Client::connect(endpoint).await?;
/// let call = Request::received("ping", false, client.codec(), Bytes::from_static(&[0]));
/// let answer = client.send(call).await?;
/// assert!(answer.is_some_and(|answer| answer.kind() == ResponseKind::Exception));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[doc(alias = "TTransport", alias = "TClient")]
pub struct Client {
    pool: Arc<Pool>,
    /// The service that is called, where there are several.
    service: Option<Arc<str>>,
}

/// Connections that are tried for one call.
const ATTEMPTS: u32 = 3;

impl Client {
    /// Connects to a server, framed and in Binary: what most servers expect.
    ///
    /// ```no_run
    /// # #[tokio::main]
    /// # async fn main() -> thrift::Result<()> {
    /// let client = thrift::Client::connect("127.0.0.1:9090").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when nobody answers at the [`Endpoint`] in time.
    pub async fn connect(endpoint: impl IntoEndpoint) -> Result<Self> {
        Self::builder().connect(endpoint).await
    }

    /// Connects with other settings.
    #[must_use]
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A clone that calls one of several services that the server has, by its name there.
    ///
    /// The server must be one for [`Multiplexed`](crate::service::Multiplexed) calls, of this crate
    /// or of another implementation.
    ///
    /// ```no_run
    /// # #[cfg(feature = "idl")] {
    /// # #[tokio::main]
    /// # async fn main() -> thrift::Result<()> {
    /// thrift::thrift! {
    ///     service Calculator { i32 add(1: i32 a, 2: i32 b) }
    ///     service Greeter { string hello(1: string name) }
    /// }
    ///
    /// let client = thrift::Client::connect("127.0.0.1:9090").await?;
    /// let calculator = CalculatorClient::new(client.service("Calculator"));
    /// let greeter = GreeterClient::new(client.service("Greeter"));
    /// # Ok(())
    /// # }
    /// # }
    /// ```
    #[must_use]
    #[doc(alias = "TMultiplexedProtocol")]
    pub fn service(&self, name: impl Into<Arc<str>>) -> Self {
        Self { pool: Arc::clone(&self.pool), service: Some(name.into()) }
    }

    /// Where the server is.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        self.pool.endpoint()
    }

    /// Whether there is a connection, as far as is known.
    #[cfg(feature = "tower")]
    pub(crate) fn is_connected(&self) -> bool {
        self.pool.is_connected()
    }

    /// Waits until there is a connection, however often it must be tried.
    ///
    /// # Errors
    ///
    /// Fails when the runtime shuts down.
    #[cfg(feature = "tower")]
    pub(crate) async fn connected(&self) -> Result<()> {
        self.pool.connected().await
    }

    fn new(pool: Arc<Pool>) -> Self {
        Self { pool, service: None }
    }

    /// Sends a call over a connection, over another one if that has just been closed.
    async fn call(&self, mut request: Request) -> Result<Option<Response>> {
        let deadline = request.context().deadline();
        // A connection may be closed between its choice and its use; nothing is sent then.
        for _ in 0..ATTEMPTS {
            let lease = self.pool.lease(request.payload().len());
            let Some(lease) = in_time(pin!(lease), || deadline).await else {
                return Err(failure::no_connection_for(self.endpoint(), request.method()));
            };
            let lease = lease?;
            let called = lease.connection().call(&mut request).await;
            if !matches!(called, Err(Failure::Abandoned(_))) {
                lease.release();
            }
            match called {
                Ok(response) => return Ok(response),
                Err(Failure::Abandoned(error) | Failure::Failed(error)) => return Err(error),
                Err(Failure::Refused) => {}
            }
        }
        Err(self.refused(&request))
    }

    #[cold]
    fn refused(&self, request: &Request) -> Error {
        let (endpoint, method) = (self.endpoint(), request.method());
        let message = format!(
            "{endpoint} closed {ATTEMPTS} connections one after the other before `{method}` was sent"
        );
        Error::new(Kind::Closed, message)
    }
}

impl Channel for Client {
    fn codec(&self) -> Codec {
        self.pool.settings().codec
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let request = self.pool.settings().complete(request, self.service.as_deref());
        let Some(caller) = request.context().waiting().cloned() else {
            return self.call(request).await;
        };
        let context = request.context().detached();
        match select(pin!(self.call(request)), pin!(caller.gone())).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(failure::given_up(context.method())),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", self.endpoint())
            .field("settings", self.pool.settings())
            .field("service", &self.service)
            .finish()
    }
}
