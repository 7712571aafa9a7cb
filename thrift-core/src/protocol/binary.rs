//! The Binary protocol: fixed-size integers, big-endian, a type and an id before each field.
//!
//! Specification: `thrift-binary-protocol.md`.
//!
//! ```
//! let bytes = thrift::binary::to_vec(&vec![1_i8, -1])?;
//! assert_eq!(bytes, [3, 0, 0, 0, 2, 1, 0xff]);
//! assert_eq!(thrift::binary::from_slice::<Vec<i8>>(&bytes)?, [1, -1]);
//! # Ok::<_, thrift::Error>(())
//! ```

#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) mod envelope;
mod layout;
mod reader;
mod writer;

use bytes::Bytes;

#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::layout::Binary as Layout;
pub use self::reader::Reader;
pub use self::writer::Writer;
use super::append::{Append, append};
use super::sink::{FIRST, Sink};
use super::{Limits, whole};
use crate::{Decode, Encode, Result, TType};

/// Encodes a value into a new vector.
///
/// ```
/// assert_eq!(thrift::binary::to_vec("hi")?, [0, 0, 0, 2, b'h', b'i']);
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
/// thrift::binary::to_writer(&mut out, "hi")?;
/// assert_eq!(out, [9, 0, 0, 0, 2, b'h', b'i']);
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
/// assert_eq!(thrift::binary::from_slice::<&str>(&[0, 0, 0, 2, b'h', b'i'])?, "hi");
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
/// let message = Bytes::from_static(&[0, 0, 0, 2, 1, 2]);
/// let value: Bytes = thrift::binary::from_bytes(&message)?;
/// assert_eq!(value.as_ptr(), message[4..].as_ptr());
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
/// let (first, rest) = thrift::binary::from_prefix::<&str>(&[0, 0, 0, 1, b'a', 0, 0, 0, 1, b'b'])?;
/// let (second, rest) = thrift::binary::from_prefix::<&str>(rest)?;
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
/// once and none that is unknown, absent only if `optional`; sets and maps in their order; `bool`s
/// as 0 and 1. So two values that are equal have equal bytes, as hashes and signatures need it.
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
/// let bytes = thrift::binary::to_vec(&BTreeSet::from([1_i8, 2]))?;
/// let read: BTreeSet<i8> = thrift::binary::from_slice_canonical(&bytes)?;
/// assert_eq!(read.len(), 2);
///
/// let error = thrift::binary::from_slice_canonical::<BTreeSet<i8>>(&[3, 0, 0, 0, 2, 2, 1]);
/// let error = error.unwrap_err();
/// assert_eq!(error.kind(), Kind::NotCanonical { at: 5 });
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

/// The fewest bytes that a value takes.
const fn least(ttype: TType) -> usize {
    match ttype {
        TType::Bool | TType::I8 | TType::Struct => 1,
        TType::I16 => 2,
        TType::I32 | TType::String => 4,
        TType::List | TType::Set => 5,
        TType::Map => 6,
        TType::I64 | TType::Double => 8,
        TType::Uuid => 16,
    }
}

/// The size of a value that always takes the same number of bytes.
const fn fixed(ttype: TType) -> Option<usize> {
    match ttype {
        TType::Struct | TType::String | TType::List | TType::Set | TType::Map => None,
        _ => Some(least(ttype)),
    }
}
