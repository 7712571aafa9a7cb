//! Protocols: how values become bytes.
//!
//! A protocol is a [`Writer`] and a [`Reader`] of primitive values and of the brackets around
//! fields and elements. [`Encode`](crate::Encode) and [`Decode`](crate::Decode) are generic over
//! them, so each type is compiled once for each protocol that a program uses.

mod allowance;
mod append;
pub mod binary;
mod canonical;
mod codec;
pub mod compact;
pub mod json;
mod limits;
#[cfg(feature = "schema")]
pub mod simple_json;
mod sink;
mod transcode;
mod walk;

use std::borrow::Cow;

use bytes::Bytes;

pub use self::codec::{Codec, Input};
pub use self::limits::Limits;
pub use self::transcode::transcode;
#[cfg(feature = "net")]
pub(crate) use self::walk::Scanner;
use crate::TType;
use crate::error::{Error, Result};

/// A protocol chosen at run time.
///
/// ```
/// use thrift::Protocol;
///
/// assert_eq!(Protocol::default(), Protocol::Binary);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Protocol {
    /// Binary: fixed-size integers, big-endian.
    #[default]
    #[doc(alias = "TBinaryProtocol")]
    Binary,
    /// Compact: integers of as many bytes as they need.
    #[doc(alias = "TCompactProtocol")]
    Compact,
    /// JSON: text with types and ids.
    #[doc(alias = "TJSONProtocol")]
    Json,
}

impl Protocol {
    /// Every protocol.
    ///
    /// ```
    /// use thrift::protocol::{Codec, Protocol};
    /// use thrift::Limits;
    ///
    /// for protocol in Protocol::ALL {
    ///     let codec = Codec::new(*protocol, Limits::DEFAULT);
    ///     let bytes = codec.encode("hi")?;
    ///     assert_eq!(codec.decode::<String>(&bytes)?, "hi");
    /// }
    /// # Ok::<_, thrift::Error>(())
    /// ```
    pub const ALL: &'static [Self] = &[Self::Binary, Self::Compact, Self::Json];

    /// A struct without fields.
    pub(crate) fn empty_struct(self) -> Bytes {
        Bytes::from_static(match self {
            Self::Binary | Self::Compact => &[0],
            Self::Json => b"{}",
        })
    }
}

/// Writes values in one protocol.
///
/// Writing does not fail step by step: the first mistake is remembered by
/// [`fail`](Self::fail), and whoever made the writer learns of it at the end.
///
/// ```
/// use thrift::protocol::Writer;
/// use thrift::{Limits, TType, binary};
///
/// /// `struct { 1: i32 id }`, by hand.
/// fn write<W: Writer>(id: i32, out: &mut W) {
///     let Some(mut fields) = out.struct_begin() else { return };
///     out.field(&mut fields, TType::I32, 1);
///     out.i32(id);
///     out.struct_end(fields);
/// }
///
/// let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
/// write(7, &mut out);
/// assert_eq!(out.finish()?, [8, 0, 1, 0, 0, 0, 7, 0]);
/// # Ok::<_, thrift::Error>(())
/// ```
#[doc(alias = "TOutputProtocol")]
pub trait Writer {
    /// The protocol that is written.
    const PROTOCOL: Protocol;

    /// What a protocol remembers between the fields of one struct.
    type Fields;

    /// Opens a struct, a union or an exception; `None` when it is nested too deeply, and then
    /// neither fields nor [`struct_end`](Self::struct_end) may follow.
    fn struct_begin(&mut self) -> Option<Self::Fields>;

    /// Writes the header of a field; its value must follow.
    fn field(&mut self, fields: &mut Self::Fields, ttype: TType, id: i16);

    /// Closes a struct.
    fn struct_end(&mut self, fields: Self::Fields);

    /// Opens a list of `len` elements; `false` when it is nested too deeply, and then neither
    /// elements nor [`list_end`](Self::list_end) may follow.
    #[must_use]
    fn list_begin(&mut self, element: TType, len: usize) -> bool;

    /// Closes a list.
    fn list_end(&mut self);

    /// Opens a set; otherwise as [`list_begin`](Self::list_begin).
    #[must_use]
    fn set_begin(&mut self, element: TType, len: usize) -> bool;

    /// Closes a set.
    fn set_end(&mut self);

    /// Opens a map of `len` pairs of key and value; otherwise as
    /// [`list_begin`](Self::list_begin).
    #[must_use]
    fn map_begin(&mut self, key: TType, value: TType, len: usize) -> bool;

    /// Closes a map.
    fn map_end(&mut self);

    /// Writes a `bool` outside a field.
    fn bool(&mut self, value: bool);

    /// Writes an `i8`.
    fn i8(&mut self, value: i8);

    /// Writes an `i16`.
    fn i16(&mut self, value: i16);

    /// Writes an `i32`, or the number of an enum.
    fn i32(&mut self, value: i32);

    /// Writes an `i64`.
    fn i64(&mut self, value: i64);

    /// Writes a `double`.
    fn double(&mut self, value: f64);

    /// Writes a `string`.
    fn string(&mut self, value: &str);

    /// Writes a `binary`.
    fn binary(&mut self, value: &[u8]);

    /// Writes a value of which it is not known whether it is a `string` or a `binary`.
    ///
    /// Most protocols write both alike. One that does not takes UTF-8 for a `string`.
    fn string_or_binary(&mut self, value: &[u8]);

    /// Writes a `uuid`, in the order of RFC 9562.
    fn uuid(&mut self, value: &[u8; 16]);

    /// Writes a `bool` as a field: some protocols keep the value in the header.
    fn field_bool(&mut self, fields: &mut Self::Fields, id: i16, value: bool) {
        self.field(fields, TType::Bool, id);
        self.bool(value);
    }

    /// Writes the bytes of a value that [`Reader::raw_field`] of the same protocol kept.
    fn raw(&mut self, bytes: &[u8]);

    /// Remembers a mistake; the first one is reported at the end.
    fn fail(&mut self, error: Error);
}

/// Reads values in one protocol from one contiguous message.
///
/// Every method fails when the input ends too early or asks for more than the [`Limits`].
/// After an error the reader may only be [rewound](Self::rewind).
///
/// ```
/// use thrift::protocol::Reader;
/// use thrift::{Limits, TType, binary};
///
/// /// `struct { 1: i32 id }`, by hand.
/// fn read<'de, R: Reader<'de>>(input: &mut R) -> thrift::Result<i32> {
///     let mut id = 0;
///     let mut fields = input.struct_begin()?;
///     while let Some(header) = input.field(&mut fields)? {
///         match header {
///             (TType::I32, 1) => id = input.i32()?,
///             (ttype, _) => input.skip_field(&mut fields, ttype)?,
///         }
///     }
///     input.struct_end(fields);
///     Ok(id)
/// }
///
/// let mut input = binary::Reader::new(&[8, 0, 1, 0, 0, 0, 7, 0], &Limits::DEFAULT)?;
/// assert_eq!(read(&mut input)?, 7);
/// # Ok::<_, thrift::Error>(())
/// ```
#[doc(alias = "TInputProtocol")]
pub trait Reader<'de> {
    /// The protocol that is read.
    const PROTOCOL: Protocol;

    /// What a protocol remembers between the fields of one struct.
    type Fields;

    /// A place in the input to return to.
    type Checkpoint: Copy;

    /// Opens a struct, a union or an exception.
    ///
    /// # Errors
    ///
    /// Fails when it is nested too deeply.
    fn struct_begin(&mut self) -> Result<Self::Fields>;

    /// Reads the header of the next field; `None` after the last one.
    ///
    /// # Errors
    ///
    /// Fails when the input ends, or on a type that the protocol does not have.
    fn field(&mut self, fields: &mut Self::Fields) -> Result<Option<(TType, i16)>>;

    /// Closes a struct whose last field was read.
    fn struct_end(&mut self, fields: Self::Fields);

    /// Opens a list: the type of its elements, unless it is empty and says nothing of them, and
    /// their number, which the bytes left can hold.
    ///
    /// # Errors
    ///
    /// Fails on a number that the bytes left or the limits do not allow, or when it is nested too
    /// deeply.
    fn list_begin(&mut self) -> Result<(Option<TType>, usize)>;

    /// Closes a list whose last element was read.
    fn list_end(&mut self);

    /// Opens a set; otherwise as [`list_begin`](Self::list_begin).
    ///
    /// # Errors
    ///
    /// As [`list_begin`](Self::list_begin).
    fn set_begin(&mut self) -> Result<(Option<TType>, usize)>;

    /// Closes a set whose last element was read.
    fn set_end(&mut self);

    /// Opens a map: the types of its keys and values, unless it is empty and says nothing of
    /// them, and the number of its pairs.
    ///
    /// # Errors
    ///
    /// As [`list_begin`](Self::list_begin).
    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)>;

    /// Closes a map whose last pair was read.
    fn map_end(&mut self);

    /// Reads a `bool` outside a field.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn bool(&mut self) -> Result<bool>;

    /// Reads an `i8`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i8(&mut self) -> Result<i8>;

    /// Reads an `i16`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i16(&mut self) -> Result<i16>;

    /// Reads an `i32`, or the number of an enum.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i32(&mut self) -> Result<i32>;

    /// Reads an `i64`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i64(&mut self) -> Result<i64>;

    /// Reads a `double`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn double(&mut self) -> Result<f64>;

    /// Reads a `string`, borrowed where the protocol keeps it as it is.
    ///
    /// # Errors
    ///
    /// Fails when the input ends, on a length over the limits, or when it is not UTF-8.
    fn string(&mut self) -> Result<Cow<'de, str>>;

    /// Reads a `binary`, borrowed where the protocol keeps it as it is.
    ///
    /// # Errors
    ///
    /// Fails when the input ends, or on a length over the limits.
    fn binary(&mut self) -> Result<Cow<'de, [u8]>>;

    /// Reads a `binary` that shares the input, if the input can be shared.
    ///
    /// # Errors
    ///
    /// As [`binary`](Self::binary).
    fn shared(&mut self) -> Result<Bytes>;

    /// Reads a `string` as bytes that share the input, if the input can be shared; whether they are
    /// UTF-8 is left to the caller.
    ///
    /// # Errors
    ///
    /// As [`binary`](Self::binary).
    fn shared_string(&mut self) -> Result<Bytes>;

    /// Reads a value of which it is not known whether it is a `string` or a `binary`.
    ///
    /// Most protocols write both alike. One that does not gives the text that is there.
    ///
    /// # Errors
    ///
    /// As [`binary`](Self::binary).
    fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>>;

    /// Reads a `uuid`, in the order of RFC 9562.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn uuid(&mut self) -> Result<[u8; 16]>;

    /// Reads the `bool` of the field whose header was just read.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn field_bool(&mut self, fields: &mut Self::Fields) -> Result<bool>;

    /// Skips a value outside a field.
    ///
    /// # Errors
    ///
    /// Fails when the input ends inside the value, or when it is nested too deeply.
    fn skip(&mut self, ttype: TType) -> Result<()>;

    /// Skips the value of the field whose header was just read.
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    fn skip_field(&mut self, fields: &mut Self::Fields, ttype: TType) -> Result<()>;

    /// Skips the value of the field whose header was just read, and keeps its bytes for
    /// [`Writer::raw`].
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    fn raw_field(&mut self, fields: &mut Self::Fields, ttype: TType) -> Result<Bytes>;

    /// Takes `bytes` of heap out of the budget, before they are allocated.
    ///
    /// # Errors
    ///
    /// Fails when the input does not justify so much memory.
    fn charge(&mut self, bytes: usize) -> Result<()>;

    /// The place reached, to [`rewind`](Self::rewind) to.
    fn checkpoint(&self) -> Self::Checkpoint;

    /// Returns to a place reached before; what was open there must be open still.
    fn rewind(&mut self, checkpoint: Self::Checkpoint);
}
