//! How the field of a struct gets into its place.
//!
//! Nearly every writer has the fields in the order of their ids. So a struct asks for each of its
//! fields in that order first, by [`Decode::__expected_field`]: the header is compared with one that
//! is known while the program is compiled. All others are read by [`Decode::__field`], which is out of
//! line: fields in another order, unknown ones, and those of another type than the declared one.

use super::fill::is_filled;
use crate::error::{Error, Kind, Result};
use crate::protocol::Reader;
use crate::{Decode, TType};

/// See [`Decode::__expected_field`].
#[inline]
pub(super) fn expected_field<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    (id, bit): (i16, u64),
    name: &'static str,
    place: &mut T,
) -> Result<u64> {
    if input.expected_field(fields, T::TTYPE, id) {
        declared(input, fields, bit, name, place)
    } else {
        Ok(0)
    }
}

/// See [`Decode::__expected_optional`].
#[inline]
pub(super) fn expected_optional<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    id: i16,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if input.expected_field(fields, T::TTYPE, id) {
        declared_optional(input, fields, name, place)
    } else {
        Ok(())
    }
}

/// See [`Decode::__field`].
pub(super) fn any_field<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    (ttype, bit): (TType, u64),
    name: &'static str,
    place: &mut T,
) -> Result<u64> {
    if ttype != T::TTYPE {
        return skip_field(input, fields, ttype, name).map(|()| 0);
    }
    // Where the field was before, nothing of it stays.
    if const { is_filled::<T>() } {
        *place = T::__blank();
    }
    declared(input, fields, bit, name, place)
}

/// See [`Decode::__optional_field`].
pub(super) fn any_optional<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    ttype: TType,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if ttype == T::TTYPE {
        declared_optional(input, fields, name, place)
    } else {
        skip_field(input, fields, ttype, name)
    }
}

/// Reads the value of a field that has the declared type into its place.
#[inline]
fn declared<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    bit: u64,
    name: &'static str,
    place: &mut T,
) -> Result<u64> {
    if const { is_scalar(T::TTYPE) } {
        return match T::decode_field(input, fields) {
            Ok(value) => {
                *place = value;
                Ok(bit)
            }
            Err(error) => Err(error.in_field(name)),
        };
    }
    large_field(input, bit, name, place)
}

/// As [`declared`].
#[inline]
fn declared_optional<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if const { is_scalar(T::TTYPE) } {
        return match T::decode_field(input, fields) {
            Ok(value) => {
                *place = Some(value);
                Ok(())
            }
            Err(error) => Err(error.in_field(name)),
        };
    }
    large_optional(input, name, place)
}

/// The value of a field; `None` if it has another type than the declared one, and so was skipped.
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`.
#[cfg(feature = "service")]
#[inline]
pub(crate) fn field_value<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    ttype: TType,
    name: &'static str,
) -> Result<Option<T>> {
    let value = decode_declared(input, fields, ttype, name)?;
    if value.is_none() {
        skip_field(input, fields, ttype, name)?;
    }
    Ok(value)
}

/// Reads a value that is not a few bytes into its place; one call, so that a struct of many fields is
/// not many times as long. What the header said of the value is its type alone.
#[inline(never)]
fn large_field<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    bit: u64,
    name: &'static str,
    place: &mut T,
) -> Result<u64> {
    if const { is_container(T::TTYPE) } {
        return match decode_container(input, name)? {
            Some(value) => {
                *place = value;
                Ok(bit)
            }
            None => skip_large(input, T::TTYPE, name).map(|()| 0),
        };
    }
    let read = if const { is_filled::<T>() } {
        T::__fill(place, input)
    } else {
        T::decode(input).map(|value| *place = value)
    };
    match read {
        Ok(()) => Ok(bit),
        Err(error) => Err(error.in_field(name)),
    }
}

/// As [`large_field`].
#[inline(never)]
fn large_optional<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if const { is_container(T::TTYPE) } {
        return match decode_container(input, name)? {
            Some(value) => {
                *place = Some(value);
                Ok(())
            }
            None => skip_large(input, T::TTYPE, name),
        };
    }
    let read = if const { is_filled::<T>() } {
        T::__fill(place.insert(T::__blank()), input)
    } else {
        T::decode(input).map(|value| *place = Some(value))
    };
    match read {
        Ok(()) => Ok(()),
        Err(error) => Err(error.in_field(name)),
    }
}

/// Reads the value of a field that has the declared type; `None`, with nothing read, otherwise.
///
/// The type of a container is that of its elements too.
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`.
#[inline]
pub fn decode_declared<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    ttype: TType,
    name: &'static str,
) -> Result<Option<T>> {
    if ttype != T::TTYPE {
        return Ok(None);
    }
    if const { is_container(T::TTYPE) } {
        return decode_container(input, name);
    }
    match T::decode_field(input, fields) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(error.in_field(name)),
    }
}

#[inline]
fn decode_container<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    name: &'static str,
) -> Result<Option<T>> {
    let start = input.checkpoint();
    match T::decode(input) {
        Ok(value) => Ok(Some(value)),
        Err(error) => refused(input, start, name, error).map(|()| None),
    }
}

/// Returns to the start of a field whose elements have another type than the declared one.
#[cold]
fn refused<'de, R: Reader<'de>>(
    input: &mut R,
    start: R::Checkpoint,
    name: &'static str,
    error: Error,
) -> Result<()> {
    if error.kind() == Kind::ElementType {
        input.rewind(start);
        return Ok(());
    }
    Err(error.in_field(name))
}

/// Skips a field of another type than the declared one.
#[cold]
#[inline(never)]
fn skip_field<'de, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    ttype: TType,
    name: &'static str,
) -> Result<()> {
    input.skip_field(fields, ttype).map_err(|error| error.in_field(name))
}

/// Skips a value of other elements than the declared ones.
#[cold]
#[inline(never)]
fn skip_large<'de, R: Reader<'de>>(input: &mut R, ttype: TType, name: &'static str) -> Result<()> {
    input.skip(ttype).map_err(|error| error.in_field(name))
}

/// Whether values of a type are a few bytes.
const fn is_scalar(ttype: TType) -> bool {
    !is_container(ttype) && !matches!(ttype, TType::String | TType::Struct)
}

/// Whether values of a type have elements, whose type is part of theirs.
const fn is_container(ttype: TType) -> bool {
    matches!(ttype, TType::List | TType::Set | TType::Map)
}
