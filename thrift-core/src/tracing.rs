//! A span of the crate `tracing` for each call: the feature `tracing`.
//!
//! A [`Tracer`] stands in front of a client or a server, by
//! [`ChannelExt::trace`](crate::service::ChannelExt::trace) and
//! [`DispatchExt::trace`](crate::service::DispatchExt::trace). Its spans have the fields that
//! OpenTelemetry gives remote calls, in the conventions of version 1.42 and later:
//!
//! | field | value |
//! |---|---|
//! | `otel.name` | the name of the span: that of the method |
//! | `otel.kind` | `client` or `server` |
//! | `rpc.system.name` | `thrift` |
//! | `rpc.method` | `Service/method`, as far as it is known |
//! | `rpc.method_original` | what a client called that no method is |
//! | `server.address`, `server.port` | where the server is, as [`Tracer::server`] says |
//! | `network.peer.address`, `network.peer.port` | in a server, who calls |
//! | `rpc.response.status_code` | the exception that was answered, if one was |
//! | `error.type` | [what went wrong](crate::observe::Outcome::error_type), if something did |
//! | `otel.status_code` | `ERROR` then |
//!
//! # Traces over several processes
//!
//! `tracing` has no ids of traces. What a caller says of its trace, in the headers `traceparent` and
//! `tracestate` of the W3C, is carried on: calls that are made while another one is answered have the
//! headers of that one, if they have none themselves. Spans become part of the trace with a
//! [`Propagator`], such as one for `tracing-opentelemetry`.
//!
//! Only transports with headers carry them.

mod scope;
mod span;
mod trace_context;

use core::fmt;
use core::pin::{Pin, pin};
use std::sync::Arc;

use ::tracing::{Instrument, Span};

use self::trace_context::TraceContext;
#[cfg(any(feature = "blocking", feature = "net"))]
use crate::Endpoint;
use crate::error::Result;
use crate::observe::{Call, Side, Watch};
use crate::protocol::Codec;
use crate::service::{Channel, Dispatch, Headers, Method, Request, Response};

/// Makes a span for each call.
///
/// ```
/// # #[cfg(all(feature = "idl", feature = "net"))] {
/// use thrift::service::{ChannelExt, DispatchExt};
/// use thrift::tracing::Tracer;
/// use thrift::{Client, Server};
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
/// let server = Server::bind("127.0.0.1:0").await?;
/// let address = server.endpoint();
/// tokio::spawn(server.serve(GreeterServer::new(English).trace(Tracer::new())));
///
/// let tracer = Tracer::new().endpoint(&address);
/// let client = GreeterClient::new(Client::connect(address).await?.trace(tracer));
/// client.hello("Ada".into()).await?;
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Tracer {
    server: Option<Arc<Address>>,
    propagator: Option<Arc<dyn Propagator>>,
}

/// Where a server is.
#[derive(Debug)]
struct Address {
    host: String,
    port: Option<u16>,
}

impl Tracer {
    /// A tracer that knows no more of a call than what it is.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says where the server is: its name, its address or the path of its socket; and its port, if it
    /// has one.
    #[must_use]
    pub fn server(mut self, address: impl Into<String>, port: impl Into<Option<u16>>) -> Self {
        self.server = Some(Arc::new(Address { host: address.into(), port: port.into() }));
        self
    }

    /// Says where the server is.
    #[cfg(any(feature = "blocking", feature = "net"))]
    #[must_use]
    pub fn endpoint(self, endpoint: &Endpoint) -> Self {
        let (address, port) = endpoint.server();
        self.server(address, port)
    }

    /// Makes the spans part of traces that go over several processes.
    #[must_use]
    pub fn propagator(mut self, propagator: impl Propagator) -> Self {
        self.propagator = Some(Arc::new(propagator));
        self
    }

    /// Makes the span of a call, and the call as it is to be made in it.
    pub(crate) fn start(&self, side: Side, request: Request) -> (Started, Request) {
        let span = span::new(side, &request, self.server.as_deref());
        let call = (!span.is_disabled()).then(|| Call::new(side, &request));
        let (trace, request) = match side {
            Side::Client => (None, self.sent(&span, request)),
            Side::Server => (self.received(&span, request.context().headers()), request),
        };
        (Started { span, call, trace }, request)
    }

    /// Gives a call that is sent the headers of its trace.
    fn sent(&self, span: &Span, request: Request) -> Request {
        let context = request.context();
        let mut headers = context.headers().clone();
        match &self.propagator {
            Some(propagator) => propagator.inject(span, &mut headers),
            None => match scope::current() {
                Some(trace) if !TraceContext::is_in(&headers) => trace.write(&mut headers),
                _ => return request,
            },
        }
        let context = context.detached().with_headers(headers);
        request.with_context(context)
    }

    /// Makes the span one of the trace that the headers of a call name; what calls carry on without a
    /// propagator.
    fn received(&self, span: &Span, headers: &Headers) -> Option<Arc<TraceContext>> {
        match &self.propagator {
            Some(propagator) => {
                propagator.extract(span, headers);
                None
            }
            None => TraceContext::read(headers).map(Arc::new),
        }
    }
}

impl fmt::Debug for Tracer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tracer")
            .field("server", &self.server)
            .field("propagator", &self.propagator.is_some())
            .finish()
    }
}

/// Takes traces from process to process, in the headers of calls.
///
/// For `tracing-opentelemetry`, it is a call of each of the two:
///
/// ```text
/// impl Propagator for OpenTelemetry {
///     fn inject(&self, span: &Span, headers: &mut Headers) {
///         let context = span.context();           // of OpenTelemetrySpanExt
///         get_text_map_propagator(|it| it.inject_context(&context, &mut Injected(headers)));
///     }
///     fn extract(&self, span: &Span, headers: &Headers) {
///         let parent = get_text_map_propagator(|it| it.extract(&Extracted(headers)));
///         let _ = span.set_parent(parent);
///     }
/// }
/// ```
///
/// The guide has all of it.
pub trait Propagator: Send + Sync + 'static {
    /// Writes what the server must know of the span of a call that is about to be sent.
    fn inject(&self, span: &Span, headers: &mut Headers);

    /// Makes the span of a call that has arrived the child of the one that its caller has written.
    fn extract(&self, span: &Span, headers: &Headers);
}

/// A call in its span.
pub(crate) struct Started {
    span: Span,
    /// `None` if nobody looks at the span.
    call: Option<Call>,
    trace: Option<Arc<TraceContext>>,
}

impl Started {
    /// Calls a function inside of the span.
    #[cfg(feature = "tower")]
    pub(crate) fn enter<T>(&self, function: impl FnOnce() -> T) -> T {
        let _scope = scope::enter(self.trace.clone());
        self.span.in_scope(function)
    }

    /// Runs the future of the call inside of the span, and records there what comes of it.
    ///
    /// By reference: a future that is moved into another one takes its place there twice.
    pub(crate) async fn follow<F>(self, answer: Pin<&mut F>) -> Result<Option<Response>>
    where
        F: Future<Output = Result<Option<Response>>>,
    {
        let Self { span, call, trace } = self;
        let recorder = span::Recorder(span.clone());
        let watch = call.map(|call| Watch::start(&recorder, call));
        let result = scope::within(trace, answer).instrument(span).await;
        if let Some(watch) = watch {
            watch.end(&result);
        }
        result
    }
}

/// Makes a span for each call; made by [`ChannelExt::trace`](crate::service::ChannelExt::trace) and
/// [`DispatchExt::trace`](crate::service::DispatchExt::trace).
#[derive(Clone, Debug)]
pub struct Traced<S> {
    inner: S,
    tracer: Tracer,
}

impl<S> Traced<S> {
    pub(crate) fn new(inner: S, tracer: Tracer) -> Self {
        Self { inner, tracer }
    }
}

impl<C: Channel> Channel for Traced<C> {
    fn codec(&self) -> Codec {
        self.inner.codec()
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let (started, request) = self.tracer.start(Side::Client, request);
        started.follow(pin!(self.inner.send(request))).await
    }
}

impl<D: Dispatch> Dispatch for Traced<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let request = request.described_by(&self.inner);
        let (started, request) = self.tracer.start(Side::Server, request);
        let answer = async { Ok(self.inner.dispatch(request).await) };
        // It does not fail: the answer says what did.
        started.follow(pin!(answer)).await.ok().flatten()
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.inner.describe(method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        self.inner.has_path(path)
    }
}
