//! `string` and `binary`: owned, borrowed and shared.

use std::borrow::Cow;

use bytes::Bytes;

use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

impl Encode for str {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.string(self);
    }
}

impl Encode for String {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.string(self);
    }
}

impl<'de> Decode<'de> for String {
    const TTYPE: TType = TType::String;

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        match input.string()? {
            Cow::Borrowed(text) => {
                input.charge(text.len())?;
                Ok(text.to_owned())
            }
            Cow::Owned(text) => Ok(text),
        }
    }
}

impl<'de: 'a, 'a> Decode<'de> for &'a str {
    const TTYPE: TType = TType::String;

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
}

impl<'de: 'a, 'a> Decode<'de> for Cow<'a, str> {
    const TTYPE: TType = TType::String;

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.string()
    }
}

impl Encode for Bytes {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.binary(self);
    }
}

impl<'de> Decode<'de> for Bytes {
    const TTYPE: TType = TType::String;

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
}

impl<'de: 'a, 'a> Decode<'de> for &'a [u8] {
    const TTYPE: TType = TType::String;

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
}

impl<'de: 'a, 'a> Decode<'de> for Cow<'a, [u8]> {
    const TTYPE: TType = TType::String;

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.binary()
    }
}

/// A protocol may write text in another form than memory has it; then there is nothing to borrow.
#[cold]
fn not_borrowed() -> Error {
    Error::new(Kind::Invalid, "the value cannot be borrowed from the input; decode an owned type")
}
