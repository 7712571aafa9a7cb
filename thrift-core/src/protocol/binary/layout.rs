//! Where Binary has the lengths of its values.

use super::{STOP, fixed};
use crate::TType;
use crate::error::Result;
use crate::protocol::allowance::{invalid, no_type};
use crate::protocol::walk::{Header, Layout, Part};

/// The layout of Binary.
#[derive(Debug)]
pub(crate) enum Binary {}

impl Layout for Binary {
    #[inline]
    fn fixed(ttype: TType) -> Option<usize> {
        fixed(ttype)
    }

    #[inline]
    fn field(rest: &[u8]) -> Result<Part<Header>> {
        match rest.first() {
            None => Ok(Part::Wants(1)),
            Some(&STOP) => Ok(Part::Takes(1, Header::Stop)),
            Some(&byte) => match TType::from_byte(byte) {
                Some(ttype) => Ok(Part::Takes(3, Header::Field(ttype))),
                None => Err(no_type(byte)),
            },
        }
    }

    #[inline]
    fn leaf(ttype: TType, rest: &[u8]) -> Result<Part<Option<usize>>> {
        if let Some(size) = fixed(ttype) {
            return Ok(Part::Takes(size, None));
        }
        let Some(length) = word(rest) else { return Ok(Part::Wants(4)) };
        match usize::try_from(length) {
            Ok(length) => Ok(Part::Takes(4 + length, Some(length))),
            Err(_) => Err(negative_length(length)),
        }
    }

    #[inline]
    fn elements(rest: &[u8]) -> Result<Part<(TType, usize)>> {
        let Some((&[element], rest)) = rest.split_first_chunk() else { return Ok(Part::Wants(5)) };
        let Some(count) = word(rest) else { return Ok(Part::Wants(5)) };
        let left = count_of(count)?;
        Ok(Part::Takes(5, (element_type(element, left)?, left)))
    }

    #[inline]
    fn pairs(rest: &[u8]) -> Result<Part<(TType, TType, usize)>> {
        let Some((&[key, value], rest)) = rest.split_first_chunk() else {
            return Ok(Part::Wants(6));
        };
        let Some(count) = word(rest) else { return Ok(Part::Wants(6)) };
        let left = count_of(count)?;
        Ok(Part::Takes(6, (element_type(key, left)?, element_type(value, left)?, left)))
    }

    #[cfg(any(feature = "blocking", feature = "net"))]
    fn envelope(input: &[u8], limits: &crate::Limits) -> Result<Option<usize>> {
        super::envelope::length(input, limits)
    }
}

fn word(rest: &[u8]) -> Option<i32> {
    rest.first_chunk().copied().map(i32::from_be_bytes)
}

/// An empty container may say anything of its elements, and some writers do.
fn element_type(byte: u8, count: usize) -> Result<TType> {
    match TType::from_byte(byte) {
        Some(ttype) => Ok(ttype),
        None if count == 0 => Ok(TType::Bool),
        None => Err(no_type(byte)),
    }
}

/// A number of elements as Binary has it.
#[inline]
pub(super) fn count_of(count: i32) -> Result<usize> {
    usize::try_from(count).map_err(|_| invalid(format!("element count {count} is negative")))
}

#[cold]
pub(super) fn negative_length(length: i32) -> crate::Error {
    invalid(format!("string length {length} is negative"))
}
