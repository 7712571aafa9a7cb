//! The application exception as it is on the wire.

use super::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

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
