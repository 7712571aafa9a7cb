//! `string` and `binary`: owned, borrowed and shared.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
#[cfg(feature = "bytestring")]
use bytestring::ByteString;

use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};
#[cfg(feature = "schema")]
use crate::schema::Type;
use crate::{Decode, Encode, TType};

impl Encode for str {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.string(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_string(fields, id, self);
    }
}

impl Encode for String {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.string(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_string(fields, id, self);
    }
}

impl<'de> Decode<'de> for String {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::new()
    }

    // There is one copy of it for fields and one for elements; a call of its own costs a tenth.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured")]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.owned_string()
    }
}

impl<'de: 'a, 'a> Decode<'de> for &'a str {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        ""
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        match input.string()? {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(_) => Err(not_borrowed()),
        }
    }
}

impl Encode for Cow<'_, str> {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.string(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_string(fields, id, self);
    }
}

impl<'de: 'a, 'a> Decode<'de> for Cow<'a, str> {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Cow::Borrowed("")
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.string()
    }
}

impl Encode for Bytes {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.bytes(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_bytes(fields, id, self);
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::Binary
    }
}

impl<'de> Decode<'de> for Bytes {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::new()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.shared()
    }
}

impl Encode for [u8] {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.binary(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_binary(fields, id, self);
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::Binary
    }
}

impl<'de: 'a, 'a> Decode<'de> for &'a [u8] {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        &[]
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        match input.binary()? {
            Cow::Borrowed(bytes) => Ok(bytes),
            Cow::Owned(_) => Err(not_borrowed()),
        }
    }
}

impl Encode for Cow<'_, [u8]> {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.binary(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_binary(fields, id, self);
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::Binary
    }
}

impl<'de: 'a, 'a> Decode<'de> for Cow<'a, [u8]> {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Cow::Borrowed(&[])
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.binary()
    }
}

/// The counts of `Rc` and `Arc`, which stand before the bytes.
const COUNTS: usize = 2 * size_of::<usize>();

// Pointers to `str` and `[u8]` write as what they point to: see `pointer.rs`.
macro_rules! decode_unsized {
    ($($pointer:ident $charge:expr, $empty:expr;)*) => {$(
        impl<'de> Decode<'de> for $pointer<str> {
            const TTYPE: TType = TType::String;

            #[inline]
            fn __absent_heap() -> usize {
                $empty
            }

            #[inline]
            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let text = input.string()?;
                input.charge($charge(text.len()))?;
                Ok(text.into())
            }
        }

        impl<'de> Decode<'de> for $pointer<[u8]> {
            const TTYPE: TType = TType::String;

            #[inline]
            fn __absent_heap() -> usize {
                $empty
            }

            #[inline]
            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let bytes = input.binary()?;
                input.charge($charge(bytes.len()))?;
                Ok(bytes.into())
            }
        }
    )*};
}

/// What is charged for a text of so many bytes that stands behind counts: it is a copy of the one that
/// was made without escapes.
fn counted(length: usize) -> usize {
    length.saturating_add(COUNTS)
}

/// The bytes of a text are set aside in the budget: see `Limits::memory`.
fn uncounted(_length: usize) -> usize {
    0
}

// What one is charged, and what an empty one takes: of `Arc` there is one for all.
decode_unsized! {
    Box uncounted, 0;
    Rc counted, COUNTS;
    Arc counted, 0;
}

#[cfg(feature = "bytestring")]
impl Encode for ByteString {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.string(self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_string(fields, id, self);
    }
}

#[cfg(feature = "bytestring")]
impl<'de> Decode<'de> for ByteString {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::new()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let bytes = input.shared_string()?;
        let length = bytes.len();
        Self::try_from(bytes).map_err(|error| Error::utf8(error, length))
    }
}

/// A protocol may write text in another form than memory has it; then there is nothing to borrow.
#[cold]
fn not_borrowed() -> Error {
    Error::new(Kind::Invalid, "the value cannot be borrowed from the input; decode an owned type")
}

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use super::*;
    use crate::{DecodeOwned, Limits, Protocol, binary, protocol::Codec};

    fn round_trip<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, bytes: &[u8]) {
        assert_eq!(binary::to_vec(value).unwrap(), bytes);
        assert_eq!(&binary::from_slice::<T>(bytes).unwrap(), value);
        let error = binary::from_slice::<T>(&bytes[..bytes.len() - 1]).unwrap_err();
        assert!(matches!(error.kind(), Kind::Truncated { .. }), "{error}");
    }

    #[test]
    fn pointers_to_text_and_bytes_have_their_bytes() {
        let wire = [0, 0, 0, 3, 0xe2, 0x82, 0xac];
        round_trip(&Box::<str>::from("€"), &wire);
        round_trip(&Rc::<str>::from("€"), &wire);
        round_trip(&Arc::<str>::from("€"), &wire);
        round_trip(&Box::<[u8]>::from("€".as_bytes()), &wire);
        round_trip(&Rc::<[u8]>::from("€".as_bytes()), &wire);
        round_trip(&Arc::<[u8]>::from("€".as_bytes()), &wire);
        #[cfg(feature = "bytestring")]
        round_trip(&ByteString::from_static("€"), &wire);
    }

    #[test]
    fn text_that_is_not_utf8_is_refused_by_every_type() {
        fn refused<T: DecodeOwned + Debug>() {
            let error = binary::from_slice::<T>(&[0, 0, 0, 2, b'a', 0xff]).unwrap_err();
            assert_eq!(error.kind(), Kind::Utf8);
            assert_eq!(error.to_string(), "byte 5: the string is not UTF-8 from its byte 1 on");
        }
        refused::<String>();
        refused::<Box<str>>();
        refused::<Arc<str>>();
        #[cfg(feature = "bytestring")]
        refused::<ByteString>();
        assert_eq!(&*binary::from_slice::<Box<[u8]>>(&[0, 0, 0, 1, 0xff]).unwrap(), [0xff]);
    }

    #[test]
    fn what_a_box_holds_is_set_aside_and_not_charged() {
        fn decode<T: DecodeOwned>(bytes: &[u8]) -> Result<T> {
            let limits = Limits::DEFAULT.with_memory_per_byte(1).with_memory_floor(0);
            Codec::new(Protocol::Binary, limits).decode(bytes)
        }
        let bytes = binary::to_vec(&"x".repeat(1000)).unwrap();
        assert_eq!(decode::<String>(&bytes).unwrap().len(), 1000);
        assert_eq!(decode::<Box<str>>(&bytes).unwrap().len(), 1000);
        assert_eq!(decode::<Box<[u8]>>(&bytes).unwrap().len(), 1000);
        assert_eq!(decode::<Rc<str>>(&bytes).unwrap_err().kind(), Kind::Limit);
        assert_eq!(decode::<Arc<[u8]>>(&bytes).unwrap_err().kind(), Kind::Limit);
    }

    #[cfg(feature = "bytestring")]
    #[test]
    fn a_byte_string_shares_the_input() {
        let message = Bytes::from_static(b"\0\0\0\x02hi");
        let text: ByteString = binary::from_bytes(&message).unwrap();
        assert_eq!(text.as_ptr(), message[4..].as_ptr());
    }
}
