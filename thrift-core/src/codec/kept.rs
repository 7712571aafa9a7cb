//! The unknown fields of a struct, kept and written again where they belong.

use core::slice::Iter;

use super::{UnknownField, decode_declared};
use crate::error::Result;
use crate::protocol::{Reader, Writer};
use crate::{Decode, TType};

/// Keeps the field whose header was just read.
///
/// # Errors
///
/// Fails when the input ends inside the field, or when it asks for more than the limits allow.
pub fn keep<'de, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    header: (TType, i16),
    kept: &mut Vec<UnknownField>,
) -> Result<()> {
    if kept.len() == kept.capacity() {
        // What a vector takes when it grows, while the old place is still there.
        let places = kept.len().saturating_mul(2).max(4);
        input.charge(places.saturating_mul(size_of::<UnknownField>()))?;
    }
    kept.push(UnknownField::decode(input, fields, header)?);
    Ok(())
}

/// Reads a field into its place, or keeps it if it has another type than the declared one: peers
/// of the same age as the writer still read it, although this program does not.
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`, or as [`keep`].
pub fn field_or_keep<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    header: (TType, i16),
    name: &'static str,
    place: &mut Option<T>,
    kept: &mut Vec<UnknownField>,
) -> Result<()> {
    match decode_declared(input, fields, header.0, name)? {
        Some(value) => {
            *place = Some(value);
            Ok(())
        }
        None => keep(input, fields, header, kept).map_err(|error| error.in_field(name)),
    }
}

/// The unknown fields that are still to be written.
///
/// Fields are written in the order of their ids, and so these are written among the known ones:
/// what came in that order goes out as it came.
#[derive(Debug)]
pub struct Kept<'a> {
    rest: Iter<'a, UnknownField>,
}

impl<'a> Kept<'a> {
    /// All of them.
    #[must_use]
    pub fn new(kept: &'a [UnknownField]) -> Self {
        Self { rest: kept.iter() }
    }

    /// Writes those that come before a field.
    pub fn encode_before<W: Writer>(&mut self, id: i16, out: &mut W, fields: &mut W::Fields) {
        while let Some(field) = self.rest.as_slice().first()
            && field.id() < id
        {
            field.encode(out, fields);
            self.rest.next();
        }
    }

    /// Writes all that are left.
    pub fn encode_rest<W: Writer>(self, out: &mut W, fields: &mut W::Fields) {
        for field in self.rest {
            field.encode(out, fields);
        }
    }
}
