//! Servers as services, and services as servers.

use core::convert::Infallible;
use core::fmt;
use core::future::poll_fn;
use core::task::{Context, Poll};
use std::sync::Arc;

use tower::{BoxError, Layer, Service};

use super::channel::BoxFuture;
use super::into_error;
use crate::error::{Error, Result};
use crate::service::multiplexed::Service as Server;
use crate::service::{Dispatch, Method, Request, Response};

/// A [`Dispatch`] as a service: answers each call; made by
/// [`DispatchExt::into_service`](crate::service::DispatchExt::into_service).
///
/// It is always ready, and does not fail: what goes wrong in a handler is an answer too.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::service::{DispatchExt, Request};
/// use tower::ServiceExt;
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
/// # async fn main() {
/// let service = GreeterServer::new(English).into_service();
/// let call = Request::received("hello", false, Default::default(), vec![0].into());
/// let answer = service.oneshot(call).await.expect("it does not fail");
/// assert!(answer.is_some());
/// # }
/// # main();
/// # }
/// ```
pub struct DispatchService<D> {
    dispatch: Arc<D>,
}

impl<D: Dispatch> DispatchService<D> {
    /// A service that answers calls.
    pub fn new(dispatch: D) -> Self {
        Self { dispatch: Arc::new(dispatch) }
    }

    /// A server that has calls answered through layers of tower.
    pub(crate) fn layered<L: Layer<Self>>(self, layer: L) -> ServiceDispatch<L::Service> {
        let server: Arc<dyn Server> = Arc::<D>::clone(&self.dispatch);
        ServiceDispatch { service: layer.layer(self), server: Some(server) }
    }
}

impl<D: Dispatch> Service<Request> for DispatchService<D> {
    type Response = Option<Response>;
    type Error = Infallible;
    type Future = BoxFuture<Infallible>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let dispatch = Arc::clone(&self.dispatch);
        Box::pin(async move { Ok(dispatch.dispatch(request).await) })
    }
}

impl<D> Clone for DispatchService<D> {
    fn clone(&self) -> Self {
        Self { dispatch: Arc::clone(&self.dispatch) }
    }
}

impl<D: fmt::Debug> fmt::Debug for DispatchService<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DispatchService").field("dispatch", &self.dispatch).finish()
    }
}

/// A service as a [`Dispatch`]: what a [`Server`](crate::Server) serves through layers of tower.
///
/// Each call has a clone of the service, waits until that is ready, and then calls it. An error is
/// answered with an application exception: its own if it is one, `INTERNAL_ERROR` otherwise, with
/// its text.
#[derive(Clone)]
pub struct ServiceDispatch<S> {
    service: S,
    /// Who knows the methods that the service has, and its paths; `None` if nobody does.
    server: Option<Arc<dyn Server>>,
}

impl<S> ServiceDispatch<S> {
    /// A server that has calls answered by a service.
    pub fn new(service: S) -> Self {
        Self { service, server: None }
    }
}

impl<S> Dispatch for ServiceDispatch<S>
where
    S: Service<Request, Response = Option<Response>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    async fn dispatch(&self, request: Request) -> Option<Response> {
        // For layers that observe calls.
        let request = request.described_by(self);
        let (codec, oneway) = (request.codec(), request.is_oneway());
        match call(self.service.clone(), request).await {
            Ok(response) => response,
            Err(error) => (!oneway).then(|| Response::exception(codec, &error)),
        }
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.server.as_ref()?.describe(method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        self.server.as_ref().is_none_or(|server| server.has_path(path))
    }
}

async fn call<S>(mut service: S, request: Request) -> Result<Option<Response>, Error>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Into<BoxError>,
{
    poll_fn(|cx| service.poll_ready(cx)).await.map_err(into_error)?;
    service.call(request).await.map_err(into_error)
}

impl<S: fmt::Debug> fmt::Debug for ServiceDispatch<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceDispatch").field("service", &self.service).finish_non_exhaustive()
    }
}
