//! Integers of as many bytes as they need: seven bits a byte, the lowest first, and the highest
//! bit set in all bytes but the last.

use core::num::NonZeroUsize;

use crate::error::{Error, Result};
use crate::protocol::allowance::invalid;
use crate::protocol::sink::put_word;

/// The most bytes of a number of 32 bits.
pub(super) const LONGEST_32: usize = 5;

/// The most bytes of a number of 64 bits.
pub(super) const LONGEST_64: usize = 10;

/// The seven bits of a byte that are the number's, in each of eight bytes.
const BITS: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// The bit of a byte that says whether there are more, in each of eight bytes.
const MORE: u64 = 0x8080_8080_8080_8080;

/// The bits of a number whose bytes all fit into a word.
pub(super) const WORD: u32 = 56;

/// A number of up to [`WORD`] bits, as the word and the count of its bytes: no branch depends on
/// the number.
#[inline]
pub(super) const fn word(value: u64) -> (u64, usize) {
    // Pairs of 28 bits, of 14, of 7.
    let spread = value & 0x0fff_ffff | (value << 4) & 0x0fff_ffff_0000_0000;
    let spread = spread & 0x0000_3fff_0000_3fff | (spread << 2) & 0x3fff_0000_3fff_0000;
    let spread = spread & 0x007f_007f_007f_007f | (spread << 1) & 0x7f00_7f00_7f00_7f00;
    let last = (value | 1).ilog2() / 7;
    let more = MORE & ((1 << (8 * last)) - 1);
    (spread | more, last as usize + 1)
}

/// Appends a number of up to 32 bits.
#[inline]
pub(crate) fn write_32(out: &mut Vec<u8>, value: u32) {
    write_64(out, value.into());
}

/// Appends a number of up to 64 bits, most likely one of few: where the next byte goes is known then
/// without waiting for the number.
#[inline]
pub(super) fn write_64(out: &mut Vec<u8>, value: u64) {
    if value < 0x80 {
        out.push(low(value));
    } else {
        write_any(out, value);
    }
}

/// Appends a number of up to 64 bits, any of them as likely as all others.
#[inline]
pub(super) fn write_any(out: &mut Vec<u8>, value: u64) {
    if value >> WORD == 0 {
        let (word, length) = word(value);
        put_word(out, word, length);
    } else {
        write_long(out, value);
    }
}

/// The lowest seven bits.
#[inline]
pub(super) const fn low(value: u64) -> u8 {
    (value & 0x7f) as u8
}

/// Appends a number of more than [`WORD`] bits.
#[inline(never)]
fn write_long(out: &mut Vec<u8>, value: u64) {
    let (word, _) = word(value & ((1 << WORD) - 1));
    let high = value >> WORD;
    let end = out.len() + LONGEST_64 - usize::from(high < 0x80);
    let mut bytes = [0; LONGEST_64];
    bytes[..8].copy_from_slice(&(word | MORE).to_le_bytes());
    bytes[8] = low(high) | u8::from(high >= 0x80) << 7;
    bytes[9] = low(high >> 7);
    out.extend_from_slice(&bytes);
    out.truncate(end);
}

/// Takes a number of up to 32 bits from the front of `rest`.
#[inline]
pub(crate) fn read_32(rest: &mut &[u8]) -> Result<u32> {
    match rest.split_first() {
        Some((&byte, after)) if byte < 0x80 => {
            *rest = after;
            Ok(byte.into())
        }
        _ => match read_long_32(rest) {
            Ok(number) => u32::try_from(number).map_err(|_| too_large(32)),
            Err(error) => Err(error),
        },
    }
}

/// Takes a number of up to 64 bits from the front of `rest`.
#[inline]
pub(super) fn read_64(rest: &mut &[u8]) -> Result<u64> {
    match rest.split_first() {
        Some((&byte, after)) if byte < 0x80 => {
            *rest = after;
            Ok(byte.into())
        }
        _ => read_long_64(rest),
    }
}

/// A number of more than a byte, and of at most 32 bits: as 64, which comes back in a register.
///
/// Byte by byte: fields have numbers of much the same length again and again, and a processor that
/// guesses the length goes on before it knows the number.
#[inline(never)]
fn read_long_32(rest: &mut &[u8]) -> Result<u64> {
    let start = *rest;
    if let Some(head) = start.first_chunk::<LONGEST_32>() {
        let mut number = 0;
        for (index, byte) in head.iter().enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * index);
            if *byte < 0x80 && number >> 32 == 0 {
                *rest = &start[index + 1..];
                return Ok(number);
            }
        }
    }
    let number = read_slow::<LONGEST_32>(rest)?;
    if u32::try_from(number).is_ok() {
        return Ok(number);
    }
    *rest = start;
    Err(too_large(32))
}

/// A number of more than a byte.
#[inline(never)]
fn read_long_64(rest: &mut &[u8]) -> Result<u64> {
    let Some((head, after)) = rest.split_first_chunk() else {
        return read_slow::<LONGEST_64>(rest);
    };
    let (low, length) = in_word(u64::from_le_bytes(*head));
    if length <= 8 {
        *rest = &rest[length..];
        return Ok(low);
    }
    let (high, length) = match *after {
        [high, ..] if high < 0x80 => (u64::from(high), 1),
        [high, highest @ 0..=1, ..] => (u64::from(high & 0x7f) | u64::from(highest) << 7, 2),
        _ => return read_slow::<LONGEST_64>(rest),
    };
    *rest = &after[length..];
    Ok(low | high << WORD)
}

/// The number at the start of a word, and the count of its bytes: more than eight if it goes on, and
/// then its lowest bits.
#[inline]
const fn in_word(word: u64) -> (u64, usize) {
    let ends = !word & MORE;
    // Zero if no byte ends the number, and then all bits are its own.
    let own = (ends ^ ends.wrapping_sub(1)) & BITS & word;
    let pairs = own & 0x007f_007f_007f_007f | (own & 0x7f00_7f00_7f00_7f00) >> 1;
    let pairs = pairs & 0x0000_3fff_0000_3fff | (pairs & 0x3fff_0000_3fff_0000) >> 2;
    let value = pairs & 0x0fff_ffff | (pairs & 0x0fff_ffff_0000_0000) >> 4;
    (value, ends.trailing_zeros() as usize / 8 + 1)
}

/// Takes a number of at most `N` bytes, byte by byte: at the end of the input, and where it is not
/// one.
#[cold]
fn read_slow<const N: usize>(rest: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for (index, &byte) in rest.iter().take(N).enumerate() {
        let bits = u64::from(byte & 0x7f);
        let shifted = bits << (7 * index);
        if shifted >> (7 * index) != bits {
            return Err(too_large(64));
        }
        value |= shifted;
        if byte < 0x80 {
            *rest = &rest[index + 1..];
            return Ok(value);
        }
    }
    match rest.len() {
        length if length < N => Err(Error::truncated(length + 1, length)),
        _ => Err(no_end(N)),
    }
}

/// The length of the number at the start of `rest`, which has at most `longest` bytes; `None` while
/// it is not all there.
#[inline]
pub(super) fn length(rest: &[u8], longest: usize) -> Result<Option<usize>> {
    match rest.first() {
        Some(byte) if *byte < 0x80 => Ok(Some(1)),
        _ => long_length(rest, longest),
    }
}

#[inline(never)]
fn long_length(rest: &[u8], longest: usize) -> Result<Option<usize>> {
    match whole_length(rest, longest) {
        Some(length) => Ok(Some(length.get())),
        None if rest.len() < longest => Ok(None),
        None => Err(no_end(longest)),
    }
}

/// The length of a number that is all there and has an end; it comes back in a register.
#[inline]
pub(super) fn whole_length(rest: &[u8], longest: usize) -> Option<NonZeroUsize> {
    if let Some(head) = rest.first_chunk::<8>() {
        // Lengths that a processor guesses need not be known before the next field.
        for length in 2..=4 {
            if head[length - 1] < 0x80 {
                return NonZeroUsize::new(length);
            }
        }
        let ends = !u64::from_le_bytes(*head) & MORE;
        let length = ends.trailing_zeros() as usize / 8 + 1;
        if length <= longest.min(8) {
            return NonZeroUsize::new(length);
        }
        if let Some([.., high, highest]) = rest.first_chunk::<LONGEST_64>()
            && longest == LONGEST_64
        {
            return match (high, highest) {
                (0..0x80, _) => NonZeroUsize::new(9),
                (_, 0..0x80) => NonZeroUsize::new(10),
                _ => None,
            };
        }
    }
    slow_length(rest, longest)
}

#[inline(never)]
fn slow_length(rest: &[u8], longest: usize) -> Option<NonZeroUsize> {
    let rest = rest.get(..longest).unwrap_or(rest);
    let last = rest.iter().position(|byte| *byte < 0x80)?;
    NonZeroUsize::new(last + 1)
}

#[cold]
fn no_end(longest: usize) -> Error {
    invalid(format!("the number has no end within {longest} bytes"))
}

#[cold]
fn too_large(bits: u32) -> Error {
    invalid(format!("the number has more than {bits} bits"))
}

/// Numbers near zero, of either sign, as small numbers without one.
#[inline]
pub(super) const fn zigzag_32(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)).cast_unsigned()
}

/// As [`zigzag_32`].
#[inline]
pub(super) const fn zigzag_64(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// The reverse of [`zigzag_32`].
#[inline]
pub(super) const fn unzigzag_32(value: u32) -> i32 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

/// The reverse of [`zigzag_64`].
#[inline]
pub(super) const fn unzigzag_64(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out);
        out
    }

    /// Every number of few bits, every power of two and its neighbours.
    fn numbers() -> impl Iterator<Item = u64> {
        let powers = (0..64).map(|bit| 1_u64 << bit);
        let near = powers.flat_map(|power| [power - 1, power, power + 1, !power]);
        near.chain(0..1000).chain([u64::MAX, u64::from(u32::MAX)])
    }

    /// The specification, read as it is written.
    fn slow(mut value: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        loop {
            let byte = u8::try_from(value % 128).unwrap();
            value /= 128;
            if value == 0 {
                bytes.push(byte);
                return bytes;
            }
            bytes.push(byte + 128);
        }
    }

    #[test]
    fn fast_is_slow() {
        for value in numbers() {
            let out = written(|out| write_64(out, value));
            assert_eq!(out, slow(value));
            let mut rest = &[&out[..], &[7]].concat()[..];
            assert_eq!(read_64(&mut rest).unwrap(), value);
            assert_eq!(rest, [7]);
            assert_eq!(length(&out, LONGEST_64).unwrap(), Some(out.len()));

            let Ok(value) = u32::try_from(value) else { continue };
            assert_eq!(written(|out| write_32(out, value)), out);
            assert_eq!(read_32(&mut &out[..]).unwrap(), value);
        }
    }

    #[test]
    fn zigzag_has_a_reverse() {
        for value in [0, -1, 1, -2, i32::MAX, i32::MIN] {
            assert_eq!(unzigzag_32(zigzag_32(value)), value);
        }
        for value in [0, -1, 1, -2, i64::MAX, i64::MIN] {
            assert_eq!(unzigzag_64(zigzag_64(value)), value);
        }
        assert_eq!([0, -1, 1, -2, i32::MIN].map(zigzag_32), [0, 1, 2, 3, u32::MAX]);
    }

    #[test]
    fn every_prefix_is_truncated() {
        for value in numbers() {
            let bytes = slow(value);
            for end in 0..bytes.len() {
                let error = read_64(&mut &bytes[..end]).unwrap_err();
                assert_eq!(error.kind(), Kind::Truncated { wanted: end + 1, left: end });
                assert_eq!(length(&bytes[..end], LONGEST_64).unwrap(), None);
            }
        }
    }

    #[test]
    fn a_number_may_be_longer_than_it_need_be() {
        assert_eq!(read_32(&mut &[0x81, 0x80, 0x80, 0x80, 0][..]).unwrap(), 1);
    }

    #[test]
    fn numbers_without_end_or_with_too_many_bits_are_refused() {
        for (bytes, text) in [
            (&[0xff; 20][..], "the number has no end within 5 bytes"),
            (&[0x80; 5], "the number has no end within 5 bytes"),
            (&[0xff, 0xff, 0xff, 0xff, 0x10], "the number has more than 32 bits"),
        ] {
            assert_eq!(read_32(&mut &bytes[..]).unwrap_err().to_string(), text);
        }
        let mut bytes = [0xff; 11];
        let error = read_64(&mut &bytes[..]).unwrap_err();
        assert_eq!(error.to_string(), "the number has more than 64 bits");
        bytes[9] = 0x80;
        let error = read_64(&mut &bytes[..]).unwrap_err();
        assert_eq!(error.to_string(), "the number has no end within 10 bytes");
        assert_eq!(length(&bytes, LONGEST_64).unwrap_err().to_string(), error.to_string());
    }
}
