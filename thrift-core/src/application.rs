//! The application exception: the answer of a server that cannot answer.

#[cfg(feature = "service")]
mod exception;

#[cfg(feature = "service")]
pub(crate) use self::exception::ApplicationException;

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
}
