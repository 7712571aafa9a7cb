//! Channels as services, and services as channels.

use core::fmt;
use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use std::sync::Arc;

use tower::{BoxError, Service};

use super::into_error;
use crate::error::{Error, Kind, Result};
use crate::net::in_time;
use crate::protocol::Codec;
use crate::service::{Channel, Request, Response};

/// The future of a service that this crate makes.
pub(super) type BoxFuture<E> =
    Pin<Box<dyn Future<Output = Result<Option<Response>, E>> + Send + 'static>>;

/// A [`Channel`] as a service: sends each call; made by
/// [`ChannelExt::into_service`](crate::service::ChannelExt::into_service).
///
/// It is always ready. A client has calls wait for their turn, and fail in time, itself.
pub struct ChannelService<C> {
    channel: Arc<C>,
}

impl<C: Channel + 'static> ChannelService<C> {
    /// A service that sends calls through a channel.
    pub fn new(channel: C) -> Self {
        Self { channel: Arc::new(channel) }
    }
}

impl<C: Channel + 'static> Service<Request> for ChannelService<C> {
    type Response = Option<Response>;
    type Error = Error;
    type Future = BoxFuture<Error>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let channel = Arc::clone(&self.channel);
        Box::pin(async move { channel.send(request).await })
    }
}

impl<C> Clone for ChannelService<C> {
    fn clone(&self) -> Self {
        Self { channel: Arc::clone(&self.channel) }
    }
}

impl<C: fmt::Debug> fmt::Debug for ChannelService<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChannelService").field("channel", &self.channel).finish()
    }
}

/// A service as a [`Channel`]: what a generated client calls through layers of tower.
///
/// Each call has a clone of the service, waits until that is ready, and then calls it. A service that
/// cannot be cloned, such as a balancer or a rate limit, is put behind a
/// [`Buffer`](https://docs.rs/tower/0.5/tower/buffer).
///
/// The [deadline](crate::Context::deadline) of a call counts while it waits, if it has one by then:
/// the time limit of a client begins when the call gets there. Give calls a timeout in front of what
/// they may wait for.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::protocol::Codec;
/// use thrift::service::{DispatchExt, Request, Response};
/// use thrift::tower::ServiceChannel;
///
/// thrift::thrift! { service Greeter { string hello(1: string name) } }
/// # struct English;
/// # impl Greeter for English {
/// #     async fn hello(&self, name: String) -> thrift::Result<String> {
/// #         Ok(format!("Hello, {name}!"))
/// #     }
/// # }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// // Any service that has answers to calls: here a generated server.
/// let service = GreeterServer::new(English).into_service();
/// let client = GreeterClient::new(ServiceChannel::new(service, Codec::default()));
/// assert_eq!(client.hello("Ada".into()).await?, "Hello, Ada!");
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
#[derive(Clone)]
pub struct ServiceChannel<S> {
    service: S,
    codec: Codec,
}

impl<S> ServiceChannel<S> {
    /// A channel to a service that is called in this codec, which is that of the
    /// [client](Channel::codec) behind it.
    pub fn new(service: S, codec: Codec) -> Self {
        Self { service, codec }
    }
}

impl<S> Channel for ServiceChannel<S>
where
    S: Service<Request, Response = Option<Response>> + Clone + Send + Sync,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    fn codec(&self) -> Codec {
        self.codec
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let deadline = request.context().deadline();
        let mut service = self.service.clone();
        let ready = in_time(pin!(poll_fn(|cx| service.poll_ready(cx))), || deadline).await;
        ready.ok_or_else(|| no_turn(&request))?.map_err(into_error)?;
        service.call(request).await.map_err(into_error)
    }
}

impl<S: fmt::Debug> fmt::Debug for ServiceChannel<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceChannel")
            .field("service", &self.service)
            .field("codec", &self.codec)
            .finish()
    }
}

#[cold]
fn no_turn(request: &Request) -> Error {
    Error::new(Kind::Timeout, format!("`{}` did not have its turn in time", request.method()))
}
