//! How the field of a struct gets into its place.
//!
//! Nearly every writer has the fields in the order of their ids. So a struct asks for each of its
//! fields in that order first, by [`expected_field`]: the header is compared with one that is known
//! while the program is compiled. All others are read by [`field`], which is out of line: fields
//! in another order, unknown ones, and those of another type than the declared one.

use crate::error::{Error, Kind, Result};
use crate::protocol::Reader;
use crate::{Decode, TType};

/// Reads a field into its place if it is the next one; nothing is read otherwise.
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`.
#[inline]
pub fn expected_field<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    id: i16,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if !input.expected_field(fields, T::TTYPE, id) {
        return Ok(());
    }
    if const { is_scalar(T::TTYPE) } {
        match T::decode_field(input, fields) {
            Ok(value) => *place = Some(value),
            Err(error) => return Err(error.in_field(name)),
        }
        return Ok(());
    }
    large_field(input, fields, name, place)
}

/// Reads a field into its place; a field of another type than the declared one is skipped, as an
/// unknown field is.
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`.
#[cold]
#[inline(never)]
pub fn field<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    ttype: TType,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if ttype != T::TTYPE {
        return skip_field(input, fields, ttype, name);
    }
    large_field(input, fields, name, place)
}

/// Reads the value of a field that has the declared type into its place; one call, so that a struct
/// of many fields is not many times as long.
#[inline(never)]
fn large_field<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    name: &'static str,
    place: &mut Option<T>,
) -> Result<()> {
    if const { is_container(T::TTYPE) } {
        return match decode_container(input, fields, name)? {
            Some(value) => {
                *place = Some(value);
                Ok(())
            }
            None => skip_field(input, fields, T::TTYPE, name),
        };
    }
    match T::decode_field(input, fields) {
        Ok(value) => {
            *place = Some(value);
            Ok(())
        }
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
        return decode_container(input, fields, name);
    }
    match T::decode_field(input, fields) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(error.in_field(name)),
    }
}

#[inline]
fn decode_container<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    name: &'static str,
) -> Result<Option<T>> {
    let start = input.checkpoint();
    match T::decode_field(input, fields) {
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

/// Whether values of a type are a few bytes.
const fn is_scalar(ttype: TType) -> bool {
    !is_container(ttype) && !matches!(ttype, TType::String | TType::Struct)
}

/// Whether values of a type have elements, whose type is part of theirs.
const fn is_container(ttype: TType) -> bool {
    matches!(ttype, TType::List | TType::Set | TType::Map)
}
