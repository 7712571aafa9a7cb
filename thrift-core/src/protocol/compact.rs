//! The Compact protocol: integers of as many bytes as they need, and the ids of fields as
//! differences.
//!
//! Specification: `thrift-compact-protocol.md`.
//!
//! ```
//! let bytes = thrift::compact::to_vec(&vec![1_i32, -1])?;
//! assert_eq!(bytes, [0x25, 2, 1]);
//! assert_eq!(thrift::compact::from_slice::<Vec<i32>>(&bytes)?, [1, -1]);
//! # Ok::<_, thrift::Error>(())
//! ```

#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) mod envelope;
mod layout;
mod reader;
mod varint;
mod writer;

use bytes::Bytes;

#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::layout::Compact as Layout;
pub use self::reader::Reader;
#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::varint::{read_32 as read_varint, write_32 as write_varint};
pub use self::writer::Writer;
use super::append::{Append, append};
use super::sink::{FIRST, Sink};
use super::{Limits, whole};
use crate::{Decode, Encode, Result, TType};

/// Encodes a value into a new vector.
///
/// ```
/// assert_eq!(thrift::compact::to_vec("hi")?, [2, b'h', b'i']);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when the value is nested deeper than 64 levels, or when a string or container is longer
/// than `i32::MAX`.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>> {
    encode(value, &Limits::DEFAULT)
}

/// Encodes a value into a buffer, behind what it holds already; when that fails, the buffer holds
/// what it held before.
///
/// Nothing is allocated while the capacity of the buffer suffices, so that one buffer can serve for
/// many values:
///
/// ```
/// let mut out = vec![9];
/// thrift::compact::to_writer(&mut out, "hi")?;
/// assert_eq!(out, [9, 2, b'h', b'i']);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`to_vec`].
pub fn to_writer<T: Encode + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<()> {
    encode_to(out, value, &Limits::DEFAULT)
}

/// Decodes a value that takes up all of `bytes`, with the [default limits](Limits::DEFAULT).
///
/// ```
/// assert_eq!(thrift::compact::from_slice::<&str>(&[2, b'h', b'i'])?, "hi");
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`, or ask for more than the limits allow.
pub fn from_slice<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<T> {
    decode(bytes, None, &Limits::DEFAULT)
}

/// Decodes a value that takes up all of `bytes`; each [`Bytes`] inside it shares them.
///
/// ```
/// use bytes::Bytes;
///
/// let message = Bytes::from_static(&[2, 1, 2]);
/// let value: Bytes = thrift::compact::from_bytes(&message)?;
/// assert_eq!(value.as_ptr(), message[1..].as_ptr());
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_bytes<'de, T: Decode<'de>>(bytes: &'de Bytes) -> Result<T> {
    decode(bytes, Some(bytes), &Limits::DEFAULT)
}

/// Decodes the value at the start of `bytes`; also gives what is behind it.
///
/// ```
/// let (first, rest) = thrift::compact::from_prefix::<&str>(&[1, b'a', 1, b'b'])?;
/// let (second, rest) = thrift::compact::from_prefix::<&str>(rest)?;
/// assert_eq!((first, second, rest), ("a", "b", &[][..]));
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// Values that follow each other are read so, or what another format has behind a value. The limit
/// of a message is one of the value, and not of all that is behind it.
///
/// # Errors
///
/// As [`from_slice`], except that anything may follow.
pub fn from_prefix<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<(T, &'de [u8])> {
    decode_prefix(bytes, None, &Limits::DEFAULT)
}

/// Decodes a value that takes up all of `bytes`, and refuses it if that is not its canonical
/// encoding.
///
/// Canonical are the bytes that [`to_vec`] writes: fields in the order of their ids, each at most
/// once and none that is unknown, absent only if `optional`; sets and maps in their order; headers
/// and numbers as short as they can be. So two values that are equal have equal bytes, as hashes
/// and signatures need it.
///
/// The value is encoded again to find out. A type whose elements have no order, as `HashMap`, has no
/// canonical encoding: whether one of several is taken is chance. What is kept as it came, such as
/// the unknown fields of a struct that keeps them or a [`Value`](crate::Value), is as canonical as
/// it came.
///
/// ```
/// use std::collections::BTreeSet;
/// use thrift::Kind;
///
/// let bytes = thrift::compact::to_vec(&BTreeSet::from([1_i8, 2]))?;
/// let read: BTreeSet<i8> = thrift::compact::from_slice_canonical(&bytes)?;
/// assert_eq!(read.len(), 2);
///
/// let error = thrift::compact::from_slice_canonical::<BTreeSet<i8>>(&[0x23, 2, 1]);
/// assert_eq!(error.unwrap_err().kind(), Kind::NotCanonical { at: 1 });
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_slice`], and with [`Kind::NotCanonical`](crate::Kind::NotCanonical).
pub fn from_slice_canonical<'de, T: Encode + Decode<'de>>(bytes: &'de [u8]) -> Result<T> {
    decode_canonical(bytes, None, &Limits::DEFAULT)
}

/// Encodes a value; apart from [`Codec`](super::Codec), so that a program that names one protocol
/// is not compiled for all of them.
pub(super) fn encode<T: Encode + ?Sized>(value: &T, limits: &Limits) -> Result<Vec<u8>> {
    let mut out = Writer::new(Vec::with_capacity(FIRST), limits);
    value.encode(&mut out);
    out.finish()
}

/// Appends a value to a buffer.
pub(super) fn encode_to<T: Encode + ?Sized>(
    out: &mut Vec<u8>,
    value: &T,
    limits: &Limits,
) -> Result<()> {
    append::<Writer, T>(out, value, limits)
}

impl Append for Writer {
    fn of(sink: Sink) -> Self {
        Self::of(sink)
    }

    fn sink(&self) -> &Sink {
        &self.sink
    }

    fn into_sink(self) -> Sink {
        self.sink
    }
}

/// Decodes a value that takes up all of `bytes`, and may share the allocation that they lie in.
pub(super) fn decode<'de, T: Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<T> {
    whole::decode::<Reader<'de>, T>(bytes, source, limits)
}

/// Decodes the value at the start of `bytes`.
pub(super) fn decode_prefix<'de, T: Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<(T, &'de [u8])> {
    whole::decode_prefix::<Reader<'de>, T>(bytes, source, limits)
}

/// Decodes a value that takes up all of `bytes`, if they are those that it is written with.
pub(super) fn decode_canonical<'de, T: Encode + Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<T> {
    whole::decode_canonical::<Reader<'de>, Writer, T>(bytes, source, limits)
}

/// The byte after the last field of a struct.
const STOP: u8 = 0;

/// The type of a field that is `true`, of the elements of a list of `bool`, and the value of such
/// an element that is `true`.
const TRUE: u8 = 1;

/// The type of a field that is `false`, and the value of an element that is.
const FALSE: u8 = 2;

/// The greatest difference of ids, or number of elements, that shares a byte with a type.
const SHORT: u8 = 15;

/// The number of a type, in the lower half of a byte.
const fn nibble(ttype: TType) -> u8 {
    match ttype {
        TType::Bool => TRUE,
        TType::I8 => 3,
        TType::I16 => 4,
        TType::I32 => 5,
        TType::I64 => 6,
        TType::Double => 7,
        TType::String => 8,
        TType::List => 9,
        TType::Set => 10,
        TType::Map => 11,
        TType::Struct => 12,
        TType::Uuid => 13,
    }
}

/// The type with the number in the lower half of `byte`.
#[inline]
const fn ttype(byte: u8) -> Option<TType> {
    const TYPES: [Option<TType>; 16] = [
        None,
        Some(TType::Bool),
        Some(TType::Bool),
        Some(TType::I8),
        Some(TType::I16),
        Some(TType::I32),
        Some(TType::I64),
        Some(TType::Double),
        Some(TType::String),
        Some(TType::List),
        Some(TType::Set),
        Some(TType::Map),
        Some(TType::Struct),
        Some(TType::Uuid),
        None,
        None,
    ];
    TYPES[(byte & 0x0f) as usize]
}

/// The fewest bytes that a value takes as an element.
const fn least(ttype: TType) -> usize {
    match ttype {
        TType::Double => 8,
        TType::Uuid => 16,
        _ => 1,
    }
}

/// The size of an element that always takes the same number of bytes.
const fn fixed(ttype: TType) -> Option<usize> {
    match ttype {
        TType::Bool | TType::I8 | TType::Double | TType::Uuid => Some(least(ttype)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_number_of_its_own() {
        for byte in 0..=16 {
            let Some(expected) = TType::from_byte(byte) else { continue };
            assert_eq!(ttype(nibble(expected)), Some(expected));
        }
        assert_eq!([0, 14, 15].map(ttype), [None; 3]);
    }
}
