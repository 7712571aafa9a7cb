//! The JSON protocol: text that people can read, with a type and an id for each field.
//!
//! It is the JSON of `TJSONProtocol`, which keeps all that Binary keeps. A map whose keys are
//! structs or containers has them as they are, and such text is not JSON to anyone else. There is
//! no specification: it is what the libraries of Apache Thrift for C++ and Java read and write.
//!
//! ```
//! let bytes = thrift::json::to_vec(&vec![1_i32, -1])?;
//! assert_eq!(bytes, br#"["i32",2,1,-1]"#);
//! assert_eq!(thrift::json::from_slice::<Vec<i32>>(&bytes)?, [1, -1]);
//! # Ok::<_, thrift::Error>(())
//! ```
//!
//! What other libraries write is read too: white space between tokens, escapes in any form, control
//! characters as they are, NaN and infinities with quotes and without, and base64 with padding and
//! without.

pub(super) mod base64;
mod context;
#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) mod envelope;
pub(super) mod input;
pub(super) mod number;
mod reader;
#[cfg(any(feature = "blocking", feature = "net"))]
mod scan;
mod skip;
pub(super) mod source;
pub(super) mod space;
pub(super) mod text;
pub(super) mod uuid;
mod writer;

use bytes::Bytes;

pub use self::reader::{Checkpoint, Reader};
#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::scan::Scanner;
pub use self::writer::Writer;
use super::append::{Append, append};
use super::sink::Sink;
use super::{Limits, allowance, whole};
use crate::{Decode, Encode, Result, TType};

/// Encodes a value into a new vector.
///
/// ```
/// assert_eq!(thrift::json::to_vec("hi")?, br#""hi""#);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when the value is nested deeper than 64 levels, or when a container is longer than
/// `i32::MAX`.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>> {
    encode(value, &Limits::DEFAULT)
}

/// Encodes a value into a buffer, behind what it holds already; when that fails, the buffer holds
/// what it held before.
///
/// The buffer does not grow while its capacity suffices, so that one can serve for many values:
///
/// ```
/// let mut out = b"> ".to_vec();
/// thrift::json::to_writer(&mut out, "hi")?;
/// assert_eq!(out, br#"> "hi""#);
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
/// A string can only be borrowed where it has no escapes, and a `binary` never.
///
/// ```
/// assert_eq!(thrift::json::from_slice::<&str>(br#" "hi" "#)?, "hi");
/// assert_eq!(thrift::json::from_slice::<String>(br#""\u0068\u0069""#)?, "hi");
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when the text is not that of a `T`, or asks for more than the limits allow.
pub fn from_slice<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<T> {
    decode(bytes, None, &Limits::DEFAULT)
}

/// Decodes a value that takes up all of `bytes`.
///
/// A `binary` is base64 and becomes a [`Bytes`] of its own: there is nothing to share.
///
/// ```
/// use bytes::Bytes;
///
/// let message = Bytes::from_static(br#""AQI=""#);
/// assert_eq!(thrift::json::from_bytes::<Bytes>(&message)?, [1, 2][..]);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_bytes<'de, T: Decode<'de>>(bytes: &'de Bytes) -> Result<T> {
    decode(bytes, Some(bytes), &Limits::DEFAULT)
}

/// Decodes the value at the start of `bytes`; also gives what is behind it, without white space
/// before.
///
/// ```
/// let lines = b"[\"i8\",1,7]\n[\"i8\",2,8,9]\n";
/// let (first, rest): (Vec<i8>, _) = thrift::json::from_prefix(lines)?;
/// let (second, rest): (Vec<i8>, _) = thrift::json::from_prefix(rest)?;
/// assert_eq!((first, second, rest), (vec![7], vec![8, 9], &b""[..]));
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
/// Canonical is the text that [`to_vec`] writes: without white space, with fields in the order of
/// their ids, each at most once and none that is unknown, absent only if `optional`; sets and maps
/// in their order; one form of each number, escape and base64. So two values that are equal have
/// equal texts, as hashes and signatures need it.
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
/// let bytes = thrift::json::to_vec(&BTreeSet::from([1_i8, 2]))?;
/// let read: BTreeSet<i8> = thrift::json::from_slice_canonical(&bytes)?;
/// assert_eq!(read.len(), 2);
///
/// let error = thrift::json::from_slice_canonical::<BTreeSet<i8>>(br#"["i8", 2,1,2]"#);
/// assert_eq!(error.unwrap_err().kind(), Kind::NotCanonical { at: 6 });
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
    let mut out = Writer::new(Vec::new(), limits);
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
    let (value, rest) = whole::decode_prefix::<Reader<'de>, T>(bytes, source, limits)?;
    let (within, beyond) = allowance::within(bytes, limits);
    // A number says nothing of its end.
    let ends = within.ends_with(b"]") || within.ends_with(b"}") || within.ends_with(b"\"");
    if rest.len() == beyond.len() && !beyond.is_empty() && !ends {
        return Err(allowance::over_message(limits));
    }
    Ok((value, space::trim_start(rest)))
}

/// Decodes a value that takes up all of `bytes`, if they are those that it is written with.
pub(super) fn decode_canonical<'de, T: Encode + Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<T> {
    whole::decode_canonical::<Reader<'de>, Writer, T>(bytes, source, limits)
}

/// The name of a type.
const fn name(ttype: TType) -> &'static str {
    match ttype {
        TType::Bool => "tf",
        TType::I8 => "i8",
        TType::I16 => "i16",
        TType::I32 => "i32",
        TType::I64 => "i64",
        TType::Double => "dbl",
        TType::String => "str",
        TType::Struct => "rec",
        TType::Map => "map",
        TType::List => "lst",
        TType::Set => "set",
        TType::Uuid => "uid",
    }
}

/// The type of a name.
fn named(name: &str) -> Option<TType> {
    Some(match name {
        "tf" => TType::Bool,
        "i8" => TType::I8,
        "i16" => TType::I16,
        "i32" => TType::I32,
        "i64" => TType::I64,
        "dbl" => TType::Double,
        "str" => TType::String,
        "rec" => TType::Struct,
        "map" => TType::Map,
        "lst" => TType::List,
        "set" => TType::Set,
        "uid" => TType::Uuid,
        _ => return None,
    })
}

/// The fewest bytes that an element takes, with the comma or colon that is before all but one.
const fn least(ttype: TType) -> usize {
    match ttype {
        TType::Bool | TType::I8 | TType::I16 | TType::I32 | TType::I64 | TType::Double => 2,
        TType::String | TType::Struct => 3,
        TType::List | TType::Set => r#",["tf",0]"#.len(),
        TType::Map => r#",["tf","tf",0,{}]"#.len(),
        TType::Uuid => 39,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_name_of_its_own() {
        for byte in 0..=16 {
            let Some(ttype) = TType::from_byte(byte) else { continue };
            assert_eq!(named(name(ttype)), Some(ttype));
        }
        assert_eq!(named("i33"), None);
    }
}
