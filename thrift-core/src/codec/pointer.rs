//! Pointers are on the wire what they point to.

use std::rc::Rc;
use std::sync::Arc;

use super::fill::is_filled;
use crate::error::Result;
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

macro_rules! encode_through {
    ($(impl<$param:ident: ?Sized> for $type:ty;)*) => {$(
        impl<$param: Encode + ?Sized> Encode for $type {
            const TTYPE: TType = $param::TTYPE;

            #[inline]
            fn encode<W: Writer>(&self, out: &mut W) {
                (**self).encode(out);
            }

            #[inline]
            fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
                (**self).encode_field(out, fields, id);
            }

            #[cfg(feature = "schema")]
            fn schema() -> crate::schema::Type {
                $param::schema()
            }
        }
    )*};
}

encode_through! {
    impl<T: ?Sized> for &T;
    impl<T: ?Sized> for Box<T>;
    impl<T: ?Sized> for Rc<T>;
    impl<T: ?Sized> for Arc<T>;
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    const TTYPE: TType = T::TTYPE;

    #[inline]
    fn __absent_heap() -> usize {
        size_of::<T>().saturating_add(T::__absent_heap())
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        input.charge(size_of::<T>())?;
        if const { !is_filled::<T>() } {
            return T::decode(input).map(Self::new);
        }
        let mut value = Self::new(T::__blank());
        T::__fill(&mut value, input)?;
        Ok(value)
    }

    #[inline]
    fn decode_field<R: Reader<'de>>(input: &mut R, fields: &mut R::Fields) -> Result<Self> {
        if const { matches!(T::TTYPE, TType::Struct) } {
            return Self::decode(input);
        }
        input.charge(size_of::<T>())?;
        T::decode_field(input, fields).map(Self::new)
    }
}

macro_rules! decode_through {
    ($($pointer:ident)*) => {$(
        impl<'de, T: Decode<'de>> Decode<'de> for $pointer<T> {
            const TTYPE: TType = T::TTYPE;

            #[inline]
            fn __absent_heap() -> usize {
                (size_of::<T>() + COUNTS).saturating_add(T::__absent_heap())
            }

            #[inline]
            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                input.charge(size_of::<T>() + COUNTS)?;
                T::decode(input).map(Self::new)
            }

            #[inline]
            fn decode_field<R: Reader<'de>>(input: &mut R, fields: &mut R::Fields) -> Result<Self> {
                input.charge(size_of::<T>() + COUNTS)?;
                T::decode_field(input, fields).map(Self::new)
            }
        }
    )*};
}

/// The counts of `Rc` and `Arc`, which stand before the value.
const COUNTS: usize = 2 * size_of::<usize>();

decode_through! { Rc Arc }
