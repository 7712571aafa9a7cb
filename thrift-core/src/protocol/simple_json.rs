//! JSON with names: text for people and programs that know nothing of Thrift.
//!
//! It is the JSON of `TSimpleJSONProtocol`, in which libraries of Apache Thrift write logs and
//! answers to browsers. Fields have their names in the IDL, and no types:
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! use thrift::simple_json;
//!
//! thrift::thrift! {
//!     enum Role { USER = 0, ADMIN = 1 }
//!     struct User { 1: i32 id, 2: string name, 3: Role role, 4: optional string email }
//! }
//!
//! let user = User { id: 7, name: "Ada".into(), role: Role::ADMIN, email: None };
//! let text = simple_json::to_string(&user)?;
//! assert_eq!(text, r#"{"id":7,"name":"Ada","role":1}"#);
//!
//! let text = r#"{ "role": "ADMIN", "id": 7, "name": "Ada", "email": null, "age": 36 }"#;
//! assert_eq!(simple_json::from_str::<User>(text)?, user);
//! # }
//! # Ok::<_, thrift::Error>(())
//! ```
//!
//! Since the text says so little of itself, the [schema](crate::schema) of the type is needed to
//! write it as well as to read it; so there is no [`Protocol`](crate::Protocol) of it: nothing can
//! be skipped, copied to another protocol or read as a [`Value`](crate::Value) by what the text says
//! alone. There are no messages either: no other library reads calls that are written so.
//!
//! | | is written as | is also read from |
//! |---|---|---|
//! | `bool` | `1`, `0` | `true`, `false` |
//! | enum | its number | its name, in quotes |
//! | `double` | a number, or `"NaN"`, `"Infinity"`, `"-Infinity"` | these without quotes, or as `nan`, `inf`, `-inf` |
//! | `binary` | base64 with padding | base64 without padding |
//! | `uuid` | lower-case hexadecimal with hyphens | upper case |
//! | `list`, `set` | `[…]` | |
//! | `map` | `{…}`, with all keys in quotes | |
//! | field that is absent | nothing | `null` |
//!
//! Fields of other names are skipped, whatever they hold. What has no name cannot be written, and is
//! an error rather than lost: unknown fields that a struct keeps, the unknown member of a union, and
//! types that do not describe themselves. Keys of maps that are structs or containers are an error
//! as well, as they are in other libraries.

mod index;
mod level;
mod reader;
mod writer;

use core::mem;

use bytes::Bytes;

use self::reader::Reader;
use self::writer::Writer;
use super::{Limits, allowance};
use crate::error::{Error, Result};
use crate::{Decode, Encode};

/// Encodes a value into a new vector.
///
/// ```
/// assert_eq!(thrift::simple_json::to_vec(&vec![true, false])?, b"[1,0]");
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when something in the value has no name, when a key of a map is a struct or a container,
/// and when the value is nested deeper than 64 levels.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    to_writer(&mut out, value)?;
    Ok(out)
}

/// Encodes a value into a new string.
///
/// ```
/// assert_eq!(thrift::simple_json::to_string("hi")?, r#""hi""#);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`to_vec`].
pub fn to_string<T: Encode + ?Sized>(value: &T) -> Result<String> {
    let text = to_vec(value)?;
    let length = text.len();
    String::from_utf8(text).map_err(|error| Error::utf8(error.utf8_error(), length))
}

/// Encodes a value into a buffer, behind what it holds already; when that fails, the buffer holds
/// what it held before.
///
/// ```
/// let mut log = b"data: ".to_vec();
/// thrift::simple_json::to_writer(&mut log, &vec![1_i32, -1])?;
/// assert_eq!(log, b"data: [1,-1]");
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`to_vec`].
pub fn to_writer<T: Encode + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<()> {
    let start = out.len();
    let mut writer = Writer::new(mem::take(out), T::schema(), &Limits::DEFAULT);
    value.encode(&mut writer);
    writer.into_sink().give_back(out, start)
}

/// Decodes a value that takes up all of `text`, with the [default limits](Limits::DEFAULT).
///
/// ```
/// assert_eq!(thrift::simple_json::from_str::<Vec<bool>>("[1, false]")?, [true, false]);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_str<'de, T: Encode + Decode<'de>>(text: &'de str) -> Result<T> {
    from_slice(text.as_bytes())
}

/// Decodes a value that takes up all of `bytes`, with the [default limits](Limits::DEFAULT).
///
/// A string can only be borrowed where it has no escapes, and a `binary` never.
///
/// ```
/// let error = thrift::simple_json::from_slice::<Vec<i8>>(b"[1, 1000]").unwrap_err();
/// assert_eq!(error.to_string(), "[1]: `1000` at byte 4 is no `i8`");
/// ```
///
/// # Errors
///
/// Fails when the text is not that of a `T`, or asks for more than the limits allow.
pub fn from_slice<'de, T: Encode + Decode<'de>>(bytes: &'de [u8]) -> Result<T> {
    decode(bytes, None, &Limits::DEFAULT)
}

/// Decodes a value that takes up all of `bytes`, within limits.
///
/// ```
/// use thrift::{Kind, Limits, simple_json};
///
/// let limits = Limits::NETWORK.with_container(2);
/// let read: Vec<i32> = simple_json::from_slice_within(b"[1, 2]", &limits)?;
/// let error = simple_json::from_slice_within::<Vec<i32>>(b"[1, 2, 3]", &limits).unwrap_err();
/// assert_eq!((read.len(), error.kind()), (2, Kind::Limit));
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_slice_within<'de, T: Encode + Decode<'de>>(
    bytes: &'de [u8],
    limits: &Limits,
) -> Result<T> {
    decode(bytes, None, limits)
}

/// Decodes a value that takes up all of `bytes`; a string without escapes that is kept as bytes
/// shares them.
///
/// A `binary` is base64 and becomes a [`Bytes`] of its own: there is nothing to share.
///
/// ```
/// use thrift::Bytes;
///
/// let text = Bytes::from_static(br#"["AQI="]"#);
/// let read: Vec<Bytes> = thrift::simple_json::from_bytes(&text)?;
/// assert_eq!(read, [&[1, 2][..]]);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_bytes<'de, T: Encode + Decode<'de>>(bytes: &'de Bytes) -> Result<T> {
    decode(bytes, Some(bytes), &Limits::DEFAULT)
}

fn decode<'de, T: Encode + Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<T> {
    let mut input = Reader::new(bytes, source, <T as Encode>::schema(), limits)?;
    let read = T::decode(&mut input).and_then(|value| {
        input.whole()?;
        allowance::all_read(input.left()).map(|()| value)
    });
    read.map_err(|error| error.in_input(bytes.len(), input.left()))
}
