//! Clients that wait for their answers on the thread of the caller.

mod builder;
mod connection;
mod pool;

use core::fmt;
use std::sync::Arc;

pub use self::builder::ClientBuilder;
use self::pool::Pool;
use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::Result;
use crate::failure;
use crate::protocol::Codec;
use crate::service::{Channel, Request, Response};

/// Calls a server, and waits for each answer on the thread of the caller.
///
/// Generated clients use it: `GreeterClient::connect_blocking` makes one of the service `Greeter`.
///
/// Clones share their connections. Each connection carries one call at a time. A call takes one that is
/// free, or opens another one as long as there are fewer than
/// [allowed](ClientBuilder::max_connections), or waits for its turn.
///
/// When a connection breaks, its call fails with [`Kind::Closed`](crate::Kind::Closed), since the server
/// may have executed it; a call that is not answered within its
/// [time](ClientBuilder::call_timeout) fails with [`Kind::Timeout`](crate::Kind::Timeout). The connection
/// is then closed, and the next call opens another one. So does a call that finds that its server has
/// closed the connection meanwhile.
///
/// It is a [`Channel`] too, whose futures are done when they are asked first: they wait inside. In an
/// asynchronous program they hold up whatever else runs on the thread.
///
/// ```
/// use bytes::Bytes;
/// use thrift::blocking::{Client, Server, block_on};
/// use thrift::service::{Channel, Dispatch, Request, Response, ResponseKind, answer_unknown};
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
/// let server = Server::bind("127.0.0.1:0")?;
/// let (endpoint, handle) = (server.endpoint(), server.handle());
/// let serving = std::thread::spawn(move || server.serve(Empty));
///
/// // What a generated client does for a method without arguments.
/// let client = Client::connect(endpoint)?;
/// let call = Request::received("ping", false, client.codec(), Bytes::from_static(&[0]));
/// let answer = block_on(client.send(call))?;
/// assert!(answer.is_some_and(|answer| answer.kind() == ResponseKind::Exception));
///
/// handle.shutdown();
/// serving.join().expect("the server does not panic")?;
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

impl Client {
    /// Connects to a server, framed and in Binary: what most servers expect.
    ///
    /// ```no_run
    /// # fn main() -> thrift::Result<()> {
    /// let client = thrift::blocking::Client::connect("127.0.0.1:9090")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when nobody answers at the [`Endpoint`] in time.
    pub fn connect(endpoint: impl IntoEndpoint) -> Result<Self> {
        Self::builder().connect(endpoint)
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
    /// # fn main() -> thrift::Result<()> {
    /// thrift::thrift! { service Calculator { i32 add(1: i32 a, 2: i32 b) } }
    ///
    /// let client = thrift::blocking::Client::connect("127.0.0.1:9090")?;
    /// let calculator = CalculatorBlockingClient::new(client.service("Calculator"));
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

    fn new(pool: Arc<Pool>) -> Self {
        Self { pool, service: None }
    }

    fn call(&self, request: Request) -> Result<Option<Response>> {
        let request = self.pool.settings().complete(request, self.service.as_deref());
        let context = request.context();
        if context.is_cancelled() {
            return Err(failure::given_up(context.method()));
        }
        let Some(lease) = self.pool.lease(context.deadline())? else {
            return Err(failure::no_connection_for(self.endpoint(), request.method()));
        };
        lease.call(&request)
    }
}

impl Channel for Client {
    fn codec(&self) -> Codec {
        self.pool.settings().codec
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        self.call(request)
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
