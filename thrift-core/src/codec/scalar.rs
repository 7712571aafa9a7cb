//! Numbers and `bool`.

#[cfg(feature = "ordered-float")]
use ordered_float::{NotNan, OrderedFloat};

use crate::error::Result;
#[cfg(feature = "ordered-float")]
use crate::error::{Error, Kind};
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

macro_rules! scalar {
    ($($type:ty: $ttype:ident, $method:ident, $field:ident, $items:ident;)*) => {$(
        impl Encode for $type {
            const TTYPE: TType = TType::$ttype;

            #[inline]
            fn encode<W: Writer>(&self, out: &mut W) {
                out.$method(*self);
            }

            #[inline]
            fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
                out.$field(fields, id, *self);
            }

            #[inline]
            fn encode_items<W: Writer>(items: &[Self], out: &mut W) {
                out.$items(items);
            }
        }

        impl<'de> Decode<'de> for $type {
            const TTYPE: TType = TType::$ttype;
            const __FILLS: bool = true;

            #[inline]
            fn __blank() -> Self {
                <$type>::default()
            }

            #[inline]
            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                input.$method()
            }

            #[inline]
            fn decode_items<R: Reader<'de>>(input: &mut R, count: usize) -> Result<Vec<Self>> {
                input.$items(count)
            }
        }
    )*};
}

scalar! {
    i8: I8, i8, field_i8, i8s;
    i16: I16, i16, field_i16, i16s;
    i32: I32, i32, field_i32, i32s;
    i64: I64, i64, field_i64, i64s;
    f64: Double, double, field_double, doubles;
}

#[cfg(feature = "ordered-float")]
impl Encode for OrderedFloat<f64> {
    const TTYPE: TType = TType::Double;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.double(self.0);
    }
}

#[cfg(feature = "ordered-float")]
impl<'de> Decode<'de> for OrderedFloat<f64> {
    const TTYPE: TType = TType::Double;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::default()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.double().map(Self)
    }
}

#[cfg(feature = "ordered-float")]
impl Encode for NotNan<f64> {
    const TTYPE: TType = TType::Double;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.double(self.into_inner());
    }
}

#[cfg(feature = "ordered-float")]
impl<'de> Decode<'de> for NotNan<f64> {
    const TTYPE: TType = TType::Double;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::default()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        Self::new(input.double()?).map_err(|_| not_a_number())
    }
}

#[cfg(feature = "ordered-float")]
#[cold]
fn not_a_number() -> Error {
    Error::new(Kind::Invalid, "the double is not a number")
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
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        false
    }

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
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::nil()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.uuid().map(Self::from_bytes)
    }
}

#[cfg(all(test, feature = "ordered-float"))]
mod tests {
    use super::*;
    use crate::binary;

    #[test]
    fn doubles_that_have_an_order_are_doubles() {
        let bytes = binary::to_vec(&-1.5_f64).unwrap();
        let value: OrderedFloat<f64> = binary::from_slice(&bytes).unwrap();
        assert_eq!(value.0.to_bits(), (-1.5_f64).to_bits());
        assert_eq!(binary::to_vec(&value).unwrap(), bytes);
        let value: NotNan<f64> = binary::from_slice(&bytes).unwrap();
        assert_eq!(value.to_bits(), (-1.5_f64).to_bits());
        assert_eq!(binary::to_vec(&value).unwrap(), bytes);
    }

    #[test]
    fn what_is_not_a_number_is_refused_where_it_must_be_one() {
        let bytes = binary::to_vec(&[0.0, f64::NAN]).unwrap();
        let error = binary::from_slice::<Vec<NotNan<f64>>>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid);
        assert_eq!(error.to_string(), "[1]: byte 21: the double is not a number");
        assert!(binary::from_slice::<Vec<OrderedFloat<f64>>>(&bytes).unwrap()[1].is_nan());
    }
}
