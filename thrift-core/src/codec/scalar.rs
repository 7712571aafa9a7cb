//! Numbers and `bool`.

use crate::error::Result;
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

macro_rules! scalar {
    ($($type:ty: $ttype:ident, $method:ident;)*) => {$(
        impl Encode for $type {
            const TTYPE: TType = TType::$ttype;

            #[inline]
            fn encode<W: Writer>(&self, out: &mut W) {
                out.$method(*self);
            }
        }

        impl<'de> Decode<'de> for $type {
            const TTYPE: TType = TType::$ttype;

            #[inline]
            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                input.$method()
            }
        }
    )*};
}

scalar! {
    i8: I8, i8;
    i16: I16, i16;
    i32: I32, i32;
    i64: I64, i64;
    f64: Double, double;
}

impl Encode for bool {
    const TTYPE: TType = TType::Bool;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.bool(*self);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field_bool(fields, id, *self);
    }
}

impl<'de> Decode<'de> for bool {
    const TTYPE: TType = TType::Bool;

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.bool()
    }

    #[inline]
    fn decode_field<R: Reader<'de>>(input: &mut R, fields: &mut R::Fields) -> Result<Self> {
        input.field_bool(fields)
    }
}

#[cfg(feature = "uuid")]
impl Encode for uuid::Uuid {
    const TTYPE: TType = TType::Uuid;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.uuid(self.as_bytes());
    }
}

#[cfg(feature = "uuid")]
impl<'de> Decode<'de> for uuid::Uuid {
    const TTYPE: TType = TType::Uuid;

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.uuid().map(Self::from_bytes)
    }
}
