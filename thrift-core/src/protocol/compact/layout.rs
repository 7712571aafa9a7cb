//! Where Compact has the lengths of its values.

use super::varint::{self, LONGEST_32, LONGEST_64};
use super::{STOP, fixed, ttype};
use crate::TType;
use crate::error::Result;
use crate::protocol::allowance::no_type;
use crate::protocol::walk::{Header, Layout, Part};

/// The layout of Compact.
#[derive(Debug)]
pub(crate) enum Compact {}

impl Layout for Compact {
    #[inline]
    fn fixed(ttype: TType) -> Option<usize> {
        fixed(ttype)
    }

    #[inline]
    fn field(rest: &[u8]) -> Result<Part<Header>> {
        let Some((&byte, after)) = rest.split_first() else { return Ok(Part::Wants(1)) };
        if byte == STOP {
            return Ok(Part::Takes(1, Header::Stop));
        }
        let header = match ttype(byte) {
            Some(TType::Bool) => Header::Whole,
            Some(ttype) => Header::Field(ttype),
            None => return Err(no_type(byte & 0x0f)),
        };
        if byte >> 4 != 0 {
            return Ok(Part::Takes(1, header));
        }
        Ok(match varint::length(after, LONGEST_32)? {
            Some(length) => Part::Takes(1 + length, header),
            None => Part::Wants(rest.len() + 1),
        })
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured: a call for each field costs a third")]
    fn leaf(ttype: TType, rest: &[u8]) -> Result<Part<Option<usize>>> {
        match (ttype, rest.first()) {
            (TType::Bool | TType::I8, _) => Ok(Part::Takes(1, None)),
            (TType::Double, _) => Ok(Part::Takes(8, None)),
            (TType::Uuid, _) => Ok(Part::Takes(16, None)),
            (TType::String, Some(&byte)) if byte < 0x80 => {
                let length = usize::from(byte);
                Ok(Part::Takes(1 + length, Some(length)))
            }
            (TType::String, _) => long_string(rest),
            (_, Some(&byte)) if byte < 0x80 => Ok(Part::Takes(1, None)),
            (ttype, _) => {
                let longest = if ttype == TType::I64 { LONGEST_64 } else { LONGEST_32 };
                match varint::whole_length(rest, longest) {
                    Some(length) => Ok(Part::Takes(length.get(), None)),
                    None => cut_number(rest, longest),
                }
            }
        }
    }

    #[inline]
    fn elements(rest: &[u8]) -> Result<Part<(TType, usize)>> {
        let Some((&byte, mut after)) = rest.split_first() else { return Ok(Part::Wants(1)) };
        let mut length = 1;
        let mut count = usize::from(byte >> 4);
        if count == usize::from(super::SHORT) {
            let Some(more) = varint::length(after, LONGEST_32)? else {
                return Ok(Part::Wants(rest.len() + 1));
            };
            length += more;
            count = super::reader::size(&mut after, "element count")?;
        }
        Ok(Part::Takes(length, (element_type(byte, count)?, count)))
    }

    #[inline]
    fn pairs(mut rest: &[u8]) -> Result<Part<(TType, TType, usize)>> {
        let Some(length) = varint::length(rest, LONGEST_32)? else {
            return Ok(Part::Wants(rest.len() + 1));
        };
        let count = super::reader::size(&mut rest, "element count")?;
        if count == 0 {
            return Ok(Part::Takes(length, (TType::Bool, TType::Bool, 0)));
        }
        let Some(types) = rest.first() else { return Ok(Part::Wants(length + 1)) };
        let (key, value) = (element_type(types >> 4, count)?, element_type(*types, count)?);
        Ok(Part::Takes(length + 1, (key, value, count)))
    }

    #[cfg(feature = "net")]
    fn envelope(input: &[u8], limits: &crate::Limits) -> Result<Option<usize>> {
        super::envelope::length(input, limits)
    }
}

/// A number that is not all there, or has no end.
#[cold]
fn cut_number(rest: &[u8], longest: usize) -> Result<Part<Option<usize>>> {
    varint::length(rest, longest).map(|length| match length {
        Some(length) => Part::Takes(length, None),
        None => Part::Wants(rest.len() + 1),
    })
}

#[inline(never)]
fn long_string(rest: &[u8]) -> Result<Part<Option<usize>>> {
    let Some(length) = varint::length(rest, LONGEST_32)? else {
        return Ok(Part::Wants(rest.len() + 1));
    };
    let size = super::reader::size(&mut &rest[..length], "string length")?;
    Ok(Part::Takes(length.saturating_add(size), Some(size)))
}

/// An empty container may say anything of its elements.
fn element_type(byte: u8, count: usize) -> Result<TType> {
    match ttype(byte) {
        Some(ttype) => Ok(ttype),
        None if count == 0 => Ok(TType::Bool),
        None => Err(no_type(byte & 0x0f)),
    }
}
