//! Integers of as many bytes as they need: seven bits a byte, the lowest first, and the highest
//! bit set in all bytes but the last.

use crate::error::{Error, Result};
use crate::protocol::allowance::invalid;

/// The most bytes of a number of 32 bits.
pub(super) const LONGEST_32: usize = 5;

/// The most bytes of a number of 64 bits.
pub(super) const LONGEST_64: usize = 10;

/// Appends a number of up to 32 bits.
#[inline]
pub(super) fn write_32(out: &mut Vec<u8>, value: u32) {
    write_64(out, value.into());
}

/// Appends a number of up to 64 bits.
#[inline]
pub(super) fn write_64(out: &mut Vec<u8>, value: u64) {
    if value < 0x80 {
        out.push(low(value));
    } else if value < 0x4000 {
        out.extend_from_slice(&[low(value) | 0x80, low(value >> 7)]);
    } else {
        write_long(out, value);
    }
}

fn write_long(out: &mut Vec<u8>, mut value: u64) {
    let mut bytes = [0; LONGEST_64];
    let mut length = 0;
    for byte in &mut bytes {
        length += 1;
        *byte = low(value);
        value >>= 7;
        if value == 0 {
            break;
        }
        *byte |= 0x80;
    }
    out.extend_from_slice(&bytes[..length]);
}

fn low(value: u64) -> u8 {
    (value & 0x7f) as u8
}

/// Takes a number of up to 32 bits from the front of `rest`.
#[inline]
pub(super) fn read_32(rest: &mut &[u8]) -> Result<u32> {
    match rest.split_first() {
        Some((&byte, after)) if byte < 0x80 => {
            *rest = after;
            Ok(byte.into())
        }
        _ => read_long_32(rest),
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
        _ => read_long::<LONGEST_64>(rest),
    }
}

fn read_long_32(rest: &mut &[u8]) -> Result<u32> {
    let value = read_long::<LONGEST_32>(rest)?;
    u32::try_from(value).map_err(|_| too_large(32))
}

/// Takes a number of at most `N` bytes.
fn read_long<const N: usize>(rest: &mut &[u8]) -> Result<u64> {
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
pub(super) fn length(rest: &[u8], longest: usize) -> Result<Option<usize>> {
    match rest.iter().take(longest).position(|byte| *byte < 0x80) {
        Some(last) => Ok(Some(last + 1)),
        None if rest.len() < longest => Ok(None),
        None => Err(no_end(longest)),
    }
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
            let mut out = Vec::new();
            write_64(&mut out, value);
            assert_eq!(out, slow(value));
            let mut rest = &[&out[..], &[7]].concat()[..];
            assert_eq!(read_64(&mut rest).unwrap(), value);
            assert_eq!(rest, [7]);
            assert_eq!(length(&out, LONGEST_64).unwrap(), Some(out.len()));

            let Ok(value) = u32::try_from(value) else { continue };
            let mut narrow = Vec::new();
            write_32(&mut narrow, value);
            assert_eq!(narrow, out);
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
