//! The result of a method, as a struct.

use super::{MethodError, ReturnValue};
use crate::application::ApplicationKind;
use crate::error::{Error, Result};
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

/// The id of the returned value in a result.
pub(super) const SUCCESS: i16 = 0;

/// The result struct of a method: the returned value as field 0, or one declared exception.
pub(super) struct Outcome<'a, T, E>(pub(super) &'a Result<T, E>);

impl<T: ReturnValue, E: MethodError> Encode for Outcome<'_, T, E> {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        let Some(mut fields) = out.struct_begin() else { return };
        match self.0 {
            Ok(value) => value.encode_success(out, &mut fields),
            Err(error) => error.encode_exception(out, &mut fields),
        }
        out.struct_end(fields);
    }
}

/// The same, as it is read.
pub(super) struct Received<T, E>(pub(super) Result<T, E>);

impl<'de, T: ReturnValue, E: MethodError> Decode<'de> for Received<T, E> {
    const TTYPE: TType = TType::Struct;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let mut found = None;
        let mut unknown = None;
        let mut fields = input.struct_begin()?;
        while let Some((ttype, id)) = input.field(&mut fields)? {
            if id == SUCCESS {
                found = T::decode_success(input, &mut fields, ttype)?.map(Ok).or(found);
            } else if let Some(error) = E::decode_exception(input, &mut fields, (ttype, id))? {
                found = Some(Err(error));
            } else {
                unknown = Some(id);
                input.skip_field(&mut fields, ttype)?;
            }
        }
        input.struct_end(fields);
        match found.or_else(|| if unknown.is_none() { T::absent().map(Ok) } else { None }) {
            Some(result) => Ok(Self(result)),
            None => Err(missing_result(unknown)),
        }
    }
}

#[cold]
pub(super) fn missing_result(unknown: Option<i16>) -> Error {
    let message = match unknown {
        Some(id) => format!("the result has only field {id}, which is not declared"),
        None => "the result is empty".to_owned(),
    };
    Error::application(ApplicationKind::MissingResult, message)
}
