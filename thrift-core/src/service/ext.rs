//! What can be put in front of channels and servers.

#[cfg(feature = "tower")]
use tower::Layer;

use super::{Channel, ConcealErrors, Context, Dispatch, Intercept, MapResponse, Request, Response};
use crate::error::Result;
use crate::observe::{Observed, Observer};
#[cfg(feature = "tower")]
use crate::tower::{ChannelService, DispatchService, ServiceChannel, ServiceDispatch};
#[cfg(feature = "tracing")]
use crate::tracing::{Traced, Tracer};

/// What can be put in front of a [`Channel`], and thus of a client.
///
/// What is added last sees a call first. A generated client takes the result as it takes a
/// [`Client`](crate::Client):
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::service::{ChannelExt, Direct};
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
/// # let channel = Direct::new(GreeterServer::new(English));
/// let channel = channel.intercept(|request| Ok(request.with_header("authorization", "token")));
/// let client = GreeterClient::new(channel);
/// assert_eq!(client.hello("Ada".into()).await?, "Hello, Ada!");
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
pub trait ChannelExt: Channel + Sized {
    /// Has a function look at each call before it is sent: it may change it, or refuse it with an
    /// error, which is what the caller gets.
    ///
    /// ```
    /// use thrift::service::{ChannelExt, Direct};
    /// use thrift::{Error, Kind};
    /// # use thrift::protocol::Codec;
    /// # use thrift::service::{Channel, Dispatch, Request, Response, answer_unknown};
    /// # struct Empty;
    /// # impl Dispatch for Empty {
    /// #     async fn dispatch(&self, request: Request) -> Option<Response> {
    /// #         answer_unknown(&request)
    /// #     }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    ///
    /// let channel = Direct::new(Empty).intercept(|request| match request.method() {
    ///     "drop" => Err(Error::new(Kind::Invalid, "`drop` is not for this program")),
    ///     _ => Ok(request),
    /// });
    /// # let call = Request::received("drop", false, channel.codec(), vec![0].into());
    /// # assert_eq!(channel.send(call).await.unwrap_err().kind(), Kind::Invalid);
    /// # }
    /// ```
    fn intercept<F>(self, intercept: F) -> Intercept<Self, F>
    where
        F: Fn(Request) -> Result<Request> + Send + Sync,
    {
        Intercept::new(self, intercept)
    }

    /// Has a function look at each answer, in the context of its call: it may change it.
    ///
    /// ```
    /// use thrift::service::{ChannelExt, Direct};
    /// # use thrift::service::{Dispatch, Request, Response, answer_unknown};
    /// # struct Empty;
    /// # impl Dispatch for Empty {
    /// #     async fn dispatch(&self, request: Request) -> Option<Response> {
    /// #         answer_unknown(&request)
    /// #     }
    /// # }
    ///
    /// let channel = Direct::new(Empty).map_response(|context, response| {
    ///     if let Some(server) = response.headers().get("server") {
    ///         println!("{} was answered by {server}", context.method());
    ///     }
    ///     response
    /// });
    /// ```
    fn map_response<F>(self, map: F) -> MapResponse<Self, F>
    where
        F: Fn(&Context, Response) -> Response + Send + Sync,
    {
        MapResponse::new(self, map)
    }

    /// Tells an observer of each call.
    ///
    /// See [`Observer`] for an example.
    fn observe<O: Observer>(self, observer: O) -> Observed<Self, O> {
        Observed::new(self, observer)
    }

    /// Makes a span for each call.
    ///
    /// See [`Tracer`] for an example.
    #[cfg(feature = "tracing")]
    fn trace(self, tracer: Tracer) -> Traced<Self> {
        Traced::new(self, tracer)
    }

    /// Makes it a service of tower.
    ///
    /// See the module [`tower`](crate::tower) for an example.
    #[cfg(feature = "tower")]
    fn into_service(self) -> ChannelService<Self>
    where
        Self: 'static,
    {
        ChannelService::new(self)
    }

    /// Sends each call through layers of tower: one layer, or those of a
    /// [`ServiceBuilder`](tower::ServiceBuilder).
    ///
    /// The layered service must be `Clone`, `Send` and `Sync` to be a channel. What is not, a rate
    /// limit for example, is behind a [`Buffer`](https://docs.rs/tower/0.5/tower/buffer).
    ///
    /// See the module [`tower`](crate::tower) for an example.
    #[cfg(feature = "tower")]
    fn layer<L>(self, layer: L) -> ServiceChannel<L::Service>
    where
        Self: 'static,
        L: Layer<ChannelService<Self>>,
    {
        let codec = self.codec();
        ServiceChannel::new(layer.layer(self.into_service()), codec)
    }
}

impl<C: Channel> ChannelExt for C {}

/// What can be put in front of a [`Dispatch`], and thus of a generated server.
///
/// What is added last sees a call first.
///
/// ```no_run
/// # #[cfg(all(feature = "idl", feature = "net"))] {
/// use thrift::service::DispatchExt;
/// use thrift::{ApplicationKind, Error};
///
/// thrift::thrift! { service Greeter { string hello(1: string name) } }
/// # struct English;
/// # impl Greeter for English {
/// #     async fn hello(&self, name: String) -> thrift::Result<String> {
/// #         Ok(format!("Hello, {name}!"))
/// #     }
/// # }
///
/// # #[tokio::main]
/// # async fn main() -> thrift::Result<()> {
/// let server = GreeterServer::new(English)
///     .map_response(|_, mut response| {
///         response.headers_mut().insert("server", "greeter-1");
///         response
///     })
///     .intercept(|request| match request.context().headers().get("authorization") {
///         Some("token") => Ok(request),
///         _ => Err(Error::application(ApplicationKind::Unknown, "this is for friends only")),
///     });
/// thrift::Server::bind("127.0.0.1:9090").await?.serve(server).await?;
/// # Ok(())
/// # }
/// # }
/// ```
pub trait DispatchExt: Dispatch + Sized {
    /// Has a function look at each call before it is answered: it may change it, or refuse it with
    /// an error, which the caller gets as an application exception.
    fn intercept<F>(self, intercept: F) -> Intercept<Self, F>
    where
        F: Fn(Request) -> Result<Request> + Send + Sync + 'static,
    {
        Intercept::new(self, intercept)
    }

    /// Has a function look at each answer, in the context of its call: it may change it, and give
    /// it headers.
    fn map_response<F>(self, map: F) -> MapResponse<Self, F>
    where
        F: Fn(&Context, Response) -> Response + Send + Sync + 'static,
    {
        MapResponse::new(self, map)
    }

    /// Keeps the texts of handlers' errors from clients.
    ///
    /// Answers of the kind [`InternalError`](crate::ApplicationKind::InternalError) that come through
    /// here say `internal error` and no more: that is what becomes of errors that a service does not
    /// declare. Exceptions that it declares, and application exceptions of other kinds, are meant for
    /// clients and stay: of a handler that hands on the error of another service, that of the other
    /// service too. What the server itself says, of a handler that panicked say, has no text of it.
    ///
    /// ```
    /// # #[cfg(feature = "idl")] {
    /// use thrift::service::{Direct, DispatchExt};
    /// use thrift::{ApplicationKind, Error};
    ///
    /// thrift::thrift! { service Greeter { string hello(1: string name) } }
    ///
    /// struct Broken;
    ///
    /// impl Greeter for Broken {
    ///     async fn hello(&self, _: String) -> thrift::Result<String> {
    ///         let text = "no row in `users` at 10.0.0.7";
    ///         Err(Error::application(ApplicationKind::InternalError, text))
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let client = GreeterClient::new(Direct::new(GreeterServer::new(Broken).conceal_errors()));
    /// let error = client.hello("Ada".into()).await.unwrap_err();
    /// assert!(error.to_string().ends_with("internal error"), "{error}");
    /// # }
    /// # main();
    /// # }
    /// ```
    fn conceal_errors(self) -> ConcealErrors<Self> {
        ConcealErrors::new(self)
    }

    /// Tells an observer of each call.
    ///
    /// See [`Observer`] for an example.
    fn observe<O: Observer>(self, observer: O) -> Observed<Self, O> {
        Observed::new(self, observer)
    }

    /// Makes a span for each call.
    ///
    /// See [`Tracer`] for an example.
    #[cfg(feature = "tracing")]
    fn trace(self, tracer: Tracer) -> Traced<Self> {
        Traced::new(self, tracer)
    }

    /// Makes it a service of tower.
    ///
    /// See the module [`tower`](crate::tower) for an example.
    #[cfg(feature = "tower")]
    fn into_service(self) -> DispatchService<Self> {
        DispatchService::new(self)
    }

    /// Answers each call through layers of tower: one layer, or those of a
    /// [`ServiceBuilder`](tower::ServiceBuilder).
    ///
    /// See the module [`tower`](crate::tower) for an example.
    #[cfg(feature = "tower")]
    fn layer<L>(self, layer: L) -> ServiceDispatch<L::Service>
    where
        L: Layer<DispatchService<Self>>,
    {
        self.into_service().layered(layer)
    }
}

impl<D: Dispatch> DispatchExt for D {}
