//! Pointers are on the wire what they point to.

use std::rc::Rc;
use std::sync::Arc;

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

macro_rules! decode_through {
    ($($pointer:ident + $counts:expr;)*) => {$(
        impl<'de, T: Decode<'de>> Decode<'de> for $pointer<T> {
            const TTYPE: TType = T::TTYPE;

            #[inline]
            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                input.charge(size_of::<T>() + $counts)?;
                T::decode(input).map(Self::new)
            }

            #[inline]
            fn decode_field<R: Reader<'de>>(input: &mut R, fields: &mut R::Fields) -> Result<Self> {
                input.charge(size_of::<T>() + $counts)?;
                T::decode_field(input, fields).map(Self::new)
            }
        }
    )*};
}

// The counts of `Rc` and `Arc` stand before the value.
decode_through! {
    Box + 0;
    Rc + 2 * size_of::<usize>();
    Arc + 2 * size_of::<usize>();
}
