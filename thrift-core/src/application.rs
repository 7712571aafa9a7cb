//! The application exception: the answer of a server that cannot answer.

use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

/// Why a server answered with an application exception.
///
/// ```
/// use thrift::ApplicationKind;
///
/// assert_eq!(ApplicationKind::from_code(1), ApplicationKind::UnknownMethod);
/// assert_eq!(ApplicationKind::from_code(99), ApplicationKind::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "TApplicationExceptionType")]
#[non_exhaustive]
pub enum ApplicationKind {
    /// The server says no more than its message; also any code that is not listed here.
    Unknown,
    /// The service has no method of that name.
    UnknownMethod,
    /// The message is no call.
    InvalidMessageType,
    /// The reply names another method than the call.
    WrongMethodName,
    /// The reply belongs to no call in flight.
    BadSequenceId,
    /// The reply has neither a result nor an exception that the client knows.
    MissingResult,
    /// The handler failed in a way that the service does not declare.
    InternalError,
    /// The server could not read the arguments, or the client the result.
    ProtocolError,
    /// The server cannot undo a transform of the message.
    InvalidTransform,
    /// The server does not speak the protocol of the message.
    InvalidProtocol,
    /// The server does not serve this type of client.
    UnsupportedClientType,
}

impl ApplicationKind {
    /// Every kind, in the order of its code on the wire.
    const ALL: [Self; 11] = [
        Self::Unknown,
        Self::UnknownMethod,
        Self::InvalidMessageType,
        Self::WrongMethodName,
        Self::BadSequenceId,
        Self::MissingResult,
        Self::InternalError,
        Self::ProtocolError,
        Self::InvalidTransform,
        Self::InvalidProtocol,
        Self::UnsupportedClientType,
    ];

    /// The name in the specification, such as `UNKNOWN_METHOD`.
    ///
    /// ```
    /// assert_eq!(thrift::ApplicationKind::InternalError.name(), "INTERNAL_ERROR");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::UnknownMethod => "UNKNOWN_METHOD",
            Self::InvalidMessageType => "INVALID_MESSAGE_TYPE",
            Self::WrongMethodName => "WRONG_METHOD_NAME",
            Self::BadSequenceId => "BAD_SEQUENCE_ID",
            Self::MissingResult => "MISSING_RESULT",
            Self::InternalError => "INTERNAL_ERROR",
            Self::ProtocolError => "PROTOCOL_ERROR",
            Self::InvalidTransform => "INVALID_TRANSFORM",
            Self::InvalidProtocol => "INVALID_PROTOCOL",
            Self::UnsupportedClientType => "UNSUPPORTED_CLIENT_TYPE",
        }
    }

    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> i32 {
        self as i32
    }

    /// The kind of a number on the wire; a number without a kind is [`Unknown`](Self::Unknown).
    #[must_use]
    pub fn from_code(code: i32) -> Self {
        let index = usize::try_from(code).ok();
        index.and_then(|index| Self::ALL.get(index).copied()).unwrap_or(Self::Unknown)
    }
}

/// `struct { 1: string message, 2: i32 type }`, the body of an exception message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "TApplicationException")]
pub(crate) struct ApplicationException {
    pub(crate) message: String,
    pub(crate) kind: ApplicationKind,
}

impl ApplicationException {
    /// What the peer is told of an error: its own kind if it is an application exception,
    /// `INTERNAL_ERROR` otherwise.
    pub(crate) fn of(error: &Error) -> Self {
        let kind = match error.kind() {
            Kind::Application(kind) => kind,
            _ => ApplicationKind::InternalError,
        };
        Self { message: error.to_string(), kind }
    }
}

impl From<ApplicationException> for Error {
    fn from(exception: ApplicationException) -> Self {
        Error::application(exception.kind, exception.message)
    }
}

impl Encode for ApplicationException {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        let Some(mut fields) = out.struct_begin() else { return };
        self.message.encode_field(out, &mut fields, 1);
        self.kind.code().encode_field(out, &mut fields, 2);
        out.struct_end(fields);
    }
}

impl<'de> Decode<'de> for ApplicationException {
    const TTYPE: TType = TType::Struct;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let (mut message, mut code) = (None, None);
        let mut fields = input.struct_begin()?;
        while let Some((ttype, id)) = input.field(&mut fields)? {
            match id {
                1 => Decode::__optional_field(input, &mut fields, ttype, "message", &mut message)?,
                2 => Decode::__optional_field(input, &mut fields, ttype, "type", &mut code)?,
                _ => input.skip_field(&mut fields, ttype)?,
            }
        }
        input.struct_end(fields);
        let kind = ApplicationKind::from_code(code.unwrap_or(0));
        Ok(Self { message: message.unwrap_or_default(), kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_specification() {
        for (code, kind) in ApplicationKind::ALL.into_iter().enumerate() {
            assert_eq!(kind.code(), i32::try_from(code).unwrap());
            assert_eq!(ApplicationKind::from_code(kind.code()), kind);
        }
        assert_eq!(ApplicationKind::from_code(-1), ApplicationKind::Unknown);
    }

    #[test]
    fn the_body_is_message_then_type() {
        let exception =
            ApplicationException { message: "no".to_owned(), kind: ApplicationKind::UnknownMethod };
        let bytes = crate::binary::to_vec(&exception).unwrap();
        assert_eq!(bytes, [11, 0, 1, 0, 0, 0, 2, b'n', b'o', 8, 0, 2, 0, 0, 0, 1, 0]);
        assert_eq!(crate::binary::from_slice::<ApplicationException>(&bytes).unwrap(), exception);
    }

    #[test]
    fn other_errors_become_internal_errors() {
        let told = ApplicationException::of(&Error::truncated(1, 0).in_field("id"));
        assert_eq!(told.kind, ApplicationKind::InternalError);
        assert_eq!(told.message, "id: input ended: 1 byte wanted, 0 left");
    }
}
