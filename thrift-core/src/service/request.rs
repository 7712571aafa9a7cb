//! Calls on their way to who answers them.

use core::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

#[cfg(any(feature = "blocking", feature = "net"))]
use super::Headers;
use super::{Context, Dispatch, Method, multiplexed};
use crate::Encode;
use crate::error::Result;
use crate::protocol::{Codec, Payload};

/// A call: the method and its encoded arguments.
///
/// ```
/// use thrift::protocol::Codec;
/// use thrift::service::Request;
///
/// // The arguments are a struct without fields: one byte, which ends it.
/// let request = Request::received("ping", false, Codec::default(), vec![0].into());
/// assert_eq!(request.method(), "ping");
/// assert!(!request.is_oneway());
/// ```
///
/// A clone is another attempt at the call.
#[derive(PartialEq, Eq)]
pub struct Request {
    oneway: bool,
    /// What is known of the method.
    described: Option<Method>,
    codec: Codec,
    context: Context,
    arguments: Payload,
}

/// The name of a method: part of the program in a client, part of a message in a server.
#[derive(Clone)]
pub(super) enum MethodName {
    Known(&'static str),
    Received(Arc<str>),
}

impl MethodName {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Received(name) => name,
        }
    }
}

impl Default for MethodName {
    fn default() -> Self {
        Self::Known("")
    }
}

impl PartialEq for MethodName {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for MethodName {}

impl Request {
    /// A call of `method`.
    ///
    /// # Errors
    ///
    /// Fails when the arguments cannot be encoded.
    pub fn new<A: Encode>(method: impl Into<Method>, codec: Codec, arguments: &A) -> Result<Self> {
        let method = method.into();
        Ok(Self {
            oneway: method.is_oneway(),
            described: Some(method),
            codec,
            context: Context::new().with_method(MethodName::Known(method.name())),
            arguments: codec.encode_payload(arguments)?,
        })
    }

    /// A call that arrived, with its arguments still encoded.
    #[must_use]
    pub fn received(method: &str, oneway: bool, codec: Codec, arguments: Bytes) -> Self {
        let context = Context::new().with_method(MethodName::Received(method.into()));
        Self { oneway, described: None, codec, context, arguments: arguments.into() }
    }

    /// Calls the method of one of several services on the connection.
    ///
    /// ```
    /// use thrift::protocol::Codec;
    /// use thrift::service::Request;
    ///
    /// let request = Request::received("add", false, Codec::default(), vec![0].into());
    /// assert_eq!(request.with_service("Calculator").method(), "Calculator:add");
    /// ```
    #[must_use]
    pub fn with_service(self, service: &str) -> Self {
        let name = multiplexed::join(service, self.method());
        self.renamed(name)
    }

    pub(super) fn renamed(self, method: Box<str>) -> Self {
        let context = self.context.with_method(MethodName::Received(method.into()));
        Self { context, ..self }
    }

    /// Gives the call another context in place of the one it has, save for the method.
    #[must_use]
    pub fn with_context(self, context: Context) -> Self {
        let context = context.with_method(self.context.method_name().clone());
        Self { context, ..self }
    }

    /// Adds a header to its context; one of the same name is replaced.
    #[must_use]
    pub fn with_header(self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        Self { context: self.context.with_header(name, value), ..self }
    }

    /// Has the call fail when it is not answered by then; an earlier end stays.
    #[must_use]
    pub fn with_deadline(self, deadline: Instant) -> Self {
        Self { context: self.context.with_deadline(deadline), ..self }
    }

    /// Gives the call those of the headers whose names it does not have.
    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn with_default_headers(self, headers: &Headers) -> Self {
        let all = self.context.headers().or(headers);
        Self { context: self.context.with_headers(all), ..self }
    }

    /// What belongs to the call besides its arguments.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The name of the method, as the wire has it: behind that of its service and a colon, where a
    /// connection has [several services](super::Multiplexed).
    #[must_use]
    pub fn method(&self) -> &str {
        self.context.method()
    }

    /// Whether the caller waits for no answer.
    #[must_use]
    pub fn is_oneway(&self) -> bool {
        self.oneway
    }

    /// Whether the call may be made again when it is not known whether it was executed: its
    /// service declares the method idempotent. Calls that arrived do not say so.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.described.is_some_and(Method::is_idempotent)
    }

    /// What is known of the method: all that its service declares in a call of a generated client,
    /// nothing in one that arrived, until something in front of a
    /// [server that knows its methods](super::Dispatch::describe) has asked that.
    #[must_use]
    pub fn described(&self) -> Option<Method> {
        self.described
    }

    /// Has a server say what it knows of the method, if that is not known.
    #[must_use]
    pub(crate) fn described_by(mut self, dispatch: &impl Dispatch) -> Self {
        self.described = self.described.or_else(|| dispatch.describe(self.method()));
        self
    }

    /// Takes it for a call whose caller waits for no answer, whatever it says itself.
    #[cfg(feature = "net")]
    #[must_use]
    pub(crate) fn into_oneway(self) -> Self {
        Self { oneway: true, ..self }
    }

    /// How the arguments are encoded, and how the answer must be.
    #[must_use]
    pub fn codec(&self) -> Codec {
        self.codec
    }

    /// The encoded arguments.
    #[must_use]
    pub fn arguments(&self) -> &Bytes {
        self.arguments.whole()
    }

    /// The encoded arguments, however they lie in memory.
    pub(crate) fn payload(&self) -> &Payload {
        &self.arguments
    }

    /// Lets go of the arguments, for a call that only waits for its answer.
    #[cfg(feature = "net")]
    pub(crate) fn discard_arguments(&mut self) {
        self.arguments = Bytes::new().into();
    }
}

impl Clone for Request {
    fn clone(&self) -> Self {
        Self {
            oneway: self.oneway,
            described: self.described,
            codec: self.codec,
            context: self.context.for_attempt(),
            arguments: self.arguments.clone(),
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("oneway", &self.oneway)
            .field("described", &self.described)
            .field("codec", &self.codec)
            .field("context", &self.context)
            .field("arguments", self.arguments())
            .finish()
    }
}
