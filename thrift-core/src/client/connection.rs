//! Connections that carry calls.

mod driver;
mod pending;
mod shared;

use core::fmt;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::AbortHandle;

use self::driver::Driver;
use self::shared::Shared;
use super::builder::Settings;
use crate::error::{Error, Kind, Result};
use crate::message;
use crate::net::Output;
use crate::protocol::Codec;
use crate::service::{Channel, Request, Response};

/// One connection, over a stream that [`ClientBuilder::attach`](super::ClientBuilder::attach) got.
///
/// It is what a [`Client`](super::Client) calls its server through, without another one to take its
/// place: when it breaks, the calls that wait and all that follow fail with [`Kind::Closed`]. Clones
/// share it, and it is closed when the last of them is dropped. When too many bytes wait to be
/// written, further calls wait for their turn.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use bytes::Bytes;
/// use thrift::service::{Channel, Request};
/// use thrift::{Client, server};
/// # use thrift::service::{Dispatch, Response, answer_unknown};
/// # struct Empty;
/// # impl Dispatch for Empty {
/// #     async fn dispatch(&self, request: Request) -> Option<Response> {
/// #         answer_unknown(&request)
/// #     }
/// # }
///
/// let (ours, theirs) = tokio::io::duplex(1024);
/// tokio::spawn(async move {
///     server::serve_connection(theirs, &Empty, server::Config::default()).await
/// });
///
/// let connection = Client::builder().attach(ours);
/// let call = Request::received("ping", false, connection.codec(), Bytes::from_static(&[0]));
/// assert!(connection.send(call).await?.is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Connection {
    handle: Arc<Handle>,
    /// The service that is called, where there are several.
    service: Option<Arc<str>>,
}

/// Why a call has no response.
pub(super) enum Failure {
    /// The connection is closed, and nothing was sent.
    Refused,
    /// Its time was over: its server may still be at it.
    Abandoned(Error),
    /// Anything else.
    Failed(Error),
}

/// What all clones share; dropping it ends the driver, and with it the socket.
struct Handle {
    shared: Arc<Shared>,
    settings: Settings,
    driver: AbortHandle,
}

impl Drop for Handle {
    fn drop(&mut self) {
        // Calls borrow a clone, so none of them waits any longer.
        self.driver.abort();
    }
}

impl Connection {
    /// A clone that calls one of several services, as [`Client::service`](super::Client::service)
    /// does.
    #[must_use]
    pub fn service(&self, name: impl Into<Arc<str>>) -> Self {
        Self { handle: Arc::clone(&self.handle), service: Some(name.into()) }
    }

    /// Whether the connection is known to be of no more use.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.handle.shared.is_closed()
    }

    pub(super) fn new<Io>(io: Io, settings: Settings) -> Self
    where
        Io: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let shared = Arc::new(Shared::new());
        if let Err(error) = settings.check() {
            shared.close(error.message());
        }
        let input = settings.wire.input(settings.codec.limits);
        let output = Output::new(settings.wire.compressor());
        let driver = tokio::spawn(Driver::new(io, Arc::clone(&shared), (input, output)));
        let driver = driver.abort_handle();
        Self { handle: Arc::new(Handle { shared, settings, driver }), service: None }
    }

    /// Sends a call that has its deadline and its whole name, and waits for its answer.
    pub(super) async fn call(&self, request: &mut Request) -> Result<Option<Response>, Failure> {
        let Handle { shared, settings, .. } = &*self.handle;
        let begun = shared.enqueue(settings.wire, request).await;
        let call = begun.map_err(Failure::Failed)?.ok_or(Failure::Refused)?;
        let arrival = call.answered(request).await.map_err(|error| match error.kind() {
            Kind::Timeout => Failure::Abandoned(error),
            _ => Failure::Failed(error),
        })?;
        let arrival = arrival.filter(|_| !request.is_oneway());
        let response = arrival.map(|arrival| message::response(request, arrival)).transpose();
        response.map_err(Failure::Failed)
    }

    /// Whether further calls may go over it: it is open, as far as is known, and its peer does not let
    /// calls pass without a word.
    pub(super) fn is_good(&self) -> bool {
        self.handle.shared.is_good()
    }
}

impl Channel for Connection {
    fn codec(&self) -> Codec {
        self.handle.settings.codec
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let mut request = self.handle.settings.complete(request, self.service.as_deref());
        self.call(&mut request).await.map_err(|failure| match failure {
            Failure::Refused => self.handle.shared.closed_error(),
            Failure::Abandoned(error) | Failure::Failed(error) => error,
        })
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
