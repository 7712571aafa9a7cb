//! How calls end.

use crate::application::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::protocol::{Codec, Reader};
use crate::service::Response;
use crate::{Decode, TType};

/// How a call ended.
///
/// ```
/// use thrift::observe::Outcome;
/// use thrift::{ApplicationKind, Kind};
///
/// assert_eq!(Outcome::Failed(Kind::Timeout).error_type(), Some("timeout"));
/// let unknown = Outcome::Exception(ApplicationKind::UnknownMethod);
/// assert_eq!(unknown.error_type(), Some("UNKNOWN_METHOD"));
/// assert_eq!(Outcome::DeclaredException.error_type(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was answered with a result, or is a oneway call that was sent or executed.
    Success,
    /// It was answered with an exception that its method declares.
    DeclaredException,
    /// It was answered with an application exception: the server could not do it.
    Exception(ApplicationKind),
    /// There is no answer, or none that fits.
    Failed(Kind),
    /// Its future was dropped before it was done: nobody waited for it any longer.
    Cancelled,
    /// Its handler panicked.
    Panicked,
}

impl Outcome {
    /// A word for what went wrong, out of few; `None` if nothing did.
    ///
    /// It is the `error.type` of OpenTelemetry: the name of an application exception in upper case,
    /// `cancelled`, `panicked`, or that of a [`Kind`] in lower case. An exception that a method
    /// declares is an answer like others, and no error.
    #[must_use]
    pub fn error_type(self) -> Option<&'static str> {
        match self {
            Self::Success | Self::DeclaredException => None,
            Self::Exception(kind) => Some(kind.name()),
            Self::Failed(kind) => Some(kind.name()),
            Self::Cancelled => Some("cancelled"),
            Self::Panicked => Some("panicked"),
        }
    }

    /// What the server answered, if it did and it is no result: the `rpc.response.status_code` of
    /// OpenTelemetry.
    #[must_use]
    pub fn status_code(self) -> Option<&'static str> {
        match self {
            Self::DeclaredException => Some("DECLARED_EXCEPTION"),
            Self::Exception(kind) | Self::Failed(Kind::Application(kind)) => Some(kind.name()),
            Self::Success | Self::Failed(_) | Self::Cancelled | Self::Panicked => None,
        }
    }

    /// The outcome of a call that was encoded in this codec.
    pub(crate) fn of(codec: Codec, result: &Result<Option<Response>>) -> Self {
        match result {
            Ok(None) => Self::Success,
            Ok(Some(response)) => Self::of_response(codec, response),
            Err(error) => Self::of_error(error),
        }
    }

    fn of_response(codec: Codec, response: &Response) -> Self {
        match response.application_kind(codec.protocol) {
            Ok(Some(kind)) => Self::Exception(kind),
            Ok(None) if is_exception(codec, response) => Self::DeclaredException,
            Ok(None) => Self::Success,
            Err(_) => Self::Exception(ApplicationKind::Unknown),
        }
    }

    fn of_error(error: &Error) -> Self {
        match error.kind() {
            Kind::Application(kind) => Self::Exception(kind),
            kind => Self::Failed(kind),
        }
    }
}

/// Whether a reply has an exception where the result would be: only its first field is looked at.
fn is_exception(codec: Codec, response: &Response) -> bool {
    match codec.decode_prefix::<FirstField>(response.payload().start()) {
        Ok((FirstField(first), _)) => first.is_some_and(|id| id != 0),
        // Whoever reads the reply will say what is wrong with it.
        Err(_) => false,
    }
}

/// The id of the first field of a struct, and nothing behind it.
struct FirstField(Option<i16>);

impl<'de> Decode<'de> for FirstField {
    const TTYPE: TType = TType::Struct;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let mut fields = input.struct_begin()?;
        Ok(Self(input.field(&mut fields)?.map(|(_, id)| id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Limits, Protocol, Writer};
    use crate::service::ResponseKind;
    use crate::{Encode, TType};

    /// A struct with one field.
    struct Field(i16);

    impl Encode for Field {
        const TTYPE: TType = TType::Struct;

        fn encode<W: Writer>(&self, out: &mut W) {
            let Some(mut fields) = out.struct_begin() else { return };
            if self.0 >= 0 {
                "value".encode_field(out, &mut fields, self.0);
            }
            out.struct_end(fields);
        }
    }

    fn outcome(codec: Codec, kind: ResponseKind, body: Vec<u8>) -> Outcome {
        Outcome::of(codec, &Ok(Some(Response::new(kind, body.into()))))
    }

    #[test]
    fn a_reply_is_a_result_or_a_declared_exception() {
        for protocol in Protocol::ALL {
            let codec = Codec::new(*protocol, Limits::NETWORK);
            for (field, expected) in [
                (-1, Outcome::Success),
                (0, Outcome::Success),
                (1, Outcome::DeclaredException),
                (700, Outcome::DeclaredException),
            ] {
                let body = codec.encode(&Field(field)).unwrap();
                assert_eq!(outcome(codec, ResponseKind::Reply, body), expected, "{protocol:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_to_its_reader() {
        let codec = Codec::default();
        assert_eq!(outcome(codec, ResponseKind::Reply, vec![1]), Outcome::Success);
        let unknown = Outcome::Exception(ApplicationKind::Unknown);
        assert_eq!(outcome(codec, ResponseKind::Exception, vec![1]), unknown);
    }

    #[test]
    fn an_application_exception_is_one_whoever_found_it() {
        let codec = Codec::default();
        let error = Error::application(ApplicationKind::UnknownMethod, "no");
        let expected = Outcome::Exception(ApplicationKind::UnknownMethod);
        let answered = Response::exception(codec, &error);
        assert_eq!(Outcome::of(codec, &Ok(Some(answered))), expected);
        assert_eq!(Outcome::of(codec, &Err(error)), expected);
        assert_eq!(expected.status_code(), Some("UNKNOWN_METHOD"));
    }

    #[test]
    fn no_answer_is_the_success_of_a_oneway_call() {
        assert_eq!(Outcome::of(Codec::default(), &Ok(None)), Outcome::Success);
        let closed = Outcome::of(Codec::default(), &Err(Error::new(Kind::Closed, "gone")));
        assert_eq!(closed, Outcome::Failed(Kind::Closed));
        assert_eq!((closed.error_type(), closed.status_code()), (Some("closed"), None));
    }
}
