//! Answers to calls.

use bytes::Bytes;

use super::outcome::Outcome;
use super::{Headers, MethodError, ReturnValue};
use crate::application::{ApplicationException, ApplicationKind};
use crate::error::{Error, Result};
use crate::protocol::{Codec, Limits, Payload, Protocol};

/// The answer to a [`Request`](super::Request), encoded in its codec.
///
/// ```
/// use thrift::protocol::Codec;
/// use thrift::service::{Response, ResponseKind};
/// use thrift::{ApplicationKind, Error};
///
/// let error = Error::application(ApplicationKind::InternalError, "the disk is full");
/// let response = Response::exception(Codec::default(), &error);
/// assert_eq!(response.kind(), ResponseKind::Exception);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    kind: ResponseKind,
    body: Payload,
    headers: Headers,
}

/// What a [`Response`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a call has no other answer")]
pub enum ResponseKind {
    /// A result or a declared exception.
    Reply,
    /// An application exception.
    Exception,
}

impl Response {
    /// An answer whose body is encoded.
    #[must_use]
    pub fn new(kind: ResponseKind, body: Bytes) -> Self {
        Self::of_payload(kind, body.into())
    }

    fn of_payload(kind: ResponseKind, body: Payload) -> Self {
        Self { kind, body, headers: Headers::new() }
    }

    /// An application exception that tells of `error`.
    #[must_use]
    pub fn exception(codec: Codec, error: &Error) -> Self {
        let body = codec.encode(&ApplicationException::of(error));
        // A struct of a string and a number is encodable whatever they are, unless the message
        // has two gigabytes; then the peer gets an exception without fields, which is one too.
        let body = body.map_or_else(|_| codec.protocol.empty_struct(), Bytes::from);
        Self::new(ResponseKind::Exception, body)
    }

    /// What a handler returned.
    pub(super) fn of<T: ReturnValue, E: MethodError>(codec: Codec, result: &Result<T, E>) -> Self {
        if let Err(error) = result
            && let Some(error) = error.undeclared()
        {
            return Self::exception(codec, error);
        }
        match codec.encode_payload(&Outcome(result)) {
            Ok(body) => Self::of_payload(ResponseKind::Reply, body),
            Err(error) => Self::exception(codec, &error),
        }
    }

    /// Itself, without the bytes in which its call arrived, so many, if it is a small part of them.
    #[cfg(any(feature = "blocking", feature = "net"))]
    #[must_use]
    pub(crate) fn detached(self, arrived: usize) -> Self {
        Self { body: self.body.detached(arrived), ..self }
    }

    /// Gives the answer other headers in place of those it has.
    #[must_use]
    pub fn with_headers(self, headers: Headers) -> Self {
        Self { headers, ..self }
    }

    /// Whether it is a result, or an exception that the service does not declare.
    #[must_use]
    pub fn kind(&self) -> ResponseKind {
        self.kind
    }

    /// Which application exception it is, if it is one.
    ///
    /// # Errors
    ///
    /// Fails when it is one that cannot be read.
    pub(crate) fn application_kind(&self, protocol: Protocol) -> Result<Option<ApplicationKind>> {
        match self.kind {
            ResponseKind::Reply => Ok(None),
            ResponseKind::Exception => {
                // The text may be the server's own, and longer than what its peers may send.
                let codec = Codec::new(protocol, Limits::DEFAULT);
                codec.decode::<ApplicationException>(self.body()).map(|it| Some(it.kind))
            }
        }
    }

    /// The encoded result.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.body.whole()
    }

    /// The encoded result, however it lies in memory.
    pub(crate) fn payload(&self) -> &Payload {
        &self.body
    }

    /// What travels beside it.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// What travels beside it, to be changed.
    pub fn headers_mut(&mut self) -> &mut Headers {
        &mut self.headers
    }
}
