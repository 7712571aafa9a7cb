//! Layers that observe calls between those of others.

use core::fmt;
#[cfg(feature = "tracing")]
use core::pin::pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use tower::{BoxError, Layer, Service};

use super::channel::BoxFuture;
use super::into_error;
use crate::error::{Error, Result};
use crate::observe::{Call, Observer, Side, Watch};
use crate::service::{Request, Response};
#[cfg(feature = "tracing")]
use crate::tracing::Tracer;

/// A layer that tells an [`Observer`] of each call.
///
/// In a stack it sees what the layers behind it make of a call: behind a retry, each attempt. Around
/// a whole stack, [`observe`](crate::service::ChannelExt::observe) is simpler.
///
/// ```
/// use thrift::observe::{Call, End, Observer};
/// use thrift::tower::ObserveLayer;
/// use tower::ServiceBuilder;
///
/// struct Printed;
///
/// impl Observer for Printed {
///     fn call_ended(&self, call: &Call, end: &End) {
///         println!("{}: {:?}", call.method(), end.outcome());
///     }
/// }
///
/// let stack = ServiceBuilder::new().concurrency_limit(64).layer(ObserveLayer::client(Printed));
/// ```
#[derive(Debug)]
pub struct ObserveLayer<O> {
    observer: Arc<O>,
    side: Side,
}

impl<O: Observer> ObserveLayer<O> {
    /// A layer in front of what sends calls.
    pub fn client(observer: O) -> Self {
        Self { observer: Arc::new(observer), side: Side::Client }
    }

    /// A layer in front of what answers calls.
    pub fn server(observer: O) -> Self {
        Self { observer: Arc::new(observer), side: Side::Server }
    }
}

impl<O> Clone for ObserveLayer<O> {
    fn clone(&self) -> Self {
        Self { observer: Arc::clone(&self.observer), side: self.side }
    }
}

impl<S, O> Layer<S> for ObserveLayer<O> {
    type Service = Observe<S, O>;

    fn layer(&self, inner: S) -> Self::Service {
        Observe { inner, layer: self.clone() }
    }
}

/// A service that tells an [`Observer`] of each call; made by an [`ObserveLayer`].
pub struct Observe<S, O> {
    inner: S,
    layer: ObserveLayer<O>,
}

impl<S, O> Service<Request> for Observe<S, O>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    O: Observer,
{
    type Response = Option<Response>;
    type Error = Error;
    type Future = BoxFuture<Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(ready!(self.inner.poll_ready(cx)).map_err(into_error))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let observer = Arc::clone(&self.layer.observer);
        let call = Call::new(self.layer.side, &request);
        let answer = self.inner.call(request);
        Box::pin(async move {
            let watch = Watch::start(&*observer, call);
            let result = answer.await.map_err(into_error);
            watch.end(&result);
            result
        })
    }
}

impl<S: Clone, O> Clone for Observe<S, O> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<S: fmt::Debug, O> fmt::Debug for Observe<S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observe").field("inner", &self.inner).finish_non_exhaustive()
    }
}

/// A layer that makes a span for each call.
///
/// In a stack it sees what the layers behind it make of a call: behind a retry, each attempt. Around
/// a whole stack, [`trace`](crate::service::ChannelExt::trace) is simpler.
///
/// ```
/// use thrift::tower::TraceLayer;
/// use thrift::tracing::Tracer;
/// use tower::ServiceBuilder;
///
/// let stack = ServiceBuilder::new().concurrency_limit(64).layer(TraceLayer::client(Tracer::new()));
/// ```
#[cfg(feature = "tracing")]
#[derive(Clone, Debug)]
pub struct TraceLayer {
    tracer: Tracer,
    side: Side,
}

#[cfg(feature = "tracing")]
impl TraceLayer {
    /// A layer in front of what sends calls.
    #[must_use]
    pub fn client(tracer: Tracer) -> Self {
        Self { tracer, side: Side::Client }
    }

    /// A layer in front of what answers calls.
    #[must_use]
    pub fn server(tracer: Tracer) -> Self {
        Self { tracer, side: Side::Server }
    }
}

#[cfg(feature = "tracing")]
impl<S> Layer<S> for TraceLayer {
    type Service = Trace<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Trace { inner, layer: self.clone() }
    }
}

/// A service that makes a span for each call; made by a [`TraceLayer`].
#[cfg(feature = "tracing")]
#[derive(Clone, Debug)]
pub struct Trace<S> {
    inner: S,
    layer: TraceLayer,
}

#[cfg(feature = "tracing")]
impl<S> Service<Request> for Trace<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = Error;
    type Future = BoxFuture<Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(ready!(self.inner.poll_ready(cx)).map_err(into_error))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (traced, request) = self.layer.tracer.start(self.layer.side, request);
        // The span is there already when the inner service looks at the call.
        let answer = traced.enter(|| self.inner.call(request));
        Box::pin(async move {
            let answer = async { answer.await.map_err(into_error) };
            traced.follow(pin!(answer)).await
        })
    }
}
