//! Where Compact has the lengths of its values.

use super::varint::{self, LONGEST_32, LONGEST_64};
use super::{STOP, fixed, nibble, ttype};
use crate::TType;
use crate::error::Result;
use crate::protocol::allowance::{Bounds, no_type};
use crate::protocol::walk::{Header, Layout, Part};

/// The least header of a field that has a step in it, and no id of its own behind it.
const SHORTEST_STEP: u8 = 0x10;

/// The layout of Compact.
#[derive(Debug)]
pub(crate) enum Compact {}

impl Layout for Compact {
    #[inline]
    fn fixed(ttype: TType) -> Option<usize> {
        fixed(ttype)
    }

    #[inline]
    fn plain_fields<'a>(mut rest: &'a [u8], bounds: &Bounds) -> &'a [u8] {
        while let Some((&byte, value)) = rest.split_first()
            && byte >= SHORTEST_STEP
            && let Some(after) = after_plain(ENDS[usize::from(byte & 0x0f)], value, bounds)
        {
            rest = after;
        }
        rest
    }

    #[inline]
    fn plain_items<'a>(
        ttype: TType,
        left: &mut usize,
        mut rest: &'a [u8],
        bounds: &Bounds,
    ) -> &'a [u8] {
        let end = ENDS[usize::from(nibble(ttype))];
        while *left > 0
            && let Some(after) = after_plain(end, rest, bounds)
        {
            rest = after;
            *left -= 1;
        }
        rest
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

    #[cfg(any(feature = "blocking", feature = "net"))]
    fn envelope(input: &[u8], limits: &crate::Limits) -> Result<Option<usize>> {
        super::envelope::length(input, limits)
    }
}

/// What follows a value that has such an end; `None` if that takes a closer look.
///
/// Questions instead of a table of places to go: a processor guesses their answers better.
#[inline(always)]
#[expect(clippy::inline_always, reason = "measured: a call for each field costs a third")]
fn after_plain<'a>(end: u8, value: &'a [u8], bounds: &Bounds) -> Option<&'a [u8]> {
    if end <= LARGEST {
        return value.get(end.into()..);
    }
    if end == TEXT {
        let (&length, text) = value.split_first()?;
        let plain = length < 0x80 && bounds.allows_string(length.into());
        return text.get(plain.then_some(length.into())?..);
    }
    if end == CONTAINER {
        return None;
    }
    if let Some((0..0x80, after)) = value.split_first() {
        return Some(after);
    }
    let longest = if end == NUMBER_64 { LONGEST_64 } else { LONGEST_32 };
    value.get(varint::whole_length(value, longest)?.get()..)
}

/// The most bytes of a value that always has the same number of them.
const LARGEST: u8 = 16;

/// Where values end, by the number of their type in the header of a field: after so many bytes, or
/// one of these.
const ENDS: [u8; 16] = {
    let mut ends = [CONTAINER; 16];
    let mut number = 0;
    while number < 16 {
        ends[number as usize] = match ttype(number) {
            // The header has its value.
            Some(TType::Bool) => 0,
            Some(TType::I8) => 1,
            Some(TType::Double) => 8,
            Some(TType::Uuid) => LARGEST,
            Some(TType::I16 | TType::I32) => NUMBER_32,
            Some(TType::I64) => NUMBER_64,
            Some(TType::String) => TEXT,
            _ => CONTAINER,
        };
        number += 1;
    }
    ends
};

/// After a text whose length comes first.
const TEXT: u8 = 0x20;

/// After the parts of a container, or nowhere.
const CONTAINER: u8 = 0x30;

/// After a number of up to 32 bits.
const NUMBER_32: u8 = 0x40;

/// After a number of up to 64 bits.
const NUMBER_64: u8 = 0x41;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Limits;
    use crate::protocol::walk;

    /// Compact without what is quicker.
    enum Slow {}

    impl Layout for Slow {
        fn fixed(ttype: TType) -> Option<usize> {
            Compact::fixed(ttype)
        }

        fn field(rest: &[u8]) -> Result<Part<Header>> {
            Compact::field(rest)
        }

        fn leaf(ttype: TType, rest: &[u8]) -> Result<Part<Option<usize>>> {
            Compact::leaf(ttype, rest)
        }

        fn elements(rest: &[u8]) -> Result<Part<(TType, usize)>> {
            Compact::elements(rest)
        }

        fn pairs(rest: &[u8]) -> Result<Part<(TType, TType, usize)>> {
            Compact::pairs(rest)
        }

        #[cfg(any(feature = "blocking", feature = "net"))]
        fn envelope(input: &[u8], limits: &Limits) -> Result<Option<usize>> {
            Compact::envelope(input, limits)
        }
    }

    fn skip<L: Layout>(bytes: &[u8]) -> Result<usize, String> {
        let limits = Limits::DEFAULT.with_string(5).with_container(3).with_depth(3);
        let skipped = walk::skip::<L>(TType::Struct, bytes, Bounds::of(&limits));
        skipped.map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_quick_finds_the_same_ends_and_mistakes() {
        // Every type as a field and as an element, with numbers of several lengths.
        let message = b"\x11\x12\x13\x07\x14\x80\x01\x15\xff\xff\xff\xff\x0f\x15\x09\
            \x16\x81\x82\x83\x84\x85\x86\x87\x88\x89\x01\x16\x81\x82\x83\x04\x17ABCDEFGH\
            \x18\x05hello\x18\0\x08\xd0\x0f\x04numb\x19\x28\x01a\x02bc\x19\x35\x80\x01\x02\xff\xff\x03\
            \x1a\x26\x02\x80\x80\x80\x80\x80\x80\x80\x01\x1b\x01\x88\x01k\x01v\x1c\x13\x01\0\
            \x19\x1c\x15\x02\0\x1dABCDEFGHIJKLMNOP\x19\x23\x01\x02\x19\x24\x02\x80\x02\0";
        let mut bytes = message.to_vec();
        assert_eq!(skip::<Slow>(&bytes), Ok(bytes.len()));
        for at in 0..bytes.len() {
            assert_eq!(skip::<Compact>(&bytes[..at]), skip::<Slow>(&bytes[..at]), "{at}");
            for with in 0..=u8::MAX {
                bytes[at] = with;
                assert_eq!(skip::<Compact>(&bytes), skip::<Slow>(&bytes), "{with:#x} at {at}");
            }
            bytes[at] = message[at];
        }
    }
}
