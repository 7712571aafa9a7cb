//! Calls, without connections: what clients send, what servers answer, and who does it.
//!
//! A generated client sends each [`Request`] through a [`Channel`], and a generated server answers
//! it as [`Dispatch`]. Between the two there may be a connection, or nothing at all, which is
//! [`Direct`]. Whatever else is to happen to each call stands in front of the one or the other:
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! use thrift::Kind;
//! use thrift::protocol::Codec;
//! use thrift::service::{Channel, Direct, Request, Response};
//!
//! thrift::thrift! { service Greeter { string hello(1: string name) } }
//!
//! struct English;
//!
//! impl Greeter for English {
//!     async fn hello(&self, name: String) -> thrift::Result<String> {
//!         Ok(format!("Hello, {name}!"))
//!     }
//! }
//!
//! /// Makes a call once more, if its connection broke and nothing can happen twice.
//! struct Again<C>(C);
//!
//! impl<C: Channel> Channel for Again<C> {
//!     fn codec(&self) -> Codec {
//!         self.0.codec()
//!     }
//!
//!     async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
//!         let again = request.is_idempotent().then(|| request.clone());
//!         match (self.0.send(request).await, again) {
//!             (Err(error), Some(again)) if error.kind() == Kind::Closed => self.0.send(again).await,
//!             (answer, _) => answer,
//!         }
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> thrift::Result<()> {
//! let client = GreeterClient::new(Again(Direct::new(GreeterServer::new(English))));
//! assert_eq!(client.hello("Ada".into()).await?, "Hello, Ada!");
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! The small things need no type: [`ChannelExt`] and [`DispatchExt`] put functions, observers, spans
//! and layers of tower there.

mod conceal;
mod context;
mod direct;
mod ext;
mod headers;
mod intercept;
mod method;
pub(crate) mod multiplexed;
mod outcome;
pub(crate) mod peer;
mod reply_headers;
mod request;
mod response;

pub use self::conceal::ConcealErrors;
pub use self::context::Context;
pub(crate) use self::context::now;
pub use self::direct::Direct;
pub use self::ext::{ChannelExt, DispatchExt};
pub use self::headers::Headers;
pub use self::intercept::{Intercept, MapResponse};
pub use self::method::Method;
pub use self::multiplexed::Multiplexed;
use self::outcome::{Received, SUCCESS, missing_result};
pub use self::peer::Peer;
pub use self::request::Request;
pub use self::response::{Response, ResponseKind};
use crate::application::{ApplicationException, ApplicationKind};
use crate::error::{Error, Result};
use crate::protocol::{Codec, Reader, Writer};
use crate::{DecodeOwned, Encode, TType};

/// Answers calls: a generated server, or anything that stands in front of one.
///
/// ```
/// use thrift::service::{Dispatch, Method, Request, Response};
///
/// /// Prints the method of each call before it is answered.
/// struct Logged<D>(D);
///
/// impl<D: Dispatch> Dispatch for Logged<D> {
///     async fn dispatch(&self, request: Request) -> Option<Response> {
///         println!("{}", request.method());
///         self.0.dispatch(request).await
///     }
///
///     fn describe(&self, method: &str) -> Option<Method> {
///         self.0.describe(method)
///     }
/// }
/// ```
#[doc(alias = "TProcessor")]
pub trait Dispatch: Send + Sync + 'static {
    /// Answers a call; `None` if it is oneway.
    fn dispatch(&self, request: Request) -> impl Future<Output = Option<Response>> + Send;

    /// What is declared of the method that has this name on the wire: `None` if there is none, or if
    /// it is not known whether there is.
    ///
    /// Observers and spans name methods that are known. The others may be any text that a client
    /// sends, and have no name there: a server of metrics would keep each of them for good. What
    /// stands in front of another `Dispatch` asks that one.
    fn describe(&self, method: &str) -> Option<Method> {
        let _ = method;
        None
    }

    /// Whether it answers requests of HTTP with this path; any unless [`Paths`](crate::http::Paths) say
    /// otherwise.
    ///
    /// A request of another path is answered with 404. What stands in front of services hands the
    /// question on to them.
    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        let _ = path;
        true
    }
}

/// Sends calls: a connection, or anything that stands in front of one.
///
/// See the [module](self) for an example.
#[doc(alias = "TTransport")]
pub trait Channel: Send + Sync {
    /// How requests must be encoded, and what answers may ask for.
    fn codec(&self) -> Codec;

    /// Sends a call and waits for the answer; `None` if it is oneway, once it is written.
    fn send(&self, request: Request) -> impl Future<Output = Result<Option<Response>>> + Send;
}

impl<C: Channel> Channel for &C {
    fn codec(&self) -> Codec {
        (**self).codec()
    }

    fn send(&self, request: Request) -> impl Future<Output = Result<Option<Response>>> + Send {
        (**self).send(request)
    }
}

/// The error of a method: one variant for each declared exception, and [`Error`] for the rest.
///
/// Implemented by `#[derive(ThriftError)]`, by the error enums of a `thrift!` block, and by
/// [`Error`] itself for methods that declare no exception.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::service::MethodError;
///
/// mod idl {
///     thrift::thrift! {
///         exception NotFound { 1: i32 id }
///         service Users { string name(1: i32 id) throws (1: NotFound missing) }
///     }
/// }
///
/// let error = idl::users::NameError::from(idl::NotFound { id: 7 });
/// assert!(error.undeclared().is_none());
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a Thrift method",
    label = "not an error of a Thrift method",
    note = "use `thrift::Error`, or an enum with `#[derive(ThriftError)]`"
)]
pub trait MethodError: From<Error> + Send {
    /// The error, if it is none of the declared exceptions.
    fn undeclared(&self) -> Option<&Error>;

    /// Describes the declared exceptions.
    #[cfg(feature = "schema")]
    #[must_use]
    fn exceptions() -> &'static [crate::schema::Field] {
        &[]
    }

    /// Writes the declared exception as a field of the result.
    fn encode_exception<W: Writer>(&self, out: &mut W, fields: &mut W::Fields);

    /// Reads the exception that is declared under the id; `None`, with nothing read, if there is
    /// none.
    ///
    /// # Errors
    ///
    /// Fails when the bytes are not those of the exception.
    fn decode_exception<'de, R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        field: (TType, i16),
    ) -> Result<Option<Self>>;
}

impl MethodError for Error {
    fn undeclared(&self) -> Option<&Error> {
        Some(self)
    }

    fn encode_exception<W: Writer>(&self, _: &mut W, _: &mut W::Fields) {}

    fn decode_exception<'de, R: Reader<'de>>(
        _: &mut R,
        _: &mut R::Fields,
        _: (TType, i16),
    ) -> Result<Option<Self>> {
        Ok(None)
    }
}

/// What a method returns: a Thrift type, or `()` for `void`.
///
/// ```
/// use thrift::service::ReturnValue;
///
/// assert_eq!(<()>::absent(), Some(()));
/// assert_eq!(String::absent(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the result of a Thrift method",
    label = "not a Thrift type",
    note = "return `Result<T, E>` where `T` is `()` or a type that is `Encode` and `Decode`"
)]
pub trait ReturnValue: Send + Sized {
    /// Writes the value as a field of the result.
    fn encode_success<W: Writer>(&self, out: &mut W, fields: &mut W::Fields);

    /// Reads the value from a field of the result; `None`, with the field skipped, if it has
    /// another type than the declared one.
    ///
    /// # Errors
    ///
    /// Fails when the bytes are not those of a `Self`.
    fn decode_success<'de, R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        ttype: TType,
    ) -> Result<Option<Self>>;

    /// The value of a result without fields.
    fn absent() -> Option<Self>;

    /// Describes the type; `None` for `void`.
    #[cfg(feature = "schema")]
    #[must_use]
    fn schema() -> Option<crate::schema::Type> {
        None
    }
}

impl ReturnValue for () {
    fn encode_success<W: Writer>(&self, _: &mut W, _: &mut W::Fields) {}

    fn decode_success<'de, R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        ttype: TType,
    ) -> Result<Option<Self>> {
        input.skip_field(fields, ttype).map(|()| None)
    }

    fn absent() -> Option<Self> {
        Some(())
    }
}

impl<T: Encode + DecodeOwned + Send> ReturnValue for T {
    fn encode_success<W: Writer>(&self, out: &mut W, fields: &mut W::Fields) {
        self.encode_field(out, fields, SUCCESS);
    }

    fn decode_success<'de, R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        ttype: TType,
    ) -> Result<Option<Self>> {
        crate::codec::field_value(input, fields, ttype, "success")
    }

    fn absent() -> Option<Self> {
        None
    }

    #[cfg(feature = "schema")]
    fn schema() -> Option<crate::schema::Type> {
        Some(<T as Encode>::schema())
    }
}

/// Calls a method through a channel: what the methods of generated clients do.
///
/// ```
/// use thrift::service::{self, Channel};
/// use thrift::value::Struct;
///
/// /// Calls a method whose IDL is not at hand.
/// async fn add(channel: &impl Channel, a: i32, b: i32) -> thrift::Result<i32> {
///     service::call(channel, "add", Struct::new().with(1, a)?.with(2, b)?).await
/// }
/// ```
///
/// # Errors
///
/// Fails when the call cannot be sent, when its answer cannot be read, or with what the peer
/// answered: a declared exception or an application exception.
pub fn call<C, A, T, E>(
    channel: &C,
    method: impl Into<Method>,
    arguments: A,
) -> impl Future<Output = Result<T, E>> + Send
where
    C: Channel,
    A: Encode + Send,
    T: ReturnValue,
    E: MethodError,
{
    exchange(channel, Context::new(), method.into(), arguments)
}

/// The same with what belongs to the call besides its arguments.
///
/// ```
/// use thrift::Context;
/// use thrift::service::{self, Channel, Method};
/// use thrift::value::Struct;
///
/// const TOUCH: Method = Method::new("touch").oneway();
///
/// async fn touch(channel: &impl Channel, cx: &Context) -> thrift::Result<()> {
///     service::call_with_context(channel, cx, TOUCH, Struct::new()).await
/// }
/// ```
///
/// # Errors
///
/// As [`call`], and when the call must end before it is answered.
pub fn call_with_context<C, A, T, E>(
    channel: &C,
    context: &Context,
    method: impl Into<Method>,
    arguments: A,
) -> impl Future<Output = Result<T, E>> + Send
where
    C: Channel,
    A: Encode + Send,
    T: ReturnValue,
    E: MethodError,
{
    exchange(channel, context.detached(), method.into(), arguments)
}

async fn exchange<C, A, T, E>(
    channel: &C,
    context: Context,
    method: Method,
    arguments: A,
) -> Result<T, E>
where
    C: Channel,
    A: Encode + Send,
    T: ReturnValue,
    E: MethodError,
{
    let codec = channel.codec();
    let request = Request::new(method, codec, &arguments)?.with_context(context);
    drop(arguments);
    let response = channel.send(request).await?;
    if method.is_oneway() {
        return T::absent().ok_or_else(|| no_result().into());
    }
    let Some(response) = response else {
        return Err(missing_result(None).into());
    };
    match response.kind() {
        ResponseKind::Reply => codec.decode::<Received<T, E>>(response.body())?.0,
        ResponseKind::Exception => {
            Err(Error::from(codec.decode::<ApplicationException>(response.body())?).into())
        }
    }
}

#[cold]
fn no_result() -> Error {
    Error::application(ApplicationKind::MissingResult, "a oneway method has no result")
}

/// Answers a call with a handler's method, and with the headers that it has
/// [set](Context::set_reply_header): what generated servers do.
pub async fn answer<A, F, T, E>(
    request: &Request,
    method: impl FnOnce(A) -> F + Send,
) -> Option<Response>
where
    A: DecodeOwned + Send,
    F: Future<Output = Result<T, E>> + Send,
    T: ReturnValue,
    E: MethodError,
{
    let codec = request.codec();
    let response = match arguments(request) {
        Ok(arguments) => Response::of(codec, &method(arguments).await),
        Err(error) => Response::exception(codec, &error),
    };
    let headers = request.context().reply_headers();
    (!request.is_oneway()).then(|| response.with_headers(headers))
}

/// Answers a oneway call: its errors have nobody to go to, and peers that send oneway calls as
/// ordinary ones do not wait for an answer either.
pub async fn answer_oneway<A, F, E>(
    request: &Request,
    method: impl FnOnce(A) -> F + Send,
) -> Option<Response>
where
    A: DecodeOwned + Send,
    F: Future<Output = Result<(), E>> + Send,
    E: Send,
{
    if let Ok(arguments) = arguments(request) {
        let _: Result<(), E> = method(arguments).await;
    }
    None
}

/// Answers a call of a method that the service does not have.
#[must_use]
pub fn answer_unknown(request: &Request) -> Option<Response> {
    let message = format!("unknown method `{}`", request.method());
    let error = Error::application(ApplicationKind::UnknownMethod, message);
    (!request.is_oneway()).then(|| Response::exception(request.codec(), &error))
}

/// No arguments, as the health checks of Envoy write them in Binary and in Compact: with an end of the
/// message behind that of the struct. Neither protocol has one; in a frame it does no harm.
const TWICE_ENDED: &[u8] = &[0, 0];

fn arguments<A: DecodeOwned>(request: &Request) -> Result<A> {
    let (codec, arguments) = (request.codec(), request.arguments());
    let read = match &arguments[..] {
        TWICE_ENDED => codec.decode(&TWICE_ENDED[1..]),
        _ => codec.decode(arguments),
    };
    read.map_err(|error| {
        let message = format!("the arguments cannot be read: {error}");
        Error::application(ApplicationKind::ProtocolError, message).with_source(error)
    })
}
