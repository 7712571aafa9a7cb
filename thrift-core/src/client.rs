//! Clients: connections that carry calls.

mod builder;
mod driver;
mod pending;
mod shared;

use core::fmt;
use std::sync::Arc;

use bytes::Bytes;
pub use tokio::net::ToSocketAddrs;
use tokio::task::AbortHandle;

pub use self::builder::ConnectionBuilder;
use self::shared::Shared;
use crate::application::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::message::{Dialect, MessageType};
use crate::net::now;
use crate::protocol::Codec;
use crate::service::{Channel, Request, Response, multiplexed};

/// A connection to a server, which carries any number of calls at once.
///
/// Clones share the connection, and it is closed when the last of them is dropped. Calls that are
/// made at the same time go out in one write, and each is matched with its reply by sequence id,
/// so a server may answer in any order. When too many bytes wait to be written, further calls
/// wait for their turn.
///
/// A call that is not answered within a [time](ConnectionBuilder::call_timeout) fails with
/// [`Kind::Timeout`]. That, and dropping a call, forgets it: the server may still execute it, its
/// reply is ignored, and the connection stays usable.
///
/// When the server closes the connection, or sends what no server sends, the calls that wait and
/// all that follow fail with [`Kind::Closed`]; a new connection is the caller's to make.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use bytes::Bytes;
/// use thrift::service::{Channel, Dispatch, Request, Response, answer_unknown};
/// use thrift::{Connection, Server};
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
/// let address = server.local_addr();
/// tokio::spawn(server.serve(Empty));
///
/// // What a generated client does for a method without arguments.
/// let connection = Connection::connect(address).await?;
/// let call = Request::received("ping", false, connection.codec(), Bytes::from_static(&[0]));
/// let answer = connection.send(call).await?;
/// assert!(matches!(answer, Some(Response::Exception(_))));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[doc(alias = "TTransport", alias = "TClient")]
pub struct Connection {
    handle: Arc<Handle>,
    /// The service that is called, where there are several.
    service: Option<Arc<str>>,
}

/// What all clones share; dropping it ends the driver, and with it the socket.
struct Handle {
    shared: Arc<Shared>,
    settings: ConnectionBuilder,
    driver: AbortHandle,
}

impl Drop for Handle {
    fn drop(&mut self) {
        // Calls borrow a clone, so none of them waits any longer.
        self.driver.abort();
    }
}

impl Connection {
    /// Connects over TCP, framed and in Binary: what most servers expect.
    ///
    /// ```no_run
    /// # #[tokio::main]
    /// # async fn main() -> thrift::Result<()> {
    /// let connection = thrift::Connection::connect("127.0.0.1:9090").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when no address can be resolved, or none of them connected to.
    pub async fn connect(address: impl ToSocketAddrs) -> Result<Self> {
        Self::builder().connect(address).await
    }

    /// Connects with other settings.
    #[must_use]
    pub fn builder() -> ConnectionBuilder {
        ConnectionBuilder::new()
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
    /// let connection = thrift::Connection::connect("127.0.0.1:9090").await?;
    /// let calculator = CalculatorClient::new(connection.service("Calculator"));
    /// let greeter = GreeterClient::new(connection.service("Greeter"));
    /// # Ok(())
    /// # }
    /// # }
    /// ```
    #[must_use]
    #[doc(alias = "TMultiplexedProtocol")]
    pub fn service(&self, name: impl Into<Arc<str>>) -> Self {
        Self { handle: Arc::clone(&self.handle), service: Some(name.into()) }
    }

    /// Whether the connection is known to be of no more use.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.handle.shared.is_closed()
    }

    fn new(shared: Arc<Shared>, settings: ConnectionBuilder, driver: AbortHandle) -> Self {
        let handle = Arc::new(Handle { shared, settings, driver });
        Self { handle, service: None }
    }
}

impl Channel for Connection {
    fn codec(&self) -> Codec {
        self.handle.settings.codec
    }

    async fn send(&self, mut request: Request) -> Result<Option<Response>> {
        let Handle { shared, settings, .. } = &*self.handle;
        if let Some(service) = &self.service {
            request = request.with_service(service);
        }
        if let Some(deadline) = settings.call_timeout.and_then(|time| now().checked_add(time)) {
            request = request.with_deadline(deadline);
        }
        let call = shared.enqueue(settings.transport, &mut request).await?;
        match call.answered(&request).await? {
            Some(message) if !request.is_oneway() => response(&request, &message).map(Some),
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("settings", &self.handle.settings)
            .field("service", &self.service)
            .field("closed", &self.is_closed())
            .finish()
    }
}

/// Checks the message that answers a call.
///
/// A message that does not fit fails its call and no other, since the connection is in step. An
/// exception may bear any name: what it says tells more than that it came under another one.
fn response(request: &Request, message: &Bytes) -> Result<Response> {
    let (dialect, envelope, payload) = Dialect::read(message)?;
    let kind = envelope.kind;
    if matches!(kind, MessageType::Call | MessageType::Oneway) {
        let message = format!("the answer to `{}` is a call", request.method());
        return Err(Error::application(ApplicationKind::InvalidMessageType, message));
    }
    if dialect.protocol() != request.codec().protocol {
        let message = format!("the answer is in {:?}", dialect.protocol());
        return Err(Error::new(Kind::Version, message));
    }
    if kind == MessageType::Reply && !is_to(request, &envelope.name) {
        let message = format!("the answer to `{}` is to `{}`", request.method(), envelope.name);
        return Err(Error::application(ApplicationKind::WrongMethodName, message));
    }
    let body = message.slice(payload);
    Ok(match kind {
        MessageType::Exception => Response::Exception(body),
        _ => Response::Reply(body),
    })
}

/// Whether a reply of this name answers the call: the name of a service is no part of it, though
/// some servers give all of the name back.
fn is_to(request: &Request, name: &str) -> bool {
    let (_, method) = multiplexed::split(request.method());
    name == method || name == request.method()
}
