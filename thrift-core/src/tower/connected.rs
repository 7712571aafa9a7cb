//! A client as one of several.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use tower::Service;

use super::channel::BoxFuture;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::service::{Channel, Request, Response};

/// A [`Client`] as a service that is ready while it is connected: one of several servers that a
/// load is spread over.
///
/// While its server cannot be reached it is not ready, so that a balancer chooses another one instead
/// of a server that fails quickly; it connects by itself, with pauses, and is then ready again.
///
/// Waiting for it to be ready fails only when the tokio runtime shuts down where it waits; it can be
/// asked again on another one.
///
/// See the example `load_balance`, which spreads calls over three servers of which one fails.
///
/// ```no_run
/// # #[tokio::main]
/// # async fn main() -> thrift::Result<()> {
/// use core::convert::Infallible;
/// use thrift::protocol::Codec;
/// use thrift::{Client, Limits, Protocol};
/// use thrift::tower::{ConnectedClient, ServiceChannel};
/// use tower::balance::p2c::Balance;
/// use tower::buffer::Buffer;
/// use tower::discover::{Change, ServiceList};
/// use tower::load::{CompleteOnResponse, PendingRequests};
///
/// let mut servers = Vec::new();
/// for address in ["10.0.0.1:9090", "10.0.0.2:9090", "10.0.0.3:9090"] {
///     let client = ConnectedClient::new(Client::builder().connect_lazy(address)?);
///     servers.push(PendingRequests::new(client, CompleteOnResponse::default()));
/// }
/// let balance = Buffer::new(Balance::new(ServiceList::new(servers)), 1024);
/// let channel = ServiceChannel::new(balance, Codec::new(Protocol::Binary, Limits::NETWORK));
/// # Ok(())
/// # }
/// ```
pub struct ConnectedClient {
    client: Client,
    /// Waits until it is connected, if it is not.
    connecting: Option<Pin<Box<dyn Future<Output = Result<()>> + Send>>>,
}

impl ConnectedClient {
    /// A service that is ready while the client is connected.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client, connecting: None }
    }
}

impl Service<Request> for ConnectedClient {
    type Response = Option<Response>;
    type Error = Error;
    type Future = BoxFuture<Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if self.client.is_connected() {
            self.connecting = None;
            return Poll::Ready(Ok(()));
        }
        let connecting = self.connecting.get_or_insert_with(|| {
            let client = self.client.clone();
            Box::pin(async move { client.connected().await })
        });
        let connected = ready!(connecting.as_mut().poll(cx));
        self.connecting = None;
        Poll::Ready(connected)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let client = self.client.clone();
        Box::pin(async move { client.send(request).await })
    }
}

impl Clone for ConnectedClient {
    fn clone(&self) -> Self {
        Self::new(self.client.clone())
    }
}

impl fmt::Debug for ConnectedClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectedClient").field("client", &self.client).finish_non_exhaustive()
    }
}
